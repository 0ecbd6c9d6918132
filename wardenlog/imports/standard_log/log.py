"""From the rows of a file to the rows of a log: sheets and headings found, every cell read.

Nothing here looks into the record: what refers to what is settled in `gathering.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from wardenlog.errors import UserError
from wardenlog.imports.book import Book, Cell, FormulaError, Sheet
from wardenlog.imports.child import read_book
from wardenlog.imports.standard_log.columns import Column, Table
from wardenlog.imports.standard_log.kinds import did_you_mean, is_blank, nearest, plain
from wardenlog.imports.standard_log.problems import CellError, Findings, Problem, echo
from wardenlog.imports.standard_log.tables import TABLE, TABLES

HEADING_ROW: Final = 1
PROBLEM, SUGGESTION = "Problem", "Suggestion"
"""The two columns that a workbook of rejected rows has beside those of the log."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its values by field, its cells as they stand, and where each field is.

    `values` lacks the fields whose columns the file does not have, or whose cells are unreadable.
    """

    table: Table
    number: int
    values: dict[str, Any]
    cells: list[Cell]
    places: dict[str, int]

    def cell(self, field: str) -> Cell:
        """Return the cell of a field as it stands; blank where the file has no such column."""
        place = self.places.get(field)
        return None if place is None or place >= len(self.cells) else self.cells[place]


@dataclass(slots=True)
class Rows:
    """What a file has of one table.

    `additions`: the rows were rejected before, so they are added to what is recorded instead of
    replacing it. `unreadable`: a heading is missing, so no row could be read.
    """

    table: Table
    headings: list[str] = field(default_factory=list)
    fields: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    additions: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """A file read as a standard log, with every problem that shows without the record."""

    source: str
    sha256: str
    tables: dict[str, Rows]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    def rows(self, sheet: str) -> list[Row]:
        """Return the rows of a sheet; none where the file has no such sheet or a heading lacks."""
        found = self.tables.get(sheet)
        return found.rows if found is not None and not found.unreadable else []


def read_log(path: Path) -> Log:
    """Read a workbook, or a folder of CSV, as a standard log.

    Raises UserError where the file is refused (see `gate.py`) or is not a log at all.
    """
    return log_of(read_book(path))


def log_of(book: Book) -> Log:
    """Return the log that a book holds; UserError (code `not_a_log`) where it holds none."""
    reading = _Reading()
    for sheet in book.sheets:
        reading.take(sheet)
    if not reading.tables and reading.empty:
        raise UserError(
            f"{book.source} has nothing on the sheet {', '.join(reading.empty)}. Give it headings "
            "in row 1 and the rows below them.",
            code="not_a_log",
        )
    if not reading.tables:
        found = ", ".join(echo(sheet.name) for sheet in book.sheets[:10])
        raise UserError(
            f"{book.source} has none of the sheets of a log, such as Shifts or Visits. It has: "
            f"{found}. Name each sheet as in the template.",
            code="not_a_log",
        )
    return Log(
        book.source,
        book.sha256,
        reading.tables,
        tuple(reading.findings.all()),
        (*book.warnings, *reading.warnings),
    )


class _Reading:
    """The tables found so far, and what was wrong with them."""

    def __init__(self) -> None:
        self.tables: dict[str, Rows] = {}
        self.empty: Final[list[str]] = []
        self.findings: Final = Findings()
        self.warnings: Final[list[str]] = []

    def take(self, sheet: Sheet) -> None:
        table = _named(sheet.name)
        if table is None:
            close = nearest(sheet.name, TABLE)
            hint = f" Did you mean {close}?" if close else ""
            self.warnings.append(
                f"The sheet “{echo(sheet.name)}” is not part of a log, so it was not read.{hint}"
            )
        elif table.sheet in self.tables:
            raise UserError(
                f"The file has the sheet {table.sheet} twice. Delete or rename one of them.",
                code="sheet_twice",
            )
        elif sheet.rows:
            self.tables[table.sheet] = self._rows(table, sheet.rows)
        else:
            self.empty.append(table.sheet)

    def _rows(self, table: Table, cells: list[list[Cell]]) -> Rows:
        headings = [plain(cell) for cell in cells[0]]
        found = Rows(table, headings)
        columns = self._columns(found)
        found.fields = frozenset(column.field for column in columns.values())
        if found.unreadable:
            for number, row in enumerate(cells[1:], start=HEADING_ROW + 1):
                if not all(is_blank(cell) for cell in row):
                    found.rows.append(Row(table, number, {}, row, {}))
            return found
        self._warn_of_more_cells(found, cells)
        places = {column.field: place for place, column in columns.items()}
        seen: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(cells[1:], start=HEADING_ROW + 1):
            if all(is_blank(cell) for cell in row):
                continue
            read = Row(table, number, self._values(table, number, row, columns), row, places)
            self._check_once(read, seen)
            found.rows.append(read)
        return found

    def _columns(self, found: Rows) -> dict[int, Column]:
        """Return the column that stands at each place; note missing and unknown headings."""
        table = found.table
        by_name = {_folded(column.heading): column for column in table.columns}
        columns: dict[int, Column] = {}
        for place, heading in enumerate(found.headings):
            column = by_name.get(_folded(heading))
            if column is not None and column in columns.values():
                self._unreadable(
                    found,
                    column.heading,
                    f"The heading {column.heading} stands there twice.",
                    "Delete one of the two columns, or rename its heading.",
                )
            elif column is not None:
                columns[place] = column
            elif _folded(heading) == _folded(PROBLEM):
                found.additions = True
            elif heading and _folded(heading) != _folded(SUGGESTION):
                known = [each.heading for each in table.columns]
                self.warnings.append(
                    f"{table.sheet}: the column “{echo(heading)}” is not part of a log, so it was "
                    f"not read. {did_you_mean(heading, known, '')}".rstrip()
                )
        for column in table.columns:
            if column.heading_needed and column not in columns.values():
                self._missing(found, column)
        return columns

    def _warn_of_more_cells(self, found: Rows, cells: list[list[Cell]]) -> None:
        """Warn of cells that hold something where row 1 has no heading: nothing reads them."""
        rows = [
            number
            for number, row in enumerate(cells[1:], start=HEADING_ROW + 1)
            if any(
                not is_blank(cell) and (place >= len(found.headings) or not found.headings[place])
                for place, cell in enumerate(row)
            )
        ]
        if rows:
            one = len(rows) == 1
            where = f"row {rows[0]} has" if one else f"{len(rows):,} rows have"
            first = "" if one else f" (row {rows[0]} is the first)"
            self.warnings.append(
                f"{found.table.sheet}: {where} a filled cell without a heading above it{first}, "
                "which was not read. Check that no cell of the row has slipped."
            )

    def _missing(self, found: Rows, column: Column) -> None:
        there = ", ".join(echo(heading) for heading in found.headings if heading)
        unknown = [
            heading
            for heading in found.headings
            if heading and heading not in {each.heading for each in found.table.columns}
        ]
        close = nearest(column.heading, unknown)
        self._unreadable(
            found,
            column.heading,
            f"The heading {column.heading} is missing. Row 1 has: {there or 'nothing'}.",
            f"Rename the heading “{close}” to {column.heading}."
            if close
            else f"Add a column with the heading {column.heading} in row 1.",
        )

    def _unreadable(self, found: Rows, heading: str, problem: str, suggestion: str) -> None:
        found.unreadable = True
        self.findings.add(Problem(found.table.sheet, HEADING_ROW, heading, "", problem, suggestion))

    def _values(
        self, table: Table, number: int, cells: list[Cell], columns: dict[int, Column]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for place, column in columns.items():
            cell = cells[place] if place < len(cells) else None
            if is_blank(cell):
                values[column.field] = column.blank
                if column.cell_needed:
                    self._bad(
                        table, number, column, "", f"{column.heading} is blank.", "Fill it in."
                    )
                continue
            try:
                values[column.field] = column.kind.read(_calculated(cell))
            except CellError as error:
                value = plain(cell) if column.kind.echo else ""
                self._bad(table, number, column, value, error.problem, error.suggestion)
        return values

    def _bad(
        self, table: Table, number: int, column: Column, value: str, problem: str, suggestion: str
    ) -> None:
        self.findings.add(
            Problem(table.sheet, number, column.heading, echo(value), problem, suggestion)
        )

    def _check_once(self, row: Row, seen: dict[tuple[Any, ...], int]) -> None:
        key = key_of(row)
        if key is None:
            return
        first = seen.setdefault(key, row.number)
        if first != row.number:
            last = row.table.key[-1]
            names = " and ".join(row.table.heading(each) for each in row.table.key)
            self.findings.add(
                Problem(
                    row.table.sheet,
                    row.number,
                    row.table.heading(last),
                    echo(str(key[-1])),
                    f"Row {first} has the same {names}.",
                    f"Delete one of the two rows, or correct its {row.table.heading(last)}.",
                )
            )


def _calculated(cell: Cell) -> Cell:
    """Return the cell; CellError where it is a formula that failed."""
    if isinstance(cell, FormulaError):
        raise CellError(
            f"The formula failed and shows {echo(cell.shown)}.",
            "Correct the formula, or type the value.",
        )
    return cell


def key_of(row: Row, fields: Sequence[str] | None = None) -> tuple[Any, ...] | None:
    """Return what tells a row apart, or None where it has no key or part of it is missing."""
    key = tuple(row.values.get(each) for each in (fields or row.table.key))
    return key if key and None not in key else None


def _named(sheet: str) -> Table | None:
    return next((table for table in TABLES if _folded(table.sheet) == _folded(sheet)), None)


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name).strip().casefold()
