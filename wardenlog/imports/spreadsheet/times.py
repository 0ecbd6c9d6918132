"""Reads the times and durations of a council's own spreadsheet, each as its column writes them."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from wardenlog.clock import WallTime
from wardenlog.errors import UserError
from wardenlog.imports.book import Cell, FormulaError
from wardenlog.imports.standard_log.kinds import from_user_error, plain
from wardenlog.imports.standard_log.problems import CellError, echo

LONGEST_MINUTES: Final = 12 * 60
_NOON: Final = 12
_HALF_DAY: Final = re.compile(r"(\d{1,2})[:.\s]?(\d{2})?(?:[:.]\d{2})?\s*([ap])\.?\s*m?\.?")
_HOURS_WORD: Final = re.compile(r"\s*(?:hrs?|hours?|h)\.?$")
_FRENCH: Final = re.compile(r"(\d{1,2})\s*h\s*(\d{2})")
_SPAN: Final = re.compile(r"(.+?)\s*(?:-|–|—|\bto\b|\buntil\b|/|→)\s*(.+)")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_IN_WORDS: Final = re.compile(
    r"(?:(\d+(?:\.\d+)?)\s*(?:hours?|hrs?|h))?\s*(?:and\s*)?(?:(\d+)\s*(?:minutes?|mins?|m)?)?\.?"
)
_DIGITS: Final = re.compile(r"\d{3,4}")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


class Unit(StrEnum):
    """What a bare number in a column of durations counts."""

    MINUTES = "minutes"
    HOURS = "hours"


def has_dropped_zeros(cells: Iterable[Cell]) -> bool:
    """Say whether a column writes times like 1930, so that a number 45 is 0045."""
    return any(_DIGITS.fullmatch(plain(cell)) for cell in cells)


def read_time(cell: Cell, *, dropped_zeros: bool = False) -> WallTime:
    """Return the time of a filled cell: 1930, 19:30, 7.30pm, a time cell, a fraction of a day.

    `dropped_zeros`: 45 is 0045 that lost its zeros. CellError where it is no time.
    """
    if isinstance(cell, FormulaError):
        raise CellError(
            f"The formula failed and shows {echo(cell.shown)}.",
            "Correct the formula, or type the value.",
        )
    number = float(cell) if isinstance(cell, float | int) else 0.5
    if dropped_zeros and 1 <= number < 60 and number.is_integer():  # noqa: PLR2004
        return WallTime(0, int(number))
    try:
        if not isinstance(cell, str):
            return WallTime.parse(cell)
        return _typed(" ".join(cell.split()).casefold())
    except UserError as error:
        said = from_user_error(error)
        if said.problem == "This is not a time.":
            said = CellError(f"“{echo(plain(cell))}” is not a time like 19:30.", said.suggestion)
        raise said from error


def _typed(text: str) -> WallTime:
    if text in {"midnight", "12 midnight", "24:00", "2400", "24.00"}:
        return WallTime(0, 0)
    if text in {"noon", "midday", "12 noon"}:
        return WallTime(_NOON, 0)
    if found := _HALF_DAY.fullmatch(text):
        hour, minute = int(found[1]), int(found[2] or 0)
        if 1 <= hour <= _NOON:
            return WallTime(hour % _NOON + (_NOON if found[3] == "p" else 0), minute)
        text = re.sub(r"\s*[ap]\.?\s*m?\.?$", "", text)  # 19:30pm is 19:30
    if found := _FRENCH.fullmatch(text):
        return WallTime(int(found[1]), int(found[2]))
    return WallTime.parse(_HOURS_WORD.sub("", text).replace(" ", "").replace(";", ":"))


def read_span(cell: Cell) -> tuple[WallTime, WallTime]:
    """Return both times of a cell like 1930-1950; CellError where it is not of that kind."""
    found = _SPAN.fullmatch(plain(cell))
    if found is None:
        raise CellError(f"“{echo(plain(cell))}” is not two times.", "Write it like 19:30-19:50.")
    return read_time(found[1]), read_time(found[2])


def decide_unit(heading: str, cells: Iterable[Cell]) -> Unit:
    """Decide what bare numbers of a duration column count: by the heading, else by their size."""
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    if words & {"minutes", "mins", "min", "minute"}:
        return Unit.MINUTES
    if words & {"hours", "hrs", "hr", "hour"}:
        return Unit.HOURS
    numbers = [float(text) for cell in cells if _NUMBER.fullmatch(text := plain(cell))]
    small = numbers and max(numbers) <= _NOON
    broken = any(not number.is_integer() for number in numbers)
    return Unit.HOURS if small and broken else Unit.MINUTES


def read_minutes(cell: Cell, unit: Unit) -> int:
    """Return a duration in whole minutes: 45, 0:45, 1.5 h, 1 hr 30, a time or duration cell.

    A bare number counts `unit`. CellError where it is no duration, or is over 12 hours.
    """
    minutes = _minutes(cell, unit)
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise CellError(
            f"“{echo(plain(cell))}” is not a likely length of a visit.",
            "A visit may last 12 hours at most. Check it.",
        )
    return minutes


def _minutes(cell: Cell, unit: Unit) -> int:
    match cell:
        case datetime() | time():
            return cell.hour * 60 + cell.minute + (1 if cell.second >= 30 else 0)  # noqa: PLR2004
        case timedelta():
            return round(cell / timedelta(minutes=1))
    text = plain(cell).casefold()
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if _NUMBER.fullmatch(text):
        return round(float(text) * (60 if unit is Unit.HOURS else 1))
    found = _IN_WORDS.fullmatch(text)
    if found is None or not any(found.groups()):
        raise CellError(
            f"“{echo(plain(cell))}” is not a length of time.", "Write minutes, like 45, or 0:45."
        )
    return round(float(found[1] or 0) * 60) + int(found[2] or 0)
