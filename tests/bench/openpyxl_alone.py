"""The cells of a finished workbook, written again by openpyxl alone in the usual way."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown."""

    font: Font
    number_format: str
    alignment: Alignment
    border: Border


SheetCells = list[list[tuple[Any, Look]]]
"""Rows of values (formulas as text) and looks; a row that is short has nothing further right."""


def cells_of(path: Path) -> dict[str, SheetCells]:
    """Read every cell of a workbook back, by sheet."""
    workbook = load_workbook(path)
    looks: dict[int, Look] = {}
    return {sheet.title: list(_rows(sheet, looks)) for sheet in workbook.worksheets}


def write(sheets: dict[str, SheetCells], path: Path) -> None:
    """Write the same cells, with all of their look, as openpyxl's own manual shows it."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        worksheet = workbook.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, (value, look) in enumerate(cells, start=1):
                cell = worksheet.cell(row, column, value)
                cell.font = look.font
                cell.number_format = look.number_format
                cell.alignment = look.alignment
                cell.border = look.border
    workbook.save(path)


def _rows(sheet: Any, looks: dict[int, Look]) -> Iterator[list[tuple[Any, Look]]]:
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            if cell.value is None:  # above the table only column A is written
                break
            if cell.style_id not in looks:
                looks[cell.style_id] = Look(
                    copy(cell.font), cell.number_format, copy(cell.alignment), copy(cell.border)
                )
            cells.append((cell.value, looks[cell.style_id]))
        yield cells
