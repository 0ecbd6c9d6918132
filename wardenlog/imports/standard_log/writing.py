"""Writes tables as a workbook or as a folder of CSV, so that no cell is ever executed (promise 20).

In a workbook text is text by its type. A CSV has no types: there, text beginning with `= + - @`,
a tab or an apostrophe before one of these gets an apostrophe in front, which reading takes off.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from wardenlog.errors import UserError
from wardenlog.files.cells import FIRST_DATE, clean_text, looks_executable
from wardenlog.files.saving import replace_file
from wardenlog.imports.book import Cell, FormulaError
from wardenlog.imports.reader import GUARDED
from wardenlog.imports.standard_log.kinds import plain

_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Written:
    """One table to write: its sheet, headings and rows."""

    sheet: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_tables(path: Path, tables: Iterable[Written]) -> None:
    """Write an .xlsx, or a folder of CSV where the path has no ending.

    Raises UserError: `not_a_log_file` for another ending, `cannot_write` where it fails.
    """
    if path.suffix.lower() == ".xlsx":
        _write_workbook(path, tables)
    elif not path.suffix or path.is_dir():
        _write_folder(path, tables)
    else:
        raise UserError(
            f"A log is written as .xlsx or as a folder of CSV files, not as {path.suffix}. Give a "
            "name that ends in .xlsx, or a folder's name.",
            code="not_a_log_file",
        )


def _write_workbook(path: Path, tables: Iterable[Written]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    def cell(page: Any, value: Cell, *, bold: bool = False) -> Any:  # noqa: ANN401 - openpyxl's own
        legal = _legal(value)
        if not isinstance(legal, str):
            return legal
        executable = looks_executable(legal)
        if not (bold or executable or legal.startswith("#") or "_x" in legal):
            return legal
        written = WriteOnlyCell(page, None)
        written._value = _ESCAPE_LIKE.sub("_x005F_", legal)  # noqa: SLF001 - never a formula
        written.data_type = "s"
        if executable:
            written.quotePrefix = True
        if bold:
            written.font = Font(bold=True)
        return written

    workbook = Workbook(write_only=True)
    try:
        for table in tables:
            page = workbook.create_sheet(table.sheet)
            page.freeze_panes = "A2"
            page.append([cell(page, heading, bold=True) for heading in table.headings])
            for row in table.rows:
                page.append([cell(page, value) for value in row])
        replace_file(path, partial(_save, workbook))
    finally:  # openpyxl complains about sheets that it could not save
        for page in workbook.worksheets:
            if not page.closed:
                page.close()


def _save(workbook: Any, file: BinaryIO) -> None:  # noqa: ANN401 - openpyxl's own
    """Save a workbook as `Workbook.save` does, but leave the archive alone where that fails.

    An archive that is thrown away would otherwise try to finish a file that is gone, and print
    that it could not.
    """
    from openpyxl.writer.excel import ExcelWriter

    archive = ZipFile(file, "w", ZIP_DEFLATED)
    try:
        ExcelWriter(workbook, archive).save()
    except BaseException:
        archive.fp = None
        raise


def _write_folder(path: Path, tables: Iterable[Written]) -> None:
    """Write every file in a folder aside, then put all in place: all of them, or none."""
    home = path if path.is_dir() else path.absolute().parent
    try:
        aside = TemporaryDirectory(dir=home, prefix=".log-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_folder(path, error) from error
    with aside as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        try:
            new.mkdir()
            old.mkdir()
        except OSError as error:
            raise _no_folder(path, error) from error
        for table in tables:
            replace_file(new / f"{table.sheet}.csv", partial(_write_csv, table))
        try:
            path.mkdir(exist_ok=True)
        except OSError as error:
            raise _no_folder(path, error) from error
        _put_in_place(path, new, old)


def _put_in_place(path: Path, new: Path, old: Path) -> None:
    """Move the new files to the folder, and the files they replace to `old`; back on failure."""
    moved: list[str] = []
    name = ""
    try:
        for name in sorted(file.name for file in new.iterdir()):
            if (path / name).exists():
                (path / name).replace(old / name)
            moved.append(name)
            (new / name).replace(path / name)
    except OSError as error:
        for each in moved:
            if (old / each).exists():
                (old / each).replace(path / each)
            else:
                (path / each).unlink(missing_ok=True)
        raise UserError(
            f"{name} in the folder {path} could not be replaced: {error.strerror or error}. Close "
            "it in other programs, or choose another folder; nothing was changed.",
            code="cannot_write",
        ) from error


def _no_folder(path: Path, error: OSError) -> UserError:
    return UserError(
        f"The folder {path} could not be made: {error.strerror or error}. Choose another one.",
        code="cannot_write",
    )


def _write_csv(table: Written, file: BinaryIO) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(table.headings)
    writer.writerows([_guarded(_legal(value)) for value in row] for row in table.rows)
    text.flush()
    text.detach()


def _legal(value: Cell) -> Cell:
    """Return a value that a cell can hold: words for flags and times, printable text, no more."""
    match value:
        case str():
            return clean_text(value)
        case datetime() if value.time() == time():
            return _legal(value.date())
        case date() if value >= FIRST_DATE and not isinstance(value, datetime):
            return value
        case bool() | date() | time() | timedelta() | FormulaError():
            return plain(value)
        case _:
            return value


def _guarded(value: Cell) -> Cell:
    if isinstance(value, str) and (
        looks_executable(value) or (value[:1] == "'" and value[1:2] and value[1] in GUARDED)
    ):
        return f"'{value}"
    return value
