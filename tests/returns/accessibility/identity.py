"""Rules of identity: properties, fingerprint, and the copy for machines of what people see."""

from typing import Any

from lxml import etree

from tests.returns.accessibility.rules import Problems, of_book
from tests.returns.accessibility.workbook import Book
from wardenlog.returns.verify.contract import PROPERTIES, UNSEALED
from wardenlog.returns.workbook.reading import fingerprint_of, read_properties, read_tables

COPY = "{urn:wardenlog:return}"


def _core(book: Book) -> dict[str, str]:
    document = etree.fromstring(book.parts["docProps/core.xml"])
    return {etree.QName(each).localname: each.text or "" for each in document}


@of_book("title, author and subject")
def properties(book: Book) -> Problems:
    core = _core(book)
    for name in ("title", "creator", "subject"):
        if not core.get(name):
            yield f"no {name}"


@of_book("language en-GB")
def language(book: Book) -> Problems:
    if _core(book).get("language") != "en-GB":
        yield "another language"


@of_book("Application named, and not openpyxl")
def application(book: Book) -> Problems:
    if b"<Application>wardenlog</Application>" not in book.parts["docProps/app.xml"]:
        yield "no Application"
    for part, content in book.parts.items():
        if part.startswith("docProps/") and b"openpyxl" in content.lower():
            yield part


@of_book("custom properties")
def custom(book: Book) -> Problems:
    found = read_properties(book.path)
    for name in PROPERTIES:
        if not found.get(name):
            yield name


@of_book("fingerprint of what is shown")
def fingerprint(book: Book) -> Problems:
    declared = read_properties(book.path).get("wardenlog.fingerprint", "")
    tables = read_tables(book.path)
    if declared and fingerprint_of(tables, declared, unsealed=set(UNSEALED)) != declared:
        yield "another fingerprint"


@of_book("a copy for machines of exactly what is shown")
def machine_copy(book: Book) -> Problems:
    part = book.parts.get("customXml/item1.xml")
    if part is None:
        yield "no copy"
        return
    copies = {each.get("name"): each for each in etree.fromstring(part).iter(f"{COPY}table")}
    for sheet in book.sheets:
        copy = copies.get(sheet.table)
        if copy is None:
            yield f"no table {sheet.table}"
            continue
        shown = [[cell.text if cell else "" for cell in row] for row in sheet.body]
        kept = [[_value(value) for value in row] for row in copy.iter(f"{COPY}row")]
        for number, (one, other) in enumerate(zip(shown, kept, strict=False)):
            if len(one) != len(other) or not all(map(_same, one, other)):
                yield f"{sheet.name}, line {number + 1}: {one} and {other}"
        if len(shown) != len(kept):
            yield f"{sheet.name} has other lines"


def _value(element: Any) -> tuple[str, str]:
    return element.get("t"), element.text or ""


def _same(shown: str, kept: tuple[str, str]) -> bool:
    kind, text = kept
    if kind == "d" or not text:  # dates are kept as ISO, seals as nothing
        return True
    if kind == "n":
        try:
            return float(shown) == float(text)
        except ValueError:
            return False
    return shown.split() == text.split()
