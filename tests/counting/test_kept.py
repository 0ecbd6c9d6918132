"""Rows that are kept packed come out as they went in, as often as they are read."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from wardenlog.counting.kept import Kept


class Row(NamedTuple):
    name: str
    number: int
    maybe: str | None


ROWS = st.builds(Row, st.text(), st.integers(), st.none() | st.text())


@given(st.lists(ROWS, max_size=20), st.integers(1, 60))
def test_rows_come_out_as_they_went_in(rows: list[Row], times: int) -> None:
    kept = Kept(iter(rows * times), Row._make)
    assert list(kept) == rows * times
    assert len(kept) == len(rows) * times
    assert bool(kept) == bool(rows)


def test_rows_can_be_read_twice_at_a_time_across_packs() -> None:
    rows = [Row(f"S{n}", n, None) for n in range(1_234)]
    kept = Kept(iter(rows), Row._make)
    assert list(zip(kept, kept, strict=True)) == list(zip(rows, rows, strict=True))
    assert rows[-1] in kept
    assert Row("S1", 2, None) not in kept
