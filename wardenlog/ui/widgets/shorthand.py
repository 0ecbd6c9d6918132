"""Reads what practised clerks type for short: times, dates, and sums of tallies."""

import re
from datetime import date, timedelta
from typing import Final

from wardenlog.clock import WallTime, WallTimeError
from wardenlog.errors import UserError

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_NOT_A_DATE: Final = "This is not a date. Write it like 4/3/2025, 4, mon, t for today or -1."
_HALF_DAY: Final = re.compile(r"(\d{1,2})[:.]?(\d{2})?\s*([ap])m?")
_MINUTES_AFTER: Final = re.compile(r"\+(\d{1,3})")
_TALLY: Final = re.compile(r"(~?)(\d{1,6}(?:\s*\+\s*\d{1,6})*)")
_NOON: Final = 12
_CENTURY: Final = 100


def typed_time(text: str) -> WallTime:
    """Read `1930`, `19:30`, `19.30`, `7:30p`, `730p`, `7pm` or, on a repeated hour, `01:30*`.

    WallTimeError (`not_a_time`) for anything else.
    """
    found = _HALF_DAY.fullmatch(text.strip().lower())
    if found is None:
        return WallTime.parse(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if not 1 <= hour <= _NOON:
        raise WallTimeError(
            "With am or pm, hours go from 1 to 12. Write the time like 19:30 or 7:30p.",
            code="not_a_time",
        )
    return WallTime(hour % _NOON + (_NOON if half == "p" else 0), minute)


def minutes_after(text: str) -> int | None:
    """Return the minutes of `+25`, or None where the text is not of that kind."""
    found = _MINUTES_AFTER.fullmatch(text.strip())
    return None if found is None else int(found[1])


def typed_date(text: str, today: date) -> date:
    """Read a date; what it leaves out is the nearest past, as sheets are typed up afterwards.

    `t` today, `-1` yesterday, `mon` the last Monday, `4` the last 4th, `4/3`, `4/3/25`,
    `04/03/2025` (day first, always), `2025-03-04`. UserError (`not_a_date`) for anything else.
    """
    plain = text.strip().lower()
    if plain in {"t", "today"}:
        return today
    if re.fullmatch(r"-\d{1,3}", plain):
        return today + timedelta(days=int(plain))
    if plain[:3] in _DAYS and plain.isalpha():
        return today - timedelta(days=(today.weekday() - _DAYS.index(plain[:3])) % 7)
    try:
        return _numbers(plain, today)
    except ValueError as e:
        raise UserError(_NOT_A_DATE, code="not_a_date") from e


def typed_tally(text: str) -> tuple[int, bool]:
    """Read a number of people or things, `5` or `3+2`; `~5` says that it is an estimate.

    UserError (`not_a_number`) for anything else.
    """
    found = _TALLY.fullmatch(text.strip())
    if found is None:
        raise UserError(
            "This is not a number. Write it like 5, 3+2, or ~5 for an estimate.",
            code="not_a_number",
        )
    return sum(int(part) for part in found[2].split("+")), bool(found[1])


def date_in_short(day: date) -> str:
    """Write a date as the header shows it: Tue 4 Mar 2025."""
    weekday = _DAYS[day.weekday()].title()
    return f"{weekday} {day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def _numbers(plain: str, today: date) -> date:
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", plain):
        year, month, number = map(int, plain.split("-"))
        return date(year, month, number)
    if found := re.fullmatch(r"(?:[a-z]{3} )?(\d{1,2}) ([a-z]{3}) (\d{4})", plain):
        return _in_words(int(found[1]), found[2], int(found[3]))
    parts = [int(part) for part in re.split(r"[/.\-]", plain)]
    match parts:
        case [number]:
            return _last_such(number, None, today)
        case [number, month]:
            return _last_such(number, month, today)
        case [number, month, year]:
            return date(year + 2000 if year < _CENTURY else year, month, number)
    raise ValueError(plain)


def _in_words(number: int, month: str, year: int) -> date:
    """Read a date as this module writes it."""
    return date(year, _MONTHS.index(month) + 1, number)


def _last_such(number: int, month: int | None, today: date) -> date:
    """Return the last date up to today with that day of the month, and that month if given."""
    day = today
    for _ in range(366 * 8 + 3):  # a 29 February is at most eight years away
        if day.day == number and month in {None, day.month}:
            return day
        day -= timedelta(days=1)
    raise ValueError(number)
