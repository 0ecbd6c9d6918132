"""Importing a council's own spreadsheet: recognised, mapped, matched, previewed, saved, undone."""

from pathlib import Path

from pydantic import ValidationError

from wardenlog.errors import UserError
from wardenlog.files.saving import check_not_record
from wardenlog.imports.book import Book
from wardenlog.imports.child import read_book
from wardenlog.imports.spreadsheet import (
    Decision,
    Draft,
    Mapping,
    SpreadsheetPreview,
    begin,
    find_table,
    load_background,
    preview_spreadsheet,
)
from wardenlog.imports.spreadsheet import apply_spreadsheet as save
from wardenlog.imports.spreadsheet import write_refused as write_rows
from wardenlog.imports.spreadsheet.dates import DayOrder, Order
from wardenlog.imports.spreadsheet.fields import IGNORED, Field, Vocabulary, load_vocabulary
from wardenlog.imports.spreadsheet.guess import Guess, shown
from wardenlog.imports.spreadsheet.lines import Report, no_report
from wardenlog.imports.spreadsheet.matching import Known, Spelling, new_code
from wardenlog.imports.spreadsheet.preview import (
    ADDED,
    CHANGED,
    LEFT_OUT,
    REFUSED,
    STATES,
    UNCHANGED,
    RowPreview,
)
from wardenlog.imports.standard_log import Applied, Preview
from wardenlog.imports.standard_log import preview as compare
from wardenlog.imports.standard_log.log import log_of
from wardenlog.services.backups.making import make_before
from wardenlog.services.imports import check_rejects
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ImportBatch
from wardenlog.store.log import of_batch

__all__ = [
    "ADDED",
    "CHANGED",
    "IGNORED",
    "LEFT_OUT",
    "REFUSED",
    "STATES",
    "UNCHANGED",
    "Applied",
    "DayOrder",
    "Decision",
    "Draft",
    "Field",
    "Guess",
    "ImportBatch",
    "Known",
    "Mapping",
    "Order",
    "Preview",
    "RowPreview",
    "Spelling",
    "SpreadsheetPreview",
    "Vocabulary",
    "apply_spreadsheet",
    "changes_of",
    "imports_made",
    "is_log",
    "load_vocabulary",
    "new_code",
    "open_file",
    "preview",
    "refresh",
    "remember",
    "shown",
    "write_refused",
]


def open_file(record: Record, file: Path, report: Report | None = None) -> Draft | Preview:
    """Read a file: the preview of a standard log, or the draft of a spreadsheet's import.

    UserError where the file is refused, or is neither.
    """
    tell = report or no_report
    tell("Reading the file", 0, 2)
    book = read_book(file)
    tell("Looking for its headings", 1, 2)
    if is_log(book):
        log = log_of(book)
        with record.store.read() as session:
            found: Draft | Preview = compare(session, log)
    else:
        flat = find_table(book)
        with record.store.read() as session:
            background = load_background(session)
            kept = session.value("SELECT value FROM setting WHERE name = ?", (_name(flat.shape),))
        found = begin(flat, background, _mapping(kept))
        found.open_names("people")  # read here, beside the window, and kept in the draft
        found.open_names("hotspots")
    tell("Looking for its headings", 2, 2)
    return found


def is_log(book: Book) -> bool:
    """Say whether a file is a standard log: most of its sheets that have a log's name read as one.

    A council's own workbook may well have a sheet called Visits, with headings of its own.
    """
    try:
        tables = log_of(book).tables.values()
    except UserError:
        return False
    readable = [table for table in tables if not table.unreadable and table.rows]
    return bool(readable) and 2 * len(readable) >= len(tables)


def refresh(record: Record, draft: Draft) -> Draft:
    """Return the draft against the record as it stands now."""
    with record.store.read() as session:
        background = load_background(session)
    return Draft(draft.flat, background, draft.guesses, draft.mapping, draft.remembered)


def preview(record: Record, draft: Draft, report: Report | None = None) -> SpreadsheetPreview:
    """Say row by row what an import would do; nothing is written.

    UserError (code `mapping`) where something must be decided first.
    """
    with record.store.read() as session:
        return preview_spreadsheet(session, draft, report or no_report)


def remember(record: Record, draft: Draft) -> None:
    """Keep what was decided in the record, for the next file of the same headings."""
    value = draft.mapping.model_dump_json()
    with record.store.write(record.actor) as session:
        session.put("setting", {"name": _name(draft.flat.shape), "value": value})


def apply_spreadsheet(
    record: Record, preview: SpreadsheetPreview, *, rejects: Path | None = None
) -> Applied:
    """Save what a preview showed as one batch, and remember its decisions (promises.md, 19).

    `rejects` names a workbook for the refused rows; UserError where that cannot be.
    """
    if rejects is not None:
        _check_out(record, rejects)
    make_before(record.store, "the import")
    applied = save(record.store, preview, actor=record.actor, rejects=rejects)
    remember(record, preview.draft)
    return applied


def write_refused(record: Record, preview: SpreadsheetPreview, out: Path, file: Path) -> None:
    """Write the refused rows with what is wrong, to correct and import again.

    UserError where `out` is the record or the file itself, or is no workbook's name.
    """
    check_rejects(out, file)
    _check_out(record, out)
    write_rows(preview, out)


def imports_made(record: Record) -> list[ImportBatch]:
    """Return every import of the record, the newest first, undone ones too."""
    with record.store.read() as session:
        return session.batches()[::-1]


def changes_of(record: Record, batch_id: str) -> Changes:
    """Return what an import changed, to tell the screens of."""
    with record.store.read() as session:
        return Changes(tuple(of_batch(session.connection, batch_id)))


def _check_out(record: Record, out: Path) -> None:
    check_not_record(out, record.path)


def _name(shape: str) -> str:
    return f"import.mapping.{shape}"


def _mapping(kept: str | None) -> Mapping | None:
    """Return a mapping that was kept; None where there is none that can be read."""
    if kept is None:
        return None
    try:
        return Mapping.model_validate_json(kept)
    except ValidationError:
        return None
