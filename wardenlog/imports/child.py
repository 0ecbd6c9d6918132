"""Reads a spreadsheet in a process of its own, so that none can hang or exhaust the program."""

from collections.abc import Iterator
from pathlib import Path

from wardenlog.errors import UserError
from wardenlog.files.apart import MOST_SECONDS, GaveUpError, read_apart
from wardenlog.files.limits import MOST_MEMORY
from wardenlog.imports import reader
from wardenlog.imports.book import Book, Sheet


def read_book(path: Path) -> Book:
    """Return the sheets of a workbook, or of a folder of CSV, read within 10 s and 500 MB.

    Raises UserError (with a code) for a file that is refused, damaged, too large or too slow.
    """
    if not path.exists():
        raise UserError(f"There is no file {path}. Check its name and folder.", code="no_file")
    sheets: list[Sheet] = []
    warnings: list[str] = []
    sha256 = ""
    try:
        for message in read_apart(_read, path):
            match message:
                case Sheet() as sheet:
                    sheets.append(sheet)
                case ("digest", str() as digest):
                    sha256 = digest
                case str() as warning:
                    warnings.append(warning)
    except GaveUpError as error:
        raise _gave_up(path, too_slow=error.too_slow) from error
    return Book(path.name, sha256, tuple(sheets), tuple(warnings))


def _read(path: Path) -> Iterator[object]:
    """Yield each sheet and warning, then the digest of the file."""
    yield from reader.read(path)
    yield ("digest", reader.digest(path))


def _gave_up(path: Path, *, too_slow: bool) -> UserError:
    if too_slow:
        return UserError(
            f"{path.name} took more than {MOST_SECONDS:.0f} seconds to read, so reading was "
            "stopped. Split it into several files.",
            code="too_slow",
        )
    return UserError(
        f"{path.name} needs more than {MOST_MEMORY >> 20} MB of memory to read, or is damaged, so "
        "reading was stopped. Copy its cells into a new workbook, or split it.",
        code="too_much_memory",
    )
