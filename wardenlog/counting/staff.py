"""Who delivered the hours: staff groups with paid time and where it went."""

from typing import NamedTuple

from wardenlog.counting.scope import Session


class StaffRow(NamedTuple):
    """One month, staff group, employer and funding source of our own staff; times in minutes.

    Staff group and funding are None where not recorded.
    """

    month: str
    staff_group: str | None
    employer: str
    funding: str | None
    headcount: int
    paid: int
    in_hotspots: int
    outside_patrol: int
    travel_and_briefing: int
    other: int

    @property
    def utilisation(self) -> float | None:
        """100 × in-hotspot person-minutes ÷ paid minutes; None without paid minutes."""
        return 100 * self.in_hotspots / self.paid if self.paid else None


_STAFF = """
WITH entry AS (
    SELECT
        substr(member.day, 1, 7) AS month, member.person_id, member.funding_id,
        member.paid_minutes AS paid, 0 AS in_hotspots, 0 AS outside, 0 AS travel, 0 AS other
    FROM scope
    CROSS JOIN shift_member AS member ON member.day >= scope.from_on AND member.day < scope.to_on
    WHERE member.live = 1
    UNION ALL
    SELECT month, person_id, funding_id, 0, net_minutes, 0, 0, 0
    FROM presence
    WHERE counted = 1 AND own = 1
    UNION ALL
    SELECT
        substr(time.day, 1, 7), time.person_id,
        (
            SELECT member.funding_id
            FROM shift_member AS member
            WHERE member.shift_id = time.shift_id AND member.person_id = time.person_id
            ORDER BY member.position LIMIT 1
        ),
        0, 0,
        iif(time.time_kind = 'outside_patrol', time.minutes, 0),
        iif(time.time_kind IN ('travel', 'briefing'), time.minutes, 0),
        iif(time.time_kind IN ('outside_patrol', 'travel', 'briefing'), 0, time.minutes)
    FROM scope
    CROSS JOIN other_time AS time ON time.day >= scope.from_on AND time.day < scope.to_on
    WHERE time.live = 1
)

SELECT
    entry.month, person.staff_group, organisation.name,
    coalesce(funding.label, funding.code),
    count(DISTINCT entry.person_id),
    sum(entry.paid), sum(entry.in_hotspots), sum(entry.outside), sum(entry.travel),
    sum(entry.other)
FROM entry
INNER JOIN person ON person.id = entry.person_id
INNER JOIN organisation ON organisation.id = person.organisation_id
LEFT JOIN funding_source AS funding ON funding.id = entry.funding_id
WHERE organisation.own = 1
GROUP BY entry.month, person.staff_group, organisation.name, entry.funding_id
ORDER BY entry.month, person.staff_group, organisation.name, 4
"""


def staff_groups(session: Session) -> list[StaffRow]:
    """Return paid and delivered time of our own staff (domain.md, "utilisation percent").

    Paid and other time stand in the month of the shift's date, hotspot time in the visit's.
    """
    return [StaffRow(*row) for row in session.rows(_STAFF)]
