"""Every screen can be pictured: it comes into view and shows something, in every look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.screens import DRESSES, SIZES, is_blank, picture, take_all
from tests.ui.tour import DEMO_NOW, SCREENS, Screen, Tour
from wardenlog import clock


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(DEMO_NOW):
        yield


@pytest.fixture(scope="module")
def tour(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    with clock.freeze(DEMO_NOW):
        made = Tour(qapp, tmp_path_factory.mktemp("screens"))
    made.window.resize(1024, 640)
    yield made
    made.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_shows_something(tour: Tour, screen: Screen) -> None:
    assert not is_blank(picture(tour, screen))


def test_a_picture_of_nothing_is_blank() -> None:
    nothing = QImage(1366, 768, QImage.Format.Format_RGB32)
    nothing.fill("white")
    assert is_blank(nothing)


@pytest.mark.long
def test_every_screen_shows_something_in_every_look(tour: Tour, tmp_path: Path) -> None:
    kept = take_all(tour, tmp_path)
    assert len(kept) == len(DRESSES) * len(SIZES) * (len(SCREENS) + 1)
    assert [path.name for path in kept if is_blank(QImage(str(path)))] == []
