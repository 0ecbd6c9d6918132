"""One tour of the demo council for all tests of this folder: it takes seconds to make."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.tour import DEMO_NOW, Tour
from wardenlog import clock


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(DEMO_NOW):
        yield


@pytest.fixture(scope="session")
def tour(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    with clock.freeze(DEMO_NOW):
        made = Tour(qapp, tmp_path_factory.mktemp("tour"))
    made.window.resize(1366, 768)
    yield made
    made.close()
