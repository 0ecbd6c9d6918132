"""A workbook or folder as plain rows of cells: what comes out of the reading process."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class FormulaError:
    """A cell whose formula failed, with the error it shows, such as `#REF!`."""

    shown: str


Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta | FormulaError | None
"""The value of a cell; None is blank."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from row 1 on, each cut after its last filled cell."""

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything in a file: its name without folder, SHA-256, sheets, and what was odd about it."""

    source: str
    sha256: str
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = field(default=())


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Return the cells with blank text as None, cut after the last filled one."""
    plain = [None if cell == "" else cell for cell in cells]
    while plain and plain[-1] is None:
        plain.pop()
    return plain
