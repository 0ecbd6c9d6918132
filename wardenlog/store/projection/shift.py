"""Rows of a shift sheet: who was paid, where the crew was, and what was written down there."""

from collections.abc import Iterable

from wardenlog import clock
from wardenlog.model import Shift, Visit
from wardenlog.store.projection.rows import Row, Rows, day, instant, minute, pence


def shift(it: Shift) -> Rows:
    """Return every row of a sheet. A visit's day is the local date it started on (rule 3)."""
    live = int(it.finished and it.void_reason is None)
    root = (
        it.id,
        it.sheet,
        day(it.day),
        instant(it.start_at),
        instant(it.end_at),
        minute(it.start_at),
        minute(it.end_at),
        it.break_minutes,
        it.team,
        it.vehicle,
        int(it.finished),
        it.note,
        it.void_reason,
        live,
    )
    where = _Places(it, live)
    return [
        ("shift", [root]),
        ("shift_member", list(_shift_members(it, live))),
        ("visit", [where.visit_row(visit) for visit in it.visits]),
        ("visit_member", [row for visit in it.visits for row in where.member_rows(visit)]),
        (
            "partner_presence",
            [
                (it.id, visit.number, position, x.partner_kind, x.persons, x.minutes)
                for visit in it.visits
                for position, x in enumerate(visit.partners)
            ],
        ),
        ("tally", list(_tallies(it, where))),
        ("incident", list(_incidents(it, where))),
        ("power_use", list(_power_uses(it, where))),
        (
            "referral",
            [
                (*where.of(position, x.visit), x.pathway, x.stage, x.outcome)
                for position, x in enumerate(it.referrals)
            ],
        ),
        (
            "seizure",
            [
                (*where.of(position, x.visit), x.seizure_kind, x.quantity, x.use)
                for position, x in enumerate(it.seizures)
            ],
        ),
        (
            "other_time",
            [
                (it.id, position, day(it.day), live, x.person_id, x.time_kind, x.minutes)
                for position, x in enumerate(it.other_time)
            ],
        ),
    ]


class _Places:
    """Where and when each visit of a sheet was, and whether it counts."""

    def __init__(self, it: Shift, live: int) -> None:
        self._shift = it
        self._live = live
        self._start_day = day(clock.local_date(it.start_at))
        self._visits: dict[int, tuple[str, str, int]] = {
            visit.number: (
                clock.local_date(visit.in_at).isoformat(),
                visit.hotspot_id,
                int(bool(live) and visit.void_reason is None),
            )
            for visit in it.visits
        }

    def of(self, position: int, number: int | None) -> Row:
        """Return the head of a row written on the sheet: its place, day and whether it counts."""
        if number is None:
            return (self._shift.id, position, None, self._start_day, None, self._live)
        local_day, hotspot_id, live = self._visits[number]
        return (self._shift.id, position, number, local_day, hotspot_id, live)

    def visit_row(self, visit: Visit) -> Row:
        local_day, hotspot_id, live = self._visits[visit.number]
        wall = clock.local(visit.in_at)
        return (
            self._shift.id,
            visit.number,
            visit.id,
            hotspot_id,
            self._shift.sheet,
            local_day,
            instant(visit.in_at),
            None if visit.out_at is None else instant(visit.out_at),
            minute(visit.in_at),
            None if visit.out_at is None else minute(visit.out_at),
            wall.hour * 60 + wall.minute,
            visit.mode,
            int(visit.uniformed),
            visit.purpose,
            visit.time_source,
            visit.void_reason,
            visit.note,
            live,
        )

    def member_rows(self, visit: Visit) -> Iterable[Row]:
        local_day, _, live = self._visits[visit.number]
        for position, member in enumerate(self._shift.crew_of(visit)):
            joined = member.joined_at or visit.in_at
            left = member.left_at or visit.out_at
            yield (
                self._shift.id,
                visit.number,
                position,
                member.person_id,
                instant(joined),
                None if left is None else instant(left),
                minute(joined),
                None if left is None else minute(left),
                self._shift.funding_of(member),
                self._shift.sheet,
                local_day,
                live,
            )


def _shift_members(it: Shift, live: int) -> Iterable[Row]:
    for position, member in enumerate(it.members):
        start, end = it.paid_between(member)
        yield (
            it.id,
            position,
            member.person_id,
            instant(start),
            instant(end),
            minute(start),
            minute(end),
            member.funding_id,
            day(it.day),
            live,
            max(0, minute(end) - minute(start) - it.break_minutes),
        )


def _tallies(it: Shift, where: _Places) -> Iterable[Row]:
    for position, x in enumerate(it.tallies):
        yield (*where.of(position, x.visit), x.measure, x.number, int(x.estimated))


def _incidents(it: Shift, where: _Places) -> Iterable[Row]:
    for position, x in enumerate(it.incidents):
        at = None if x.at is None else instant(x.at)
        yield (*where.of(position, x.visit), at, x.category, x.incident_type, x.outcome)


def _power_uses(it: Shift, where: _Places) -> Iterable[Row]:
    for position, x in enumerate(it.powers):
        yield (
            *where.of(position, x.visit),
            x.id,
            None if x.at is None else instant(x.at),
            x.power,
            x.stage,
            x.use,
            x.person_id,
            x.subject,
            x.age_band,
            x.behaviour,
            x.outcome,
            x.pspo_id,
            x.reference,
            pence(x.amount),
            x.count,
            x.status,
            day(x.status_on),
        )
