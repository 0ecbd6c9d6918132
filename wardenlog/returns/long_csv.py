"""A return in long form as lines of text: the rows of the sheet Data, each with its origin."""

from collections.abc import Iterator
from datetime import date

from wardenlog.files.cells import number_text
from wardenlog.returns.contents import data
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import As, Cell, Formula, Link, Seal


def long_lines(figures: Figures) -> Iterator[tuple[str, ...]]:
    """Yield the headings, then a line for each figure: whose, when, where, what and how much.

    Headings and rows are those of Return_data (return-workbook.md, "Sheets and tables"); dates are
    ISO, numbers plain, times in whole minutes.
    """
    table = data.sheet(figures).table
    yield tuple(column.heading for column in table.columns)
    for row in table.rows:
        yield tuple(map(_text, row))


def _text(cell: Cell) -> str:
    while isinstance(cell, As | Formula):
        cell = cell.value
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Link | Seal):
        raise TypeError(f"Data holds no {type(cell).__name__}")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return number_text(cell)
