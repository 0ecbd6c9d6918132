"""Sheet numbers go on in sequence, and what a sheet counts is always said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog.errors import UserError
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.sheets import (
    SheetCount,
    SheetRow,
    Sheets,
    duration_words,
    next_number,
    standing_words,
)
from wardenlog.store import Store
from wardenlog.store.lists.sheets import ORDERS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


@pytest.fixture
def council(store: Store) -> Council:
    made = make_council()
    made.record(store)
    return made


@pytest.mark.parametrize(
    ("number", "following"),
    [("9", "10"), ("A0009", "A0010"), ("12-b", "13-b"), ("TC/0412", "TC/0413"), ("x", "x-2")],
)
def test_a_sheet_number_goes_on(number: str, following: str) -> None:
    assert next_number(number) == following


def test_a_new_sheet_is_offered_a_number_nobody_has(store: Store, council: Council) -> None:
    sheets, logbook = Sheets(store), Logbook(store, "Sam")
    assert sheets.new_number() == "0001"
    for number in ("S08", "S10", "S09"):
        logbook.save(council.sheet(number))
    assert sheets.new_number() == "S11"


def test_a_number_is_taken_by_one_sheet_at_a_time(store: Store, council: Council) -> None:
    sheets, logbook = Sheets(store), Logbook(store, "Sam")
    sheet = council.sheet("7")
    logbook.save(sheet)
    sheets.check_number("7", sheet.id)
    with pytest.raises(UserError, match="Sheet 7 is already in the record, for 1 July 2025"):
        sheets.check_number("7", "another")
    logbook.void("shift", sheet.id, "Typed twice")
    sheets.check_number("7", "another")


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_lists_every_sheet_both_ways(
    store: Store, council: Council, order: str
) -> None:
    logbook, sheets = Logbook(store, "Sam"), Sheets(store)
    made = [council.sheet(f"S{n}", visits=n, days=n) for n in range(1, 5)]
    for sheet in made:
        logbook.save(sheet)
    there = list(sheets.ids(Sought(order, descending=False)))
    back = list(sheets.ids(Sought(order, descending=True)))
    assert there == [sheet.id for sheet in made]
    assert back == there[::-1]


def test_a_word_is_taken_as_it_is_written(store: Store, council: Council) -> None:
    logbook, sheets = Logbook(store, "Sam"), Sheets(store)
    for number in ("10%", "10_", "10!", "104"):
        logbook.save(council.sheet(number))
    for number in ("10%", "10_", "10!"):
        (found,) = sheets.ids(Sought("day", find=number))
        line = sheets.line(found)
        assert line is not None
        assert line.row.sheet == number


def test_durations_are_said_in_hours_and_minutes() -> None:
    assert [duration_words(n) for n in (0, 59, 60, 124)] == ["0 min", "59 min", "1 h 00", "2 h 04"]


@pytest.mark.parametrize(
    ("finished", "without_out", "void_reason", "words"),
    [
        (True, None, None, "Counts: 2 h 04"),
        (True, 3, None, "Counts: 2 h 04; visit 3 has no Out, so that visit does not"),
        (False, None, None, "Does not count yet: the sheet is not finished"),
        (False, 3, None, "Does not count yet: visit 3 has no Out"),
        (True, 3, "Typed twice", "Void, so it counts nowhere: Typed twice"),
    ],
)
def test_what_a_sheet_counts_is_said(
    finished: bool, without_out: int | None, void_reason: str | None, words: str
) -> None:
    row = SheetRow("id", "412", "2025-03-04", None, "AK", 3, without_out, finished, void_reason)
    assert standing_words(row, SheetCount(3, 62, 124)) == words
