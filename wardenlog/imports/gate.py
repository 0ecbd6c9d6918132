"""Decides whether a file offered for import may be read at all (promises.md, 18).

Everything here runs in the reading process, which has little memory and little time. Macros are
never run by anything that reads here, so a workbook with macros passes with a warning.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

from wardenlog.errors import UserError
from wardenlog.files.damage import DAMAGE
from wardenlog.imports.book import Sheet

MEGABYTE: Final = 1 << 20
LARGEST_FILE: Final = 100 * MEGABYTE
LARGEST_UNPACKED: Final = 500 * MEGABYTE
MOST_PARTS: Final = 2_000
LARGEST_RATIO: Final = 150
"""Unpacked bytes a packed byte may stand for, in a part of more than a megabyte."""
MOST_ROWS: Final = 300_000
MOST_COLUMNS: Final = 702
"""Column ZZ: the last one with a two-letter name."""
MOST_CELLS: Final = 4_000_000
"""Filled cells and rows in the whole file: a log of some 150,000 visits."""
MOST_CHARACTERS: Final = 60_000_000

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
)
_MAIN_PARTS: Final = {
    ".xlsx": "xl/workbook.xml",
    ".xlsm": "xl/workbook.xml",
    ".xlsb": "xl/workbook.bin",
    ".ods": "content.xml",
}
SUFFIXES: Final = (*_MAIN_PARTS, ".xls")
_XML: Final = (".xml", ".rels", ".vml")
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_FAR_NAME: Final = re.compile(rb' r="(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{6})')
_FAR_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{3,}[0-9]+|[A-Z]+[0-9]{6,})"[^<>]*(?<!/)>'
)
_OVERLAP: Final = 512


def check(path: Path) -> list[str]:
    """Refuse a file that is too big, is not what its name says, or could do harm.

    Returns warnings. Raises UserError with a code that names the reason.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            f"{path.name} is not a workbook. Give an .xlsx, .xlsb, .ods, .xls or .csv file, or a "
            "folder of .csv files.",
            code="not_a_workbook",
        )
    _check_size(path)
    head = _head(path)
    if head.startswith(_ZIP):
        return _check_archive(path, suffix)
    if head.startswith(_OLE):
        return _check_compound(path, suffix)
    raise UserError(
        f"{path.name} is not a workbook: it is {_guess(head)}. Open it in a spreadsheet program "
        "and save it as an Excel workbook (.xlsx).",
        code="not_a_workbook",
    )


def check_text(path: Path) -> None:
    """Refuse a CSV file that is too big, or holds something else than text."""
    _check_size(path)
    head = _head(path)
    is_utf_16 = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if (b"\x00" in head and not is_utf_16) or head.startswith((_ZIP, _OLE)):
        what = "a workbook" if head.startswith((_ZIP, _OLE)) else _guess(head)
        raise UserError(
            f"{path.name} is not a text file: it is {what}. Open it in a spreadsheet program and "
            "save it as CSV UTF-8 or as an Excel workbook (.xlsx).",
            code="not_text",
        )


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise UserError(
            f"{path.name} has {size // MEGABYTE} MB; at most {LARGEST_FILE // MEGABYTE} MB can be "
            "read. Split it into several files.",
            code="file_too_large",
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(512)


def _guess(head: bytes) -> str:
    if not head:
        return "empty"
    for start, what in _OTHERS:
        if head.startswith(start):
            return what
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        return "a web page"
    if text.startswith(b"<"):
        return "an XML document"
    if b"\x00" not in head:
        return "a text file"
    return "something else, or damaged"


def _check_compound(path: Path, suffix: str) -> list[str]:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise _encrypted(path)
    if suffix != ".xls":
        raise UserError(
            f"{path.name} is an old Excel workbook (.xls) or another Office document, not "
            f"{suffix}. Open it in Excel and save it as an Excel workbook (.xlsx).",
            code="wrong_suffix",
        )
    return []


def _encrypted(path: Path) -> UserError:
    return UserError(
        f"{path.name} is protected with a password. Open it in Excel, choose File, Info, Protect "
        "Workbook, Encrypt with Password, empty the password, and save it.",
        code="encrypted",
    )


def _check_archive(path: Path, suffix: str) -> list[str]:
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(path, parts)
            names = {part.filename for part in parts}
            _check_kind(path, suffix, names)
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise _encrypted(path)
            for part in parts:
                if part.filename.lower().endswith(_XML):
                    _check_xml(path, archive, part)
    except DAMAGE as error:
        raise UserError(
            f"{path.name} is damaged and cannot be unpacked. Open it in Excel, let Excel repair "
            "it, and save it again.",
            code="damaged",
        ) from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ["The workbook contains macros. They were not run, and nothing was read from them."]
    return []


def _check_sizes(path: Path, parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise _encrypted(path)
    unpacked = sum(part.file_size for part in parts)
    bomb = any(
        part.file_size > MEGABYTE and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or bomb:
        raise UserError(
            f"{path.name} would unpack to far more than a log needs ({len(parts):,} parts, "
            f"{unpacked // MEGABYTE:,} MB), so it was not opened. Copy its cells into a new "
            "workbook and save that.",
            code="unpacks_too_large",
        )


def _check_kind(path: Path, suffix: str, names: set[str]) -> None:
    if suffix == ".xls" or _MAIN_PARTS[suffix] not in names:
        found = next((end for end, part in _MAIN_PARTS.items() if part in names), None)
        is_a = f"a workbook of another kind ({found})" if found else "not a workbook"
        raise UserError(
            f"{path.name} is {is_a}, whatever its name says. Open it in a spreadsheet program and "
            "save it as an Excel workbook (.xlsx).",
            code="wrong_suffix",
        )


def _check_xml(path: Path, archive: ZipFile, part: ZipInfo) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/")
    for chunk in chunks(archive, part):
        if chunk[:2] in {b"\xff\xfe", b"\xfe\xff"} or any(each in chunk for each in _DECLARATIONS):
            raise UserError(
                f"{path.name} contains declarations that no spreadsheet program writes, so it was "
                "not opened. Copy its cells into a new workbook and save that.",
                code="declarations",
            )
        if is_sheet and _FAR_NAME.search(chunk):
            for far in _FAR_CELL.finditer(chunk):
                _check_place(path, far[1].decode())


def chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Yield a part's bytes in pieces that overlap, so that no short pattern is cut in two."""
    kept = b""
    with archive.open(part) as stream:
        while piece := stream.read(MEGABYTE):
            yield kept + piece
            kept = piece[-_OVERLAP:]


def _check_place(path: Path, cell: str) -> None:
    letters = cell.rstrip("0123456789")
    if len(letters) > 2 or int(cell[len(letters) :]) > MOST_ROWS:  # noqa: PLR2004
        raise too_far(path.name, f"something is in cell {cell}")


class Budget:
    """Counts what has been read of one file, and refuses what no log needs."""

    def __init__(self, name: str) -> None:
        """Begin with nothing read of the file of that name."""
        self._name = name
        self._cells = 0
        self._characters = 0

    def spend(self, sheet: Sheet) -> None:
        """Count a sheet; UserError (code `too_many_cells`) where the file is beyond measure."""
        for row in sheet.rows:
            self._cells += 1 + len(row)
            self._characters += sum(len(cell) for cell in row if isinstance(cell, str))
        if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise UserError(
                f"{self._name} has more cells or more text than can be read at once. Split it into "
                "several files.",
                code="too_many_cells",
            )


def too_far(name: str, what: str) -> UserError:
    """Return the refusal of a sheet that is too long or too wide."""
    return UserError(
        f"{name} is too large: {what}. A sheet may have at most {MOST_ROWS:,} rows and "
        f"{MOST_COLUMNS} columns. Delete the rows and columns that are not part of the log.",
        code="sheet_too_large",
    )
