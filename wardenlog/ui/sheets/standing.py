"""Says of a sheet that is being typed what it counts, or why it counts nothing yet (rule 5)."""

from collections.abc import Sequence

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
