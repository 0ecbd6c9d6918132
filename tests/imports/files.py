"""Files to import, good and hostile, and the way from one to the record."""

import zipfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.oracle.log import HEADINGS, Log, empty_log
from wardenlog.imports.book import Book, Sheet, trimmed
from wardenlog.imports.standard_log import Applied, Preview, apply, preview, read_log
from wardenlog.imports.standard_log.log import Log as ReadLog
from wardenlog.imports.standard_log.log import log_of
from wardenlog.store import Store

WORKED_EXAMPLE = Path(__file__).parent.parent / "data" / "worked-example.xlsx"

Rows = Iterable[Sequence[Any]]


def write_book(path: Path, **sheets: Rows) -> Path:
    """Write a workbook of exactly these rows; `_` in a sheet's name is a space."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        page = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(list(row))
    workbook.save(path)
    return path


def small_log() -> Log:
    """A council with two wardens, one hotspot, one agreement and one shift of two visits."""
    log = empty_log()
    filled: dict[str, list[tuple[Any, ...]]] = {
        "Council": [("Name", "Testshire Council")],
        "Organisations": [("TC", "Testshire Council", "council", "Yes"), ("OPCC", "PCC", "funder")],
        "People": [("P1", "Warden One", "TC"), ("P2", "Warden Two", "TC")],
        "Hotspots": [("H01", "Market Square"), ("H02", "Station Road")],
        "PSPOs": [("PS1", "Town Centre")],
        "Agreements": [("GA-1", "OPCC", "2024-07-01")],
        "Variations": [("GA-1", 0, "2024-07-01", "signed")],
        "Terms": [("GA-1", 0, "period_end", None, "2026-03-31")],
        "Funding": [("HAF", "GA-1"), ("BAU",)],
        "Shifts": [("S1", "2025-06-04", "18:00", "23:30")],
        "Shift members": [("S1", "P1", None, None, "HAF"), ("S1", "P2", None, None, "HAF")],
        "Visits": [
            ("S1", 1, "H01", "18:10", "18:40"),
            ("S1", 2, "H02", "19:00", "19:30"),
        ],
    }
    for sheet, rows in filled.items():
        for row in rows:
            log[sheet].append(dict(zip(HEADINGS[sheet], row, strict=False)))
    return log


def change(log: Log, sheet: str, row: int, **cells: Any) -> Log:
    """Change cells of one row, counted as in the spreadsheet; `_` in a heading is a space."""
    log[sheet][row - 2] |= {heading.replace("_", " "): cell for heading, cell in cells.items()}
    return log


def add_row(log: Log, sheet: str, *cells: Any) -> Log:
    """Append a row to a sheet, its cells in the order of the headings."""
    log[sheet].append(dict(zip(HEADINGS[sheet], cells, strict=False)))
    return log


def as_read(log: Log, **more_sheets: Rows) -> ReadLog:
    """Read a log as if it came from a file, without one; `more_sheets` as in `write_book`."""
    sheets: dict[str, list[Sequence[Any]]] = {
        sheet: [HEADINGS[sheet], *([row.get(each) for each in HEADINGS[sheet]] for row in rows)]
        for sheet, rows in log.items()
        if rows
    }
    for name, rows in more_sheets.items():
        sheets[name.replace("_", " ")] = list(rows)
    digest = sha256(repr(sheets).encode()).hexdigest()
    return log_of(
        Book(
            "log.xlsx",
            digest,
            tuple(
                Sheet(name, [trimmed(list(row)) for row in rows]) for name, rows in sheets.items()
            ),
        )
    )


def compared(store: Store, log: ReadLog) -> Preview:
    """Preview a log that was read."""
    with store.read() as session:
        return preview(session, log)


def saved(store: Store, log: ReadLog, rejects: Path | None = None) -> Applied:
    """Preview a log that was read, and save it."""
    return apply(store, compared(store, log), actor="tester", rejects=rejects)


def as_book(log: Log, path: Path) -> Path:
    """Write the sheets of a log that have rows."""
    used = {sheet: rows for sheet, rows in log.items() if rows}
    return write_book(
        path,
        **{
            sheet: [HEADINGS[sheet], *([row.get(each) for each in HEADINGS[sheet]] for row in rows)]
            for sheet, rows in used.items()
        },
    )


def put_in(store: Store, path: Path, rejects: Path | None = None) -> Applied:
    """Read a file, preview it and save it."""
    return saved(store, read_log(path), rejects)


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_parts(source: Path, path: Path, parts: dict[str, bytes]) -> Path:
    """Copy a workbook with some parts added or replaced."""
    with zipfile.ZipFile(source) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path, kept | parts)
