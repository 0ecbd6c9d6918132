"""A workbook file as the rules look at it: parts, sheets, cells with their look, tables."""

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BUILT_IN = {"0": "General", "2": "0.00", "3": "#,##0"}
"""The formats of the standard that a return uses."""


@dataclass(frozen=True)
class Look:
    """How a cell is shown."""

    font: str
    size: float
    bold: bool
    colour: str | None
    bottom_border: bool
    right: bool
    wrapped: bool
    number_format: str
    quoted: bool
    style: str


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds and how it is shown."""

    ref: str
    row: int
    column: int
    kind: str
    formula: str | None
    cached: str | None
    text: str
    look: Look

    @property
    def is_number(self) -> bool:
        return self.kind == "n" and bool(self.text)


class Book:
    """The parts of a workbook file, read once."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.path = path
        self.workbook = self.xml("xl/workbook.xml")
        self.styles = self.xml("xl/styles.xml")
        self.strings = ["".join(item.itertext()) for item in self.xml("xl/sharedStrings.xml")]
        self.looks = [self._look(xf) for xf in self.styles.find(f"{M}cellXfs")]

    def xml(self, part: str) -> Any:
        return etree.fromstring(self.parts[part])

    @cached_property
    def sheets(self) -> list["Sheet"]:
        related = self.related("xl/workbook.xml")
        return [
            Sheet(self, each.get("name"), each.get("state"), related[each.get(f"{R}id")][1])
            for each in self.workbook.find(f"{M}sheets")
        ]

    def sheet(self, name: str) -> "Sheet | None":
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id to (kind, target part or address)."""
        folder, name = part.rsplit("/", 1)
        rels = self.parts.get(f"{folder}/_rels/{name}.rels")
        found = {}
        for relation in etree.fromstring(rels) if rels else ():
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                kind = "external"
            else:
                kind = relation.get("Type").rsplit("/", 1)[1]
                target = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                while "/../" in target:
                    target = re.sub(r"[^/]+/\.\./", "", target, count=1)
            found[relation.get("Id")] = (kind, target)
        return found

    def _look(self, xf: Any) -> Look:
        font = list(self.styles.find(f"{M}fonts"))[int(xf.get("fontId"))]
        border = list(self.styles.find(f"{M}borders"))[int(xf.get("borderId"))]
        bottom = border.find(f"{M}bottom")
        aligned = xf.find(f"{M}alignment")
        bold, colour = font.find(f"{M}b"), font.find(f"{M}color")
        own = {
            each.get("numFmtId"): each.get("formatCode") for each in self.styles.iter(f"{M}numFmt")
        }
        number = xf.get("numFmtId")
        return Look(
            font.find(f"{M}name").get("val"),
            float(font.find(f"{M}sz").get("val")),
            bold is not None and bold.get("val", "1") == "1",
            None if colour is None else colour.get("rgb"),
            bottom is not None and bottom.get("style") is not None,
            aligned is not None and aligned.get("horizontal") == "right",
            aligned is not None and aligned.get("wrapText") == "1",
            own.get(number, BUILT_IN.get(number, number)),
            xf.get("quotePrefix") == "1",
            xf.get("xfId"),
        )


class Sheet:
    """One sheet, with its table and cells."""

    def __init__(self, book: Book, name: str, state: str | None, part: str) -> None:
        self.book, self.name, self.state, self.part = book, name, state, part
        self.root = book.xml(part)
        self.related = book.related(part)
        self.columns: dict[int, Any] = {
            number: column
            for column in self.root.iter(f"{M}col")
            for number in range(int(column.get("min")), int(column.get("max")) + 1)
        }

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in map(self._cell, self.root.iter(f"{M}c"))}

    @cached_property
    def tables(self) -> list[Any]:
        return [self.book.xml(target) for kind, target in self.related.values() if kind == "table"]

    @property
    def table(self) -> str:
        return str(self.tables[0].get("displayName")) if self.tables else ""

    @cached_property
    def headings(self) -> list[str]:
        return [column.get("name") for column in self.tables[0].iter(f"{M}tableColumn")]

    @cached_property
    def area(self) -> tuple[int, int, int, int]:
        """First row, first column, last row and last column of the table, headings included."""
        first, last = map(place, self.tables[0].get("ref").split(":"))
        return (*first, *last)

    @cached_property
    def body(self) -> list[list[Cell | None]]:
        top, left, bottom, right = self.area
        return [
            [self.cells.get((row, column)) for column in range(left, right + 1)]
            for row in range(top + 1, bottom + 1)
        ]

    def column(self, heading: str) -> list[Cell]:
        """Return the cells under a heading."""
        at = self.headings.index(heading)
        return [cell for row in self.body if at < len(row) and (cell := row[at]) is not None]

    def head(self) -> list[Cell | None]:
        top, left, _, right = self.area
        return [self.cells.get((top, column)) for column in range(left, right + 1)]

    def charts(self) -> list[tuple[Any, Any, Any]]:
        """Return each chart's anchor, drawing properties and chart part."""
        found = []
        for kind, target in self.related.values():
            if kind == "drawing":
                related = self.book.related(target)
                for anchor in self.book.xml(target):
                    frame = next(each for each in anchor.iter() if each.tag.endswith("}cNvPr"))
                    chart = next(each for each in anchor.iter() if each.tag.endswith("}chart"))
                    part = related[chart.get(f"{R}id")][1]
                    found.append((anchor, frame, self.book.xml(part)))
        return found

    def width(self, first: int, last: int) -> float:
        return sum(float(self.columns[number].get("width")) for number in range(first, last + 1))

    def defined(self, name: str) -> str:
        """Return a name defined for this sheet, such as what prints on every page."""
        number = str(self.book.sheets.index(self))
        for each in self.book.workbook.iter(f"{M}definedName"):
            if each.get("name") == name and each.get("localSheetId") == number:
                return each.text or ""
        return ""

    def _cell(self, xml: Any) -> Cell:
        formula, value = xml.find(f"{M}f"), xml.find(f"{M}v")
        kind = xml.get("t", "n")
        cached = None if value is None else value.text
        text = cached or ""
        if kind == "s" and cached:
            text = self.book.strings[int(cached)]
        row, column = place(xml.get("r"))
        look = self.book.looks[int(xml.get("s", "0"))]
        told = None if formula is None else formula.text or ""
        return Cell(xml.get("r"), row, column, kind, told, cached, text, look)


def place(ref: str) -> tuple[int, int]:
    """Return row and column of a cell, from 1."""
    match = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", ref)
    assert match, ref
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
