"""What a sheet that is being typed would count, once it is saved and finished."""

from dataclasses import dataclass

from wardenlog.counting.sheets import SheetCount, engagements, sheet_counts
from wardenlog.model import Shift
from wardenlog.services.record import Record
from wardenlog.store.unsaved import show_unsaved


@dataclass(frozen=True, slots=True)
class Preview:
    """The figures of a sheet; `engagements` is None where none were written down (rule 10)."""

    count: SheetCount
    engagements: int | None


def preview(record: Record, shift: Shift) -> Preview:
    """Count a sheet as if it were finished and saved; nothing is written."""
    finished = shift.model_copy(update={"finished": True})
    with record.store.read() as session:
        show_unsaved(session, finished)
        counts = sheet_counts(session, [shift.id])
        return Preview(counts.get(shift.id, SheetCount()), engagements(session, shift.id))
