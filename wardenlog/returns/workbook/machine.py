"""The machine-readable copy inside the workbook: the visible figures as plain XML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from wardenlog import clock
from wardenlog.files.cells import clean_text, number_text
from wardenlog.returns.workbook.layout import As, Cell, Formula, Link, Seal, Table

NAMESPACE: Final = "urn:wardenlog:return"
_LINES: Final = 500


def machine_copy(
    tables: Sequence[Table], properties: Iterable[tuple[str, str]]
) -> Callable[[], Iterator[bytes]]:
    """Return what yields an XML document of the tables, a piece at a time, whatever their length.

    Each `<v>` stands in its column's place with `t` n (number), d (ISO date or time) or s (text);
    formulas give their value, with their text in `f`; seals are empty. Rows must not be iterators,
    as they are read twice.
    """
    for table in tables:
        if isinstance(table.rows, Iterator):
            raise TypeError(f"table {table.name} can be read only once")
    described = tuple(properties)

    def pieces() -> Iterator[bytes]:
        lines = _lines(tables, described)
        while piece := "".join(islice(lines, _LINES)):
            yield piece.encode()

    return pieces


def _lines(tables: Sequence[Table], properties: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f"<return xmlns={quoteattr(NAMESPACE)}>\n"
    for name, value in properties:
        yield f"<property name={quoteattr(name)}>{escape(clean_text(value))}</property>\n"
    for table in tables:
        yield f"<table name={quoteattr(table.name)}>\n"
        for column in table.columns:
            kind = quoteattr(column.kind)
            yield f"<column kind={kind}>{escape(column.heading)}</column>\n"
        for row in table.rows:
            yield f"<row>{''.join(map(_element, row))}</row>\n"
        yield "</table>\n"
    yield "</return>"


def _element(cell: Cell) -> str:
    kind, text = _value(cell)
    while isinstance(cell, As):
        cell = cell.value
    formula = f" f={quoteattr(cell.text)}" if isinstance(cell, Formula) else ""
    return f'<v t="{kind}"{formula}>{text if kind != "s" else escape(text)}</v>'


def _value(cell: Cell) -> tuple[str, str]:
    while isinstance(cell, As | Formula):
        cell = cell.value
    if isinstance(cell, Seal):
        return "s", ""
    if isinstance(cell, Link):
        cell = cell.text
    if isinstance(cell, str):
        return "s", clean_text(cell)
    if isinstance(cell, bool):
        return "s", "Yes" if cell else "No"
    if isinstance(cell, int | float | Decimal):
        return "n", number_text(cell)
    return "d", _iso(cell)


def _iso(value: date) -> str:
    return clock.local(value).isoformat() if isinstance(value, datetime) else value.isoformat()
