"""Refuses files that no return looks like before anything in them is read (promises.md, 18)."""

import re
import zipfile
from pathlib import Path
from typing import Final

from wardenlog.errors import UserError
from wardenlog.files.damage import DAMAGE

MEGABYTE: Final = 1 << 20
LARGEST_FILE: Final = 100 * MEGABYTE
LARGEST_UNPACKED: Final = 500 * MEGABYTE
LARGEST_RATIO: Final = 150
"""Unpacked bytes that a packed byte of a part of more than a megabyte may stand for."""
MOST_PARTS: Final = 500

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FAR_COLUMN: Final = re.compile(rb'\br="(?:[A-Z]{3,}|[B-Z][A-Z])\d+"')
"""Beyond column AZ: readers make room for every cell up to the last."""
_FAR_ROW: Final = re.compile(rb'\br="[A-Z]{1,3}\d{6,}"')
_LONG_SHEET: Final = 10 * MEGABYTE
"""A sheet of 100,000 rows of a return is at least as large as this."""
_OVERLAP: Final = 256


def refuse_unsafe(path: Path) -> None:
    """Raise UserError for a file that is too large, not a workbook, damaged, or built to do harm.

    Every part that is read later is unpacked and its checksum compared, so damage shows here.
    OSError where the file is not there or may not be read.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise refused(path, "is larger than any return", "file_too_large")
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            raise refused(path, "is not an Excel workbook (.xlsx)", "not_a_workbook")
        try:
            with zipfile.ZipFile(file) as archive:
                _refuse_sizes(path, archive.infolist())
                for part in archive.infolist():
                    if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                        _refuse_content(path, archive, part)
        except DAMAGE as error:
            raise refused(path, "is damaged", "damaged") from error


def _refuse_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise refused(path, "is protected with a password", "encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise refused(path, "unpacks to more than any return has", "unpacks_too_large")
    for part in parts:
        allowed = max(MEGABYTE, LARGEST_RATIO * max(part.compress_size, 1))
        if part.file_size > allowed:
            raise refused(path, "unpacks to more than any return has", "unpacks_too_large")


def _refuse_content(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/")
    kept = b""
    with archive.open(part) as file:
        while piece := file.read(MEGABYTE):
            chunk = kept + piece
            if chunk[:2] in {b"\xff\xfe", b"\xfe\xff"} or _DECLARATION.search(chunk):
                raise refused(path, "holds declarations that no program writes", "declarations")
            if is_sheet and (
                _FAR_COLUMN.search(chunk)
                or (part.file_size < _LONG_SHEET and _FAR_ROW.search(chunk))
            ):
                raise refused(path, "has a cell far outside every table", "sheet_too_large")
            kept = piece[-_OVERLAP:]


def refused(path: Path, why: str, code: str) -> UserError:
    """Return the refusal of a file, with the reason as the words after its name."""
    return UserError(
        f"{path.name} {why}, so it was not opened. Ask the council to send the return again.",
        code=code,
    )
