"""What was written down: powers, engagement tallies, incidents and other counts.

They count with their visit when it is neither void nor on an unfinished sheet, whether or not it
has an Out, on the visit's date and hotspot; those recorded for a whole shift count on the shift's
start date and have no hotspot (domain.md, "Measures, exactly").
"""

from typing import NamedTuple

from wardenlog.counting.scope import Session


class PowerRow(NamedTuple):
    """Uses of one stage of a power in a month and hotspot; None is a whole shift's (rule 8)."""

    month: str
    hotspot_code: str | None
    power: str
    stage: str
    own: int
    assisted: int
    cancelled: int
    under_18: int


class TallyRow(NamedTuple):
    """One tally measure in a month and hotspot, and how much of it was estimated (rule 9)."""

    month: str
    hotspot_code: str | None
    measure: str
    number: int
    estimated: int


class IncidentRow(NamedTuple):
    """Incidents of one sort in a month and hotspot; `source` None is our own wardens' record."""

    month: str
    hotspot_code: str | None
    source: str | None
    category: str | None
    incident_type: str | None
    number: int
    same_month_last_year: int | None


class OtherCount(NamedTuple):
    """A referral pathway, a kind of seizure or a channel of intelligence in a month."""

    month: str
    hotspot_code: str | None
    kind: str
    code: str
    number: int


_POWERS = """
WITH printed AS (SELECT value ->> 0 AS power, value ->> 1 AS stage FROM json_each(:stages)),

entry AS (
    SELECT
        substr(use.day, 1, 7) AS month, use.hotspot_id, use.power, use.stage,
        iif(use.use = 'own', use.quantity, 0) AS own,
        iif(use.use = 'assisted', use.quantity, 0) AS assisted,
        0 AS cancelled,
        iif(use.age_band IN ('under 10', '10-15', '16-17'), use.quantity, 0) AS under_18
    FROM scope
    CROSS JOIN power_use AS use ON use.day >= scope.from_on AND use.day < scope.to_on
    WHERE use.live = 1
    UNION ALL
    SELECT
        substr(use.status_on, 1, 7), use.hotspot_id, use.power, use.stage,
        0, 0, use.quantity, 0
    FROM scope
    CROSS JOIN power_use AS use
        ON use.status_on >= scope.from_on AND use.status_on < scope.to_on
    WHERE use.live = 1 AND use.status = 'cancelled'
)

SELECT
    entry.month, hotspot.code, entry.power, entry.stage,
    sum(entry.own), sum(entry.assisted), sum(entry.cancelled), sum(entry.under_18)
FROM entry
INNER JOIN printed ON printed.power = entry.power AND printed.stage = entry.stage
LEFT JOIN hotspot ON hotspot.id = entry.hotspot_id
GROUP BY entry.month, hotspot.code, entry.power, entry.stage
ORDER BY entry.month, hotspot.code IS NULL, hotspot.code, entry.power, entry.stage
"""


def powers(session: Session, printed_stages: str) -> list[PowerRow]:
    """Return the uses of every printed stage, by month and hotspot (rule 8).

    `printed_stages` is a JSON array of [power, stage]: those the catalogue counts in the return.
    A cancellation stands in the month of its status date; the issue stays where it was.
    """
    return [PowerRow(*row) for row in session.rows(_POWERS, {"stages": printed_stages})]


_TALLIES = """
SELECT
    substr(tally.day, 1, 7), hotspot.code, tally.measure,
    sum(tally.quantity), sum(iif(tally.estimated, tally.quantity, 0))
FROM scope
CROSS JOIN tally ON tally.day >= scope.from_on AND tally.day < scope.to_on
LEFT JOIN hotspot ON hotspot.id = tally.hotspot_id
WHERE tally.live = 1
GROUP BY substr(tally.day, 1, 7), hotspot.code, tally.measure
ORDER BY 1, hotspot.code IS NULL, hotspot.code, tally.measure
"""


def tallies(session: Session) -> list[TallyRow]:
    """Return every tally measure by month and hotspot (rule 9)."""
    return [TallyRow(*row) for row in session.rows(_TALLIES)]


_INCIDENTS = """
SELECT
    substr(incident.day, 1, 7) AS month, hotspot.code AS hotspot_code, NULL AS source,
    incident.category, incident.incident_type, count(*), NULL
FROM scope
CROSS JOIN incident ON incident.day >= scope.from_on AND incident.day < scope.to_on
LEFT JOIN hotspot ON hotspot.id = incident.hotspot_id
WHERE incident.live = 1
GROUP BY 1, 2, 4, 5
UNION ALL
SELECT
    supplied.month, hotspot.code, coalesce(delivery.source, 'police'), supplied.category, NULL,
    sum(supplied.quantity), sum(supplied.same_month_last_year)
FROM scope
CROSS JOIN supplied_count AS supplied
    ON supplied.month >= substr(scope.from_on, 1, 7)
    AND supplied.month <= substr(date(scope.to_on, '-1 day'), 1, 7)
INNER JOIN supplied_incidents AS delivery ON delivery.id = supplied.supplied_incidents_id
INNER JOIN hotspot ON hotspot.id = supplied.hotspot_id
WHERE supplied.live = 1
GROUP BY 1, 2, 3, 4
"""


def incidents(session: Session) -> list[IncidentRow]:
    """Return wardens' incidents and, apart from them, police-supplied ones (rule 9)."""
    found = (IncidentRow(*row) for row in session.rows(_INCIDENTS))
    return sorted(
        found,
        key=lambda row: (
            row.month,
            _last_if_none(row.hotspot_code),
            row.source or "",
            row.category or "",
            row.incident_type or "",
        ),
    )


_OTHER = """
SELECT
    substr(referral.day, 1, 7), hotspot.code, 'referral', referral.pathway, count(*)
FROM scope
CROSS JOIN referral ON referral.day >= scope.from_on AND referral.day < scope.to_on
LEFT JOIN hotspot ON hotspot.id = referral.hotspot_id
WHERE referral.live = 1
GROUP BY 1, 2, 4
UNION ALL
SELECT
    substr(seizure.day, 1, 7), hotspot.code, 'seizure', seizure.seizure_kind,
    sum(seizure.quantity)
FROM scope
CROSS JOIN seizure ON seizure.day >= scope.from_on AND seizure.day < scope.to_on
LEFT JOIN hotspot ON hotspot.id = seizure.hotspot_id
WHERE seizure.live = 1
GROUP BY 1, 2, 4
UNION ALL
SELECT
    substr(report.day, 1, 7), hotspot.code, 'intelligence', report.channel, sum(report.quantity)
FROM scope
CROSS JOIN intelligence AS report ON report.day >= scope.from_on AND report.day < scope.to_on
LEFT JOIN hotspot ON hotspot.id = report.hotspot_id
WHERE report.void_reason IS NULL
GROUP BY 1, 2, 4
"""


def other_counts(session: Session) -> list[OtherCount]:
    """Return referrals, seizures and intelligence by month and hotspot; never added (rule 9)."""
    found = (OtherCount(*row) for row in session.rows(_OTHER))
    return sorted(found, key=lambda row: (row.month, _last_if_none(row.hotspot_code), row[2:4]))


def _last_if_none(code: str | None) -> tuple[bool, str]:
    return (code is None, code or "")
