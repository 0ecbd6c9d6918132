"""What a list does with rows beside the window: plain functions, each a job of its own."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication

from wardenlog.files.cells import guarded
from wardenlog.files.csv_file import save_csv
from wardenlog.services.listing import Listing
from wardenlog.services.logbook import Changes, Logbook
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.register.spec import RegisterSpec

_CHUNK: Final = 500
"""Rows read together."""

RowT = TypeVar("RowT")
translate = QCoreApplication.translate


def void_rows(
    spec: RegisterSpec[RowT],
    logbook: Logbook,
    listing: Listing[RowT],
    chosen: tuple[Sequence[str], str],
    job: Job,
) -> Changes:
    """Void the rows of (ids, reason) that are not void yet: all of them or none."""
    ids, reason = chosen
    rows = [row for row in rows_of(listing, ids, job) if not is_void(spec, row)]
    if spec.void is not None:
        return spec.void(rows, reason)
    return logbook.void_all(_records(spec, rows), reason)


def restore_rows(
    spec: RegisterSpec[RowT],
    logbook: Logbook,
    listing: Listing[RowT],
    ids: Sequence[str],
    job: Job,
) -> Changes:
    """Take back the voids of rows: of all that are void, or of none."""
    rows = [row for row in rows_of(listing, ids, job) if is_void(spec, row)]
    if spec.restore is not None:
        return spec.restore(rows)
    return logbook.restore_all(_records(spec, rows))


def undo_changes(logbook: Logbook, changes: Changes, job: Job) -> Changes:
    """Take back what one write changed."""
    del job  # all or none: there is nothing to stop half-way
    return logbook.take_back(changes)


def tab_separated(
    spec: RegisterSpec[RowT], listing: Listing[RowT], ids: Sequence[str], job: Job
) -> str:
    """Return rows as a spreadsheet takes them from the clipboard, headings first."""
    return "".join(
        "\t".join(guarded(" ".join(cell.split())) for cell in line) + "\n"
        for line in _lines(spec, listing, ids, job)
    )


def csv_file(
    spec: RegisterSpec[RowT],
    listing: Listing[RowT],
    ids: Sequence[str],
    places: tuple[Path, Path],
    job: Job,
) -> Path:
    """Write rows to the first of (file, record) as CSV, and return that file."""
    path, record = places
    save_csv(path, record, _lines(spec, listing, ids, job))
    return path


def rows_of(listing: Listing[RowT], ids: Sequence[str], job: Job) -> Iterator[RowT]:
    """Yield the rows of ids in order, without those that are gone; says how far it has come."""
    step = translate("register", "Reading the rows")
    waiting, done = iter(ids), 0
    while chunk := list(islice(waiting, _CHUNK)):
        rows = listing.rows(chunk)
        yield from (rows[each] for each in chunk if each in rows)
        done += len(chunk)
        job.report(step, done, len(ids))


def is_void(spec: RegisterSpec[RowT], row: RowT) -> bool:
    """Return whether a row is void."""
    return spec.void_reason_of is not None and spec.void_reason_of(row) is not None


def _lines(
    spec: RegisterSpec[RowT], listing: Listing[RowT], ids: Sequence[str], job: Job
) -> Iterator[list[str]]:
    yield [translate("register", column.headed) for column in spec.columns]
    for row in rows_of(listing, ids, job):
        yield [column.text(row) for column in spec.columns]


def _records(spec: RegisterSpec[Any], rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the kind and id of each row's aggregate, once."""
    return [] if spec.record_of is None else list(dict.fromkeys(map(spec.record_of, rows)))
