"""The list of sheets: right in every order, quick at any length, and its model as Qt wants it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.services.periods import Viewed
from wardenlog.services.sheets import Line
from wardenlog.services.visits import VisitRow
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.list_page import SheetList
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.table_model import PAGE, Column, PagedTableModel


def columns() -> tuple[Column[str], ...]:
    return (
        Column("name", "Name", lambda row: row, 10, order="name"),
        Column("length", "Length", lambda row: str(len(row)), 5, number=True),
    )


class Shelf:
    """Rows by id, which counts how often it is read."""

    def __init__(self) -> None:
        self.reads: list[int] = []

    def read(self, ids: Sequence[str]) -> dict[str, str]:
        self.reads.append(len(ids))
        return {each: f"row {each}" for each in ids}


def test_the_model_is_as_qt_wants_it(qtbot: QtBot) -> None:
    model = PagedTableModel(columns(), Shelf().read)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show([str(n) for n in range(1_000)])
    assert model.index(999, 0).data() == "row 999"
    model.show(["a"])
    model.show([])


def test_rows_are_read_a_page_at_a_time(qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PagedTableModel(columns(), shelf.read)
    model.show([str(n) for n in range(100_000)])
    for row in range(PAGE):
        for column in range(2):
            model.index(row, column).data()
    model.index(99_999, 0).data()
    assert shelf.reads == [PAGE, PAGE]
    assert 100_000 % PAGE == 0


def test_a_page_that_cannot_be_read_is_blank_and_told_once(qtbot: QtBot) -> None:
    def read(ids: Sequence[str]) -> dict[str, str]:
        raise OSError("disk")

    model = PagedTableModel(columns(), read)
    model.show(["1", "2"])
    with qtbot.waitSignal(model.failed) as told:
        assert model.index(0, 0).data() is None
    assert isinstance(told.args[0], OSError)
    assert model.index(1, 1).data() is None
    assert model.data(QModelIndex()) is None


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, council: Council) -> SheetList:
    for n, visits in ((1, 2), (2, 4), (3, 3)):
        desk.logbook.save(council.sheet(f"S{n}", visits=visits, days=n))
    made = SheetList(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.sheets.model.rowCount() == 3)
    return made


@pytest.fixture
def sheets(page: SheetList) -> Register[Line]:
    return page.sheets


@pytest.fixture
def visits(qtbot: QtBot, page: SheetList) -> Register[VisitRow]:
    page.tabs.setCurrentIndex(1)
    made = page.visits
    assert made is not None
    qtbot.waitUntil(lambda: made.model.rowCount() == 9)
    return made


def listed(register: Register[Any], column: int = 0) -> list[str]:
    return [register.model.index(row, column).data() for row in range(register.model.rowCount())]


def test_the_newest_sheet_is_first_with_what_it_counts(sheets: Register[Line]) -> None:
    assert listed(sheets) == ["S3", "S2", "S1"]
    row = [sheets.model.index(0, n).data() for n in range(sheets.model.columnCount())]
    assert row == ["S3", "Fri 4 Jul 2025", "Centre", "AK JR", "3", "✓ Finished", "2 h 00"]


def test_sheets_are_sorted_by_any_column_with_an_order(
    qtbot: QtBot, sheets: Register[Line]
) -> None:
    sheets.table.horizontalHeader().sectionClicked.emit(4)
    qtbot.waitUntil(lambda: listed(sheets) == ["S1", "S3", "S2"])
    sheets.table.horizontalHeader().sectionClicked.emit(4)
    qtbot.waitUntil(lambda: listed(sheets) == ["S2", "S3", "S1"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S2", ["S2"]),
        ("centre", ["S3", "S2", "S1"]),
        ("jr", ["S3", "S2", "S1"]),
        ("station", ["S2"]),
        ("centre stat", ["S2"]),
        ("100%", []),
    ],
)
def test_words_narrow_the_sheets(
    qtbot: QtBot, sheets: Register[Line], text: str, found: list[str]
) -> None:
    sheets.narrowing.field.setText(text)
    qtbot.waitUntil(lambda: not sheets.busy and listed(sheets) == found)


def test_sheets_are_filtered_by_state_team_and_the_period_in_view(
    qtbot: QtBot, sheets: Register[Line], desk: Desk, council: Council
) -> None:
    other = council.sheet("S4", days=200).model_copy(update={"team": "North", "finished": False})
    desk.bus.tell(desk.logbook.save(other))
    qtbot.waitUntil(lambda: listed(sheets) == ["S4", "S3", "S2", "S1"])
    sheets.narrowing.filter_by("state", "unfinished")
    qtbot.waitUntil(lambda: listed(sheets) == ["S4"])
    sheets.narrowing.filter_by("state", "")
    sheets.narrowing.filter_by("team", "Centre")
    qtbot.waitUntil(lambda: listed(sheets) == ["S3", "S2", "S1"])
    sheets.narrowing.clear()
    sheets.narrowing.filter_by("days", "in_view")
    desk.view.choose(Viewed("GA-9", Period(date(2026, 1, 1), date(2026, 4, 1))))
    qtbot.waitUntil(lambda: listed(sheets) == ["S4"])
    desk.view.choose(Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1))))
    qtbot.waitUntil(lambda: listed(sheets) == ["S3", "S2", "S1"])


def test_a_sheet_is_voided_and_restored(
    qtbot: QtBot, sheets: Register[Line], prompts: FakePrompts
) -> None:
    prompts.text = "Typed twice"
    sheets.void_action.trigger()
    qtbot.waitUntil(lambda: sheets.model.index(0, 5).data() == "✕ Void")
    assert "Typed twice" in sheets.model.index(0, 6).data(Qt.ItemDataRole.ToolTipRole)
    qtbot.waitUntil(lambda: not sheets.void_action.isEnabled())
    sheets.restore_action.trigger()
    qtbot.waitUntil(lambda: sheets.model.index(0, 5).data() == "✓ Finished")


def test_every_visit_is_listed_newest_first(visits: Register[VisitRow]) -> None:
    row = [visits.model.index(0, n).data() for n in range(visits.model.columnCount())]
    assert row == [
        "Fri 4 Jul 2025",
        "19:25",
        "19:45",
        "20",
        "HB High Street",
        "AK JR",
        "S3",
        "✓ Finished",
        "",
    ]
    assert listed(visits, 6) == ["S3"] * 3 + ["S2"] * 4 + ["S1"] * 2


def test_a_visit_is_opened_on_its_sheet(
    qtbot: QtBot, page: SheetList, visits: Register[VisitRow]
) -> None:
    visits.table.choose(4, [4])
    row = visits.current()
    assert row is not None
    with qtbot.waitSignal(page.visit_wanted) as wanted:
        visits.open_action.trigger()
    assert wanted.args == [Place("sheets", "shift", row.shift_id, "hotspot", 3)]


def test_one_visit_is_voided_and_restored(
    qtbot: QtBot, visits: Register[VisitRow], prompts: FakePrompts, desk: Desk
) -> None:
    prompts.text = "Went home"
    with qtbot.waitSignal(desk.bus.changed) as told:
        visits.void_action.trigger()
    assert [each.reason for each in told.args[0].revisions] == ["Went home"]
    qtbot.waitUntil(lambda: listed(visits, 7) == ["✕ Void"] + ["✓ Finished"] * 8)
    visits.restore_action.trigger()
    qtbot.waitUntil(lambda: listed(visits, 7) == ["✓ Finished"] * 9)


def test_a_visit_of_a_void_sheet_is_not_restored_alone(
    qtbot: QtBot, visits: Register[VisitRow], prompts: FakePrompts, desk: Desk
) -> None:
    row = visits.current()
    assert row is not None
    desk.bus.tell(desk.logbook.void("shift", row.shift_id, "Typed twice"))
    qtbot.waitUntil(visits.restore_action.isEnabled)
    visits.restore_action.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "Restore the sheet first" in str(prompts.told[0])
