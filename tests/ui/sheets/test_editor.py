"""A sheet typed by keys alone becomes the right record."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Shift
from wardenlog.model.vocabulary import IncidentCategory, Use
from wardenlog.services import drafts
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.cells import incidents_text, read_incidents
from wardenlog.ui.sheets.editor import SheetEditor
from wardenlog.ui.sheets.page import SheetsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SheetsPage:
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.editor.grid.model(),
        QAbstractItemModelTester.FailureReportingMode.Warning,
        made,
    )
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    made.start()
    return made


class Clerk:
    """Types with whatever has the keyboard in a window, which a list over it may have for now."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self._focused(), key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()
        self.keys += 1

    def type(self, *texts: str, then: Qt.Key = ENTER) -> None:
        for text in texts:
            QTest.keyClicks(self._focused(), text)
            self.keys += len(text)
            self.press(then)

    def _focused(self) -> QWidget:
        focused = self._window.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def clerk(page: SheetsPage) -> Clerk:
    return Clerk(page)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def recorded(desk: Desk, sheet: str) -> Shift:
    shift, _ = desk.logbook.load("shift", sheet)
    assert isinstance(shift, Shift)
    return shift


def choose_grant(editor: SheetEditor, council: Council) -> None:
    funding = editor.findChild(QComboBox, "funding")
    assert funding is not None
    funding.setCurrentIndex(funding.findData(council.grant.id))
    funding.activated.emit(funding.currentIndex())


def type_night(clerk: Clerk, page: SheetsPage, council: Council) -> None:
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.type("4/3", "", "2200", "0600", "30", "Centre", "ak jr")
    choose_grant(page.editor, council)
    page.editor.grid.begin(0)
    clerk.type("nc", "2315", "+25", "3+2", "", "", "", "")
    clerk.type("hb", "2350", "0020", "", "2", "", "", "Loud")
    clerk.type("st", "110")
    clerk.type("140", then=TAB)
    clerk.type("ak", "4")


def test_three_visits_of_a_night_are_typed_saved_and_finished(
    page: SheetsPage, clerk: Clerk, desk: Desk, council: Council
) -> None:
    type_night(clerk, page, council)
    clerk.press(Qt.Key.Key_S, CTRL)
    assert not recorded(desk, "0001").finished
    clerk.press(ENTER, CTRL)
    shift = recorded(desk, "0001")
    assert shift.finished
    assert (shift.start_at, shift.end_at) == (at("2025-03-04T22:00"), at("2025-03-05T06:00"))
    assert shift.break_minutes == 30
    assert shift.team == "Centre"
    assert [(m.person_id, m.funding_id) for m in shift.members] == [
        (council.amira.id, council.grant.id),
        (council.jo.id, council.grant.id),
    ]
    assert [(v.hotspot_id, v.in_at, v.out_at, v.note) for v in shift.visits] == [
        (council.places[0].id, at("2025-03-04T23:15"), at("2025-03-04T23:40"), None),
        (council.places[2].id, at("2025-03-04T23:50"), at("2025-03-05T00:20"), "Loud"),
        (council.places[3].id, at("2025-03-05T01:10"), at("2025-03-05T01:40"), None),
    ]
    assert [m.person_id for m in shift.visits[2].members] == [council.amira.id]
    assert [(t.visit, t.measure, t.number) for t in shift.tallies] == [
        (1, "engagement", 5),
        (3, "engagement", 4),
    ]
    assert [(p.visit, p.power, p.stage, p.use, p.count) for p in shift.powers] == [
        (2, "INF-WOA", "INF-WOA.GIVEN", Use.OWN, 2)
    ]
    (line,) = desk.sheets.rows([shift.id]).values()
    assert line.standing == "Counts: 2 h 20"
    draft = page.editor.presenter.draft
    assert (draft.sheet, draft.team, draft.crew, draft.visits) == ("0002", "Centre", "", ())
    assert clerk.keys < 110


def test_in_offers_the_last_out_and_only_a_key_takes_it(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    type_night(clerk, page, council)
    page.editor.grid.begin(3)
    clerk.type("nb")
    page.editor.take_what_is_typed()
    assert page.editor.presenter.draft.visits[3].came == ""
    page.editor.grid.begin(3, "came")
    clerk.press(ENTER)
    assert page.editor.presenter.draft.visits[3].came == "01:40"


def test_a_wrong_cell_is_marked_with_its_sentence(
    page: SheetsPage, clerk: Clerk, council: Council, desk: Desk
) -> None:
    type_night(clerk, page, council)
    page.editor.grid.begin(1, "left")
    clerk.type("2970")
    model: QAbstractItemModel = page.editor.grid.model()
    cell = model.index(1, 3)
    assert cell.data() == "▲ 2970"
    assert "Hours go from 00 to 23" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "Hours go" in cell.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    clerk.press(Qt.Key.Key_S, CTRL)
    assert desk.sheets.line(page.editor.presenter.draft.id) is None
    assert page.editor.grid.currentIndex() == cell
    problems = page.editor.findChild(QListWidget)
    assert problems is not None
    assert "Visit 2, Out: Hours go" in problems.item(0).text()


def test_undo_after_finishing_brings_the_sheet_back(
    page: SheetsPage, clerk: Clerk, council: Council, desk: Desk
) -> None:
    type_night(clerk, page, council)
    clerk.press(ENTER, CTRL)
    assert recorded(desk, "0001").finished
    clerk.press(Qt.Key.Key_Z, CTRL)
    draft = page.editor.presenter.draft
    assert draft.sheet == "0001"
    assert len(draft.visits) == 3
    assert desk.sheets.line(draft.id) is None
    clerk.press(Qt.Key.Key_Y, CTRL)
    assert recorded(desk, "0001").finished
    assert page.editor.presenter.draft.sheet == "0002"


def test_a_key_takes_back_typing_in_the_cell_then_the_cell_before(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    type_night(clerk, page, council)
    page.editor.grid.begin(1, "note")
    QTest.keyClicks(clerk._focused(), "er")
    clerk.press(Qt.Key.Key_Z, CTRL)
    assert page.editor.presenter.draft.visits[1].note == "Loud"
    clerk.press(Qt.Key.Key_Z, CTRL)
    assert "Undone: visit 3, people engaged" in said
    assert page.editor.presenter.draft.visits[2].engagements == ""
    clerk.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.editor.presenter.draft.visits[2].engagements == "4"
    assert page.editor.grid.currentIndex().row() == 2


def test_a_recorded_visit_is_voided_for_a_reason_and_a_new_one_is_removed(
    page: SheetsPage, clerk: Clerk, council: Council, desk: Desk, prompts: FakePrompts
) -> None:
    type_night(clerk, page, council)
    clerk.press(Qt.Key.Key_S, CTRL)
    page.editor.grid.begin(3)
    clerk.type("nb")
    clerk.press(Qt.Key.Key_Delete, CTRL)
    assert len(page.editor.presenter.draft.visits) == 3
    prompts.text = "Written twice"
    page.editor.grid.begin(1)
    clerk.press(Qt.Key.Key_Delete, CTRL)
    clerk.press(Qt.Key.Key_S, CTRL)
    assert prompts.asked == ["Why is visit 2 void? It stays on the sheet and counts nowhere."]
    assert [visit.void_reason for visit in recorded(desk, "0001").visits] == [
        None,
        "Written twice",
        None,
    ]


def test_leaving_asks_before_changes_are_lost(
    qtbot: QtBot,
    page: SheetsPage,
    clerk: Clerk,
    council: Council,
    prompts: FakePrompts,
    desk: Desk,
) -> None:
    type_night(clerk, page, council)
    clerk.press(Qt.Key.Key_S, CTRL)
    page.editor.grid.begin(0, "note")
    clerk.type("Rain")
    clerk.press(Qt.Key.Key_Escape)  # closes the next cell
    assert prompts.asked == []
    clerk.press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.editor
    assert prompts.asked == ["Sheet 0001 has changes that are not saved."]
    prompts.answer = "Throw away what is not saved"
    clerk.press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    qtbot.waitUntil(lambda: drafts.drafts(desk.record, "shift") == [])
    assert recorded(desk, "0001").visits[0].note is None


def test_the_list_comes_back_at_the_sheet_that_was_left(
    qtbot: QtBot, page: SheetsPage, council: Council, desk: Desk
) -> None:
    sheets = [council.sheet(f"000{n}", days=n) for n in range(1, 4)]
    for each in sheets:
        desk.bus.tell(desk.logbook.save(each))
    register = page.list.sheets
    qtbot.waitUntil(lambda: not register.busy and register.model.rowCount() == 3)
    page.show_place(Place("sheets", "shift", sheets[1].id))
    QTest.keyClick(page.editor.grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not register.busy)
    assert register.current_id() == sheets[1].id
    register.narrowing.filter_by("state", "void")
    qtbot.waitUntil(lambda: not register.busy)
    page.show_place(Place("sheets", "shift", sheets[0].id))
    QTest.keyClick(page.editor.grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not register.busy)
    assert register.narrowing.chosen == {"state": "void"}


def test_a_new_sheet_begins_without_a_marked_cell(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    clerk.press(Qt.Key.Key_N, CTRL)
    page.editor.grid.begin(0, "note")
    page.editor.grid.cancel()
    assert page.editor.grid.selectedIndexes()
    page.editor.start_new()
    assert page.editor.grid.selectedIndexes() == []


def test_a_first_incident_is_one_of_the_usual_types_with_its_category(
    council: Council, desk: Desk
) -> None:
    found = read_incidents("littering 2; noi", 1, (), desk.choices())
    assert [(each.incident_type, each.category) for each in found] == [
        ("Littering", IncidentCategory.ENVIRONMENTAL),
        ("Littering", IncidentCategory.ENVIRONMENTAL),
        ("Noise", IncidentCategory.NUISANCE),
    ]
    assert incidents_text(found, desk.choices()) == "Littering 2; Noise"
    own = replace(desk.choices(), incident_types=(("Noisy party", "personal"),))
    (party,) = read_incidents("noi", 1, (), own)  # a word of their own comes before a usual one
    assert party.incident_type == "Noisy party"


def test_the_list_of_hotspots_takes_the_marked_one_on_enter(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    clerk.press(Qt.Key.Key_N, CTRL)
    page.editor.grid.begin(0)
    clerk.press(Qt.Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    QApplication.processEvents()
    assert page.editor.presenter.draft.visits[0].hotspot == "HB High Street"
    assert page.editor.grid.currentIndex().column() == 2


def test_shift_enter_begins_the_next_visit_from_the_head_the_grid_and_the_details(
    page: SheetsPage, clerk: Clerk, council: Council
) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    grid = page.editor.grid
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.type("4/3", "", "2200")
    QTest.keyClicks(clerk._focused(), "0600")
    clerk.press(ENTER, shift)
    assert page.editor.presenter.draft.end == "06:00"
    assert (grid.currentIndex().row(), grid.is_typing) == (0, True)
    clerk.type("nc", "2315")
    QTest.keyClicks(clerk._focused(), "2330")
    clerk.press(ENTER, shift)
    assert page.editor.presenter.draft.visits[0].left == "23:30"
    assert (grid.currentIndex().row(), grid.is_typing) == (1, True)
    clerk.press(Qt.Key.Key_Escape)
    grid.show_cell(0, "left")
    clerk.press(ENTER, shift)
    assert (grid.currentIndex().row(), grid.is_typing) == (1, True)
    clerk.press(Qt.Key.Key_Escape)
    grid.show_cell(0, "left")
    clerk.press(Qt.Key.Key_F4)
    assert page.editor.details.isVisible()
    clerk.press(ENTER, shift)
    assert not page.editor.details.isVisible()
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
