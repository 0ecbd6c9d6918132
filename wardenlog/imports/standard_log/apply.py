"""Saves what a preview showed: one batch, all of it or nothing (promises.md, 19)."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wardenlog.errors import UserError
from wardenlog.imports.standard_log.preview import ADDED, CHANGED, UNCHANGED, Preview
from wardenlog.imports.standard_log.rejects import write_rejects
from wardenlog.imports.unmoved import check_unmoved
from wardenlog.model import new_id
from wardenlog.store import Batch, Store


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did: records, and rows rejected; no `batch_id` where it saved nothing."""

    batch_id: str | None
    added: int
    changed: int
    unchanged: int
    rejected: int


def apply(store: Store, preview: Preview, *, actor: str, rejects: Path | None = None) -> Applied:
    """Save every record that a preview added or changed, as one batch.

    With problems, only where `rejects` names a workbook for the rows that are not saved; it is
    written first, so that no row is lost. A sheet is saved without its refused visits, and a
    visit without its refused tallies, powers and the like; a refused member refuses its visit.
    UserError: `has_problems`; `changed_meanwhile` where the record moved on since the preview.
    """
    rejected = preview.rejected_rows()
    if preview.problems:
        if rejects is None:
            rows = "1 row has" if len(rejected) == 1 else f"{len(rejected):,} rows have"
            raise UserError(
                f"Nothing was saved: {rows} problems. Correct the file and import it again, or "
                "accept the rest and get those rows back as a workbook.",
                code="has_problems",
            )
        write_rejects(preview, rejects)
    return save_changes(store, preview, actor=actor, rejected=len(rejected))


def save_changes(store: Store, preview: Preview, *, actor: str, rejected: int) -> Applied:
    """Save every record that a preview added or changed, as one batch that notes rows rejected.

    UserError (`changed_meanwhile`) where the record moved on since the preview.
    """
    counts = Counter(each.what for each in preview.changes)
    if preview.is_empty:
        return Applied(None, 0, 0, counts[UNCHANGED], rejected)
    batch = Batch(new_id(), preview.log.source, preview.log.sha256, rejected)
    with store.write(actor, batch=batch) as session:
        check_unmoved(session, preview.head)
        for change in preview.changes:
            session.save(change.aggregate)
    return Applied(batch.id, counts[ADDED], counts[CHANGED], counts[UNCHANGED], rejected)
