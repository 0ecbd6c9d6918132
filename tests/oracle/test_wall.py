"""The reading rules for wall times on the nights the clocks change."""

from datetime import date, time

import pytest

from tests.oracle.log import Cell
from tests.oracle.wall import ReadingError, first_from, local, occurrences, on_date

FORWARD, BACK = date(2025, 3, 30), date(2025, 10, 26)


@pytest.mark.parametrize(
    ("eve", "came", "went", "minutes"),
    [
        (date(2025, 3, 29), "00:30", "02:30", 60),
        (date(2025, 10, 25), "00:30", "02:30", 180),
        (date(2025, 10, 25), "01:13", "01:25*", 72),
        (date(2025, 10, 25), "01:05*", "01:13", 8),
        (date(2025, 6, 4), "01:10", time(1, 40), 30),
        (date(2025, 6, 4), "21:00", "21:01", 1),
    ],
)
def test_a_visit_on_a_shift_from_ten_at_night(
    eve: date, came: Cell, went: Cell, minutes: int
) -> None:
    start = first_from(came, on_date("22:00", eve) - 60)
    assert first_from(went, start + 1) - start == minutes


def test_a_time_an_hour_and_a_minute_before_the_shift_is_next_day() -> None:
    opens = on_date("22:00", date(2025, 6, 4))
    assert local(first_from("21:00", opens - 60)).date() == date(2025, 6, 4)
    assert local(first_from("20:59", opens - 60)).date() == date(2025, 6, 5)


@pytest.mark.parametrize(("typed", "on"), [("01:30", FORWARD), ("01:30*", date(2025, 6, 4))])
def test_a_missing_time_and_a_needless_star_are_errors(typed: str, on: date) -> None:
    with pytest.raises(ReadingError):
        on_date(typed, on)
    with pytest.raises(ReadingError):
        first_from(typed, on_date("00:30", on))


def test_the_repeated_hour_shows_twice_an_hour_apart() -> None:
    first, second = occurrences(BACK, time(1, 30))
    assert second - first == 60
    assert local(first) == local(second)
