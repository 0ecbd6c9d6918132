"""Reads a workbook, a CSV or a folder of CSV into rows; called in the reading process only."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from wardenlog.errors import UserError
from wardenlog.files.damage import DAMAGE
from wardenlog.imports import gate
from wardenlog.imports.book import Cell, FormulaError, Sheet, trimmed
from wardenlog.imports.oddities import Oddities, cell_name, count_uncalculated_ods, odd_cells

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_CSV_FILES: Final = 200
LONGEST_FIELD: Final = 1 << 20
GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""A text in a CSV that begins with an apostrophe and one of these lost nothing by it: the
apostrophe keeps a spreadsheet program from executing the text, and is taken off on reading."""

Message = Sheet | str
"""A sheet, or a warning."""


def read(path: Path) -> Iterator[Message]:
    """Yield the sheets of a file or folder, and warnings; raise UserError where it is refused."""
    budget = gate.Budget(path.name)
    for message in _messages(path):
        if isinstance(message, Sheet):
            budget.spend(message)
        yield message


def _messages(path: Path) -> Iterator[Message]:
    if path.is_dir():
        yield from _read_folder(path)
    elif path.suffix.lower() == ".csv":
        gate.check_text(path)
        yield from _read_csv(path)
    else:
        yield from gate.check(path)
        yield from _read_workbook(path)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's CSV files by name and content."""
    if not path.is_dir():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    total = hashlib.sha256()
    for file_path in _csv_files(path):
        total.update(file_path.stem.encode() + b"\0")
        total.update(hashlib.sha256(file_path.read_bytes()).digest())
    return total.hexdigest()


# Workbooks


def _read_workbook(path: Path) -> Iterator[Message]:
    from lxml.etree import LxmlError
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    odd: dict[str, Oddities] = {}
    try:
        if path.suffix.lower() in {".xlsx", ".xlsm"}:
            odd = odd_cells(path)
        elif path.suffix.lower() == ".ods" and (count := count_uncalculated_ods(path)):
            yield _uncalculated(path.name, count, "")
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                yield from _read_sheet(workbook, name, odd.get(name, Oddities()))
    except PasswordError as error:
        raise UserError(
            f"{path.name} is protected with a password. Open it, remove the password, and save it.",
            code="encrypted",
        ) from error
    except (CalamineError, LxmlError, *DAMAGE) as error:
        raise UserError(
            f"{path.name} is damaged and cannot be read. Open it in Excel, let Excel repair it, "
            "and save it again.",
            code="damaged",
        ) from error


def _read_sheet(workbook: "CalamineWorkbook", name: str, odd: Oddities) -> Iterator[Message]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > gate.MOST_ROWS or sheet.total_width > gate.MOST_COLUMNS:
        raise gate.too_far(
            f"The sheet {name}", f"it has {sheet.total_height:,} rows, {sheet.total_width} columns"
        )
    rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False))
    for (row, column), shown in odd.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = FormulaError(shown)
    if odd.uncalculated:
        yield _uncalculated(name, len(odd.uncalculated), cell_name(*odd.uncalculated[0]))
    yield Sheet(name, [trimmed(cells) for cells in rows])


def _uncalculated(where: str, count: int, first: str) -> str:
    cells = "1 formula cell has" if count == 1 else f"{count} formula cells have"
    place = f" ({first}{'' if count == 1 else ' is the first'})" if first else ""
    return (
        f"{where}: {cells} no stored value{place}, so it was read as blank. Open the file in "
        "Excel and save it to store the values."
    )


# Folders of CSV


def _csv_files(folder: Path) -> list[Path]:
    return sorted(
        (each for each in folder.iterdir() if each.suffix.lower() == ".csv" and each.is_file()),
        key=lambda each: each.name,
    )


def _read_folder(folder: Path) -> Iterator[Message]:
    files = _csv_files(folder)
    if not files:
        raise UserError(
            f"The folder {folder.name} has no .csv files. A log is one file a table, such as "
            "Shifts.csv and Visits.csv.",
            code="no_csv",
        )
    size = sum(file.stat().st_size for file in files)
    if len(files) > MOST_CSV_FILES or size > gate.LARGEST_FILE:
        raise UserError(
            f"The folder {folder.name} has {len(files)} CSV files of {size // gate.MEGABYTE} MB; "
            f"at most {MOST_CSV_FILES} files and {gate.LARGEST_FILE // gate.MEGABYTE} MB can be "
            "read. Split it.",
            code="file_too_large",
        )
    for file in files:
        yield from _read_csv(file)


def _read_csv(path: Path) -> Iterator[Message]:
    content = path.read_bytes()
    try:
        text = content.decode(
            "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        )
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        yield (
            f"{path.name} is not in UTF-8, so it was read as Windows text. Look at names with "
            "accents and at £ signs."
        )
    csv.field_size_limit(LONGEST_FIELD)
    heading_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading_line.count)
    records = _records(path, text, delimiter)
    if len(records) > gate.MOST_ROWS or any(len(row) > gate.MOST_COLUMNS for row in records):
        raise gate.too_far(path.name, f"it has {len(records):,} rows")
    yield Sheet(path.stem, [trimmed([_unguarded(cell) for cell in row]) for row in records])


def _records(path: Path, text: str, delimiter: str) -> list[list[str]]:
    """Return the records of a CSV; UserError, with the line, where a quote is not as it must be.

    A quote that is not closed would swallow every row after it, so nothing is guessed.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    begun = 1
    try:
        for record in lines:
            records.append(record)
            begun = lines.line_num + 1
    except csv.Error as error:
        fault = str(error)
        if "unexpected end of data" in fault:
            fault = 'a quotation mark (") is opened and never closed'
        elif "expected after" in fault:
            fault = 'a quotation mark (") stands inside a quoted text and is not doubled'
        raise UserError(
            f"{path.name} cannot be read: in the row that begins on line {begun}, {fault}. Correct "
            "that line, or save the sheet again as CSV UTF-8.",
            code="damaged",
        ) from error
    return records


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in GUARDED else text
