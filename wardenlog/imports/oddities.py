"""Finds the formula cells that a reader shows as blank: those never calculated, and those in error.

An .xlsx keeps a formula's last value beside it. A program that writes a formula without
calculating it leaves that out; a formula that failed keeps the error it shows.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from wardenlog.imports.gate import chunks

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SUSPECT: Final = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
_ODS_UNCALCULATED: Final = re.compile(
    rb"<table:table-cell\s(?=[^<>]*table:formula=)(?![^<>]*office:value-type=)[^<>]*>"
)


@dataclass(frozen=True, slots=True)
class Oddities:
    """Cells of one sheet by (row, column), both from 0."""

    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def odd_cells(path: Path) -> dict[str, Oddities]:
    """Return the odd cells of an .xlsx by sheet name; sheets without any are left out."""
    with ZipFile(path) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        suspects = {
            name
            for name, info in parts.items()
            if name.startswith("xl/worksheets/")
            and name.endswith(".xml")
            and any(each in chunk for chunk in chunks(archive, info) for each in _SUSPECT)
        }
        if not suspects:
            return {}
        return {
            sheet: _odd_cells(archive, part)
            for sheet, part in _sheet_parts(archive)
            if part in suspects
        }


def count_uncalculated_ods(path: Path) -> int:
    """Return how many formulas of an .ods have no stored value."""
    with ZipFile(path) as archive:
        return sum(
            len(_ODS_UNCALCULATED.findall(chunk))
            for chunk in chunks(archive, archive.getinfo("content.xml"))
        )


def _elements(archive: ZipFile, part: str, tag: str) -> Iterator[Any]:
    from lxml import etree

    with archive.open(part) as stream:
        for _, element in etree.iterparse(
            stream, tag=tag, resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield element
            element.clear()


def _sheet_parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip(
            "/"
        )
        for link in _elements(archive, "xl/_rels/workbook.xml.rels", "{*}Relationship")
    }
    for sheet in _elements(archive, "xl/workbook.xml", f"{_MAIN}sheet"):
        yield sheet.get("name", ""), links.get(sheet.get(_LINK), "")


def _odd_cells(archive: ZipFile, part: str) -> Oddities:
    found = Oddities()
    for cell in _elements(archive, part, f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v")
        if cell.get("t") == "e" and value:
            found.errors[_place(cell.get("r", ""))] = value
        elif not value and cell.find(f"{_MAIN}f") is not None and cell.get("t") != "str":
            found.uncalculated.append(_place(cell.get("r", "")))
    return found


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :] or 1) - 1, max(column, 1) - 1


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell by its row and column, both from 0: (0, 27) is AB1."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"
