"""The one sanitiser every cell passes: values to text that is legal, exact and never executed.

The rules are those of return-workbook.md, "Values and formulas", and of promise 20.
"""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from wardenlog import clock

MAX_TEXT: Final = 32_767
"""UTF-16 units in one cell, Excel's limit."""

MAX_DIGITS: Final = 10**15
"""Whole numbers from here on lose digits in a spreadsheet."""

FIRST_DATE: Final = date(1900, 3, 1)
"""Earlier serial numbers mean different days in different programs."""

_EPOCH: Final = date(1899, 12, 30)
_ILLEGAL: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("\r\n?")
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EXECUTABLE: Final = ("=", "+", "-", "@", "\t", "\r")


class CellError(ValueError):
    """A value from the records that a cell cannot hold; the caller adds the place."""

    def __init__(self, problem: str, code: str) -> None:
        """Keep the problem as the end of a sentence, and a code for programs and tests."""
        super().__init__(problem)
        self.code: Final = code


def clean_text(text: str) -> str:
    """Return the text with legal XML characters only, each illegal one shown as U+FFFD, LF ends.

    Raises CellError `text_too_long` over 32,767 UTF-16 units: text is refused, never cut.
    """
    cleaned = _ILLEGAL.sub("\ufffd", _LINE_END.sub("\n", text))
    units = len(cleaned)
    if units > MAX_TEXT // 2:
        units += sum(character > "\uffff" for character in cleaned)
    if units > MAX_TEXT:
        raise CellError(
            f"the text has {units:,} characters; a cell holds at most {MAX_TEXT:,}. Shorten it.",
            "text_too_long",
        )
    return cleaned


def looks_executable(text: str) -> bool:
    """Return whether a spreadsheet might take the text for a formula: it is marked as quoted."""
    return text.startswith(_EXECUTABLE)


def guarded(text: str) -> str:
    """Return text for a CSV file or the clipboard: what looks executable begins with a quote."""
    cleaned = clean_text(text)
    return f"'{cleaned}" if looks_executable(text) else cleaned


def escape_xml(text: str) -> str:
    """Return cleaned text as XML character data, with a literal `_x0041_` kept from decoding."""
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def number_text(value: float | Decimal) -> str:
    """Return the shortest text that means exactly this number; never an exponent for Decimal.

    Raises CellError `not_a_number` for NaN and infinity, `number_too_long` for whole numbers of
    more than 15 digits.
    """
    if not value:
        return "0"
    if isinstance(value, int):
        if abs(value) >= MAX_DIGITS:
            raise CellError(f"{value} has more than 15 digits.", "number_too_long")
        return str(int(value))
    if not math.isfinite(value):
        raise CellError(f"{value} is not a number.", "not_a_number")
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def date_serial(value: date) -> float:
    """Return the day number of a date, or of an aware moment in UK local time to the second.

    Raises CellError `date_range` before 1 March 1900, and ValueError for a naive datetime, which
    does not say which instant it means.
    """
    if not isinstance(value, datetime):
        _refuse_early(value)
        return (value - _EPOCH).days
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    local = clock.local(value)
    _refuse_early(local.date())
    return moment_serial(local.replace(tzinfo=None))


def moment_serial(wall: datetime) -> float:
    """Return the day number and fraction of a wall time, to the second, as a workbook shows it."""
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    return (wall.date() - _EPOCH).days + seconds / 86_400


def _refuse_early(day: date) -> None:
    if day < FIRST_DATE:
        raise CellError(
            f"{clock.date_text(day)} is before 1 March 1900, the first date a workbook can hold.",
            "date_range",
        )
