"""The rows of a shift sheet in a log, with times that read back as the same instants."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from wardenlog import clock
from wardenlog.clock import WallTime, WallTimeError
from wardenlog.model import Incident, PowerUse, Shift, ShiftMember, Visit

Rows = Iterator[tuple[str, dict[str, Any]]]
"""Rows by sheet, each its values by field of the table; the caller adds the sheet number."""


def shift_rows(shift: Shift, notes: list[str]) -> Rows:
    """Yield every row of a shift sheet; note the times that a log cannot say."""
    yield from _ShiftRows(shift, notes).rows()


class _ShiftRows:
    """Writes the rows of one shift sheet."""

    def __init__(self, shift: Shift, notes: list[str]) -> None:
        self._shift: Final = shift
        self._notes: Final = notes

    def rows(self) -> Rows:
        shift = self._shift
        yield (
            "Shifts",
            {
                **dict(shift),
                "start": self._wall(shift.start_at, lambda wall: clock.at_wall(shift.day, wall)),
                "end": self._wall(
                    shift.end_at, lambda wall: clock.first_after(shift.start_at, wall)
                ),
                "finished": shift.finished and shift.void_reason is None,
                "note": self._note(),
            },
        )
        for shift_member in shift.members:
            yield "Shift members", {**dict(shift_member), **self._paid_times(shift_member)}
        for visit in shift.visits:
            yield from self._visit_rows(visit)
        for tally in shift.tallies:
            yield "Tallies", dict(tally)
        for incident in shift.incidents:
            yield "Incidents", {**dict(incident), "time": self._time(incident)}
        for power in shift.powers:
            yield "Powers", {**dict(power), "time": self._time(power)}
        for referral in shift.referrals:
            yield "Referrals", dict(referral)
        for seizure in shift.seizures:
            yield "Seizures", dict(seizure)
        for other in shift.other_time:
            yield "Other time", dict(other)

    def _visit_rows(self, visit: Visit) -> Rows:
        yield (
            "Visits",
            {
                **dict(visit),
                "in": self._wall(visit.in_at, self._visit_in),
                "out": self._wall(visit.out_at, lambda wall: clock.visit_out(visit.in_at, wall)),
                "void_reason": visit.void_reason or self._shift.void_reason,
            },
        )
        for member in visit.members:
            joined_at = member.joined_at or visit.in_at
            yield (
                "Visit members",
                {
                    **dict(member),
                    "visit": visit.number,
                    "joined": self._wall(
                        member.joined_at,
                        lambda wall: clock.member_joined(visit.in_at, visit.out_at, wall),
                    ),
                    "left": self._wall(
                        member.left_at,
                        lambda wall, since=joined_at: clock.member_left(since, visit.out_at, wall),  # type: ignore[misc]
                    ),
                },
            )
        for partner in visit.partners:
            yield "Partners", {**dict(partner), "visit": visit.number}

    def _note(self) -> str | None:
        reason, note = self._shift.void_reason, self._shift.note
        if reason is None:
            return note
        return f"Void: {reason}" if note is None else f"Void: {reason}\n{note}"

    def _paid_times(self, member: ShiftMember) -> dict[str, str | None]:
        shift = self._shift
        start_at = member.start_at or shift.start_at
        return {
            "start": self._wall(
                member.start_at, lambda wall: clock.member_start(shift.day, shift.start_at, wall)
            ),
            "end": self._wall(member.end_at, lambda wall: clock.first_after(start_at, wall)),
        }

    def _time(self, written: Incident | PowerUse) -> str | None:
        return self._wall(written.at, self._visit_in)

    def _visit_in(self, wall: WallTime) -> datetime:
        return clock.visit_in(self._shift.start_at, wall)

    def _wall(self, at: datetime | None, read: Callable[[WallTime], datetime]) -> str | None:
        """Return the text that a reading rule turns into the instant; note where none does."""
        if at is None:
            return None
        text = clock.wall_for_reading(at, read)
        try:
            if read(WallTime.parse(text)) == at:
                return text
        except WallTimeError:
            pass
        self._notes.append(
            f"Sheet {self._shift.sheet}: {clock.date_text(clock.local_date(at))} "
            f"{clock.wall_text(at)} is too far from the shift for a log, which has no dates beside "
            "its times. Check it after importing the log."
        )
        return clock.wall_text(at)
