"""The Summary's measures over stretches of days inside the open scope."""

from wardenlog.counting.scope import Period, Session, sql

Totals = dict[str, int]
"""Measure code → whole number (minutes where the measure is a time); absent means 0."""

_SUMS = """
SELECT measure, sum(number) FROM day_total WHERE day >= :from_on AND day < :to_on GROUP BY measure
"""

_POWERS = """
INSERT INTO day_total
WITH meaning AS MATERIALIZED (
    SELECT value ->> 0 AS power, value ->> 1 AS stage, value ->> 2 AS measure
    FROM json_each(:stages)
),

used AS (
    SELECT use.power, use.stage, use.use, use.day, sum(use.quantity) AS quantity
    FROM scope
    CROSS JOIN power_use AS use ON use.day >= scope.from_on AND use.day < scope.to_on
    WHERE use.live = 1
    GROUP BY use.power, use.stage, use.use, use.day
),

cancelled AS (
    SELECT use.power, use.stage, use.status_on, sum(use.quantity) AS quantity
    FROM scope
    CROSS JOIN power_use AS use ON use.status_on >= scope.from_on AND use.status_on < scope.to_on
    WHERE use.live = 1 AND use.status = 'cancelled'
    GROUP BY use.power, use.stage, use.status_on
)

SELECT iif(used.use = 'own', meaning.measure, 'powers_assisted'), used.day, used.quantity
FROM used
INNER JOIN meaning ON meaning.power = used.power AND meaning.stage = used.stage
WHERE used.use <> 'own' OR meaning.measure IS NOT NULL
UNION ALL
SELECT 'powers_cancelled', cancelled.status_on, cancelled.quantity
FROM cancelled
INNER JOIN meaning ON meaning.power = cancelled.power AND meaning.stage = cancelled.stage
"""

# Only the catalogue's tallies: another word on a sheet must never add to a measure of that name.
_TALLIES = """
INSERT INTO day_total
SELECT tally.measure, tally.day, sum(tally.quantity)
FROM scope
CROSS JOIN tally ON tally.day >= scope.from_on AND tally.day < scope.to_on
WHERE tally.live = 1 AND tally.measure IN (SELECT value FROM json_each(:measures))
GROUP BY tally.measure, tally.day
"""

# Required visits are rounded once for each hotspot and span, as on the Hotspots sheet.
_REQUIRED = """
SELECT sum(visits)
FROM (
    SELECT CAST(sum(1.0 * visits * days / per_days) + 0.5 + 1e-9 AS INTEGER) AS visits
    FROM (
        SELECT rule.hotspot_id, rule.visits, rule.per_days, count(*) AS days
        FROM scope
        CROSS JOIN plan_rule AS rule ON rule.agreement_id = scope.agreement_id
        INNER JOIN listed_day
            ON listed_day.hotspot_id = rule.hotspot_id
            AND listed_day.day >= max(rule.from_on, :from_on)
            AND listed_day.day <= coalesce(rule.to_on, '9999-12-31')
            AND listed_day.day < :to_on
        GROUP BY rule.position
    )
    GROUP BY hotspot_id
)
"""


def roll_up(session: Session, counted_stages: str, tally_measures: str) -> None:
    """Add up what each day of the open scope adds to each measure, for `totals` to read.

    `counted_stages` is a JSON array of [power, stage, measure or null] for the printed stages;
    `tally_measures` one of the catalogue's tally codes.
    """
    session.script(sql("totals"))
    session.rows(_POWERS, {"stages": counted_stages})
    session.rows(_TALLIES, {"measures": tally_measures})


def totals(session: Session, period: Period) -> Totals:
    """Return every Summary measure that adds up, over days inside the rolled-up scope.

    Amounts and percentages do not add up and are not here.
    """
    days = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    found = dict(session.rows(_SUMS, days))
    ((required,),) = session.rows(_REQUIRED, days)
    return {**found, "required_visits": required or 0}


def compliance(found: Totals) -> float | None:
    """Return 100 × qualifying ÷ required visits, None where nothing is required."""
    required = found.get("required_visits", 0)
    return 100 * found.get("qualifying_visits", 0) / required if required else None
