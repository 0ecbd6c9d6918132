"""Numbers that a sequence of sheets passes over are told, and nothing else is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.council import make_council
from wardenlog.counting.scope import Period
from wardenlog.counting.sequence import LONGEST_GAP, Gap, gaps, numbered
from wardenlog.store import Store

QUARTER = Period(date(2025, 7, 1), date(2025, 10, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def found(store: Store, *sheets: str, before: tuple[str, ...] = ()) -> list[Gap]:
    """The gaps of a quarter with these sheets in it; `before` are sheets of the day before it."""
    council = make_council()
    council.record(store)
    with store.write("Sam") as session:
        for sheet in sheets:
            session.save(council.sheet(sheet))
        for sheet in before:
            session.save(council.sheet(sheet, days=-1))
    with store.read() as session:
        return gaps(session, QUARTER)


def test_numbers_in_a_row_are_one_gap(store: Store) -> None:
    assert found(store, "A009", "A012", "A013", "A015") == [
        Gap("A010", "A011", 2),
        Gap("A014", "A014", 1),
    ]


def test_each_sequence_is_judged_by_itself(store: Store) -> None:
    assert found(store, "A1", "B3", "25/2N", "25/4N") == [Gap("25/3N", "25/3N", 1)]


def test_a_number_of_another_period_is_no_gap(store: Store) -> None:
    assert found(store, "7", "10", before=("8",)) == [Gap("9", "9", 1)]


def test_a_leap_is_a_new_pad_and_a_name_without_digits_has_no_place(store: Store) -> None:
    assert found(store, "100", f"{101 + LONGEST_GAP + 1}", "none") == []
    assert found(store, "100", f"{101 + LONGEST_GAP}") == [Gap("101", "120", LONGEST_GAP)]


def test_a_void_sheet_has_its_number(store: Store) -> None:
    council = make_council()
    council.record(store)
    with store.write("Sam") as session:
        for number, reason in (("1", None), ("2", "Spilt on"), ("3", None)):
            session.save(council.sheet(number).model_copy(update={"void_reason": reason}))
    with store.read() as session:
        assert gaps(session, QUARTER) == []


@given(st.from_regex(r"[A-Z/ 0-9-]{0,8}[0-9]{1,9}[A-Z/]{0,3}", fullmatch=True))
def test_a_number_in_parts_reads_as_it_was(sheet: str) -> None:
    parts = numbered(sheet)
    assert parts is not None
    assert parts.at(parts.number) == sheet
