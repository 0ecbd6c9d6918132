"""Cells of the workbook as people read them on a screen, and what is behind each."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from wardenlog import clock
from wardenlog.returns.workbook.layout import As, Cell, Formula, Kind
from wardenlog.services.returns.behind import Asked


@dataclass(frozen=True, slots=True)
class Value:
    """A cell in words, and what is behind it: a figure of the records, else a sentence, or ''."""

    words: str
    asked: Asked | None = None
    reached: str = ""


def cell_words(cell: Cell, kind: Kind = "text") -> str:
    """Return a cell of the workbook as people read it; nothing there is a dash."""
    if isinstance(cell, As):
        return cell_words(cell.value, cell.kind)
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(value, str):
        return _SHORTHAND.get(value, value)
    if isinstance(value, datetime):
        return clock.wall_text(value)
    if isinstance(value, date):
        return clock.date_text(value)
    if not isinstance(value, int | float | Decimal):
        raise TypeError(value)
    return number_words(value, kind)


def number_words(value: float | Decimal, kind: Kind) -> str:
    """Return a number as its kind is printed: hours and money with two decimals."""
    if kind in {"money", "rate"}:
        places = ",.2f" if kind == "money" else ",f"
        return f"{'−' if value < 0 else ''}£{abs(value):{places}}"
    sign = "−" if value < 0 else ""
    if kind == "hours":
        return f"{sign}{abs(value):,.2f}"
    if kind == "percent":
        return f"{sign}{abs(value):,.1f} %"
    return f"{sign}{abs(value):,}"


_SHORTHAND: Final = {"[x]": "not known", "[z]": "–"}


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, and no shorthand or text."""
    return number_in(cell) is not None


def number_in(cell: Cell) -> int | float | Decimal | None:
    """Return the number that a cell holds, or None."""
    if isinstance(cell, As):
        cell = cell.value
    value = cell.value if isinstance(cell, Formula) else cell
    return value if isinstance(value, int | float | Decimal) else None
