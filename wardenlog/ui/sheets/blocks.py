"""Blocks of cells: what is copied out of the grid, and what a spreadsheet's block puts into it."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from wardenlog.ui.sheets.draft import VISIT_FIELDS, SheetDraft

SHARED: Final = ("hotspot", "crew")
"""What a visit begun like another shares with it. Times and counts are never another visit's."""


class Cell(NamedTuple):
    """A text for one cell of the grid; `row` may be that of a new visit."""

    row: int
    field: str
    text: str


def is_block(text: str) -> bool:
    """Whether a clipboard's text is more than one cell."""
    return "\t" in text or "\n" in text.strip("\r\n")


def cells_of(text: str, row: int, field: str) -> Iterator[Cell]:
    """Lay a block out from a cell, rightwards and down; what is wider than the grid is left out.

    A cell that a spreadsheet has put in quotes, for the lines in it, is one text.
    """
    first = VISIT_FIELDS.index(field)
    for down, values in enumerate(_lines(text)):
        for name, value in zip(VISIT_FIELDS[first:], values, strict=False):
            yield Cell(row + down, name, " ".join(value.split()))


def block_of(draft: SheetDraft, cells: Collection[tuple[int, str]]) -> str:
    """Write cells as a block that spreadsheets take: tabs between, a line for each visit."""
    rows = sorted({row for row, _ in cells if row < len(draft.visits)})
    named = {field for _, field in cells}
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for row in rows:
        writer.writerow(
            [getattr(draft.visits[row], name) for name in VISIT_FIELDS if name in named]
        )
    return out.getvalue()


def above(draft: SheetDraft, cells: Collection[tuple[int, str]]) -> list[Cell]:
    """Return for each cell what stands in the one above it."""
    return [
        Cell(row, field, getattr(draft.visits[row - 1], field))
        for row, field in sorted(cells)
        if 0 < row <= len(draft.visits)
    ]


def blanks(cells: Collection[tuple[int, str]]) -> list[Cell]:
    """Return the clearing of cells."""
    return [Cell(row, field, "") for row, field in sorted(cells)]


def with_cells(draft: SheetDraft, cells: Collection[Cell]) -> SheetDraft:
    """Return the sheet with other texts in some cells; void visits stay as they are.

    New visits follow the last; a line of the block that is blank makes none.
    """
    for row in sorted({cell.row for cell in cells}):
        texts = {cell.field: cell.text for cell in cells if cell.row == row}
        if row >= len(draft.visits):
            if not any(texts.values()):
                continue
            row = len(draft.visits)  # noqa: PLW2901 - blank lines of the block close up
        elif draft.visits[row].void_reason is not None:
            continue
        for field, text in texts.items():
            draft = draft.with_visit(row, field, text)
    return draft


def without_blank(draft: SheetDraft, kept: Collection[str]) -> SheetDraft:
    """Return the sheet without visits on which nothing stands, but those of these ids."""
    blank = [visit for visit in draft.visits if visit.is_blank and visit.id not in kept]
    return replace(draft, visits=tuple(visit for visit in draft.visits if visit not in blank))


def _lines(text: str) -> list[list[str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if plain.count('"') % 2:
        return [line.split("\t") for line in plain.split("\n")]
    return list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab"))
