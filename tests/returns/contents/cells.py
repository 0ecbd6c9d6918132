"""What a sheet says, as a test wants to compare it: plain values by row and heading."""

from collections.abc import Sequence

from wardenlog.returns.contents.common import Omitted
from wardenlog.returns.workbook.layout import As, Cell, Formula, Sheet


def plain(cell: Cell) -> object:
    """Give the value a reader sees: a formula's, and that of a cell shown as another kind."""
    while isinstance(cell, As | Formula):
        cell = cell.value
    return cell


def rows(sheet: Sheet | Omitted) -> list[dict[str, object]]:
    """Give each row of the sheet's table by heading."""
    assert isinstance(sheet, Sheet), sheet
    headings = [column.heading for column in sheet.table.columns]
    return [dict(zip(headings, map(plain, row), strict=True)) for row in sheet.table.rows]


def row(sheet: Sheet | Omitted, heading: str, value: str) -> dict[str, object]:
    """Give the one row whose cell under a heading says this."""
    (found,) = [each for each in rows(sheet) if each[heading] == value]
    return found


def raw_cell(sheet: Sheet, number: int, heading: str) -> Cell:
    """Give one cell as it was described, formula and all."""
    headings = [column.heading for column in sheet.table.columns]
    table: Sequence[Sequence[Cell]] = list(sheet.table.rows)
    return table[number][headings.index(heading)]
