"""Every colour can be told from what it is on, in every look."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from wardenlog.ui.theme.look import Theme
from wardenlog.ui.theme.tokens import DARK, GRAPHIC_PAIRS, LOOKS, TEXT_PAIRS, contrast


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_can_be_read(look: object, pair: tuple[str, str]) -> None:
    assert contrast(getattr(look, pair[0]), getattr(look, pair[1])) >= 4.5


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("pair", GRAPHIC_PAIRS, ids=" on ".join)
def test_borders_can_be_seen(look: object, pair: tuple[str, str]) -> None:
    assert contrast(getattr(look, pair[0]), getattr(look, pair[1])) >= 3


def test_contrast_is_as_the_guideline_reckons_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_a_chosen_look_is_put_on(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    theme.choose("dark")
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    theme.choose("light")
