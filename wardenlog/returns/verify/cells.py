"""Cells as people speak of them: rows by their keys, values in words, values compared."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final, NamedTuple

from wardenlog.clock import date_text
from wardenlog.returns.verify.contract import TABLES
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook import fingerprint
from wardenlog.returns.workbook.layout import SHORTHAND
from wardenlog.returns.workbook.reading import ReadTable, Value

AS_TEXT: Final = "{} is stored as text, so no program adds it up."

CLOSE: Final = 1e-9
"""Relative difference below which two numbers are one, as programs round differently."""


class RowKey(NamedTuple):
    """What tells a row of a table apart: its key cells, and which of several equal ones it is."""

    cells: tuple[str, ...]
    number: int


def row_keys(name: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[RowKey]:
    """Return the key of every row, in the order of the rows."""
    places = [headings.index(key) for key in TABLES[name].keys]
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for row in rows:
        cells = tuple(words(row[place]) for place in places)
        found.append(RowKey(cells, seen[cells]))
        seen[cells] += 1
    return found


def place_words(key: RowKey, heading: str | None = None) -> str:
    """Return where a cell is: `row 2025-04 H04, Visits`."""
    named = [cell for cell in key.cells if cell != "[z]"] or list(key.cells)
    row = f"row {' '.join(named)}"
    return f"{row}, {heading}" if heading else row


def words(value: object) -> str:
    """Return a value as a sentence names it: `19`, `£` left out, `3 July 2025`, `“part”` bare."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:,.10g}" if not value.is_integer() else f"{value:,.0f}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{date_text(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return date_text(value)
    return " ".join(str(value).split()) or "nothing"


def same(one: Value, other: Value) -> bool:
    """Return whether two values are one, however a program has stored them."""
    if type(one) is type(other) and one == other:
        return True  # nearly every cell: a long return is read in a few seconds
    numbers = [_number(value) for value in (one, other)]
    if None not in numbers:
        return math.isclose(*numbers, rel_tol=CLOSE, abs_tol=CLOSE)  # type: ignore[arg-type]
    return fingerprint.value_token(_text(one)) == fingerprint.value_token(_text(other))


def figure(text: str) -> float | None:
    """Return the number that a text shows, None for any other text."""
    try:
        return float(text.replace(",", "").strip().removeprefix("£"))
    except ValueError:
        return None


Starts = Mapping[str, tuple[int, int]]
"""Where each table's body starts on its sheet, row and column from 0."""


def address(starts: Starts, table: str, row: int, column: int) -> str:
    """Return a cell of a table's body as people name it, `F8`; blank where it is not known."""
    from openpyxl.utils import get_column_letter

    if table not in starts:
        return ""
    top, left = starts[table]
    return f"{get_column_letter(left + column + 1)}{top + row + 1}"


def figures_as_text(table: ReadTable, starts: Starts) -> Iterator[Problem]:
    """Yield the cells that show a number as text in a column of numbers and shorthand."""
    keys = row_keys(table.name, table.headings, table.rows)
    for column, heading in enumerate(table.headings):
        values = [row[column] for row in table.rows]
        texts = {value for value in values if isinstance(value, str)} - SHORTHAND - {""}
        if not texts or not all(figure(text) is not None for text in texts):
            continue
        if not any(isinstance(value, float) for value in values):
            continue
        for row, (key, value) in enumerate(zip(keys, values, strict=True)):
            if value in texts:
                place, cell = place_words(key, heading), address(starts, table.name, row, column)
                yield Problem(table.sheet, place, AS_TEXT.format(words(value)), cell)


def _number(value: Value) -> float | None:
    if isinstance(value, str | bool):
        return None
    return float(fingerprint.value_token(value)[1:])


def _text(value: Value) -> Value:
    return ("Yes" if value else "No") if isinstance(value, bool) else value
