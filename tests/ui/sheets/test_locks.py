"""Locked fields of the head carry to the next sheet and are passed over; the others are blank."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.settings import SettingsFile
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.editor import SheetEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> SheetEditor:
    made = SheetEditor(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    made.start_new()
    return made


def press(editor: SheetEditor, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    widget = editor.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def type_head(editor: SheetEditor, *texts: str) -> None:
    for text in texts:
        widget = editor.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)
        press(editor, ENTER, Qt.KeyboardModifier.NoModifier)


def focused(editor: SheetEditor) -> str:
    widget = editor.focusWidget()
    assert widget is not None
    return widget.objectName()


def locked_labels(editor: SheetEditor) -> list[str]:
    return [each.text() for each in editor.findChildren(QLabel) if " · locked" in each.text()]


def test_team_and_funding_carry_and_the_rest_is_typed_anew(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    assert locked_labels(editor) == ["Team · locked", "Funding · locked", "Mode · locked"]
    type_head(editor, "4/3", "", "1500", "2330", "30", "Centre", "ak jr")
    assert focused(editor) == "funding"
    QTest.keyClicks(editor.focusWidget(), "Hot")
    press(editor, ENTER, Qt.KeyboardModifier.NoModifier)
    assert editor.grid.is_typing
    assert editor.presenter.draft.funding == council.grant.id
    editor.finish()
    draft = editor.presenter.draft
    assert (draft.sheet, draft.team, draft.funding) == ("0002", "Centre", council.grant.id)
    assert (draft.day, draft.start, draft.pause, draft.crew) == ("", "", "", "")
    assert focused(editor) == "day"
    type_head(editor, "5/3", "", "1500", "2330", "30")
    assert focused(editor) == "crew"  # the team is locked, and filled in
    type_head(editor, "ak")
    assert editor.grid.is_typing  # and so is the funding


def test_a_locked_field_is_passed_over_by_tab(editor: SheetEditor, council: Council) -> None:
    editor.presenter.change("team", "Centre")
    editor.refresh()
    editor._header.begin("pause")
    press(editor, TAB, Qt.KeyboardModifier.NoModifier)
    assert focused(editor) == "crew"


def test_a_lock_is_turned_by_a_key_and_remembered(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    said: list[str] = []
    editor.told.connect(said.append)
    editor._header.begin("crew")
    press(editor, Qt.Key.Key_L, CTRL)
    editor._header.begin("team")
    press(editor, Qt.Key.Key_L, CTRL)
    assert locked_labels(editor) == ["Crew · locked", "Funding · locked", "Mode · locked"]
    assert said[-2:] == [
        "Locked: it carries to the next sheet",
        "Unlocked: it is blank on the next sheet",
    ]
    kept = SettingsFile(desk.settings._path).now.sheets.locked
    assert kept == {"crew", "mode", "funding"}
    editor._header.begin("sheet")
    press(editor, Qt.Key.Key_L, CTRL)
    assert said[-1] == "The sheet number goes up by one by itself"


def test_from_the_grid_the_whole_head_is_locked_but_for_its_number(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    editor.grid.show_cell(0, "hotspot")
    press(editor, Qt.Key.Key_L, CTRL)
    type_texts = {"day": "4/3", "start": "1500", "end": "2330", "crew": "ak"}
    for field, text in type_texts.items():
        editor.presenter.change(field, text)
    editor.finish()
    draft = editor.presenter.draft
    assert (draft.sheet, draft.day, draft.start, draft.crew) == (
        "0002",
        "Tue 4 Mar 2025",
        "15:00",
        "AK",
    )
    press(editor, Qt.Key.Key_L, CTRL)
    assert desk.settings.now.sheets.locked
    assert editor.findChild(QComboBox, "funding") is not None
