"""Cells are copied, pasted and cleared in blocks, each block one step that can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.blocks import Cell, block_of, cells_of, is_block, with_cells
from wardenlog.ui.sheets.draft import VISIT_FIELDS, SheetDraft
from wardenlog.ui.sheets.editor import SheetEditor
from wardenlog.ui.sheets.grid_model import COLUMN_OF

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BLOCK = "nc\t2215\t+20\t\t3+2\r\nhb\t2250\t2310\tak\t\t2\r\nxx\t2330\t2599\r\n"


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> SheetEditor:
    made = SheetEditor(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    made.start_new()
    for field, text in (("day", "4/3"), ("start", "2200"), ("end", "0600"), ("crew", "ak jr")):
        made.presenter.change(field, text)
    made.refresh()
    return made


@pytest.fixture
def said(editor: SheetEditor) -> list[str]:
    words: list[str] = []
    editor.told.connect(words.append)
    return words


def cells(editor: SheetEditor, *names: str) -> list[tuple[str, ...]]:
    return [
        tuple(getattr(visit, name) for name in names) for visit in editor.presenter.draft.visits
    ]


def press(editor: SheetEditor, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    widget = editor.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_a_block_of_a_spreadsheet_fills_visits_as_if_typed(
    editor: SheetEditor, said: list[str], council: Council
) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    editor.grid.show_cell(0, "hotspot")
    press(editor, Qt.Key.Key_V, CTRL)
    assert cells(editor, "hotspot", "came", "left", "crew", "engagements", "advice") == [
        ("NC Norton Centre", "22:15", "22:35", "", "3+2", ""),
        ("HB High Street", "22:50", "23:10", "AK", "", "2"),
        ("xx", "23:30", "2599", "", "", ""),
    ]
    assert "Pasted 3 visits, 2 cells need attention" in said
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.presenter.draft.visits == ()
    press(editor, Qt.Key.Key_Y, CTRL)
    assert len(editor.presenter.draft.visits) == 3


def test_a_block_pasted_into_an_open_cell_fills_the_grid_too(
    editor: SheetEditor, council: Council
) -> None:
    QGuiApplication.clipboard().setText("2215\t2235\n2240\t2250")
    editor.presenter.change_cell(0, "hotspot", "nc")
    editor.refresh()
    editor.grid.begin(0, "came")
    press(editor, Qt.Key.Key_V, CTRL)
    assert cells(editor, "hotspot", "came", "left") == [
        ("NC Norton Centre", "22:15", "22:35"),
        ("", "22:40", "22:50"),
    ]
    assert not editor.grid.is_typing


def test_a_single_word_is_pasted_into_the_text_of_an_open_cell(
    editor: SheetEditor, council: Council
) -> None:
    QGuiApplication.clipboard().setText("rain")
    editor.presenter.change_cell(0, "hotspot", "nc")
    editor.refresh()
    editor.grid.begin(0, "note")
    QTest.keyClicks(editor.focusWidget(), "Heavy ")
    press(editor, Qt.Key.Key_V, CTRL)
    editor.take_what_is_typed()
    assert cells(editor, "note") == [("Heavy rain",)]


def test_void_visits_keep_what_they_say(editor: SheetEditor, council: Council) -> None:
    sheet = council.sheet("400")
    editor._desk.logbook.save(sheet)
    editor.open(sheet.id)
    editor.presenter.void_visit(1, "Twice")
    before = editor.presenter.draft.visits[1]
    editor.presenter.change_cells([Cell(row, "note", "Rain") for row in range(3)])
    assert editor.presenter.draft.visits[1] == before
    assert [visit.note for visit in editor.presenter.draft.visits] == ["Rain", "", "Rain"]


def test_copy_from_above_fills_a_cell_and_goes_on(editor: SheetEditor, council: Council) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    editor.grid.show_cell(0, "hotspot")
    editor._edits.paste()
    editor.grid.begin(2, "hotspot")
    press(editor, Qt.Key.Key_D, CTRL)
    assert cells(editor, "hotspot")[2] == ("HB High Street",)
    assert editor.grid.currentIndex().column() == COLUMN_OF["came"]
    assert editor.grid.is_typing


def test_copy_from_above_begins_a_visit_like_the_last(
    editor: SheetEditor, council: Council
) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    editor.grid.show_cell(0, "hotspot")
    editor._edits.paste()
    editor.presenter.change_cell(2, "hotspot", "st")
    editor.presenter.change_cell(2, "crew", "jr")
    editor.refresh()
    editor.grid.begin(3)
    press(editor, Qt.Key.Key_D, CTRL)
    assert cells(editor, *VISIT_FIELDS)[3][:4] == ("ST Station Road", "", "", "JR")
    assert editor.grid.currentIndex().column() == COLUMN_OF["came"]
    editor.grid.show_cell(1, "note")
    press(editor, Qt.Key.Key_D, CTRL | SHIFT)
    assert cells(editor, "hotspot", "came", "crew")[4] == ("HB High Street", "", "AK")


def test_selected_cells_are_copied_out_and_cleared(
    editor: SheetEditor, said: list[str], council: Council
) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    editor.grid.show_cell(0, "hotspot")
    editor._edits.paste()
    model = editor.grid.model()
    editor.grid.show_cell(0, "came")
    editor.grid.selectionModel().select(
        QItemSelection(model.index(0, COLUMN_OF["came"]), model.index(1, COLUMN_OF["crew"])),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    press(editor, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "22:15\t22:35\t\n22:50\t23:10\tAK\n"
    assert "Copied 2 lines" in said
    press(editor, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert cells(editor, "came", "left", "crew")[:2] == [("", "", ""), ("", "", "")]
    editor.grid.show_cell(2, "came")
    press(editor, Qt.Key.Key_Space, SHIFT)
    press(editor, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert len(editor.presenter.draft.visits) == 2


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=6)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_copied_out_comes_in_as_it_was(lines: list[list[str]]) -> None:
    names = ("hotspot", "came", "left")
    draft = SheetDraft.blank("7")
    for row, line in enumerate(lines):
        draft = draft.with_visit(row, "note", "x")
        for name, text in zip(names, line, strict=True):
            draft = draft.with_visit(row, name, text)
    spots = [(row, name) for row in range(len(lines)) for name in names]
    block = block_of(draft, spots)
    other = SheetDraft.blank("8")
    for row in range(len(lines)):
        other = other.with_visit(row, "note", "x")
    pasted = with_cells(other, list(cells_of(block, 0, "hotspot")))
    assert [(v.hotspot, v.came, v.left) for v in pasted.visits] == [tuple(line) for line in lines]


def test_one_cell_of_a_spreadsheet_is_no_block() -> None:
    assert not is_block("Rain\r\n")
    assert is_block("a\tb")
    assert is_block("a\nb\n")
    assert [cell.text for cell in cells_of('5" nail\n', 0, "note")] == ['5" nail']
    assert [cell.text for cell in cells_of('"two\nlines"\n', 0, "note")] == ["two lines"]
