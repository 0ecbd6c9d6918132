"""Writes a recorded shift sheet as the texts of a draft, so that reading gives it back."""

from collections.abc import Iterable
from datetime import datetime

from wardenlog import clock
from wardenlog.model import Shift, Visit
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets import cells
from wardenlog.ui.sheets.draft import MIXED, SheetDraft, VisitDraft
from wardenlog.ui.widgets.shorthand import date_in_short


def draft_of(shift: Shift, choices: Choices) -> SheetDraft:
    """Return the draft of a recorded sheet."""
    funding = {member.funding_id or "" for member in shift.members}
    return SheetDraft(
        id=shift.id,
        day=date_in_short(shift.day),
        sheet=shift.sheet,
        start=clock.wall_for_reading(shift.start_at, lambda wall: clock.at_wall(shift.day, wall)),
        end=clock.wall_for_reading(
            shift.end_at, lambda wall: clock.first_after(shift.start_at, wall)
        ),
        pause=str(shift.break_minutes) if shift.break_minutes else "",
        team=shift.team or "",
        crew=crew_text((member.person_id for member in shift.members), choices),
        funding=MIXED if len(funding) > 1 else next(iter(funding), ""),
        finished=shift.finished,
        void_reason=shift.void_reason,
        visits=tuple(_visit(visit, shift, choices) for visit in shift.visits),
    )


def crew_text(people: Iterable[str], choices: Choices) -> str:
    """Write people as their codes."""
    return " ".join(code_of(person_id, choices.people) for person_id in people)


def code_of(record_id: str, among: Iterable[Named]) -> str:
    """Return a record's code, or its id where it is not among those given."""
    return next((one.code for one in among if one.id == record_id), record_id)


def in_text(shift_start: datetime, in_at: datetime) -> str:
    """Write an In so that it is read as this instant again."""
    return clock.wall_for_reading(in_at, lambda wall: clock.visit_in(shift_start, wall))


def out_text(in_at: datetime, out_at: datetime) -> str:
    """Write an Out so that it is read as this instant again."""
    return clock.wall_for_reading(out_at, lambda wall: clock.visit_out(in_at, wall))


def hotspot_text(one: Named) -> str:
    """Write a hotspot as the grid echoes it: its code and full name."""
    return f"{one.code} {one.name}"


def _visit(visit: Visit, shift: Shift, choices: Choices) -> VisitDraft:
    place = next((one for one in choices.hotspots if one.id == visit.hotspot_id), None)
    return VisitDraft(
        id=visit.id,
        number=visit.number,
        hotspot=hotspot_text(place) if place else visit.hotspot_id,
        came=in_text(shift.start_at, visit.in_at),
        left="" if visit.out_at is None else out_text(visit.in_at, visit.out_at),
        crew=crew_text((member.person_id for member in visit.members), choices),
        engagements=cells.engagements_text(cells.engagements_of(shift.tallies, visit.number)),
        advice=cells.advice_text(cells.advice_of(shift.powers, visit.number)),
        incidents=cells.incidents_text(cells.incidents_of(shift.incidents, visit.number), choices),
        note=visit.note or "",
        void_reason=visit.void_reason,
    )
