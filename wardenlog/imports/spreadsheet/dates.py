"""Reads the dates of a column, whose day and month are told apart by all of its rows.

01/02/2025 alone may be either. 25/02/2025 among the rows says that the day comes first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from wardenlog import clock
from wardenlog.imports.book import Cell, FormulaError
from wardenlog.imports.standard_log.kinds import plain
from wardenlog.imports.standard_log.problems import CellError, echo

_FIRST_SERIAL: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_LAST_MONTH: Final = 12
_CENTURY: Final = 100
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_COMPACT: Final = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_WORDS: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})")
_MONTH_WORDS: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY: Final = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+", re.IGNORECASE)
_TIME_OF_DAY: Final = re.compile(
    r"[T\s]+(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?)\s*$", re.IGNORECASE
)
_BAD: Final = "Write it like 31/03/2025 (day first) or 2025-03-31."


class DayOrder(StrEnum):
    """What comes first in the dates of a column.

    Swapped: written day first, and read month first by a spreadsheet program wherever it could,
    which made date cells of those and left the others as text.
    """

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Order:
    """The order decided for a column, in a sentence how; not `sure` where a person must say."""

    order: DayOrder
    how: str
    sure: bool


def decide_order(cells: Iterable[Cell]) -> Order:
    """Decide from every cell of a column whether the day or the month comes first."""
    found = _Evidence()
    for cell in cells:
        found.take(cell)
    return found.order()


class _Evidence:
    """The first cell of each kind that tells something, and whether date cells are all low."""

    def __init__(self) -> None:
        self._day_first: str | None = None
        self._month_first: str | None = None
        self._either: str | None = None
        self._date_cells = 0
        self._late_date_cells = 0

    def take(self, cell: Cell) -> None:
        """Note what a cell tells."""
        if isinstance(cell, date):
            self._date_cells += 1
            self._late_date_cells += cell.day > _LAST_MONTH
        elif (parts := _parts(cell)) is not None:
            first, second = parts
            if first > _LAST_MONTH >= second:
                self._day_first = self._day_first or plain(cell)
            elif second > _LAST_MONTH >= first:
                self._month_first = self._month_first or plain(cell)
            else:
                self._either = self._either or plain(cell)

    def order(self) -> Order:
        """Return what all of it tells."""
        day_first, month_first, either = (
            text and echo(text) for text in (self._day_first, self._month_first, self._either)
        )
        if day_first and month_first:
            how = f"Mixed: “{day_first}” has the day first, “{month_first}” the month."
            return Order(DayOrder.DAY_FIRST, how, sure=False)
        if day_first and self._date_cells and not self._late_date_cells and not either:
            how = (
                f"“{day_first}” is text, and no date cell is after the 12th: a spreadsheet "
                "program may have swapped day and month in the date cells."
            )
            return Order(DayOrder.SWAPPED, how, sure=False)
        if day_first:
            return Order(DayOrder.DAY_FIRST, f"Day first, as “{day_first}” shows.", sure=True)
        if month_first:
            return Order(DayOrder.MONTH_FIRST, f"Month first, as “{month_first}” shows.", sure=True)
        if either:
            how = f"“{either}” could be read both ways, and no row tells which."
            return Order(DayOrder.DAY_FIRST, how, sure=False)
        return Order(DayOrder.DAY_FIRST, "Every date says its month plainly.", sure=True)


def read_date(cell: Cell, order: DayOrder) -> date:
    """Return the date of a filled cell; CellError where it is none."""
    if isinstance(cell, FormulaError):
        raise CellError(
            f"The formula failed and shows {echo(cell.shown)}.",
            "Correct the formula, or type the value.",
        )
    if isinstance(cell, date):
        return _of_date_cell(cell, order)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return _FIRST_SERIAL + timedelta(days=int(cell))
    return _of_text(_bare(plain(cell)), order)


def _of_date_cell(cell: date, order: DayOrder) -> date:
    day = cell.date() if isinstance(cell, datetime) else cell
    if order is DayOrder.SWAPPED and day.day <= _LAST_MONTH:
        return date(day.year, day.day, day.month)
    return day


def _of_text(text: str, order: DayOrder) -> date:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        if order is DayOrder.MONTH_FIRST:
            return _day(text, year, first, second)
        return _day(text, year, second, first)
    return _in_words(text)


def time_within(cell: Cell) -> Cell:
    """Return the time of day that a date cell holds too, or None."""
    if isinstance(cell, datetime):
        return cell.time() if cell.time() != time() else None
    if isinstance(cell, str) and (found := _TIME_OF_DAY.search(cell)):
        return found[1]
    return None


def is_date(cell: Cell) -> bool:
    """Say whether a cell can be read as a date in either order."""
    for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        try:
            read_date(cell, order)
        except CellError:
            continue
        return True
    return False


def _parts(cell: Cell) -> tuple[int, int] | None:
    found = _NUMBERS.fullmatch(_bare(plain(cell))) if isinstance(cell, str) else None
    return None if found is None else (int(found[1]), int(found[2]))


def _bare(text: str) -> str:
    return _WEEKDAY.sub("", _TIME_OF_DAY.sub("", text).strip()).strip()


def _in_words(text: str) -> date:
    lower = text.casefold()
    if found := _WORDS.fullmatch(lower):
        number, month, year = found.groups()
    elif found := _MONTH_WORDS.fullmatch(lower):
        month, number, year = found.groups()
    else:
        raise CellError(f"“{echo(text)}” is not a date.", _BAD)
    names = [name.casefold() for name in clock.MONTHS]
    meant = [place for place, name in enumerate(names, 1) if name.startswith(month[:3])]
    if not meant or not (names[meant[0] - 1].startswith(month) or month == "sept"):
        raise CellError(f"“{echo(text)}” is not a date.", _BAD)
    return _day(text, _year(year), meant[0], int(number))


def _year(text: str) -> int:
    return int(text) + (2000 if int(text) < _CENTURY else 0)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellError(
            f"“{echo(text)}” is not a date: there is no such day.", "Correct the date."
        ) from error
