"""Headings and sheets of a log that are missing, doubled or unknown are said, each once."""

from typing import Any

import pytest

from tests.imports.files import add_row, as_read, compared, small_log
from wardenlog.errors import UserError
from wardenlog.store import Store


def test_a_missing_heading_says_what_was_found(store: Store) -> None:
    log = small_log()
    visits: list[list[Any]] = [["Sheet", "Visit", "Hot spot", "In"], ["S1", 1, "H01", "18:10"]]
    log["Visits"] = []
    preview = compared(store, as_read(log, Visits=visits))
    [found] = preview.problems
    assert (found.sheet, found.row, found.column) == ("Visits", 1, "Hotspot")
    assert found.problem == (
        "The heading Hotspot is missing. Row 1 has: Sheet, Visit, Hot spot, In."
    )
    assert found.suggestion == "Rename the heading “Hot spot” to Hotspot."
    assert [row.number for row in preview.rejected_rows()] == [2]


def test_a_missing_heading_is_one_problem_and_not_one_a_row(store: Store) -> None:
    log = small_log()
    log["Hotspots"] = []
    preview = compared(store, as_read(log, Hotspots=[["Code"], ["H01"], ["H02"]]))
    [found] = preview.problems
    assert (found.sheet, found.column) == ("Hotspots", "Name")
    assert {each.problem for each in preview.follow_ons} == {"The sheet Hotspots cannot be read."}
    assert preview.warnings == (
        "2 rows of other sheets are refused until the headings are put right.",
    )
    rejected = [(row.table.sheet, row.number) for row in preview.rejected_rows()]
    assert sorted(rejected) == [("Hotspots", 2), ("Hotspots", 3), ("Visits", 2), ("Visits", 3)]


def test_a_heading_twice_is_refused(store: Store) -> None:
    log = small_log()
    log["Hotspots"] = []
    found = compared(store, as_read(log, Hotspots=[["Code", "Name", "code"], ["H01", "x", "H02"]]))
    assert found.problems[0].problem == "The heading Code stands there twice."
    assert found.problems[0].suggestion == "Delete one of the two columns, or rename its heading."


def test_a_log_of_an_empty_sheet_says_which() -> None:
    with pytest.raises(UserError, match="has nothing on the sheet Visits"):
        as_read({}, Visits=[])


def test_unknown_sheets_columns_and_council_fields_are_reported_only(store: Store) -> None:
    log = small_log()
    log["Hotspots"] = []
    hotspots = [["code ", "NAME", "Colour", "Wards"], ["H01", "A", "red"], ["H02", "B", "blue"]]
    add_row(log, "Council", "Mark", "OFFICIAL")
    preview = compared(store, as_read(log, Hotspots=hotspots, Visit=[["a"]]))
    assert preview.problems == ()
    assert preview.warnings == (
        "Hotspots: the column “Colour” is not part of a log, so it was not read.",
        (
            "Hotspots: the column “Wards” is not part of a log, so it was not read. "
            "Did you mean “Ward”?"
        ),
        "The sheet “Visit” is not part of a log, so it was not read. Did you mean Visits?",
        "Council: the field “Mark” was not read. Did you mean “Marking”?",
    )
