"""The machine-readable copy inside the workbook: the visible figures as plain XML."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from wardenlog import clock
from wardenlog.files.cells import clean_text, number_text
from wardenlog.returns.workbook.layout import As, Cell, Formula, Link, Seal, Table

NAMESPACE: Final = "urn:wardenlog:return"


def machine_copy(tables: Iterable[Table], properties: Iterable[tuple[str, str]]) -> bytes:
    """Return an XML document of tables whose rows are sequences, so that they can be read twice.

    Each `<v>` stands in its column's place with `t` n (number), d (ISO date or time) or s (text);
    formulas give their value, seals are empty.
    """
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<return xmlns={quoteattr(NAMESPACE)}>"]
    for name, value in properties:
        lines.append(f"<property name={quoteattr(name)}>{escape(clean_text(value))}</property>")
    for table in tables:
        if not isinstance(table.rows, Sequence):
            raise TypeError(f"table {table.name} can be read only once")
        lines.append(f"<table name={quoteattr(table.name)}>")
        lines += [
            f"<column kind={quoteattr(column.kind)}>{escape(column.heading)}</column>"
            for column in table.columns
        ]
        lines += [f"<row>{''.join(map(_element, row))}</row>" for row in table.rows]
        lines.append("</table>")
    lines.append("</return>")
    return "\n".join(lines).encode()


def _element(cell: Cell) -> str:
    kind, text = _value(cell)
    return f'<v t="{kind}">{text if kind != "s" else escape(text)}</v>'


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
