"""No text is cut off: not in a longer language, and not at twice the size."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.access.clipping import clipped
from tests.ui.pseudo import Pseudo
from tests.ui.tour import SCREENS, Screen, Tour
from wardenlog.settings import TextSize

_SMALL = (1366, 768)


@pytest.fixture(scope="module", params=["as it is", "in a longer language", "at twice the size"])
def shown(tour: Tour, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Tour]:
    """The tour in a small window: in English, with longer words, and with larger ones."""
    language = Pseudo()
    if request.param == "in a longer language":
        qapp.installTranslator(language)
    size: TextSize = 200 if request.param == "at twice the size" else 100
    tour.reopen(size)
    for _ in range(2):  # the rail is narrow only once the window is
        tour.settle()
        tour.window.resize(*_SMALL)
    yield tour
    qapp.removeTranslator(language)
    tour.reopen()
    tour.window.resize(*_SMALL)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_no_text_is_cut_off(shown: Tour, screen: Screen) -> None:
    with screen.show(shown) as window:
        cut = clipped(window)
        assert "\n".join(cut) == ""
        assert shown.window.width() == _SMALL[0]
