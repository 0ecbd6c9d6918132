"""Whether a return hides a sheet, rows or columns from its reader; no return is made so."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from typing import Final

from lxml import etree

from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.reading import ReadTable

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TRUE: Final = ("1", "true")


def hidden_problems(path: Path, seen: Mapping[str, ReadTable]) -> Iterator[Problem]:
    """Yield each hidden sheet, and how many rows and columns of a sheet's table are hidden.

    Rows that a filter leaves out count: whoever reads the sheet does not see them.
    """
    widths = {table.sheet: len(table.headings) for table in seen.values()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(path) as archive:
        parts = _parts(archive, parser)
        book = etree.fromstring(archive.read(_WORKBOOK), parser)
        for sheet in book.iter(f"{_MAIN}sheet"):
            name = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                yield Problem(name, "", "the sheet is hidden.")
            part = parts.get(sheet.get(_ID, ""), "")
            if part in archive.namelist():
                yield from _within(archive, part, name, widths.get(name, 0))


def _within(archive: zipfile.ZipFile, part: str, name: str, width: int) -> Iterator[Problem]:
    rows = columns = 0
    with archive.open(part) as file:
        tags = (f"{_MAIN}row", f"{_MAIN}col")
        for _, found in etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True):
            if found.tag == tags[0]:
                rows += _is_hidden(found, "ht")
            elif _is_hidden(found, "width"):
                first, last = int(found.get("min", "1")), int(found.get("max", "1"))
                columns += max(0, min(last, width) - first + 1)
            found.clear()
    for number, what in ((rows, "row"), (columns, "column")):
        if number:
            said = f"{number:,} {what}s are" if number > 1 else f"1 {what} is"
            yield Problem(name, "", f"{said} hidden.")


def _is_hidden(found: etree._Element, size: str) -> bool:
    return found.get("hidden") in _TRUE or float(found.get(size, "1")) == 0


def _parts(archive: zipfile.ZipFile, parser: etree.XMLParser) -> dict[str, str]:
    """Return the package part of each relationship of the workbook."""
    links = etree.fromstring(archive.read(_LINKS), parser)
    return {
        link.get("Id", ""): normpath(join("/xl", link.get("Target", ""))).lstrip("/")
        for link in links
    }
