"""Finds the table in a council's own spreadsheet: its heading row, its columns and its rows.

The headings may stand below a title block and over two rows, with blank columns between them;
totals and repeated headings among the rows are left out. Sheets with the same headings, such as
one a month, are read as one table.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardenlog.errors import UserError
from wardenlog.imports.book import Book, Cell, Sheet
from wardenlog.imports.oddities import cell_name
from wardenlog.imports.spreadsheet.fields import Subject
from wardenlog.imports.spreadsheet.headings import heading_key, weight
from wardenlog.imports.standard_log.kinds import is_blank, plain
from wardenlog.imports.standard_log.log import PROBLEM, SUGGESTION

DEEPEST_HEADING: Final = 40
"""Rows that are looked through for the headings."""

_LONGEST_HEADING: Final = 60
_FEWEST: Final = 2
_GAIN: Final = 0.3
_TOTAL: Final = re.compile(
    r"(grand |sub ?-?|monthly |weekly |overall )?totals?\b|sum\b|average\b", re.IGNORECASE
)
_DATE_LIKE: Final = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}")
_SUCH_AS: Final[dict[Subject, str]] = {
    "visits": "Date, Hotspot, In and Out, with the visits",
    "ledger": "Date, Reference and Amount, with the amounts",
}
_OWN: Final = (heading_key(PROBLEM), heading_key(SUGGESTION))


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column: where it stands, its heading as it is written, and the heading's unique key."""

    place: int
    heading: str
    key: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the file: its sheet, its number there, and its cells as they stand."""

    sheet: str
    number: int
    cells: list[Cell]

    def cell(self, column: SourceColumn) -> Cell:
        """Return the cell under a heading; None where it is blank."""
        cell = self.cells[column.place] if column.place < len(self.cells) else None
        return None if is_blank(cell) else cell


@dataclass(frozen=True, slots=True)
class Flat:
    """The table of a file. `additions`: its rows were refused before and are now corrected."""

    source: str
    sha256: str
    sheets: tuple[str, ...]
    heading_row: int
    columns: tuple[SourceColumn, ...]
    rows: tuple[SourceRow, ...]
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]
    additions: bool = False

    @property
    def shape(self) -> str:
        """Return the digest of the headings: files of one shape are mapped alike."""
        keys = "\n".join(column.key for column in self.columns)
        return hashlib.sha256(keys.encode()).hexdigest()[:16]

    def cells(self, column: SourceColumn) -> list[Cell]:
        """Return the filled cells of a column, from the top."""
        return [cell for row in self.rows if (cell := row.cell(column)) is not None]


@dataclass(frozen=True, slots=True)
class _Head:
    """Headings found on a sheet: by place, from which row, how many rows of them, how surely."""

    row: int
    depth: int
    headings: dict[int, str]
    score: float


def find_table(book: Book, subject: Subject = "visits") -> Flat:
    """Return the table of visits, or of a ledger's amounts, that a book holds.

    Raises UserError (code `no_table`) where no row looks like headings with rows below them.
    """
    heads = {
        sheet.name: head
        for sheet in book.sheets
        if (head := _find_head(sheet, subject)) is not None
    }
    if not heads:
        raise UserError(
            f"No table was found in {book.source}: a row of headings, such as {_SUCH_AS[subject]} "
            "in the rows below it. Check that it is the right file.",
            code="no_table",
        )
    best = max(heads, key=lambda name: heads[name].score)
    keys = _keys(heads[best])
    alike = [
        sheet for sheet in book.sheets if sheet.name in heads and _keys(heads[sheet.name]) == keys
    ]
    warnings = [*book.warnings, *_not_read(book, [sheet.name for sheet in alike])]
    rows: list[SourceRow] = []
    left_out: list[str] = []
    for sheet in alike:
        _take_rows(sheet, heads[sheet.name], rows, left_out)
    if not rows:
        raise UserError(
            f"{book.source} has headings in row {heads[best].row + 1} of {best} and no rows below "
            "them. Check that it is the right file.",
            code="no_table",
        )
    columns = _columns(heads[best], rows)
    return Flat(
        source=book.source,
        sha256=book.sha256,
        sheets=tuple(sheet.name for sheet in alike),
        heading_row=heads[best].row + heads[best].depth,
        columns=tuple(column for column in columns if column.key not in _OWN),
        rows=tuple(rows),
        left_out=tuple(left_out),
        warnings=tuple(warnings),
        additions=any(column.key == heading_key(PROBLEM) for column in columns),
    )


def _not_read(book: Book, read: Sequence[str]) -> Iterator[str]:
    others = [sheet.name for sheet in book.sheets if sheet.name not in read and sheet.rows]
    if others:
        named = ", ".join(f"“{name}”" for name in others[:5])
        more = " and others" if len(others) > 5 else ""  # noqa: PLR2004
        yield (
            f"Not read, because the headings there are others: the sheets {named}{more}."
            if len(others) > 1
            else f"Not read, because the headings there are others: the sheet {named}."
        )


def _find_head(sheet: Sheet, subject: Subject) -> _Head | None:
    found = [
        head
        for row in range(min(len(sheet.rows) - 1, DEEPEST_HEADING))
        for head in _heads_at(sheet.rows, row, subject)
    ]
    return max(found, key=lambda head: head.score, default=None)


def _heads_at(rows: list[list[Cell]], row: int, subject: Subject) -> Iterator[_Head]:
    top = _texts(rows[row])
    if top is None:
        return
    single = _Head(row, 1, top, _score(top, subject))
    if len(top) >= _FEWEST:
        yield single
    below = _texts(rows[row + 1])
    if below and row + 2 < len(rows):
        both = _together(top, below)
        score = _score(both, subject) - _GAIN
        if len(both) >= _FEWEST and score > max(single.score, _score(below, subject)):
            yield _Head(row, 2, both, score)


def _texts(cells: list[Cell]) -> dict[int, str] | None:
    """Return the texts of a row by place; None where another kind of cell is among them."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or len(cell.strip()) > _LONGEST_HEADING:
            return None
        if not any(char.isalpha() for char in cell):
            return None
        found[place] = " ".join(cell.split())
    return found


def _score(headings: dict[int, str], subject: Subject) -> float:
    return sum(weight(heading, subject) for heading in headings.values()) + 0.02 * len(headings)


def _together(top: dict[int, str], below: dict[int, str]) -> dict[int, str]:
    """Return the headings of two rows as one: `Time` over `In` and `Out` is Time In, Time Out."""
    found: dict[int, str] = {}
    over = ""
    for place in range(max(*top, *below) + 1):
        over = top.get(place, over)
        if place in below:
            found[place] = f"{over} {below[place]}".strip()
        elif place in top:
            found[place] = over
    return found


def _keys(head: _Head) -> list[str]:
    return [key for key in map(heading_key, head.headings.values()) if key not in _OWN]


def _columns(head: _Head, rows: Sequence[SourceRow]) -> list[SourceColumn]:
    """Return the columns with a heading, and those without one that hold something."""
    filled = {place for row in rows for place, cell in enumerate(row.cells) if not is_blank(cell)}
    columns: list[SourceColumn] = []
    taken: set[str] = set()
    for place in sorted(filled | head.headings.keys()):
        letters = cell_name(0, place)[:-1]
        heading = head.headings.get(place, f"(column {letters})")
        key = heading_key(heading) or heading_key(f"column {letters}")
        number = 2
        while key in taken:
            key = f"{heading_key(heading)} {number}"
            number += 1
        taken.add(key)
        columns.append(SourceColumn(place, heading, key))
    return columns


def _take_rows(sheet: Sheet, head: _Head, rows: list[SourceRow], left_out: list[str]) -> None:
    first = head.row + head.depth
    headings = {heading.casefold() for heading in head.headings.values()}
    for number, cells in enumerate(sheet.rows[first:], start=first + 1):
        if all(is_blank(cell) for cell in cells):
            continue
        filled = [plain(cell) for cell in cells if not is_blank(cell)]
        if len(filled) >= _FEWEST and all(text.casefold() in headings for text in filled):
            left_out.append(f"{sheet.name}, row {number}: the headings again.")
        elif _TOTAL.match(filled[0]) and not any(map(_is_date, cells)):
            left_out.append(f"{sheet.name}, row {number}: a total.")
        else:
            rows.append(SourceRow(sheet.name, number, cells))


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and _DATE_LIKE.search(cell) is not None)
