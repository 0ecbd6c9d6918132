"""Everything that a sheet holds is typed in its details, by keys alone."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from tests.ui.sheets.test_editor import CTRL, ENTER, TAB, Clerk, choose_grant, recorded
from wardenlog.model.vocabulary import (
    AgeBand,
    IncidentCategory,
    Mode,
    OtherTimeKind,
    Use,
)
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.page import SheetsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

F4 = Qt.Key.Key_F4
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SheetsPage:
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.editor.details.model, QAbstractItemModelTester.FailureReportingMode.Warning, made
    )
    made.resize(1300, 740)
    made.show()
    qtbot.waitActive(made)
    made.start()
    return made


@pytest.fixture
def clerk(page: SheetsPage) -> Clerk:
    return Clerk(page)


def type_a_visit(clerk: Clerk, page: SheetsPage, council: Council) -> None:
    """Type a head and one visit, and stand on its Out."""
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.type("4/3", "", "1500", "2330", "30", "Centre", "ak jr")
    choose_grant(page.editor, council)
    page.editor.grid.begin(0)
    clerk.type("nc", "1520", "1542")
    page.editor.grid.commit()
    page.editor.grid.show_cell(0, "left")


def test_f4_takes_a_power_with_its_details_and_esc_returns_to_the_cell(
    page: SheetsPage, clerk: Clerk, desk: Desk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4)
    assert page.editor.details.isVisible()
    clerk.type("fpn-lit", "", "", "ak", "", "", "18", "Dropped a can")
    clerk.type("", "", then=TAB)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    assert not page.editor.details.isVisible()
    assert page.editor.grid.currentIndex().column() == 3
    assert page.editor.presenter.draft.visits[0].powers == "FPN-LIT…"
    clerk.press(Qt.Key.Key_S, CTRL)
    (power,) = recorded(desk, "0001").powers
    assert (power.visit, power.power, power.stage) == (1, "FPN-LIT", "FPN-LIT.FPN")
    assert (power.use, power.person_id, power.count) == (Use.OWN, council.amira.id, 1)
    assert (power.age_band, power.behaviour) == (AgeBand.ADULT, "Dropped a can")


def test_enter_takes_the_amount_that_the_law_gives(
    page: SheetsPage, clerk: Clerk, desk: Desk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4)
    clerk.type("fpn-lit")
    section = page.editor.details.model.section
    assert section is not None
    amount = next(n for n, column in enumerate(section.columns) if column.name == "amount")
    page.editor.details.table.commit()
    page.editor.details.table.begin(0, amount)
    clerk.press(ENTER)
    clerk.press(Qt.Key.Key_S, CTRL)
    assert recorded(desk, "0001").powers[0].amount == Decimal("100.00")


def test_enter_on_a_blank_line_goes_through_every_kind_and_back_to_the_grid(
    page: SheetsPage, clerk: Clerk, desk: Desk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4)
    clerk.press(ENTER)
    clerk.type("nuisance shouting", "nui", "1530", "Moved on", "")
    clerk.type("PCSO", "2", "10", "")
    clerk.type("Youth service", "Offered", "", "")
    clerk.type("alcohol", "3", "", "")
    clerk.type("premises", "4", "")
    clerk.type("jr", "1530", "1540", "", "")
    clerk.type("cycle", "no", "Shop asked", "phone")
    assert not page.editor.details.isVisible()
    clerk.press(Qt.Key.Key_S, CTRL)
    shift = recorded(desk, "0001")
    (visit,) = shift.visits
    assert (visit.mode, visit.uniformed, visit.purpose) == (Mode.CYCLE, False, "Shop asked")
    assert [(m.joined_at.minute, m.left_at.minute) for m in visit.members] == [(30, 40)]  # type: ignore[union-attr]
    assert [(p.partner_kind, p.persons, p.minutes) for p in visit.partners] == [("PCSO", 2, 10)]
    assert [(p.incident_type, p.category, p.outcome) for p in shift.incidents] == [
        ("nuisance shouting", IncidentCategory.NUISANCE, "Moved on")
    ]
    assert [(p.pathway, p.stage) for p in shift.referrals] == [("Youth service", "Offered")]
    assert [(p.seizure_kind, p.quantity, p.use) for p in shift.seizures] == [
        ("alcohol", 3, Use.OWN)
    ]
    assert [(p.measure, p.number) for p in shift.tallies] == [("premises_visit", 4)]
    assert str(page.editor.grid.model().index(0, 0).data()) == "1 ⋯"


def test_the_sheets_own_details_hold_totals_note_own_times_and_other_time(
    page: SheetsPage, clerk: Clerk, desk: Desk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4, SHIFT)
    clerk.type("1", "22", "12", "Van 2", "Wet evening")
    page.editor.details.table.commit()
    page.editor.details.table.begin(1, 2)
    clerk.type("2200", "")
    assert page.editor.presenter.draft.crew == "AK JR@-22:00"
    names = [section.name for section in page.editor.details._sections]
    for _ in range(names.index("other_time") - names.index("crew")):
        clerk.press(Qt.Key.Key_PageDown, CTRL)
    clerk.type("ak", "training", "45")
    clerk.press(F4, SHIFT)
    clerk.press(Qt.Key.Key_S, CTRL)
    shift = recorded(desk, "0001")
    assert (shift.vehicle, shift.note) == ("Van 2", "Wet evening")
    assert [(t.measure, t.number) for t in shift.stated_totals] == [
        ("visits", 1),
        ("patrol_minutes", 22),
        ("engagement", 12),
    ]
    assert [(o.time_kind, o.minutes) for o in shift.other_time] == [(OtherTimeKind.TRAINING, 45)]
    assert shift.members[1].end_at is not None
    assert {member.funding_id for member in shift.members} == {council.grant.id}


def test_a_power_without_a_usual_stage_is_asked_about(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4)
    clerk.type("pspo")
    page.editor.details.table.commit()
    presenter = page.editor.presenter
    (problem,) = [each for each in presenter.reading.problems if each.blocks]
    assert (problem.sentence, problem.column) == ("Give the stage.", "stage")
    presenter.change_cell(0, "powers", "pspo")
    assert any("has several stages" in each.sentence for each in presenter.reading.problems)
    presenter.change_cell(0, "powers", "2 pspo.breach")
    assert not any("several stages" in each.sentence for each in presenter.reading.problems)


def test_ctrl_del_takes_out_a_line_and_ctrl_z_brings_it_back(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    presenter = page.editor.presenter
    presenter.change_cell(0, "powers", "cpw, 2 cpn")
    page.editor.refresh()
    clerk.press(F4)
    page.editor.details.table.begin(0)
    clerk.press(Qt.Key.Key_Delete, CTRL)
    assert presenter.draft.visits[0].powers == "2 CPN"
    clerk.press(Qt.Key.Key_Z, CTRL)
    assert presenter.draft.visits[0].powers == "CPW, 2 CPN"


def test_a_line_that_cannot_be_read_is_marked_and_gone_to(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    clerk.press(F4)
    clerk.press(ENTER)
    clerk.type("shouting", "nuisance", "2599")
    page.editor.details.table.commit()
    clerk.press(Qt.Key.Key_Escape)
    assert str(page.editor.grid.model().index(0, 0).data()) == "▲ 1"
    clerk.press(Qt.Key.Key_F8)
    details = page.editor.details
    assert details.isVisible()
    assert details.table.currentIndex().column() == 2
    QTest.keyClicks(clerk._focused(), "1530")
    clerk.press(ENTER)
    assert not [each for each in page.editor.presenter.reading.problems if each.blocks]


def test_f4_takes_what_cannot_be_read_in_the_powers_cell_along(
    page: SheetsPage, clerk: Clerk, council: Council, desk: Desk
) -> None:
    type_a_visit(clerk, page, council)
    presenter, details = page.editor.presenter, page.editor.details
    page.editor.grid.begin(0, "powers")
    QTest.keyClicks(clerk._focused(), "cpw, 2 pspo")
    clerk.press(F4)
    assert details.model.section is not None
    assert details.model.section.name == "powers"
    assert presenter.draft.visits[0].powers == "cpw"
    assert [line.texts[:2] for line in presenter.draft.lines("powers", 1)] == [
        ("CPW", "ISSUED"),
        ("PSPO", ""),
    ]
    assert details.table.currentIndex().column() == 1  # its stage
    clerk.type("breach", "own")
    details.table.commit()
    assert presenter.draft.visits[0].powers == "CPW, 2 PSPO.BREACH"
    page.activateWindow()  # without a screen nothing does it when a list has gone
    QTest.qWaitForWindowActive(page)
    clerk.press(Qt.Key.Key_Escape)
    assert not details.isVisible()
    clerk.press(Qt.Key.Key_S, CTRL)
    assert [(each.power, each.count) for each in recorded(desk, "0001").powers] == [
        ("CPW", 1),
        ("PSPO", 2),
    ]


def test_f4_lists_what_an_unclear_word_may_mean_and_is_one_step_to_undo(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    presenter, details = page.editor.presenter, page.editor.details
    presenter.change_cell(0, "powers", "notice")
    page.editor.refresh()
    page.editor.grid.show_cell(0, "powers")
    clerk.press(F4)
    assert details.table.currentIndex().column() == 0
    assert presenter.draft.lines("powers", 1)[0].texts[0] == "notice"
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    assert popup.model().rowCount() > 1
    popup.hide()
    page.activateWindow()  # as above
    QTest.qWaitForWindowActive(page)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Z, CTRL)
    assert presenter.draft.visits[0].powers == "notice"
    assert presenter.draft.lines("powers", 1) == []


def test_f4_on_an_incident_that_is_new_asks_for_its_category(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_a_visit(clerk, page, council)
    page.editor.presenter.change_cell(0, "incidents", "shouting 2")
    page.editor.refresh()
    page.editor.grid.show_cell(0, "incidents")
    clerk.press(F4)
    lines = page.editor.presenter.draft.lines("incidents", 1)
    assert [line.texts[0] for line in lines] == ["shouting", "shouting"]
    assert page.editor.details.table.currentIndex().column() == 1
