"""The rules of return-workbook.md, "Must pass", as a checker of any workbook file.

Written from the rules and the file format, sharing no code with the engine it checks.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
NAMES = (
    "ABS AND AVERAGE COUNT COUNTA COUNTIF COUNTIFS IF IFERROR INDEX INT ISNUMBER MATCH MAX MEDIAN"
    " MIN MOD NOT OR ROUND SUM SUMIF SUMIFS SUMPRODUCT"
)
FUNCTIONS = set(NAMES.split())
FORBIDDEN_PARTS = (
    "externalLinks/",
    "vbaProject",
    "activeX",
    "comments",
    "embeddings/",
    "ctrlProps",
)
LONG = 40


def problems(path: Path) -> list[str]:
    """Return what in the workbook breaks a rule, a line each; an accessible one gives none."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return list(_Checker(parts).problems())


class _Checker:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.workbook = etree.fromstring(parts["xl/workbook.xml"])
        self.styles = etree.fromstring(parts["xl/styles.xml"])
        strings = etree.fromstring(parts["xl/sharedStrings.xml"])
        self.strings = ["".join(item.itertext()) for item in strings]
        self.fonts = list(self.styles.find(f"{M}fonts"))
        self.xfs = list(self.styles.find(f"{M}cellXfs"))
        self.sheets = {
            sheet.get("name"): (sheet, self.related("xl/workbook.xml")[sheet.get(f"{R}id")][1])
            for sheet in self.workbook.find(f"{M}sheets")
        }

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
            found[relation.get("Id")] = (kind, target)
        return found

    def problems(self) -> Iterator[str]:
        yield from self.book_problems()
        yield from self.style_problems()
        for name, (sheet, part) in self.sheets.items():
            if sheet.get("state", "visible") != "visible":
                yield f"{name}: hidden sheet"
            for problem in self.sheet_problems(part):
                yield f"{name}: {problem}"

    def book_problems(self) -> Iterator[str]:
        for part in self.parts:
            if any(word in part for word in FORBIDDEN_PARTS):
                yield f"book: holds {part}"
        if self.workbook.find(f"{M}workbookProtection") is not None:
            yield "book: protected"
        repeated = set()
        for name in self.workbook.iter(f"{M}definedName"):
            repeated.add(name.get("localSheetId"))
            if name.get("name") != "_xlnm.Print_Titles":
                yield f"book: defined name {name.get('name')}"
        if len(repeated) != len(self.sheets):
            yield "book: headings do not repeat on every printed page"
        for view in self.workbook.iter(f"{M}workbookView"):
            if view.get("activeTab", "0") != "0":
                yield "book: does not open on its first sheet"
        calculation = self.workbook.find(f"{M}calcPr")
        if calculation is None or calculation.get("fullCalcOnLoad") != "1":
            yield "book: is not recalculated when opened"
        yield from self.property_problems()

    def property_problems(self) -> Iterator[str]:
        core = {
            etree.QName(element).localname: element.text
            for element in etree.fromstring(self.parts["docProps/core.xml"])
        }
        for name in ("title", "creator", "subject", "language"):
            if not core.get(name):
                yield f"book: no {name} among its properties"
        if (
            "openpyxl"
            in b"".join(
                content.lower()
                for name, content in self.parts.items()
                if name.startswith("docProps")
            ).decode()
        ):
            yield "book: says it was made by openpyxl"

    def style_problems(self) -> Iterator[str]:
        for font in self.fonts:
            if (
                font.find(f"{M}name").get("val") != "Arial"
                or float(font.find(f"{M}sz").get("val")) < 12
            ):
                yield "styles: a font other than Arial of 12 points or more"
            colour = font.find(f"{M}color")
            if colour is not None and contrast(colour.get("rgb", "FF000000")) < 4.5:
                yield "styles: text of low contrast"
        for fill in list(self.styles.find(f"{M}fills"))[2:]:
            yield f"styles: a fill {etree.tostring(fill).decode()[:80]}"

    def sheet_problems(self, part: str) -> Iterator[str]:
        root = etree.fromstring(self.parts[part])
        related = self.related(part)
        tables = [target for kind, target in related.values() if kind == "table"]
        yield from self.forbidden_in_sheet(root, related)
        cells = {cell.get("r"): cell for cell in root.iter(f"{M}c")}
        yield from self.heading_problems(cells)
        yield from self.cell_problems(cells)
        yield from self.print_problems(root)
        for kind, target in related.values():
            if kind == "drawing":
                yield from self.drawing_problems(target)
        if len(tables) != 1:
            yield f"{len(tables)} tables"
            return
        yield from self.table_problems(root, cells, etree.fromstring(self.parts[tables[0]]))

    def forbidden_in_sheet(self, root: Any, related: dict[str, tuple[str, str]]) -> Iterator[str]:
        for name in ("mergeCells", "headerFooter", "sheetProtection", "conditionalFormatting"):
            if root.find(f"{M}{name}") is not None:
                yield f"has {name}"
        for element in root.iter(f"{M}row", f"{M}col"):
            if element.get("hidden") in {"1", "true"}:
                yield "a hidden row or column"
        for column in root.iter(f"{M}col"):
            if not 6 <= float(column.get("width")) <= 100:
                yield f"a column {column.get('width')} wide"
        view = root.find(f"{M}sheetViews/{M}sheetView")
        if view.get("showGridLines") not in {"0", "false"}:
            yield "shows gridlines"
        for link in root.iter(f"{M}hyperlink"):
            sheet = (link.get("location") or "").rsplit("!", 1)[0].strip("'")
            if sheet not in self.sheets:
                yield f"a link at {link.get('ref')} that leads nowhere"
        if any(kind == "external" for kind, _ in related.values()):
            yield "an external link"

    def heading_problems(self, cells: dict[str, Any]) -> Iterator[str]:
        title = cells.get("A1")
        if title is None or not self.text(title).strip():
            yield "no title in A1"
            return
        named = self.xfs[int(title.get("s", "0"))].get("xfId")
        heading = {
            style.get("xfId")
            for style in self.styles.find(f"{M}cellStyles")
            if style.get("builtinId") == "16"
        }
        if named not in heading:
            yield "the title is not a heading"

    def cell_problems(self, cells: dict[str, Any]) -> Iterator[str]:
        for place, cell in cells.items():
            formula, value = cell.find(f"{M}f"), cell.find(f"{M}v")
            if cell.get("t") == "e":
                yield f"an error value in {place}"
            if formula is not None:
                if value is None or not value.text:
                    yield f"no value in the formula {place}"
                bare = re.sub(r'"[^"]*"', '""', formula.text)
                if not set(re.findall(r"([A-Z.]+)\(", bare)) <= FUNCTIONS:
                    yield f"a function that is not allowed in {place}"
                if re.search(r"\[\d+\]|://", bare):
                    yield f"a reference to another file in {place}"
            elif cell.get("t") == "s" and self.text(cell)[:1] in tuple("=+-@\t\r"):
                style = self.xfs[int(cell.get("s", "0"))]
                if style.get("quotePrefix") != "1":
                    yield f"a text in {place} that may be taken for a formula"

    def print_problems(self, root: Any) -> Iterator[str]:
        setup = root.find(f"{M}pageSetup")
        if setup is None or (setup.get("paperSize"), setup.get("orientation")) != (
            "9",
            "landscape",
        ):
            yield "is not set up for A4 landscape"
        elif int(setup.get("scale", "100")) < 75:
            yield "prints smaller than 75 %"
        if root.find(f"{M}sheetPr/{M}pageSetUpPr").get("fitToPage") == "1":
            width = sum(float(column.get("width")) for column in root.iter(f"{M}col"))
            if width / int(setup.get("fitToWidth", "1")) > 152:
                yield "prints smaller than 75 %"

    def drawing_problems(self, part: str) -> Iterator[str]:
        root = etree.fromstring(self.parts[part])
        for frame in root.iter(f"{D}cNvPr"):
            if len((frame.get("descr") or "").strip()) < 20:
                yield "a chart without alternative text"

    def table_problems(self, root: Any, cells: dict[str, Any], table: Any) -> Iterator[str]:
        first, last = (place(ref) for ref in table.get("ref").split(":"))
        if first[1] != 1:
            yield "the table does not start in column A"
        headings = [column.get("name") for column in table.iter(f"{M}tableColumn")]
        shown = [self.text(cells.get(ref_of(first[0], n))) for n in range(1, last[1] + 1)]
        if headings != shown or len(set(headings)) != len(headings):
            yield f"headings {shown} of the table {headings}"
        for number in range(1, last[1] + 1):
            cell = cells.get(ref_of(first[0], number))
            style = self.xfs[int(cell.get("s", "0"))] if cell is not None else None
            if style is None or self.fonts[int(style.get("fontId"))].find(f"{M}b") is None:
                yield f"the heading {shown[number - 1]} is not bold"
        for row in range(first[0] + 1, last[0] + 1):
            for number in range(1, last[1] + 1):
                if not self.text(cells.get(ref_of(row, number))).strip():
                    yield f"a blank cell {ref_of(row, number)}"
        for ref in cells:
            row, number = place(ref)
            if row > last[0] or (row >= first[0] and number > last[1]):
                yield f"{ref} lies outside the table"
        long = last[0] - first[0] > LONG
        frozen = root.find(f"{M}sheetViews/{M}sheetView/{M}pane") is not None
        if frozen != long or (table.find(f"{M}autoFilter") is not None) != long:
            yield "freezes and filters belong to tables of over 40 rows"

    def text(self, cell: Any) -> str:
        value = cell.find(f"{M}v") if cell is not None else None
        if value is None or value.text is None:
            return ""
        return self.strings[int(value.text)] if cell.get("t") == "s" else value.text


def place(ref: str) -> tuple[int, int]:
    """Return row and column of a cell, from 1."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", ref)
    assert match, ref
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def ref_of(row: int, column: int) -> str:
    """Return the cell of a row and column, from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def contrast(rgb: str) -> float:
    """Return the contrast of a colour, `FF0000EE`, against white (WCAG 2.2)."""
    channels = [int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
