"""Rules of the package: nothing active or outside, fixed order and dates, opening on the Claim."""

from tests.returns.accessibility.rules import Problems, of_book
from tests.returns.accessibility.workbook import Book, M

FIRST = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
_FONT = "b i strike condense extend outline shadow u vertAlign sz color name family"
FONT = _FONT.split()
ACTIVE = ("vbaProject", "activeX", "ctrlProps", "embeddings/", "macrosheets/")


@of_book("no macros or embedded objects")
def active(book: Book) -> Problems:
    for part in book.parts:
        if any(word in part for word in ACTIVE):
            yield part
    if b"macroEnabled" in book.parts["[Content_Types].xml"]:
        yield "may hold macros"


@of_book("no external links")
def external(book: Book) -> Problems:
    for part in book.parts:
        if "externalLinks/" in part or "connections" in part:
            yield part
        if part.endswith(".rels") and b'TargetMode="External"' in book.parts[part]:
            yield part


@of_book("no comments")
def comments(book: Book) -> Problems:
    for part in book.parts:
        if "comments" in part.lower():
            yield part


@of_book("names only for printing")
def defined_names(book: Book) -> Problems:
    for name in book.workbook.iter(f"{M}definedName"):
        if name.get("name") not in {"_xlnm.Print_Titles", "_xlnm.Print_Area"}:
            yield str(name.get("name"))


@of_book("recalculates when opened")
def recalculated(book: Book) -> Problems:
    calculation = book.workbook.find(f"{M}calcPr")
    if calculation is None or calculation.get("fullCalcOnLoad") != "1":
        yield "it keeps old values"


@of_book("opens on A1 of Claim")
def opens(book: Book) -> Problems:
    if book.sheets[0].name != "Claim":
        yield f"the first sheet is {book.sheets[0].name}"
    for view in book.workbook.iter(f"{M}workbookView"):
        if view.get("activeTab", "0") != "0":
            yield "another sheet is active"
    for cursor in book.sheets[0].root.iter(f"{M}selection"):
        if (cursor.get("activeCell", "A1"), cursor.get("sqref", "A1")) != ("A1", "A1"):
            yield f"the cursor is in {cursor.get('activeCell')}"


@of_book("parts in a fixed order")
def order(book: Book) -> Problems:
    names = [entry.filename for entry in book.entries]
    if names != [*FIRST, *sorted(set(names) - set(FIRST))]:
        yield "another order"


@of_book("parts dated as the return")
def dated(book: Book) -> Problems:
    if len({(entry.date_time, entry.create_system) for entry in book.entries}) != 1:
        yield "parts of different dates or systems"
    made = "{}-{:02}-{:02}T{:02}:{:02}".format(*book.entries[0].date_time)
    if made.encode() not in book.parts["docProps/core.xml"]:
        yield f"{made} is not when it was produced"


@of_book("children of fonts in order")
def font_children(book: Book) -> Problems:
    for font in book.styles.find(f"{M}fonts"):
        places = [FONT.index(child.tag.removeprefix(M)) for child in font]
        if places != sorted(places):
            yield "a font"
