"""Control totals: every number of a table added up, so that no altered figure goes unnoticed.

What the figures mean is compared by `adding_up`; these lines only say that the numbers on a sheet
are still the ones it was made with.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from wardenlog.returns.contents.check import Check
from wardenlog.returns.workbook.formulas import whole_column
from wardenlog.returns.workbook.layout import As, Cell, Formula, Kind, Sheet, Table

EXACT: Final = 0.001
"""Less than any figure shows, more than adding up in another order makes."""

_NUMBERS: Final = frozenset[Kind](
    {"count", "minutes", "hours", "number", "money", "rate", "percent"}
)


def control_totals(sheets: Iterable[Sheet]) -> Iterator[Check]:
    """Yield a check for each sheet whose table has columns of numbers and fits in memory."""
    for sheet in sheets:
        if isinstance(sheet.table.rows, list) and (places := _number_columns(sheet.table)):
            yield _control_total(sheet, places)


def _control_total(sheet: Sheet, places: list[int]) -> Check:
    table = sheet.table
    total = sum(_number(row[place]) for row in table.rows for place in places)
    columns = ",".join(whole_column(table.name, table.columns[place].heading) for place in places)
    return Check(
        f"Every number on {sheet.name}, added up",
        "hours",
        float(total),
        Formula(f"SUM({columns})", float(total)),
        tolerance=EXACT,
        explanation="As the return was produced. The sum itself has no meaning.",
    )


def _number_columns(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.columns) if column.kind in _NUMBERS]


def _number(cell: Cell) -> float:
    """Return what a spreadsheet adds for a cell: 0 for shorthand."""
    while isinstance(cell, As | Formula):
        cell = cell.value
    return float(cell) if isinstance(cell, int | float | Decimal) else 0.0
