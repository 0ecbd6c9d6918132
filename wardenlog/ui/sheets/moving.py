"""Takes the times that the grid does not show along when a sheet is moved to another date.

Each keeps its wall time and is read again by the rule that first read it (standard-log.md).
WallTimeError where the clocks skip it on the new date.
"""

from datetime import date, datetime

from wardenlog import clock
from wardenlog.clock import WallTime
from wardenlog.model import ShiftMember, VisitMember


def shift_member(member: ShiftMember, day: date, times: tuple[datetime, datetime]) -> ShiftMember:
    """Return a shift member whose own start and end are on the new date."""
    if member.start_at is None and member.end_at is None:
        return member
    start, end = member.start_at, member.end_at
    start_at = times[0] if start is None else clock.member_start(day, times[0], _wall(start))
    return member.model_copy(
        update={
            "start_at": None if start is None else start_at,
            "end_at": None if end is None else clock.first_after(start_at, _wall(end)),
        }
    )


def visit_member(member: VisitMember, in_at: datetime, out_at: datetime | None) -> VisitMember:
    """Return a visit member whose Joined and Left are within the moved visit."""
    joined, left = member.joined_at, member.left_at
    joined_at = in_at if joined is None else clock.member_joined(in_at, out_at, _wall(joined))
    return member.model_copy(
        update={
            "joined_at": None if joined is None else joined_at,
            "left_at": None if left is None else clock.member_left(joined_at, out_at, _wall(left)),
        }
    )


def moment(at: datetime, since: datetime) -> datetime:
    """Return the first time after `since` that clocks show what they showed at `at`."""
    return clock.first_at_or_after(since, _wall(at))


def _wall(at: datetime) -> WallTime:
    here = clock.local(at)
    return WallTime(here.hour, here.minute)
