"""Puts the visits of a sheet in another order: numbered anew, with all that is theirs."""

from dataclasses import replace

from wardenlog.model import Shift, new_id
from wardenlog.ui.sheets.draft import SheetDraft, VisitDraft

_WRITTEN = ("tallies", "incidents", "powers", "referrals", "seizures")
"""What of a sheet may be written for a visit, by its number."""


def inserted(draft: SheetDraft, row: int) -> SheetDraft:
    """Return the sheet with a blank visit in a row, and the numbers of those after it one up."""
    number = draft.visits[row].number
    new = {each.number: each.number + 1 for each in draft.visits[row:]}
    blank = VisitDraft(new_id(), number)
    after = _numbered(draft, new).visits
    return replace(_numbered(draft, new), visits=(*after[:row], blank, *after[row:]))


def moved(draft: SheetDraft, row: int, by: int) -> SheetDraft:
    """Return the sheet with a visit so many rows further down, each row keeping its number."""
    numbers = [visit.number for visit in draft.visits]
    visits = list(draft.visits)
    visits.insert(row + by, visits.pop(row))
    new = {visit.number: number for visit, number in zip(visits, numbers, strict=True)}
    return _numbered(replace(draft, visits=tuple(visits)), new)


def renumbered(base: Shift, draft: SheetDraft) -> Shift:
    """Return what is recorded of a sheet as if its visits had the numbers of the draft."""
    numbers = {line.id: line.number for line in draft.visits}
    new: dict[int | None, int] = {
        visit.number: numbers.get(visit.id, visit.number) for visit in base.visits
    }
    if all(old == number for old, number in new.items()):
        return base
    visits = tuple(each.model_copy(update={"number": new[each.number]}) for each in base.visits)
    written = {
        name: tuple(
            part.model_copy(update={"visit": new.get(part.visit, part.visit)})
            for part in getattr(base, name)
        )
        for name in _WRITTEN
    }
    return base.model_copy(update={"visits": visits, **written})


def _numbered(draft: SheetDraft, new: dict[int, int]) -> SheetDraft:
    visits = tuple(replace(v, number=new.get(v.number, v.number)) for v in draft.visits)
    details = tuple(
        line if line.visit is None else replace(line, visit=new.get(line.visit, line.visit))
        for line in draft.details
    )
    return replace(draft, visits=visits, details=details)
