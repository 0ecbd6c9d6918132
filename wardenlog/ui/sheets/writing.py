"""Writes a recorded shift sheet as the texts of a draft, so that reading gives it back."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from wardenlog import clock
from wardenlog.model import Shift, ShiftMember, Visit, VisitMember
from wardenlog.model.vocabulary import Mode
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets import cells
from wardenlog.ui.sheets.crew import UNFUNDED, Piece, text_of
from wardenlog.ui.sheets.detail_reading import lines_of
from wardenlog.ui.sheets.draft import SAID, SheetDraft, VisitDraft
from wardenlog.ui.sheets.values import Facts
from wardenlog.ui.widgets.shorthand import date_in_short


def draft_of(shift: Shift, choices: Choices) -> SheetDraft:
    """Return the draft of a recorded sheet."""
    funding = _most_common(member.funding_id or "" for member in shift.members)
    mode = _most_common(visit.mode.value for visit in shift.visits) or Mode.FOOT.value
    facts = Facts(choices, shift.day, shift.day, shift.start_at)
    said = {total.measure: str(total.number) for total in shift.stated_totals}
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
        crew=text_of([_member(member, shift, funding, choices) for member in shift.members]),
        funding=funding,
        mode=mode,
        vehicle=shift.vehicle or "",
        note=shift.note or "",
        **{field: said.get(measure, "") for field, measure in SAID.items()},
        finished=shift.finished,
        void_reason=shift.void_reason,
        visits=tuple(_visit(visit, shift, choices) for visit in shift.visits),
        details=lines_of(shift, facts),
    )


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


def _most_common(words: Iterable[str]) -> str:
    return next((word for word, _ in Counter(words).most_common(1)), "")


def _member(member: ShiftMember, shift: Shift, funding: str, choices: Choices) -> Piece:
    """Write a member of the shift; who is not paid from the head's funding says so."""
    start, end = member.start_at, member.end_at
    start_at = start or shift.start_at
    own = member.funding_id or ""
    return Piece(
        code_of(member.person_id, choices.people),
        ""
        if start is None
        else clock.wall_for_reading(
            start, lambda wall: clock.member_start(shift.day, shift.start_at, wall)
        ),
        ""
        if end is None
        else clock.wall_for_reading(end, lambda wall: clock.first_after(start_at, wall)),
        "" if own == funding else code_of(own, choices.funding) or UNFUNDED,
    )


def _visit_member(member: VisitMember, visit: Visit, choices: Choices) -> Piece:
    """Write a member of a visit; times and funding of its own only."""
    joined, left, in_at, out_at = member.joined_at, member.left_at, visit.in_at, visit.out_at
    since = joined or in_at
    return Piece(
        code_of(member.person_id, choices.people),
        ""
        if joined is None
        else clock.wall_for_reading(joined, lambda wall: clock.member_joined(in_at, out_at, wall)),
        ""
        if left is None
        else clock.wall_for_reading(left, lambda wall: clock.member_left(since, out_at, wall)),
        code_of(member.funding_id, choices.funding) if member.funding_id else "",
    )


def _visit(visit: Visit, shift: Shift, choices: Choices) -> VisitDraft:
    place = next((one for one in choices.hotspots if one.id == visit.hotspot_id), None)
    return VisitDraft(
        id=visit.id,
        number=visit.number,
        hotspot=hotspot_text(place) if place else visit.hotspot_id,
        came=in_text(shift.start_at, visit.in_at),
        left="" if visit.out_at is None else out_text(visit.in_at, visit.out_at),
        crew=text_of([_visit_member(member, visit, choices) for member in visit.members]),
        engagements=cells.engagements_text(cells.engagements_of(shift.tallies, visit.number)),
        advice=cells.advice_text(cells.advice_of(shift.powers, visit.number)),
        incidents=cells.incidents_text(cells.incidents_of(shift.incidents, visit.number), choices),
        powers=cells.powers_text(cells.powers_of(shift.powers, visit.number)),
        note=visit.note or "",
        mode=visit.mode.value,
        uniformed="" if visit.uniformed else "no",
        purpose=visit.purpose or "",
        source="" if visit.time_source is None else visit.time_source.value,
        void_reason=visit.void_reason,
    )
