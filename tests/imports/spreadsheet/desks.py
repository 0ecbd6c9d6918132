"""Hand-made messy spreadsheets, and the way from one to the record of a small council."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wardenlog.services import spreadsheets
from wardenlog.services.record import Record
from wardenlog.services.spreadsheets import Decision, Draft, Mapping, SpreadsheetPreview

HEADINGS = ("Date", "Time in", "Time out", "Hotspot", "Crew", "Engagements")
VISITS: tuple[tuple[Any, ...], ...] = (
    ("13/01/2025", "15:20", "15:42", "NC", "AK/JR", 6),
    ("13/01/2025", "15:50", "16:10", "High Street", "A Khan & J Reed", "3+2"),
    ("14/01/2025", "1900", "1925", "ST", "AK", None),
)

Rows = Sequence[Sequence[Any]]


def book(path: Path, rows: Rows, **more: Rows) -> Path:
    """Write a workbook of one sheet, and of more where they are given."""
    from openpyxl import Workbook

    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = "Log"
    for row in rows:
        page.append(list(row))
    for name, others in more.items():
        page = workbook.create_sheet(name)
        for row in others:
            page.append(list(row))
    workbook.save(path)
    return path


def comma_separated(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
    return path


def opened(record: Record, path: Path) -> Draft:
    draft = spreadsheets.open_file(record, path)
    assert isinstance(draft, Draft)
    return draft


def having(draft: Draft, **choices: Any) -> Draft:
    return draft.having(Mapping.model_validate(draft.mapping.model_dump() | choices))


def previewed(record: Record, path: Path, **choices: Any) -> SpreadsheetPreview:
    return spreadsheets.preview(record, having(opened(record, path), **choices))


def saved(record: Record, path: Path, **choices: Any) -> SpreadsheetPreview:
    found = previewed(record, path, **choices)
    spreadsheets.apply_spreadsheet(record, found)
    return found


def new(code: str, name: str) -> Decision:
    return Decision(what="new", code=code, name=name)


def states(preview: SpreadsheetPreview) -> dict[str, int]:
    return dict(preview.counts())


def mapped(draft: Draft) -> dict[str, str]:
    return {guess.column.heading: guess.field for guess in draft.guesses}
