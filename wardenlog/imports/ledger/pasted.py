"""A block of a ledger pasted as text, as the table that a file would give."""

import hashlib
from typing import Final

from wardenlog.imports.book import Cell, trimmed
from wardenlog.imports.oddities import cell_name
from wardenlog.imports.spreadsheet.headings import heading_key, weight
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn, SourceRow

MOST_LINES: Final = 5_000
_FEWEST_HEADINGS: Final = 2
_SURE: Final = 0.7


def flat_of_text(text: str, source: str) -> Flat:
    """Return the rows of a pasted text: cells parted by tabs, or by semicolons where none has one.

    The first line is headings where at least two of its cells are such; otherwise the columns are
    known by what they hold. Lines are numbered from 1.
    """
    lines = text.splitlines()[:MOST_LINES]
    parted = "\t" if any("\t" in line for line in lines) else ";"
    rows: list[tuple[int, list[Cell]]] = []
    for number, line in enumerate(lines, start=1):
        cells = trimmed([cell.strip().strip('"').strip() for cell in line.split(parted)])
        if cells:
            rows.append((number, cells))
    head = 0
    headings: list[str] = []
    if rows and _are_headings(rows[0][1]):
        head, first = rows.pop(0)
        headings = [str(cell or "") for cell in first]
    width = max([len(headings), *(len(cells) for _, cells in rows)], default=0)
    headings += [""] * (width - len(headings))
    return Flat(
        source=source,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        sheets=(source,),
        heading_row=head,
        columns=tuple(_column(place, heading) for place, heading in enumerate(headings)),
        rows=tuple(SourceRow(source, number, cells) for number, cells in rows),
        left_out=(),
        warnings=(),
    )


def _are_headings(cells: list[Cell]) -> bool:
    sure = [cell for cell in cells if cell and weight(str(cell), "ledger") >= _SURE]
    return len(sure) >= _FEWEST_HEADINGS


def _column(place: int, heading: str) -> SourceColumn:
    letter = cell_name(0, place)[:-1]
    shown = heading or f"(column {letter})"
    return SourceColumn(place, shown, f"{heading_key(shown)} {letter}")
