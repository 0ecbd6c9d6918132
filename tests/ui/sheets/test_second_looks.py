"""A second person checks a finished sheet or types it again blind, where the council asks it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from tests.ui.sheets.test_six_visits import Clerk
from wardenlog.model import Shift
from wardenlog.services import second_look, ways
from wardenlog.services.second_look import Difference
from wardenlog.services.ways import Ways
from wardenlog.ui.actions import ActionButton
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.sheets.rekey_dialog import RekeyDialog
from wardenlog.ui.widgets.words import Words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sheet(desk: Desk, council: Council) -> Shift:
    made = council.sheet("400")
    desk.logbook.save(made)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, council: Council) -> SheetsPage:
    assert council.places
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    return made


def begin_again(page: SheetsPage, sheet: Shift) -> RekeyDialog:
    page.list.open_wanted.emit(sheet.id)
    page.editor.second.rekey.trigger()
    dialog = page.findChild(RekeyDialog)
    assert dialog is not None
    QTest.qWaitForWindowExposed(dialog)
    return dialog


def type_again(dialog: QWidget, last_out: str) -> None:
    """Type the council's sheet of three visits: 1 July 2025, 18:00 to 00:00."""
    clerk = Clerk(dialog)
    clerk.type("1/7/2025", "1800", "0000", "")
    clerk.type("nc", "1805", "1825", "nb", "1845", "1905", "hb", "1925", last_out)


def test_nothing_is_said_or_offered_where_the_council_asks_nothing(
    page: SheetsPage, sheet: Shift
) -> None:
    page.list.open_wanted.emit(sheet.id)
    assert page.editor.second.words == ""
    assert not any(action.isVisible() for action in page.editor.second.actions)


def test_a_second_person_says_that_a_sheet_is_checked(
    page: SheetsPage, sheet: Shift, desk: Desk, prompts: FakePrompts
) -> None:
    ways.save(desk.record, Ways(second_check=True))
    page.list.open_wanted.emit(sheet.id)
    assert page.editor.second.words == "Not checked by a second person"
    said = [words.text() for words in page.editor.findChildren(Words)]
    assert "✓ Finished · Not checked by a second person" in said
    buttons = page.editor.findChildren(ActionButton)
    assert [each.text() for each in buttons if each.action is page.editor.second.check] == [
        "Checked…"
    ]
    prompts.text = "Sam"
    page.editor.second.check.trigger()
    assert "somebody else" in str(prompts.told[-1])
    prompts.text = "Ann Lee"
    page.editor.second.check.trigger()
    assert page.editor.second.words == "Checked by Ann Lee"
    assert not page.editor.second.check.isVisible()
    page.editor.presenter.change("team", "North")
    page.editor.refresh()
    assert page.editor.save()
    assert page.editor.second.words == "Changed since a second person checked it"


def test_a_sheet_typed_again_the_same_is_put_on_record_without_a_question(
    qtbot: QtBot, page: SheetsPage, sheet: Shift, desk: Desk
) -> None:
    ways.save(desk.record, Ways(rekey_percent=100))
    dialog = begin_again(page, sheet)
    assert not page.editor.grid.isVisible()
    type_again(dialog, "1945")
    dialog.compare()
    assert dialog.found == []
    qtbot.waitUntil(page.editor.grid.isVisible)
    assert page.editor.second.words == "Typed again, the same"
    assert desk.logbook.load("shift", sheet.id)[0] == sheet


def test_differences_are_shown_side_by_side_and_accepted_or_corrected(
    qtbot: QtBot, page: SheetsPage, sheet: Shift, desk: Desk
) -> None:
    ways.save(desk.record, Ways(rekey_percent=100))
    said: list[str] = []
    page.told.connect(said.append)
    dialog = begin_again(page, sheet)
    type_again(dialog, "1955")
    Clerk(dialog).type("st")
    dialog.compare()
    rows = [
        tuple(str(dialog.table.model().index(row, column).data()) for column in range(3))
        for row in range(dialog.table.rowCount())
    ]
    assert rows == [
        ("Visit 3, Out", "19:45", "19:55"),
        ("Visit 4", "not there", "ST – –"),
    ]
    assert second_look.second_look(desk.record, sheet.id).waits_for_rekey
    dialog.correct()
    looked = second_look.second_look(desk.record, sheet.id).rekeyed
    assert looked is not None
    assert looked.differences[0] == Difference(*rows[0])
    assert said[-1] == "Put right: Visit 3, Out, recorded 19:45, typed again 19:55"
    qtbot.waitUntil(page.editor.grid.isVisible)
    assert page.editor.second.words == "Typed again: 2 differences"


def test_escape_leaves_the_second_typing_without_a_trace(
    qtbot: QtBot, page: SheetsPage, sheet: Shift, desk: Desk
) -> None:
    ways.save(desk.record, Ways(rekey_percent=100))
    dialog = begin_again(page, sheet)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.editor.grid.isVisible)
    assert second_look.second_look(desk.record, sheet.id).waits_for_rekey


def test_what_waits_for_a_second_person_is_a_state_to_choose_only_where_it_is_asked_for(
    qtbot: QtBot, page: SheetsPage, sheet: Shift, desk: Desk
) -> None:
    narrowing = page.list.sheets.narrowing
    states = {value for value, _ in narrowing._spec.filters[0].values()}
    assert states == {"unfinished", "finished", "void"}
    ways.save(desk.record, Ways(second_check=True, rekey_percent=100))
    page.start()
    narrowing.filter_by("state", "check")
    qtbot.waitUntil(lambda: not page.list.sheets.busy)
    assert page.list.sheets.model.rowCount() == 1
    second_look.check(desk.record, sheet.id, "Ann Lee")
    page.list.sheets.reread()
    qtbot.waitUntil(lambda: page.list.sheets.model.rowCount() == 0)
    narrowing.filter_by("state", "rekey")
    qtbot.waitUntil(lambda: page.list.sheets.model.rowCount() == 1)
