"""How each kind of cell is read and written: dates, times, numbers, words, codes.

`read` takes a filled cell and raises CellError; `write` takes a value of the model.
"""

import calendar
import difflib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Final

from wardenlog import clock
from wardenlog.clock import WallTime
from wardenlog.errors import UserError
from wardenlog.imports.book import Cell, FormulaError
from wardenlog.imports.standard_log.problems import CellError, echo
from wardenlog.model.base import LONGEST_TEXT

LONGEST_CODE: Final = 60
_SERIALS: Final = range(20_000, 80_000)
"""Day numbers of 1954 to 2119: a number among them is a date that lost its format."""
_FIRST_SERIAL: Final = date(1899, 12, 30)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MIDNIGHT: Final = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})
_NOISE: Final = Decimal("0.000001")
_PENNY: Final = Decimal("0.01")
_MOST_MONEY: Final = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell. `to` is the sheet a code refers to; `echo` allows problems to repeat it."""

    read: Callable[[Cell], Any]
    write: Callable[[Any], Cell]
    to: str | None = None
    echo: bool = True


def plain(cell: Cell) -> str:  # noqa: PLR0911 - one return a kind of cell
    """Return a cell as the text that a person would have typed."""
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - digits of a float
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            hours, minutes = divmod(cell // timedelta(minutes=1), 60)
            return f"{hours:02}:{minutes:02}"
        case FormulaError():
            return cell.shown
        case _:
            return str(cell).strip()


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word most like this one, if any is."""
    by_upper = {each.upper(): each for each in known}
    close = difflib.get_close_matches(word.strip().upper(), by_upper, n=1)
    return by_upper[close[0]] if close else None


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return a suggestion: the nearest known word, or what to do instead."""
    close = nearest(word, known)
    return f"Did you mean “{close}”?" if close else otherwise


# Text and codes


def _text(most: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = plain(cell).replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > most:
            raise CellError(
                f"The text has {len(text):,} characters; at most {most:,} are kept.", "Shorten it."
            )
        for char in text:
            if (char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff":
                raise CellError(
                    f"The text contains the character U+{ord(char):04X}, which cannot be printed.",
                    "Delete it, or type the text again.",
                )
            if char in "\ufffe\uffff":
                raise CellError("The text contains a character that does not exist.", "Delete it.")
        return text

    return read


# Dates and months


def _day(cell: Cell) -> date:
    match cell:
        case datetime() if cell.time() != time():
            raise CellError(
                f"{plain(cell)} has a time of day in it.", "Write the date alone, like 31/03/2025."
            )
        case datetime():
            return cell.date()
        case date():
            return cell
        case float() | int() if not isinstance(cell, bool) and int(cell) in _SERIALS:
            meant = _FIRST_SERIAL + timedelta(days=int(cell))
            raise CellError(
                f"{plain(cell)} is a number, not a date.",
                f"Format the cell as a date; it would be {clock.date_text(meant)}.",
            )
    text = _MIDNIGHT.sub("", plain(cell))
    if found := _DAY_FIRST.fullmatch(text):
        return _calendar_day(text, int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _calendar_day(text, int(found[1]), int(found[2]), int(found[3]))
    raise CellError(
        f"“{echo(text)}” is not a date.", "Write it like 31/03/2025 (day first) or 2025-03-31."
    )


def _calendar_day(text: str, year: int, month: int, day: int) -> date:
    if not 1 <= month <= len(clock.MONTHS):
        raise CellError(
            f"{text} is not a date: there is no month {month}.",
            "Write the day first, like 31/03/2025.",
        )
    if year == 0:
        raise CellError(f"{text} is not a date: there is no year 0.", "Correct the year.")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise CellError(
            f"{text} is not a date: {clock.MONTHS[month - 1]} {year} has {days} days.",
            "Correct the day.",
        )
    return date(year, month, day)


def _month(cell: Cell) -> str:
    if isinstance(cell, str) and (found := _MONTH.fullmatch(cell.strip())):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return clock.month_text(_calendar_day(plain(cell), year, month, 1))
    try:
        return clock.month_text(_day(cell))
    except CellError as error:
        raise CellError(
            f"“{echo(plain(cell))}” is not a month.", "Write it like 2025-04."
        ) from error


# Times


def from_user_error(error: UserError) -> CellError:
    """Return the last sentence of an error as the suggestion, what comes before as the problem."""
    problem, dot, suggestion = error.message.rpartition(". ")
    return CellError(f"{problem}.", suggestion) if dot else CellError(error.message)


def _wall(cell: Cell) -> WallTime:
    try:
        return WallTime.parse(cell)
    except UserError as error:
        said = from_user_error(error)
        if said.problem == "This is not a time.":
            said = CellError(f"“{echo(plain(cell))}” is not a time like 19:30.", said.suggestion)
        raise said from error


def _window(cell: Cell) -> time:
    wall = _wall(cell)
    if wall.second_occurrence:
        raise CellError("A window's time has no second occurrence.", "Write it without the *.")
    return time(wall.hour, wall.minute)


# Numbers


def _decimal(cell: Cell) -> Decimal:
    text = plain(cell).removeprefix("£").replace(",", "").replace(" ", "")
    if text.startswith("-£"):
        text = f"-{text[2:]}"
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise CellError(
            f"“{echo(plain(cell))}” is not a number.", "Write digits only, like 12.50."
        ) from error
    if isinstance(cell, bool) or not number.is_finite():
        raise CellError(f"“{echo(plain(cell))}” is not a number.", "Write digits only, like 12.50.")
    return number


def _money(cell: Cell) -> Decimal:
    number = _decimal(cell)
    if abs(number) >= _MOST_MONEY:
        raise CellError(f"{plain(cell)} is more money than can be recorded.", "Check the amount.")
    pence = number.quantize(_PENNY)
    if abs(pence - number) > _NOISE:
        raise CellError(
            f"{plain(cell)} has more than two decimal places.", "Round it to the penny."
        )
    return pence


def _fraction(cell: Cell) -> Decimal:
    number = _decimal(cell)
    if abs(number) >= _MOST_MONEY:
        raise CellError(f"{plain(cell)} is too large a number.", "Check it.")
    return Decimal(f"{number.quantize(_NOISE).normalize():f}")


def _whole(least: int, most: int) -> Callable[[Cell], int]:
    def read(cell: Cell) -> int:
        number = _decimal(cell)
        if number != number.to_integral_value():
            raise CellError(f"{plain(cell)} is not a whole number.", "Write digits only, like 12.")
        if not least <= number <= most:
            raise CellError(f"{plain(cell)} is outside {least:,} to {most:,}.", "Check the number.")
        return int(number)

    return read


# Words


def _yes_no(cell: Cell) -> bool:
    word = plain(cell).lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellError(f"“{echo(plain(cell))}” is neither Yes nor No.", "Write Yes or No.")


def _word(vocabulary: type[StrEnum], text: str) -> StrEnum:
    if found := _words(vocabulary).get(_folded(text)):
        return found
    known = [word.value for word in vocabulary]
    raise CellError(
        f"“{echo(text)}” is not one of {', '.join(known)}.",
        did_you_mean(text, known, "Use one of these words."),
    )


@cache
def _words(vocabulary: type[StrEnum]) -> dict[str, StrEnum]:
    return {_folded(word.value): word for word in vocabulary}


def _folded(text: str) -> str:
    return re.sub(r"[\s_–-]+", "_", text.strip().casefold())


def one_of(vocabulary: type[StrEnum]) -> Kind:
    """A cell with one word of a vocabulary, in any case."""
    return Kind(lambda cell: _word(vocabulary, plain(cell)), str)


def some_of(vocabulary: type[StrEnum]) -> Kind:
    """A cell with words of a vocabulary, each once; written in the vocabulary's order."""

    def read(cell: Cell) -> tuple[StrEnum, ...]:
        typed = {_word(vocabulary, word) for word in re.split(r"[\s,;]+", plain(cell)) if word}
        return tuple(word for word in vocabulary if word in typed)

    def write(words: tuple[StrEnum, ...]) -> Cell:
        return " ".join(words) or None

    return Kind(read, write)


def whole(least: int = 0, most: int = 1_000_000) -> Kind:
    """A cell with a whole number between two bounds inclusive."""
    return Kind(_whole(least, most), int)


def code_of(sheet: str) -> Kind:
    """A cell with the code of a row of that sheet."""
    return Kind(_text(LONGEST_CODE), str, to=sheet)


def _as_is(value: Any) -> Any:  # noqa: ANN401 - whatever the model holds
    return value


def _yes_or_no(value: bool) -> Cell:  # noqa: FBT001 - the value itself
    return "Yes" if value else "No"


TEXT: Final = Kind(_text(LONGEST_TEXT), str, echo=False)
CODE: Final = Kind(_text(LONGEST_CODE), str)
DAY: Final = Kind(_day, _as_is)
MONTH: Final = Kind(_month, str)
WALL: Final = Kind(_wall, str)
WINDOW: Final = Kind(_window, lambda value: f"{value:%H:%M}")
MONEY: Final = Kind(_money, float)
FRACTION: Final = Kind(_fraction, float)
YES_NO: Final = Kind(_yes_no, _yes_or_no)
COUNT: Final = whole()
MINUTES: Final = whole(most=24 * 60)
VISIT: Final = whole(1, 9_999)
