"""The finish pass: openpyxl's frame and our rows become the final package, always the same bytes.

It puts the rows into their sheets, adds the shared strings and the machine-readable copy, sets
properties and alternative texts, mends the order of font elements, and zips everything in a fixed
order with fixed dates. Only the small parts are parsed; rows are streamed.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape

from lxml import etree

from wardenlog.clock import utc_text
from wardenlog.files.cells import clean_text
from wardenlog.returns.workbook.layout import Book, Sheet
from wardenlog.returns.workbook.rows import Rows
from wardenlog.returns.workbook.sheets import reference
from wardenlog.returns.workbook.strings import SharedStrings

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
APP_VERSION: Final = "16.0300"
"""The version of Excel whose format this is; the schema allows no other form."""

LANGUAGE: Final = "en-GB"

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PIECE: Final = 1 << 20
_FONT_CHILDREN: Final = (
    "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
)
_FONT_ORDER: Final = {name: place for place, name in enumerate(_FONT_CHILDREN.split())}
_FIRST_PARTS: Final = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
_ITEM_ID: Final = "{5B1E8C52-6E0C-4D55-9C7B-2F8E4A9D1C30}"
_CUSTOM_XML: Final = {
    "customXml/_rels/item1.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    ),
    "customXml/itemProps1.xml": (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{_ITEM_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        "<ds:schemaRefs/></ds:datastoreItem>"
    ),
}

Part = Callable[[], Iterator[bytes]]


def finish(
    out: BinaryIO,
    frame: BytesIO,
    spool: BinaryIO,
    book: Book,
    written: Sequence[Rows],
    strings: SharedStrings,
) -> None:
    """Write the final package: openpyxl's frame, the spooled rows, the shared strings."""
    with zipfile.ZipFile(frame) as archive:
        parts: dict[str, Part] = {name: _whole(archive.read(name)) for name in archive.namelist()}
        for number, (sheet, rows) in enumerate(zip(book.sheets, written, strict=True), start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            parts[name] = _sheet(archive.read(name), sheet, rows, spool)
        _describe_charts(archive, parts, book.sheets)
        parts["xl/styles.xml"] = _whole(_styles(archive.read("xl/styles.xml")))
        parts["xl/workbook.xml"] = _whole(_workbook(archive.read("xl/workbook.xml")))
        parts["xl/sharedStrings.xml"] = strings.xml
        parts["docProps/app.xml"] = _whole(_application().encode())
        parts["docProps/core.xml"] = _whole(_core(book).encode())
        _add_relations(archive, parts, with_copy=book.machine_copy is not None)
        if book.machine_copy is not None:
            parts["customXml/item1.xml"] = book.machine_copy
            parts |= {name: _whole(text.encode()) for name, text in _CUSTOM_XML.items()}
    _zip(out, parts, book)


def _zip(out: BinaryIO, parts: Mapping[str, Part], book: Book) -> None:
    """Zip the parts in a fixed order, dated when the book was produced."""
    made = book.produced_at.utctimetuple()[:6]
    rank = {name: place for place, name in enumerate(_FIRST_PARTS)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (rank.get(part, len(rank)), part)):
            info = zipfile.ZipInfo(name, date_time=made)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            with archive.open(info, "w", force_zip64=False) as part:
                for piece in parts[name]():
                    part.write(piece)


def _whole(content: bytes) -> Part:
    return lambda: iter((content,))


def _sheet(content: bytes, sheet: Sheet, rows: Rows, spool: BinaryIO) -> Part:
    """Return the sheet with its rows in place of the few cells openpyxl was told of."""
    root = etree.fromstring(content)
    root.find(f"{{{MAIN}}}dimension").set("ref", f"A1:{reference(sheet.table, rows).split(':')[1]}")
    data = root.find(f"{{{MAIN}}}sheetData")
    data.clear()
    data.text = "\n"
    head, tail = _serialised(root).split(b"<sheetData>\n</sheetData>")

    def pieces() -> Iterator[bytes]:
        yield head + b"<sheetData>"
        spool.seek(rows.start)
        left = rows.end - rows.start
        while left:
            piece = spool.read(min(left, _PIECE))
            left -= len(piece)
            yield piece
        yield b"</sheetData>" + tail

    return pieces


def _describe_charts(
    archive: zipfile.ZipFile, parts: dict[str, Part], sheets: Sequence[Sheet]
) -> None:
    """Give each chart its name and alternative text; openpyxl numbers drawings in sheet order."""
    charted = [sheet for sheet in sheets if sheet.charts]
    for number, sheet in enumerate(charted, start=1):
        name = f"xl/drawings/drawing{number}.xml"
        root = etree.fromstring(archive.read(name))
        frames = root.iter(f"{{{DRAWING}}}cNvPr")
        for chart, properties in zip(sheet.charts, frames, strict=True):
            properties.set("title", clean_text(chart.title))
            properties.set("descr", clean_text(chart.alt_text))
        parts[name] = _whole(_serialised(root))


def _styles(content: bytes) -> bytes:
    """Put the children of fonts in the schema's order, and drop the unused palette."""
    root = etree.fromstring(content)
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER[etree.QName(child).localname])
    for name in ("numFmts", "colors"):
        element = root.find(f"{{{MAIN}}}{name}")
        if element is not None and (name == "colors" or len(element) == 0):
            root.remove(element)
    return _serialised(root)


def _workbook(content: bytes) -> bytes:
    """Take out the empty protection element: the book is not protected."""
    root = etree.fromstring(content)
    protection = root.find(f"{{{MAIN}}}workbookProtection")
    if protection is not None:
        root.remove(protection)
    return _serialised(root)


def _add_relations(archive: zipfile.ZipFile, parts: dict[str, Part], *, with_copy: bool) -> None:
    """Declare the shared strings and, where there is one, the machine-readable copy."""
    name = "xl/_rels/workbook.xml.rels"
    relations = etree.fromstring(archive.read(name))
    _relate(relations, f"{OFFICE}/sharedStrings", "sharedStrings.xml")
    types = etree.fromstring(archive.read("[Content_Types].xml"))
    base = "application/vnd.openxmlformats-officedocument"
    _declare(types, "/xl/sharedStrings.xml", f"{base}.spreadsheetml.sharedStrings+xml")
    if with_copy:
        _relate(relations, f"{OFFICE}/customXml", "../customXml/item1.xml")
        _declare(types, "/customXml/itemProps1.xml", f"{base}.customXmlProperties+xml")
    parts[name] = _whole(_serialised(relations))
    parts["[Content_Types].xml"] = _whole(_serialised(types))


def _relate(relations: Any, kind: str, target: str) -> None:  # noqa: ANN401 - lxml has no types
    etree.SubElement(
        relations,
        f"{{{RELATIONS}}}Relationship",
        Id=f"rId{len(relations) + 1}",
        Type=kind,
        Target=target,
    )


def _declare(types: Any, part: str, kind: str) -> None:  # noqa: ANN401 - lxml has no types
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=part, ContentType=kind)


def _application() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{_HEAD}<Properties xmlns="{space}"><Application>wardenlog</Application>'
        f"<AppVersion>{APP_VERSION}</AppVersion></Properties>"
    )


def _core(book: Book) -> str:
    """Return the core properties, dated when the book was produced."""
    at = utc_text(book.produced_at)
    author, title, subject = (
        escape(clean_text(text)) for text in (book.author, book.title, book.subject)
    )
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


def _serialised(root: Any) -> bytes:  # noqa: ANN401 - lxml has no types
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
