"""One row of a spreadsheet while it is read: its cells by field, and what is wrong with them."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from wardenlog.imports.book import Cell
from wardenlog.imports.spreadsheet.guess import shown
from wardenlog.imports.spreadsheet.layout import SourceColumn, SourceRow
from wardenlog.imports.standard_log.kinds import plain
from wardenlog.imports.standard_log.problems import CellError, Problem, echo

T = TypeVar("T")


class RowCells:
    """A row being read: its cells by field, what was carried down to it, and what is wrong."""

    def __init__(
        self,
        row: SourceRow,
        carried: dict[str, object],
        columns: dict[str, list[SourceColumn]],
    ) -> None:
        self.row = row
        self.problems: list[Problem] = []
        self.day: date | None = None
        self.sheet: str | None = None
        self.team: str | None = None
        self.crew: tuple[str, ...] | None = None
        self._carried = carried
        self._columns = columns

    def column(self, code: str) -> SourceColumn | None:
        """Return the first column of a field; None where no column holds it."""
        return next(iter(self._columns.get(code, ())), None)

    def cell(self, code: str) -> Cell:
        """Return the cell of a field, or what was carried down to it."""
        column = self.column(code)
        return None if column is None else self.cell_of(column)

    def cell_of(self, column: SourceColumn) -> Cell:
        """Return the cell of a column, or what was carried down to it."""
        cell = self.row.cell(column)
        return self._carried.get(column.key) if cell is None else cell  # type: ignore[return-value]

    def as_filled(self) -> SourceRow:
        """Return the row with what was carried down to it in its blank cells."""
        if not self._carried:
            return self.row
        columns = [column for each in self._columns.values() for column in each]
        cells = list(self.row.cells)
        cells += [None] * (max(column.place for column in columns) + 1 - len(cells))
        for column in columns:
            cells[column.place] = self.cell_of(column)
        return SourceRow(self.row.sheet, self.row.number, cells)

    def is_no_visit(self) -> bool:
        """Say whether the row has neither a time nor a place, like a heading or a signature."""
        columns = [
            each for code in ("in", "span", "hotspot") for each in self._columns.get(code, ())
        ]
        return all(self.row.cell(column) is None for column in columns)

    def text(self, code: str) -> str | None:
        """Return a field’s cell as text."""
        cell = self.cell(code)
        return None if cell is None else " ".join(shown(cell).split())

    def words(self, column: SourceColumn) -> str:
        """Return a column’s cell as it is written; empty where it is blank."""
        cell = self.cell_of(column)
        return "" if cell is None else plain(cell).strip()

    def read(self, code: str, read: Callable[[Cell], T], *, needed: str | None = None) -> T | None:
        """Return what a field's cell says; None where it is blank, or the row refused for it."""
        column = self.column(code)
        if column is None:
            return None
        if self.cell_of(column) is None:
            if needed is not None:
                self.refuse(column, f"There is no {needed}.", "Fill it in.")
            return None
        return self.reading_of(column, read)

    def reading_of(self, column: SourceColumn, read: Callable[[Cell], T]) -> T | None:
        """Return what a column’s cell says; None, and the row refused, where it cannot be read."""
        try:
            return read(self.cell_of(column))
        except CellError as error:
            self.refuse(column, error.problem, error.suggestion)
            return None

    def reading(self, code: str, read: Callable[[], T]) -> T | None:
        """Return what a part of a field’s cell says; None, and the row refused, where it cannot."""
        try:
            return read()
        except CellError as error:
            self.refuse(self.column(code), error.problem, error.suggestion)
            return None

    def refuse(self, column: SourceColumn | None, problem: str, suggestion: str) -> None:
        """Note what is wrong with the row."""
        cell = None if column is None else self.cell_of(column)
        self.problems.append(
            Problem(
                self.row.sheet,
                self.row.number,
                "" if column is None else column.heading,
                echo(shown(cell)),
                problem,
                suggestion,
            )
        )
