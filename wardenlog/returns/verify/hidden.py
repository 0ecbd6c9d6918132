"""Whether a return hides a sheet, rows or columns from its reader; no return is made so.

A grant officer may filter a table: the rows that a filter leaves out are told of and no problem.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
_TABLE_PART: Final = re.compile(r"xl/tables/[^/]+\.xml")
_ROWS: Final = re.compile(r"\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)")
_TRUE: Final = ("1", "true")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What cannot be seen: by somebody's hand, and by a filter."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def find_hidden(path: Path, seen: Mapping[str, ReadTable]) -> Hidden:
    """Find each hidden sheet, and how many rows and columns of a sheet's table are hidden."""
    widths = {table.sheet: len(table.headings) for table in seen.values()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    problems: list[Problem] = []
    notes: list[str] = []
    with zipfile.ZipFile(path) as archive:
        parts = _parts(archive, parser)
        filtered = _filtered_tables(archive, parser, seen)
        book = etree.fromstring(archive.read(_WORKBOOK), parser)
        for sheet in book.iter(f"{_MAIN}sheet"):
            name = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                problems.append(Problem(name, "", "the sheet is hidden."))
            part = parts.get(sheet.get(_ID, ""), "")
            if part in archive.namelist():
                found = _Sheet(archive, part, widths.get(name, 0), filtered.get(name, []))
                problems += (Problem(name, "", words) for words in found.by_hand())
                notes += (f"{name}: {words}" for words in found.by_filter())
    return Hidden(tuple(problems), tuple(notes))


class _Sheet:
    """The hidden rows and columns of one sheet."""

    def __init__(
        self, archive: zipfile.ZipFile, part: str, width: int, filtered: list[range]
    ) -> None:
        self._rows: list[int] = []
        self._columns = 0
        self._filtered = list(filtered)
        tags = tuple(f"{_MAIN}{name}" for name in ("row", "col", "autoFilter"))
        with archive.open(part) as file:
            for _, found in etree.iterparse(
                file, tag=tags, resolve_entities=False, no_network=True
            ):
                if found.tag == tags[2]:
                    self._filtered += _filtered_rows(found)
                elif found.tag == tags[0]:
                    if _is_hidden(found, "ht"):
                        self._rows.append(int(found.get("r", "0")))
                elif _is_hidden(found, "width"):
                    first, last = int(found.get("min", "1")), int(found.get("max", "1"))
                    self._columns += max(0, min(last, width) - first + 1)
                if found.tag != tags[2]:
                    found.clear()

    def by_hand(self) -> Iterator[str]:
        """Yield how many rows and columns somebody has hidden."""
        rows = sum(not self._left_out(row) for row in self._rows)
        for number, what in ((rows, "row"), (self._columns, "column")):
            if number:
                yield f"{_counted(number, what)} hidden."

    def by_filter(self) -> Iterator[str]:
        """Yield how many rows a filter leaves out."""
        rows = sum(map(self._left_out, self._rows))
        if rows:
            yield f"{_counted(rows, 'row')} left out by a filter. Clear it to see them all."

    def _left_out(self, row: int) -> bool:
        return any(row in rows for rows in self._filtered)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}s are" if number > 1 else f"1 {what} is"


def _filtered_tables(
    archive: zipfile.ZipFile, parser: etree.XMLParser, seen: Mapping[str, ReadTable]
) -> dict[str, list[range]]:
    """Return the rows, by sheet, that the filters of its tables may leave out."""
    found: dict[str, list[range]] = {}
    for part in filter(_TABLE_PART.fullmatch, archive.namelist()):
        root = etree.fromstring(archive.read(part), parser)
        table = seen.get(root.get("displayName", ""))
        for each in root.iter(f"{_MAIN}autoFilter"):
            if table is not None:
                found.setdefault(table.sheet, []).extend(_filtered_rows(each))
    return found


def _filtered_rows(auto_filter: etree._Element) -> Iterator[range]:
    """Yield the rows below the heading of a filter, where something is filtered by."""
    place = _ROWS.fullmatch(auto_filter.get("ref", ""))
    if place is not None and auto_filter.find(f"{_MAIN}filterColumn") is not None:
        yield range(int(place[1]) + 1, int(place[2]) + 1)


def _is_hidden(found: etree._Element, size: str) -> bool:
    return found.get("hidden") in _TRUE or float(found.get(size, "1")) == 0


def _parts(archive: zipfile.ZipFile, parser: etree.XMLParser) -> dict[str, str]:
    """Return the package part of each relationship of the workbook."""
    links = etree.fromstring(archive.read(_LINKS), parser)
    return {
        link.get("Id", ""): normpath(join("/xl", link.get("Target", ""))).lstrip("/")
        for link in links
    }
