"""Builds a workbook file from its description: rows, frame, finish pass, check, replace."""

import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, cast
from xml.parsers import expat

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.writer.excel import ExcelWriter

from wardenlog.errors import MachineError
from wardenlog.files.cells import clean_text
from wardenlog.files.saving import replace_file
from wardenlog.returns.workbook.fingerprint import TableDigest, combine, receipt_code
from wardenlog.returns.workbook.finish import finish
from wardenlog.returns.workbook.formulas import FormulaRules
from wardenlog.returns.workbook.layout import Book, Seal
from wardenlog.returns.workbook.rows import Rows, RowWriter
from wardenlog.returns.workbook.sheets import frame
from wardenlog.returns.workbook.styles import StyleBook

FINGERPRINT_PROPERTY: Final = "wardenlog.fingerprint"

_SPOOL_IN_MEMORY: Final = 4 << 20
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Built:
    """What identifies a finished workbook."""

    fingerprint: str
    receipt_code: str


def write_book(book: Book, path: Path) -> Built:
    """Write the book to `path`, replacing a file of that name only when the new one is sound.

    The same description gives the same bytes on one machine and Python. Raises UserError as
    `saving.replace_file` does and for values no cell can hold; MachineError `bad_workbook` if the
    new file cannot be read back, in which case the old one stays.
    """
    built: list[Built] = []
    tables = [sheet.table.name for sheet in book.sheets]
    replace_file(
        path,
        lambda out: built.append(build(book, out)),
        lambda part: _check_readable(part, tables),
    )
    return built[0]


def build(book: Book, out: BinaryIO) -> Built:
    """Write the book to an open binary file."""
    _refuse_clashes(book)
    workbook = Workbook()
    workbook.active.title = book.sheets[0].name
    for sheet in book.sheets[1:]:
        workbook.create_sheet(sheet.name)
    headings = {
        sheet.table.name: [column.heading for column in sheet.table.columns]
        for sheet in book.sheets
    }
    rules = FormulaRules(headings, [sheet.name for sheet in book.sheets])
    digests = [
        TableDigest(sheet.table.name, headings[sheet.table.name]) if sheet.table.sealed else None
        for sheet in book.sheets
    ]
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY) as file:
        spool = cast("BinaryIO", file)
        writer = RowWriter(spool, StyleBook(workbook), rules)
        written = [
            writer.write(sheet, digest) for sheet, digest in zip(book.sheets, digests, strict=True)
        ]
        fingerprint = combine(digest for digest in digests if digest is not None)
        built = Built(fingerprint, receipt_code(fingerprint))
        writer.strings.fill(Seal.FINGERPRINT, built.fingerprint)
        writer.strings.fill(Seal.RECEIPT_CODE, built.receipt_code)
        framed = _framed(workbook, book, written, built)
        finish(out, framed, spool, book, written, writer.strings)
    return built


def _framed(workbook: Workbook, book: Book, written: Sequence[Rows], built: Built) -> BytesIO:
    """Return openpyxl's package of everything but the rows."""
    for worksheet, sheet, rows in zip(workbook.worksheets, book.sheets, written, strict=True):
        frame(worksheet, sheet, rows)
        for place, link in rows.links:
            if link.sheet not in workbook.sheetnames:
                raise ValueError(f"{sheet.name} {place} links to no sheet of this book: {link}")
    workbook.worksheets[0].sheet_view.tabSelected = True
    properties = {**book.custom, FINGERPRINT_PROPERTY: built.fingerprint}
    for name, value in properties.items():
        workbook.custom_doc_props.append(StringProperty(name=name, value=clean_text(value)))
    package = BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(package, "w", zipfile.ZIP_STORED)).save()
    return package


def _refuse_clashes(book: Book) -> None:
    """Raise ValueError for sheets, tables or headings of one table with the same name."""
    for names in (
        [sheet.name.casefold() for sheet in book.sheets],
        [sheet.table.name.casefold() for sheet in book.sheets],
        *([column.heading.casefold() for column in sheet.table.columns] for sheet in book.sheets),
    ):
        if len(names) != len(set(names)):
            raise ValueError(f"names used twice: {names}")


def _check_readable(path: Path, tables: Sequence[str]) -> None:
    """Read the new file back: every byte of the zip, every XML part, and a reader's view of it."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                parser = expat.ParserCreate()
                with archive.open(name) as part:
                    while piece := part.read(_PIECE):
                        parser.Parse(piece)
                parser.Parse(b"", True)
        with CalamineWorkbook.from_path(path, load_tables=True) as workbook:
            if sorted(workbook.table_names or ()) != sorted(tables):
                raise MachineError(_UNSOUND, code="bad_workbook")
    except (zipfile.BadZipFile, expat.ExpatError, CalamineError) as error:
        raise MachineError(_UNSOUND, code="bad_workbook") from error


_UNSOUND: Final = (
    "The new workbook could not be read back, so it was not saved. Try again; if it happens again,"
    " report it with the log."
)
