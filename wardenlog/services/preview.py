"""What a sheet that is being typed would count, once it is saved and finished."""

from dataclasses import dataclass

from wardenlog.counting.particulars import particulars
from wardenlog.counting.sheets import (
    SheetClaim,
    SheetCount,
    engagements,
    sheet_claim,
    sheet_counts,
)
from wardenlog.model import Shift
from wardenlog.services.record import Record
from wardenlog.store.unsaved import show_unsaved

__all__ = ["Preview", "SheetClaim", "SheetCount", "preview"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The figures of a sheet; `engagements` is None where none were written down (rule 10).

    `claim` is what it adds to the claim of an agreement, None where there is none in view.
    """

    count: SheetCount
    engagements: int | None
    claim: SheetClaim | None = None


def preview(record: Record, shift: Shift, agreement: str | None = None) -> Preview:
    """Count a sheet as if it were finished and saved; nothing is written.

    `agreement` is the reference of the one in view; UserError where it is not in the record.
    """
    finished = shift.model_copy(update={"finished": True})
    with record.store.read() as session:
        show_unsaved(session, finished)
        counts = sheet_counts(session, [shift.id])
        claim = None
        if agreement is not None:
            agreement_id = particulars(session, agreement).agreement_id
            claim = sheet_claim(session, agreement_id, shift.id, shift.day)
        return Preview(counts.get(shift.id, SheetCount()), engagements(session, shift.id), claim)
