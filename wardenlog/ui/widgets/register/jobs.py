"""What a list does beside the window: plain functions, each a job of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from wardenlog.services.listing import Listing, Sought
from wardenlog.services.logbook import Changes, Logbook
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.register.spec import RegisterSpec

_CHUNK: Final = 500
"""Rows read together."""

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was listed, and where what was chosen before is in it."""

    sought: Sought
    ids: Sequence[str]
    positions: dict[str, int]


def read_ids(listing: Listing[Any], sought: Sought, kept: frozenset[str], job: Job) -> Arrived:
    """Return what is sought, and the position in it of the ids that are to be kept."""
    ids = listing.ids(sought)
    positions: dict[str, int] = {}
    if kept and not job.stopping:
        for n, each in enumerate(ids):
            if each in kept:
                positions[each] = n
                if len(positions) == len(kept):
                    break
    return Arrived(sought, ids, positions)


def rows_of(listing: Listing[RowT], ids: Sequence[str], job: Job, step: str) -> Iterator[RowT]:
    """Yield the rows of ids in order, without those that are gone; says how far it has come."""
    waiting = iter(ids)
    done = 0
    while chunk := list(islice(waiting, _CHUNK)):
        job.report(step, done, len(ids))
        rows = listing.rows(chunk)
        yield from (rows[each] for each in chunk if each in rows)
        done += len(chunk)


def void_rows(
    spec: RegisterSpec[RowT],
    logbook: Logbook,
    listing: Listing[RowT],
    chosen: tuple[Sequence[str], str],
    job: Job,
) -> Changes:
    """Void the rows of (ids, reason) that are not void yet: all of them or none."""
    ids, reason = chosen
    rows = [row for row in rows_of(listing, ids, job, "") if not is_void(spec, row)]
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
    rows = [row for row in rows_of(listing, ids, job, "") if is_void(spec, row)]
    if spec.restore is not None:
        return spec.restore(rows)
    return logbook.restore_all(_records(spec, rows))


def is_void(spec: RegisterSpec[RowT], row: RowT) -> bool:
    """Return whether a row is void."""
    return spec.void_reason_of is not None and spec.void_reason_of(row) is not None


def _records(spec: RegisterSpec[RowT], rows: Sequence[RowT]) -> list[tuple[str, str]]:
    """Return the kind and id of each row's aggregate, once."""
    return [] if spec.record_of is None else list(dict.fromkeys(map(spec.record_of, rows)))


def tab_separated(
    spec: RegisterSpec[RowT], listing: Listing[RowT], ids: Sequence[str], job: Job
) -> str:
    """Return rows as a spreadsheet takes them from the clipboard, headings first."""
    lines = [[column.heading for column in spec.columns]]
    lines.extend(
        [column.text(row) for column in spec.columns] for row in rows_of(listing, ids, job, "")
    )
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)
