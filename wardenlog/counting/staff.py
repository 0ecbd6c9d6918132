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


# Added up as they are read: there may be a million, which to sort would take much memory. People
# and funding sources stand by rowid, 0 for none.
_SPENT = """
DROP TABLE IF EXISTS temp.spent;

CREATE TEMP TABLE spent (
    month TEXT NOT NULL, worker INTEGER NOT NULL, funding INTEGER NOT NULL,
    paid INTEGER NOT NULL, in_hotspots INTEGER NOT NULL, outside INTEGER NOT NULL,
    travel INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (month, worker, funding)
) STRICT, WITHOUT ROWID;

INSERT INTO spent
WITH entry AS (
    SELECT
        substr(member.day, 1, 7) AS month, member.person_id, member.funding_id,
        member.paid_minutes AS paid, 0 AS outside, 0 AS travel, 0 AS other
    FROM scope
    CROSS JOIN shift_member AS member ON member.day >= scope.from_on AND member.day < scope.to_on
    WHERE member.live = 1
    UNION ALL
    SELECT
        substr(time.day, 1, 7), time.person_id,
        (
            SELECT member.funding_id
            FROM shift_member AS member
            WHERE member.shift_id = time.shift_id AND member.person_id = time.person_id
            ORDER BY member.position LIMIT 1
        ),
        0,
        iif(time.time_kind = 'outside_patrol', time.minutes, 0),
        iif(time.time_kind IN ('travel', 'briefing'), time.minutes, 0),
        iif(time.time_kind IN ('outside_patrol', 'travel', 'briefing'), 0, time.minutes)
    FROM scope
    CROSS JOIN other_time AS time ON time.day >= scope.from_on AND time.day < scope.to_on
    WHERE time.live = 1
)

SELECT
    entry.month, worker.place, coalesce(funding.rowid, 0),
    entry.paid, 0, entry.outside, entry.travel, entry.other
FROM entry
INNER JOIN worker ON worker.person_id = entry.person_id
LEFT JOIN funding_source AS funding ON funding.id = entry.funding_id
WHERE worker.own = 1
UNION ALL
SELECT
    visit.month, presence.worker, coalesce(presence.funding, 0),
    0, presence.net_minutes, 0, 0, 0
FROM presence
INNER JOIN scoped_visit AS visit ON visit.rowid = presence.visit
WHERE presence.counted = 1 AND presence.own = 1
ON CONFLICT DO UPDATE SET
    paid = paid + excluded.paid,
    in_hotspots = in_hotspots + excluded.in_hotspots,
    outside = outside + excluded.outside,
    travel = travel + excluded.travel,
    other = other + excluded.other;
"""

_STAFF = """
SELECT
    spent.month, person.staff_group, organisation.name,
    coalesce(funding.label, funding.code),
    count(DISTINCT spent.worker),
    sum(spent.paid), sum(spent.in_hotspots), sum(spent.outside), sum(spent.travel),
    sum(spent.other)
FROM spent
INNER JOIN person ON person.rowid = spent.worker
INNER JOIN organisation ON organisation.id = person.organisation_id
LEFT JOIN funding_source AS funding ON funding.rowid = spent.funding
GROUP BY spent.month, person.staff_group, organisation.name, spent.funding
ORDER BY spent.month, person.staff_group, organisation.name, 4
"""


def staff_groups(session: Session) -> list[StaffRow]:
    """Return paid and delivered time of our own staff (domain.md, "utilisation percent").

    Paid and other time stand in the month of the shift's date, hotspot time in the visit's.
    """
    session.script(_SPENT)
    return [StaffRow(*row) for row in session.rows(_STAFF)]
