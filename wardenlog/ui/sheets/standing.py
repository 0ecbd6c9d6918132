"""Says of a sheet that is being typed what it counts, or why it counts nothing yet (rule 5)."""

from collections.abc import Sequence
from datetime import date

from wardenlog.services.periods import AgreementChoice, Viewed, period_of, short_words
from wardenlog.services.sheets import Line, duration_words
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.problems import Problem


def standing_of(
    draft: SheetDraft, line: Line | None, blocking: Sequence[Problem], *, dirty: bool
) -> str:
    """Return the words; `line` is the sheet as last saved, and figures are only those of it."""
    if line is not None and (not dirty or draft.void_reason):
        return line.standing
    if line is None and not draft.visits:
        return "New sheet"
    why = _why_not(draft, blocking)
    if line is not None and line.row.finished:
        return f"Counts as last saved: {duration_words(line.count.person_minutes)}; {why}"
    return f"Does not count yet: {why}"


def where(draft: SheetDraft, problem: Problem) -> str:
    """Say in a few words where a problem is."""
    if problem.row is None:
        return "the header needs attention"
    return f"visit {draft.visits[problem.row].number} needs attention"


def _why_not(draft: SheetDraft, blocking: Sequence[Problem]) -> str:
    if blocking:
        return where(draft, blocking[0])
    for visit in draft.visits:
        if visit.came and not visit.left and not visit.void_reason:
            return f"visit {visit.number} has no Out"
    return "it is not saved" if draft.finished else "the sheet is not finished"


def counted_elsewhere(viewed: Viewed, known: list[AgreementChoice], day: date | None) -> str:
    """Say which period a saved sheet counts in, to follow that; "" where it is the one in view."""
    if (
        day is None
        or viewed.agreement is None
        or viewed.period.from_on <= day < viewed.period.to_on
    ):
        return ""
    other = period_of(known, viewed.agreement, day)
    if other is None:
        return ". Its date is in no period of the agreement in view."
    return f". It counts in {short_words(other)}, not in the period in view."
