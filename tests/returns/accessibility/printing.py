"""Rules of printing: A4 landscape, one page wide or two, at 75 % or more, headings repeated."""

import re

from tests.returns.accessibility.rules import Problems, of_sheets
from tests.returns.accessibility.workbook import M, Sheet

PIXELS = 9
"""Of one character's width in Arial 12, at 96 to the inch."""

PAPER = (11.69, 8.27)
"""Inches of A4 landscape."""

SMALLEST = 75
MANY = 12
"""Columns above which a table prints two pages wide."""


@of_sheets("A4 landscape")
def paper(sheet: Sheet) -> Problems:
    setup = sheet.root.find(f"{M}pageSetup")
    if setup is None or (setup.get("paperSize"), setup.get("orientation")) != ("9", "landscape"):
        yield "is not set up for A4 landscape"


@of_sheets("no headers or footers")
def header_footer(sheet: Sheet) -> Problems:
    if sheet.root.find(f"{M}headerFooter") is not None:
        yield "a header or footer"


@of_sheets("headings repeat on every page")
def repeated(sheet: Sheet) -> Problems:
    row = sheet.area[0]
    if f"${row}:${row}" not in sheet.defined("_xlnm.Print_Titles"):
        yield "the headings do not repeat"


@of_sheets("keys repeat on a second page across")
def keys(sheet: Sheet) -> Problems:
    areas = sheet.defined("_xlnm.Print_Area").split(",")
    repeats = re.search(r"!\$A:\$[A-Z]", sheet.defined("_xlnm.Print_Titles"))
    across = 1 if len(sheet.headings) <= MANY else 2
    if max(1, len(areas)) != across:
        yield f"{len(sheet.headings)} columns on {len(areas)} pages across"
    elif bool(repeats) != (across > 1):
        yield "the key columns do not repeat"


@of_sheets("prints at 75 % or more")
def scale(sheet: Sheet) -> Problems:
    setup = sheet.root.find(f"{M}pageSetup")
    properties = sheet.root.find(f"{M}sheetPr/{M}pageSetUpPr")
    fitted = properties is not None and properties.get("fitToPage") == "1"
    percent = SMALLEST if fitted else int(setup.get("scale", "100"))
    if percent < SMALLEST:
        yield f"prints at {percent} %"
    margins = sheet.root.find(f"{M}pageMargins")
    left, right, top, bottom = (
        float(margins.get(side)) for side in ("left", "right", "top", "bottom")
    )
    room = (PAPER[0] - left - right) * 96 / PIXELS * 100 / percent
    widest = max(map(sum, _pages_across(sheet)))
    if widest > room:
        yield f"{widest:.0f} characters where {room:.0f} fit"
    if fitted and setup.get("fitToHeight", "1") == "1":
        high = sum(float(row.get("ht", "15")) for row in sheet.root.iter(f"{M}row"))
        if high > (PAPER[1] - top - bottom) * 72 * 100 / percent:
            yield f"{high:.0f} points on one page"


@of_sheets("Claim on one page")
def one_page(sheet: Sheet) -> Problems:
    if sheet.name == "Claim":
        setup = sheet.root.find(f"{M}pageSetup")
        if (setup.get("fitToWidth", "1"), setup.get("fitToHeight", "1")) != ("1", "1"):
            yield "is not fitted to one page"


@of_sheets("rows as high as their text")
def heights(sheet: Sheet) -> Problems:
    for row in sheet.root.iter(f"{M}row"):
        number, high = int(row.get("r")), float(row.get("ht", "15"))
        for column, spec in sheet.columns.items():
            cell = sheet.cells.get((number, column))
            if cell is not None and number > sheet.area[0] and not cell.is_number:
                least = max(map(len, cell.text.split("\n"))) / (2 * float(spec.get("width")))
                if int(least) * 13 > min(high, 400):
                    yield f"{cell.ref} needs more room than {high:g} points"


@of_sheets("charts on a page of their own")
def charts(sheet: Sheet) -> Problems:
    breaks = {int(each.get("id")) for each in sheet.root.iterfind(f"{M}colBreaks/{M}brk")}
    starts = []
    for anchor, _, _ in sheet.charts():
        column = next(int(each.text) for each in anchor.iter() if each.tag.endswith("}col"))
        starts.append(column)
        if column < sheet.area[3]:
            yield "a chart over the table"
    for before, column in zip([sheet.area[3] - 1, *starts], starts, strict=False):
        if not any(before < each <= column for each in breaks):
            yield f"the chart in column {column + 1} shares a page"


def _pages_across(sheet: Sheet) -> list[list[float]]:
    """Return the widths of the columns on each page across, repeated keys included."""
    areas = re.findall(r"!\$([A-Z]+)\$\d+:\$([A-Z]+)\$", sheet.defined("_xlnm.Print_Area"))
    spans = [(_number(first), _number(last)) for first, last in areas] or [(1, sheet.area[3])]
    found = re.search(r"!\$A:\$([A-Z]+)", sheet.defined("_xlnm.Print_Titles"))
    repeats = _number(found[1]) if found else 0
    pages = []
    for first, last in spans:
        columns = {*range(1, repeats + 1), *range(first, last + 1)}
        pages.append([sheet.width(each, each) for each in columns])
    return pages


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
