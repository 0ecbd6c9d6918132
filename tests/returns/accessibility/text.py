"""Rules of texts: nothing a program executes, nothing illegal, shorthand that is explained."""

import re
from collections import Counter

from tests.returns.accessibility.rules import Problems, of_book, of_sheets
from tests.returns.accessibility.workbook import Book, Sheet

SHORTHAND = {"[x]", "[z]", "[c]", "[low]"}


@of_sheets("texts like formulas are quoted")
def quoted(sheet: Sheet) -> Problems:
    for cell in sheet.cells.values():
        if cell.kind == "s" and cell.text[:1] in tuple("=+-@\t\r") and not cell.look.quoted:
            yield cell.ref


@of_book("texts fit a cell with LF line ends")
def sound(book: Book) -> Problems:
    for text in book.strings:
        if "\r" in text or len(text.encode("utf-16-le")) // 2 > 32_767:
            yield f"{text[:40]!r}"


@of_book("texts are shared strings")
def shared(book: Book) -> Problems:
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind == "inlineStr":
                yield f"{sheet.name} {cell.ref}"


@of_book("shorthand is explained")
def shorthand(book: Book) -> Problems:
    definitions = book.sheet("Definitions")
    explained = {cell.text for cell in definitions.column("Measure code")} if definitions else set()
    used = Counter(text for text in book.strings if re.fullmatch(r"\[\w+\]", text))
    for word in used:
        if word not in explained or word not in SHORTHAND:
            yield word
