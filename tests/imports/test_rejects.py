"""Accepting the rest saves the good rows and gives the others back to correct and import."""

from pathlib import Path
from typing import Any

import pytest

from tests.imports.files import (
    add_row,
    as_book,
    as_read,
    change,
    compared,
    put_in,
    saved,
    small_log,
)
from tests.imports.test_import import rich_log, shift_of
from tests.oracle.log import Log
from wardenlog.errors import UserError
from wardenlog.imports.child import read_book
from wardenlog.imports.standard_log import read_log
from wardenlog.model import Aggregate
from wardenlog.store import Store


def rows_of(path: Path) -> dict[str, list[list[Any]]]:
    return {sheet.name: sheet.rows for sheet in read_book(path).sheets}


def corrected(path: Path, sheet: str, heading: str, cell: Any) -> Path:
    """Correct one column of a workbook of rejected rows, as a person would in Excel."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    page = book[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading)
    for row in range(2, page.max_row + 1):
        page.cell(row, column, cell)
    book.save(path)
    return path


def content(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """Everything recorded, without ids of its own."""
    with store.read() as session:
        names = dict(session.rows("SELECT id, code FROM hotspot"))
        names |= dict(session.rows("SELECT id, code FROM person"))
        names |= dict(session.rows("SELECT id, code FROM funding_source"))
        shifts: list[Aggregate] = list(session.load_all("shift"))
    return [(each.kind, _plain(each.model_dump(mode="json"), names)) for each in shifts]


def _plain(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each, names) for key, each in value.items() if key != "id"}
    if isinstance(value, list):
        return sorted((_plain(each, names) for each in value), key=repr)
    return names.get(value, value) if isinstance(value, str) else value


def test_a_bad_visit_is_left_out_with_what_hangs_on_it(store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.xlsx"
    log = change(rich_log(), "Visits", 2, Out="25:00")
    applied = saved(store, as_read(log), rejects)
    assert [visit.number for visit in shift_of(store).visits] == [2]
    assert shift_of(store).tallies == ()
    assert applied.rejected == 6
    found = rows_of(rejects)
    assert set(found) == {"Visits", "Visit members", "Partners", "Tallies", "Incidents", "Powers"}
    heading, row = found["Visits"]
    assert heading[-2:] == ["Problem", "Suggestion"]
    assert row[-2:] == [
        "Out: Hours go from 00 to 23 and minutes from 00 to 59.",
        "Write the time like 19:30.",
    ]
    assert row[:5] == ["S1", 1, "H01", "18:10", "25:00"]
    assert found["Tallies"][1][-2:] == [
        "Visit 1 was refused: see Visits, row 2.",
        "Correct that row first.",
    ]


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "bad", "good"),
    [
        ("Visits", 2, "Out", "25:00", "18:40"),
        ("Visit members", 2, "Person", "P9", "P1"),
        ("Tallies", 2, "Number", "four", 4),
        ("Tallies", 3, "Measure", None, "signposting"),
        ("Powers", 2, "Stage", "CPW.ISUED", "CPW.ISSUED"),
        ("Shift members", 3, "Person", "P3", "P2"),
        ("Shifts", 2, "End", "late", "23:30"),
        ("Hotspots", 2, "Name", None, "Market Square"),
        ("Other time", 2, "Kind", "lunch", "travel"),
        ("Terms", 2, "Value", "never", "2026-03-31"),
        ("Expenditure", 2, "Date", "31/06/2025", "2025-06-04"),
        ("Posts", 2, "Person", "P9", "P1"),
        ("People", 2, "Organisation", "CT", "TC"),
        ("Variations", 2, "Status", "agreed", "signed"),
    ],
)
def test_the_corrected_rest_completes_the_record(
    store: Store, tmp_path: Path, sheet: str, row: int, heading: str, bad: Any, good: Any
) -> None:
    def full() -> Log:
        return add_row(rich_log(), "Tallies", "S1", 1, "signposting", 2)

    rejects = tmp_path / "rejects.xlsx"
    saved(store, as_read(change(full(), sheet, row, **{heading: bad})), rejects)
    put_in(store, corrected(rejects, sheet, heading, good))
    with Store.open(tmp_path / "other.db") as other:
        saved(other, as_read(change(full(), sheet, row, **{heading: good})))
        assert content(store) == content(other)
    assert compared(store, as_read(change(full(), sheet, row, **{heading: good}))).problems == ()
    before = shift_of(store)
    put_in(store, rejects)
    assert shift_of(store) == before


def test_a_corrected_power_is_another_one(store: Store, tmp_path: Path) -> None:
    log = add_row(rich_log(), "Powers", "S1", 2, None, "CPW", "CPW.ISUED", "own", "P2")
    rejects = tmp_path / "rejects.xlsx"
    saved(store, as_read(log), rejects)
    [first] = shift_of(store).powers
    put_in(store, corrected(rejects, "Powers", "Stage", "CPW.ISSUED"))
    assert shift_of(store).powers[0] == first
    assert len({power.id for power in shift_of(store).powers}) == 2


def test_a_recorded_visit_stays_where_its_new_row_is_refused(store: Store, tmp_path: Path) -> None:
    saved(store, as_read(rich_log()))
    before = shift_of(store)
    log = change(rich_log(), "Visits", 2, Out="25:00")
    change(log, "Visits", 3, Note="seen")
    saved(store, as_read(log), tmp_path / "rejects.xlsx")
    after = shift_of(store)
    assert after.visits[0] == before.visits[0]
    assert after.visits[1].note == "seen"
    assert after.tallies == before.tallies
    assert after.powers == before.powers


def test_a_sheet_without_a_heading_comes_back_whole(store: Store, tmp_path: Path) -> None:
    log = small_log()
    log["Visits"] = []
    visits: list[list[Any]] = [
        ["Sheet", "Visit", "Place", "In", "Colour"],
        ["S1", 1, "H01", "18:10", "red"],
    ]
    saved(store, as_read(log, Visits=visits), tmp_path / "rejects.xlsx")
    assert shift_of(store).visits == ()
    [heading, row] = rows_of(tmp_path / "rejects.xlsx")["Visits"]
    assert heading == ["Sheet", "Visit", "Place", "In", "Colour", "Problem", "Suggestion"]
    assert row[:5] == ["S1", 1, "H01", "18:10", "red"]
    assert "The heading Hotspot is missing" in row[5]


def test_rejects_that_cannot_be_written_save_nothing(store: Store, tmp_path: Path) -> None:
    log = as_read(change(small_log(), "Visits", 2, Hotspot="H9"))
    with pytest.raises(UserError) as caught:
        saved(store, log, tmp_path / "missing" / "rejects.xlsx")
    assert caught.value.code == "folder_missing"
    with store.read() as session:
        assert session.head() is None


def test_rejected_rows_keep_whatever_stood_in_them(store: Store, tmp_path: Path) -> None:
    log = change(small_log(), "Visits", 2, Hotspot="=H01", Note="-1 @ \x07", Out="31:00")
    saved(store, as_read(log), tmp_path / "rejects.xlsx")
    row = rows_of(tmp_path / "rejects.xlsx")["Visits"][1]
    assert (row[2], row[4], row[10]) == ("=H01", "31:00", "-1 @ \ufffd")


def test_the_rejects_of_a_workbook_read_as_a_log(store: Store, tmp_path: Path) -> None:
    book = as_book(change(rich_log(), "Shifts", 2, Date="31/02/2025"), tmp_path / "log.xlsx")
    put_in(store, book, tmp_path / "rejects.xlsx")
    found = read_log(tmp_path / "rejects.xlsx")
    assert found.warnings == ()
    assert all(rows.additions for rows in found.tables.values())
    assert [each.problem for each in found.problems] == [
        "31/02/2025 is not a date: February 2025 has 28 days."
    ]
