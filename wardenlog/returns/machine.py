"""The machine-readable copy inside the workbook: the visible figures as plain XML."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from xml.etree import ElementTree as ET

from wardenlog import clock
from wardenlog.returns.cells import clean_text, number_text
from wardenlog.returns.layout import As, Cell, Formula, Link, Seal, Table

NAMESPACE: Final = "urn:wardenlog:return"


def machine_copy(tables: Iterable[Table], properties: Iterable[tuple[str, str]]) -> bytes:
    """Return an XML document of tables whose rows are sequences, so that they can be read twice.

    Each `<v>` stands in its column's place with `t` n (number), d (ISO date or time) or s (text);
    formulas give their value, seals are empty.
    """
    root = ET.Element("return", xmlns=NAMESPACE)
    for name, value in properties:
        ET.SubElement(root, "property", name=name).text = clean_text(value)
    for table in tables:
        if not isinstance(table.rows, Sequence):
            raise TypeError(f"table {table.name} can be read only once")
        element = ET.SubElement(root, "table", name=table.name)
        for column in table.columns:
            ET.SubElement(element, "column", kind=column.kind).text = column.heading
        for row in table.rows:
            row_element = ET.SubElement(element, "row")
            for cell in row:
                kind, text = _value(cell)
                ET.SubElement(row_element, "v", t=kind).text = text
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


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
