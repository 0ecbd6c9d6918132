"""Saves what the preview of a ledger showed: one batch, all of it or nothing (promises.md, 19)."""

from dataclasses import dataclass

from wardenlog.imports.ledger.preview import LedgerPreview
from wardenlog.imports.spreadsheet.preview import REFUSED
from wardenlog.imports.standard_log.preview import ADDED, CHANGED, UNCHANGED
from wardenlog.imports.unmoved import check_unmoved
from wardenlog.model import new_id
from wardenlog.store import Batch, Revision, Store


@dataclass(frozen=True, slots=True)
class LedgerApplied:
    """What an import did, in rows of the file; no `batch_id` where it saved nothing."""

    batch_id: str | None
    added: int
    changed: int
    unchanged: int
    refused: int
    revisions: tuple[Revision, ...] = ()


def apply_ledger(store: Store, preview: LedgerPreview, *, actor: str) -> LedgerApplied:
    """Save every amount that a preview added or changed, as one batch.

    UserError (`changed_meanwhile`) where the record moved on since the preview.
    """
    rows = preview.counts()
    counts = rows[ADDED], rows[CHANGED], rows[UNCHANGED], rows[REFUSED]
    if preview.is_empty:
        return LedgerApplied(None, *counts)
    flat = preview.draft.flat
    batch = Batch(new_id(), flat.source, flat.sha256, rows[REFUSED])
    with store.write(actor, batch=batch) as session:
        check_unmoved(session, preview.head)
        done = [session.save(month) for month in preview.months]
    return LedgerApplied(batch.id, *counts, tuple(each for each in done if each is not None))
