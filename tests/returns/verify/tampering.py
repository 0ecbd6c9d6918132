"""Changes a workbook as people do, leaving every other part of the file as it was."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter

from tests.returns.package import changed, read_part
from wardenlog.returns.verify.structure import body_starts
from wardenlog.returns.workbook.reading import read_tables

COPY: Final = "customXml/item1.xml"
CUSTOM: Final = "docProps/custom.xml"


class Spot(NamedTuple):
    """A cell: its table, what its row's cells say (in any columns), and its heading."""

    table: str
    row: tuple[str, ...]
    heading: str


def address(path: Path, spot: Spot) -> tuple[str, str]:
    """Return the part of a cell's sheet and its address in it."""
    table = read_tables(path)[spot.table]
    top, left = body_starts(path)[spot.table]
    (row,) = (
        place
        for place, values in enumerate(table.rows)
        if set(spot.row) <= {str(value) for value in values}
    )
    column = left + table.headings.index(spot.heading)
    names = re.findall(r'<sheet [^>]*?name="([^"]+)"', read_part(path, "xl/workbook.xml"))
    part = f"xl/worksheets/sheet{names.index(table.sheet) + 1}.xml"
    return part, f"{get_column_letter(column + 1)}{top + row + 1}"


def typed(path: Path, target: Path, spot: Spot, value: float | str) -> Path:
    """Copy a workbook with a figure or text typed over a cell, formula or not."""
    part, cell = address(path, spot)
    new = (
        f'<c r="{cell}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if isinstance(value, str)
        else f'<c r="{cell}"><v>{value}</v></c>'
    )
    return changed(path, target, {part: _cell(cell, lambda _: new)})


def shown(path: Path, target: Path, spot: Spot, value: float) -> Path:
    """Copy a workbook with another stored result of a formula, the formula itself left."""
    part, cell = address(path, spot)

    def tamper(old: str) -> str:
        assert "<f>" in old, f"{spot} is no formula"
        return re.sub("<v>[^<]*</v>", f"<v>{value}</v>", old)

    return changed(path, target, {part: _cell(cell, tamper)})


def saved_again(
    path: Path, target: Path, change: Callable[[openpyxl.Workbook], None] | None = None
) -> Path:
    """Open and save a workbook with openpyxl, which keeps no stored results and no copy."""
    workbook = openpyxl.load_workbook(path)
    if change is not None:
        change(workbook)
    workbook.save(target)
    return target


def without_copy(path: Path, target: Path) -> Path:
    """Copy a workbook without the council's copy inside."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            if name != COPY:
                copy.writestr(name, source.read(name))
    return target


def _cell(cell: str, change: Callable[[str], str]) -> Callable[[str], str]:
    pattern = re.compile(rf'<c r="{cell}"[^>]*>.*?</c>')
    return lambda xml: pattern.sub(lambda found: change(found[0]), xml)
