"""Rules of the look: Arial of 12 points and more, plain, aligned, with enough contrast."""

from tests.returns.accessibility.rules import Problems, of_book, of_sheets
from tests.returns.accessibility.workbook import Book, M, Sheet

TITLE, SUBTITLE, BODY = (16.0, True), (14.0, False), 12.0


@of_book("Arial of 12 points or more")
def fonts(book: Book) -> Problems:
    for font in book.styles.find(f"{M}fonts"):
        name, size = font.find(f"{M}name").get("val"), float(font.find(f"{M}sz").get("val"))
        if name != "Arial" or size < BODY:
            yield f"{name} of {size}"


@of_sheets("title 16 bold, subtitle 14, the rest 12")
def sizes(sheet: Sheet) -> Problems:
    for (row, _), cell in sheet.cells.items():
        look = cell.look
        if row == 1 and (look.size, look.bold) != TITLE:
            yield f"the title is of {look.size}"
        elif row == 2 and (look.size, look.bold) != SUBTITLE:
            yield f"the subtitle is of {look.size}"
        elif row > 2 and look.size > BODY:
            yield f"{cell.ref} is of {look.size}"


@of_sheets("headings bold")
def bold(sheet: Sheet) -> Problems:
    for cell in sheet.head():
        if cell is not None and not cell.look.bold:
            yield cell.ref


@of_sheets("headings and texts wrapped")
def wrapped(sheet: Sheet) -> Problems:
    cells = [*sheet.head(), *(cell for row in sheet.body for cell in row)]
    for cell in cells:
        if cell is not None and not cell.look.wrapped:
            yield cell.ref


@of_sheets("headings have a bottom border")
def bordered(sheet: Sheet) -> Problems:
    for cell in sheet.head():
        if cell is not None and not cell.look.bottom_border:
            yield cell.ref


@of_book("no fills")
def fills(book: Book) -> Problems:
    used = {xf.get("fillId") for xf in book.styles.find(f"{M}cellXfs")} - {"0"}
    if used or len(book.styles.find(f"{M}fills")) > 2:
        yield "a fill"
    for sheet in book.sheets:
        if sheet.root.find(f"{M}conditionalFormatting") is not None:
            yield f"{sheet.name} is coloured by conditions"


@of_sheets("gridlines off")
def gridlines(sheet: Sheet) -> Problems:
    view = sheet.root.find(f"{M}sheetViews/{M}sheetView")
    if view.get("showGridLines") not in {"0", "false"}:
        yield "gridlines"


@of_sheets("columns 6 to 100 wide")
def widths(sheet: Sheet) -> Problems:
    for number, column in sheet.columns.items():
        if not 6 <= float(column.get("width")) <= 100:
            yield f"column {number} is {column.get('width')} wide"


@of_sheets("numbers right-aligned with their heading")
def aligned(sheet: Sheet) -> Problems:
    if sheet.table == "Claim":
        return
    for head in sheet.head():
        if head is None:
            continue
        for row in range(sheet.area[0] + 1, sheet.area[2] + 1):
            cell = sheet.cells.get((row, head.column))
            if cell is not None and cell.look.right != head.look.right:
                yield f"{cell.ref} and {head.ref}"
            elif cell is not None and cell.is_number and not cell.look.right:
                yield cell.ref


@of_book("contrast of 4.5 to 1")
def contrast(book: Book) -> Problems:
    for font in book.styles.find(f"{M}fonts"):
        colour = font.find(f"{M}color")
        if colour is not None and _against_white(colour.get("rgb", "FF000000")) < 4.5:
            yield f"{colour.get('rgb')}"


def _against_white(rgb: str) -> float:
    """Return the contrast of a colour, `FF0000EE`, against white (WCAG 2.2)."""
    channels = [int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
