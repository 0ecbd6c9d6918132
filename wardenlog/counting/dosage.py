"""How much of its plan each hotspot got, by month or over the whole period."""

from collections.abc import Iterator
from typing import NamedTuple

from wardenlog.counting.scope import Session, sql


class Dosage(NamedTuple):
    """One hotspot in one span: a month as `2025-04`, or '' for the whole period.

    None stands for "not applicable": no plan rule on a listed date, no listed date, no visit.
    """

    span: str
    hotspot_code: str
    hotspot: str
    hotspot_kind: str | None
    days_listed: int
    days_visited: int
    visits: int
    qualifying: int
    required: int | None
    longest_gap: int | None
    patrol_minutes: int
    median_minutes: float | None
    person_minutes: int
    claimable_minutes: int
    partner_presences: int
    partner_minutes: int
    foot: int
    cycle: int
    vehicle: int
    mixed: int
    hotspot_id: str

    @property
    def compliance(self) -> float | None:
        """100 × qualifying ÷ required, None where nothing is required."""
        return 100 * self.qualifying / self.required if self.required else None

    @property
    def short(self) -> int:
        """How many required visits were not made, 0 where none is required."""
        return max(0, (self.required or 0) - self.qualifying)


def delivery(session: Session) -> list[Dosage]:
    """Return a row for each month and hotspot listed or visited in it (rule 13)."""
    return [Dosage(*row) for row in session.rows(sql("dosage"), {"monthly": 1})]


def hotspots(session: Session) -> list[Dosage]:
    """Return a row for each hotspot listed or visited in the period (rule 13)."""
    return [Dosage(*row) for row in session.rows(sql("dosage"), {"monthly": 0})]


class PlaceDay(NamedTuple):
    """One hotspot on one date it was listed (domain.md, "place-day")."""

    hotspot_code: str
    day: str
    assigned: str | None
    visits: int
    patrol_minutes: int
    person_minutes: int
    incidents: int


_PLACE_DAYS = """
SELECT
    hotspot.code,
    listed_day.day,
    assignment.arm,
    coalesce(seen.visits, 0),
    coalesce(seen.patrol_minutes, 0),
    coalesce(seen.person_minutes, 0),
    coalesce(reported.incidents, 0)
FROM listed_day
INNER JOIN hotspot ON hotspot.id = listed_day.hotspot_id
LEFT JOIN (
    SELECT
        hotspot_id, day, count(*) AS visits, sum(patrol_minutes) AS patrol_minutes,
        sum(person_minutes) AS person_minutes
    FROM scoped_visit WHERE counted = 1 GROUP BY hotspot_id, day
) AS seen ON seen.hotspot_id = listed_day.hotspot_id AND seen.day = listed_day.day
LEFT JOIN (
    SELECT incident.hotspot_id, incident.day, count(*) AS incidents
    FROM scope
    CROSS JOIN incident ON incident.day >= scope.from_on AND incident.day < scope.to_on
    WHERE incident.live = 1 GROUP BY incident.hotspot_id, incident.day
) AS reported ON reported.hotspot_id = listed_day.hotspot_id AND reported.day = listed_day.day
LEFT JOIN assignment
    ON assignment.hotspot_id = listed_day.hotspot_id AND assignment.day = listed_day.day
    AND assignment.void_reason IS NULL
ORDER BY hotspot.code, listed_day.day
"""


def place_days(session: Session) -> Iterator[PlaceDay]:
    """Yield every hotspot on every date it was listed in the period, visited or not."""
    return map(PlaceDay._make, session.stream(_PLACE_DAYS))
