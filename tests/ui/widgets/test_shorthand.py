"""What clerks type for short is read as they mean it, or refused in words."""

from contextlib import suppress
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.clock import WallTime
from wardenlog.errors import UserError
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date, typed_tally, typed_time

TODAY = date(2025, 3, 6)  # a Thursday


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("1930", 19, 30),
        ("19:30", 19, 30),
        ("19.30", 19, 30),
        ("730p", 19, 30),
        ("7:30 pm", 19, 30),
        ("12a", 0, 0),
        ("12p", 12, 0),
        ("11am", 11, 0),
        ("930", 9, 30),
    ],
)
def test_times(text: str, hour: int, minute: int) -> None:
    assert typed_time(text) == WallTime(hour, minute)


@pytest.mark.parametrize("text", ["", "noon", "13p", "0p", "7", "2560", "24:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        typed_time(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", TODAY),
        ("-1", date(2025, 3, 5)),
        ("mon", date(2025, 3, 3)),
        ("Thursday", TODAY),
        ("fri", date(2025, 2, 28)),
        ("4", date(2025, 3, 4)),
        ("7", date(2025, 2, 7)),
        ("31", date(2025, 1, 31)),
        ("29/2", date(2024, 2, 29)),
        ("4/3", date(2025, 3, 4)),
        ("7/3", date(2024, 3, 7)),
        ("4/3/25", date(2025, 3, 4)),
        ("04.03.2025", date(2025, 3, 4)),
        ("2025-03-04", date(2025, 3, 4)),
        ("Tue 4 Mar 2025", date(2025, 3, 4)),
    ],
)
def test_dates(text: str, day: date) -> None:
    assert typed_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "x", "31/2/2025", "0", "32", "1/2/3/4", "4 Foo 2025"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="not a date"):
        typed_date(text, TODAY)


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    assert typed_date(date_in_short(day), TODAY) == day


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (typed_time, typed_tally, partial(typed_date, today=TODAY)):
        with suppress(UserError):
            read(text)


def test_tallies() -> None:
    assert typed_tally("5") == (5, False)
    assert typed_tally("3 + 2") == (5, False)
    assert typed_tally("~12") == (12, True)
    for text in ("3+", "five", "-1", "1.5"):
        with pytest.raises(UserError):
            typed_tally(text)
