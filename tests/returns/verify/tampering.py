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


def reformulated(path: Path, target: Path, spot: Spot, formula: str) -> Path:
    """Copy a workbook with another formula in a cell, its stored result left."""
    part, cell = address(path, spot)

    def tamper(old: str) -> str:
        assert "<f>" in old, f"{spot} is no formula"
        return re.sub("<f>[^<]*</f>", f"<f>{escape(formula)}</f>", old)

    return changed(path, target, {part: _cell(cell, tamper)})


def without_row(path: Path, target: Path, spot: Spot) -> Path:
    """Copy a workbook with a row deleted and those below it moved up, as Excel does."""
    part, cell = address(path, spot)
    gone = int(re.sub("[A-Z]", "", cell))

    def up(found: re.Match[str]) -> str:
        number = int(found[2])
        return f"{found[1]}{number - (number > gone)}{found[3]}"

    def delete(xml: str) -> str:
        xml = re.sub(rf'<row r="{gone}".*?</row>', "", xml, flags=re.DOTALL)
        return re.sub(r'(<row r="|<c r="[A-Z]+)(\d+)(")', up, xml)

    def shorten(xml: str) -> str:
        return re.sub(r'(ref="[A-Z]+\d+:[A-Z]+)(\d+)(")', up, xml)

    return changed(path, target, {part: delete, table_part(path, spot.table): shorten})


def filtered(path: Path, target: Path, spot: Spot, *, by_hand: bool = False) -> Path:
    """Copy a workbook with the row of a cell left out by its table's filter, or hidden by hand."""
    part, cell = address(path, spot)
    row = re.sub("[A-Z]", "", cell)
    hide = {part: lambda xml: xml.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')}
    if by_hand:
        return changed(path, target, hide)
    table = table_part(path, spot.table)
    (ref,) = re.findall(r'<table [^>]*?\bref="([^"]+)"', read_part(path, table))
    criteria = '<filterColumn colId="0"><filters><filter val="H01"/></filters></filterColumn>'
    new = f'<autoFilter ref="{ref}">{criteria}</autoFilter>'

    def narrow(xml: str) -> str:
        bare = re.sub(r"<autoFilter[^>]*?/>|<autoFilter.*?</autoFilter>", "", xml)
        return bare.replace("<tableColumns", f"{new}<tableColumns")

    return changed(path, target, {**hide, table: narrow})


def table_part(path: Path, table: str) -> str:
    """Return the part of the package that holds a table's definition."""
    with zipfile.ZipFile(path) as archive:
        (part,) = (
            name
            for name in archive.namelist()
            if name.startswith("xl/tables/")
            and f'displayName="{table}"' in archive.read(name).decode()
        )
    return part


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
