"""Every colour can be told from what it is on, in every look."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardenlog.settings import Look
from wardenlog.ui.theme.look import Theme, palette
from wardenlog.ui.theme.tokens import DARK, GRAPHIC_PAIRS, LOOKS, TEXT_PAIRS, Tokens, contrast

_Role = QPalette.ColorRole

QT_PAIRS = (
    (_Role.WindowText, _Role.Window),
    (_Role.Text, _Role.Base),
    (_Role.Text, _Role.AlternateBase),
    (_Role.PlaceholderText, _Role.Base),
    (_Role.ButtonText, _Role.Button),
    (_Role.BrightText, _Role.Window),
    (_Role.ToolTipText, _Role.ToolTipBase),
    (_Role.HighlightedText, _Role.Highlight),
    (_Role.Link, _Role.Base),
    (_Role.LinkVisited, _Role.Base),
)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_can_be_read(look: Tokens, pair: tuple[str, str]) -> None:
    needed = 7 if look.name.startswith("contrast") else 4.5
    assert contrast(getattr(look, pair[0]), getattr(look, pair[1])) >= needed


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("pair", GRAPHIC_PAIRS, ids=" on ".join)
def test_borders_can_be_seen(look: Tokens, pair: tuple[str, str]) -> None:
    assert contrast(getattr(look, pair[0]), getattr(look, pair[1])) >= 3


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_what_qt_writes_itself_can_be_read(look: Tokens) -> None:
    made = palette(look)
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for ink, paper in QT_PAIRS:
            ratio = contrast(made.color(group, ink).name(), made.color(group, paper).name())
            assert ratio >= 4.5, (group, ink, paper)


def test_contrast_is_as_the_guideline_reckons_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_a_chosen_look_is_put_on(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    theme.choose("dark")
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    theme.choose("light")


def test_text_grows_from_the_systems_size_however_often_it_is_chosen(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    before, row = qapp.font().pointSizeF(), theme.row_height
    for _ in range(2):
        theme.resize(150, "comfortable")
        assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
    assert theme.row_height == pytest.approx(row * 1.5, rel=0.1)
    with qtbot.waitSignal(theme.resized):
        theme.resize(100, "compact")
    assert theme.row_height < row
    with qtbot.assertNotEmitted(theme.resized):
        theme.resize(100, "compact")
    theme.resize(100, "comfortable")
    assert qapp.font().pointSizeF() == before


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_a_style_sheet_without_a_fault(
    qapp: QApplication, theme: Theme, look: Look
) -> None:
    """Qt says of a sheet it cannot read that it could not parse it, which fails the test."""
    theme.choose(look)
    assert "%(" not in qapp.styleSheet()
    for file in re.findall(r"url\((.*?)\)", qapp.styleSheet()):
        assert Path(file).read_bytes().startswith(b"<svg")
    theme.choose("light")
