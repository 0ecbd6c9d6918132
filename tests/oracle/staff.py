"""Staff groups by month: paid time, time in hotspots, other time, utilisation (own staff only)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tests.oracle.bridge import bridge_lines, counts
from tests.oracle.log import code, number
from tests.oracle.read import Person, Record

Key = tuple[str, str | None, str, str | None]


@dataclass
class Group:
    """The figures of one (month, staff group, employer, funding); all times in minutes."""

    people: set[str] = field(default_factory=set)
    paid: int = 0
    in_hotspots: int = 0
    other: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def headcount(self) -> int:
        """Distinct people with a duty, a counted visit or other time in this row."""
        return len(self.people)

    @property
    def utilisation(self) -> float | None:
        """100 × in-hotspot person-minutes ÷ paid minutes; None where nothing was paid."""
        return 100 * self.in_hotspots / self.paid if self.paid else None


def staff_groups(record: Record, agreement: str, first: date, last: date) -> dict[Key, Group]:
    """(month, staff group, employer, funding) -> figures of own staff on finished sheets.

    Paid and other time stand on the shift's date, time in hotspots on the visit's. A shift's break
    is taken once from each of its members. Funding is the visit member's for time in hotspots and
    the shift member's for the rest.
    """
    groups: dict[Key, Group] = defaultdict(Group)

    def row(on: date, person: Person, funding: str | None) -> Group:
        group = groups[f"{on:%Y-%m}", person.group, person.employer, funding]
        group.people.add(person.code)
        return group

    funding = {}
    for shift in record.shifts.values():
        for duty in shift.duties:
            funding[shift.sheet, duty.person.code] = duty.funding
            if shift.finished and duty.person.own and first <= shift.on <= last:
                paid = duty.end - duty.start - shift.break_minutes
                row(shift.on, duty.person, duty.funding).paid += paid
    for line in bridge_lines(record, agreement):
        visit, person = line.visit, line.stay.person
        if counts(visit) and person.own and first <= visit.on <= last:
            row(visit.on, person, line.stay.funding).in_hotspots += line.net
    for cells in record.log["Other time"]:
        shift, person = record.shifts[code(cells["Sheet"])], record.people[code(cells["Person"])]
        if shift.finished and person.own and first <= shift.on <= last:
            group = row(shift.on, person, funding.get((shift.sheet, person.code)))
            group.other[code(cells["Kind"])] += number(cells["Minutes"])
    return dict(groups)
