"""Rules of the build of sheets: one named table each under its title, nothing hidden or merged."""

from tests.returns.accessibility.rules import Problems, of_book, of_sheets
from tests.returns.accessibility.workbook import Book, M, Sheet
from wardenlog.returns.verify.contract import TABLES

LONG = 40
"""Rows above which headings freeze and a filter helps."""


@of_sheets("one table on a sheet")
def one_table(sheet: Sheet) -> Problems:
    if len(sheet.tables) != 1:
        yield f"{len(sheet.tables)} tables"


@of_sheets("table from column A")
def from_column_a(sheet: Sheet) -> Problems:
    if sheet.tables and sheet.area[1] != 1:
        yield "the table does not start in column A"


@of_sheets("nothing below or beside the table")
def nothing_below(sheet: Sheet) -> Problems:
    top, left, bottom, right = sheet.area
    for (row, column), cell in sheet.cells.items():
        above = row < top and column == 1
        if not above and not (top <= row <= bottom and left <= column <= right):
            yield f"{cell.ref} lies outside the table"


@of_sheets("title in A1 as Heading 1")
def title(sheet: Sheet) -> Problems:
    cell = sheet.cells.get((1, 1))
    if cell is None or not cell.text.strip():
        yield "no title in A1"
        return
    styles = sheet.book.styles.find(f"{M}cellStyles")
    heading = {style.get("xfId") for style in styles if style.get("builtinId") == "16"}
    if cell.look.style not in heading:
        yield "the title is no heading"


@of_sheets("subtitle and notes above the table")
def subtitle(sheet: Sheet) -> Problems:
    if sheet.area[0] < 3 or (2, 1) not in sheet.cells:
        yield "nothing between title and table"


@of_book("sheet and table names")
def names(book: Book) -> Problems:
    known = {(contract.sheet, name) for name, contract in TABLES.items()}
    for sheet in book.sheets:
        if (sheet.name, sheet.table) not in known:
            yield f"sheet {sheet.name} has the table {sheet.table}"
    for name, contract in TABLES.items():
        if contract.always and book.sheet(contract.sheet) is None:
            yield f"no sheet {contract.sheet} with {name}"


@of_sheets("headings of tables")
def headings(sheet: Sheet) -> Problems:
    shown = [cell.text if cell else "" for cell in sheet.head()]
    if shown != sheet.headings:
        yield f"cells say {shown}, the table {sheet.headings}"
    contract = TABLES.get(sheet.table)
    if contract and tuple(sheet.headings) != contract.headings:
        yield f"headings {sheet.headings}"


@of_sheets("no merged cells")
def merged(sheet: Sheet) -> Problems:
    if sheet.root.find(f"{M}mergeCells") is not None:
        yield "merged cells"


@of_sheets("no blank cells")
def blank(sheet: Sheet) -> Problems:
    for number, row in enumerate(sheet.body, start=sheet.area[0] + 1):
        for heading, cell in zip(sheet.headings, row, strict=False):
            if cell is None or (cell.formula is None and not cell.text.strip()):
                yield f"row {number}, {heading} is blank"


@of_sheets("nothing hidden")
def hidden(sheet: Sheet) -> Problems:
    if (sheet.state or "visible") != "visible":
        yield "a hidden sheet"
    for element in sheet.root.iter(f"{M}row", f"{M}col"):
        if element.get("hidden") in {"1", "true"}:
            yield "a hidden row or column"


@of_book("nothing protected")
def unprotected(book: Book) -> Problems:
    if book.workbook.find(f"{M}workbookProtection") is not None:
        yield "the book is protected"
    for sheet in book.sheets:
        if sheet.root.find(f"{M}sheetProtection") is not None:
            yield f"{sheet.name} is protected"


@of_sheets("links lead somewhere")
def links(sheet: Sheet) -> Problems:
    for link in sheet.root.iter(f"{M}hyperlink"):
        there = (link.get("location") or "").rsplit("!", 1)[0].strip("'")
        if sheet.book.sheet(there) is None:
            yield f"the link at {link.get('ref')}"


@of_book("Contents names every sheet")
def contents(book: Book) -> Problems:
    sheet = book.sheet("Contents")
    listed = {cell.text for cell in sheet.column("Sheet")} if sheet else set()
    for each in book.sheets:
        if each.name not in listed:
            yield each.name


@of_sheets("headings freeze and filter over 40 rows")
def frozen(sheet: Sheet) -> Problems:
    long = sheet.area[2] - sheet.area[0] > LONG
    if (sheet.root.find(f"{M}sheetViews/{M}sheetView/{M}pane") is not None) != long:
        yield "frozen" if not long else "not frozen"
    if (sheet.tables[0].find(f"{M}autoFilter") is not None) != long:
        yield "filtered" if not long else "not filtered"


@of_sheets("Sign-off is a drop-down, not signed")
def sign_off(sheet: Sheet) -> Problems:
    if sheet.table == "Sign_off":
        if any(cell.text != "[x]" for cell in sheet.column("Answer")):
            yield "it is answered"
        choices = [each.findtext(f"{M}formula1") for each in sheet.root.iter(f"{M}dataValidation")]
        if choices != ['"Yes,No"']:
            yield "no drop-down of Yes and No"
