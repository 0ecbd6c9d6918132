"""What each hotspot's screen shows beside its dosage: shares, weeks, last visit, uses of orders."""

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from wardenlog.counting.scope import Period, Session

_SHARES = """
WITH seen AS (
    SELECT
        visit.hotspot_id,
        scoped.patrol_minutes,
        visit.clock_minute,
        visit.shift_id,
        visit.number,
        scoped.day
    FROM scoped_visit AS scoped
    INNER JOIN visit ON visit.shift_id = scoped.shift_id AND visit.number = scoped.number
    INNER JOIN listed_day
        ON listed_day.hotspot_id = scoped.hotspot_id AND listed_day.day = scoped.day
    WHERE scoped.counted = 1
),

judged AS (
    SELECT
        seen.hotspot_id,
        max(rule.window_start IS NOT NULL) AS has_window,
        max(
            CASE
                WHEN rule.window_start IS NULL THEN 0
                WHEN rule.window_start < rule.window_end
                    THEN seen.clock_minute >= rule.window_start
                        AND seen.clock_minute < rule.window_end
                ELSE seen.clock_minute >= rule.window_start OR seen.clock_minute < rule.window_end
            END
        ) AS in_window,
        max(rule.minimum_minutes IS NOT NULL) AS has_minimum,
        max(seen.patrol_minutes) < min(coalesce(rule.minimum_minutes, 0)) AS under_minimum
    FROM scope
    CROSS JOIN seen
    INNER JOIN plan_rule AS rule
        ON rule.agreement_id = scope.agreement_id
        AND rule.hotspot_id = seen.hotspot_id
        AND rule.from_on <= seen.day AND seen.day <= coalesce(rule.to_on, '9999-12-31')
    GROUP BY seen.shift_id, seen.number
)

SELECT
    hotspot_id,
    100.0 * sum(has_window AND in_window) / nullif(sum(has_window), 0),
    100.0 * sum(has_minimum AND under_minimum) / nullif(sum(has_minimum), 0)
FROM judged
GROUP BY hotspot_id
"""

_WEEKS = """
SELECT
    hotspot_id,
    date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days') AS monday,
    count(*),
    sum(qualifying)
FROM scoped_visit
WHERE counted = 1
GROUP BY hotspot_id, monday
ORDER BY hotspot_id, monday
"""

# The index on a hotspot's visits is read from its newest day back, so this stops at once.
_LAST = """
SELECT hotspot.id, (
    SELECT visit.day
    FROM visit
    WHERE visit.hotspot_id = hotspot.id AND visit.day <= :upto
        AND visit.live = 1 AND visit.out_minute IS NOT NULL
        AND EXISTS (
            SELECT 1
            FROM visit_member AS member
            INNER JOIN person ON person.id = member.person_id
            INNER JOIN organisation ON organisation.id = person.organisation_id
            WHERE member.shift_id = visit.shift_id AND member.number = visit.number
                AND organisation.own = 1
        )
    ORDER BY visit.day DESC LIMIT 1
) AS day
FROM hotspot
"""

_USES = """
SELECT
    used.pspo_id,
    sum(iif(used.use = 'own', used.quantity, 0)),
    sum(iif(used.use = 'assisted', used.quantity, 0))
FROM power_use AS used
INNER JOIN (
    SELECT DISTINCT value ->> 0 AS power, value ->> 1 AS stage FROM json_each(:stages)
) AS printed ON printed.power = used.power AND printed.stage = used.stage
WHERE used.live = 1 AND used.pspo_id IS NOT NULL AND used.day >= :first AND used.day < :after
GROUP BY used.pspo_id
"""


class Shares(NamedTuple):
    """Percentages of a hotspot's counted visits on listed dates; None where no rule says.

    `in_window` of those with a rule with a window in force, `under_minimum` of those with a rule
    with a minimum (rule 13).
    """

    in_window: float | None
    under_minimum: float | None


class Week(NamedTuple):
    """The counted visits of a week of the period, by its Monday, and how many of them qualify."""

    monday: date
    visits: int
    qualifying: int


class Uses(NamedTuple):
    """Uses of powers under a public spaces protection order, never added together (rule 8)."""

    own: int
    assisted: int


def shares(session: Session) -> dict[str, Shares]:
    """Return the shares of each hotspot that a plan rule was in force for (rule 13), by its id."""
    return {hotspot_id: Shares(*row) for hotspot_id, *row in session.rows(_SHARES)}


def weeks(session: Session) -> dict[str, tuple[Week, ...]]:
    """Return the weeks of the open scope with counted visits at each hotspot, by its id."""
    found: dict[str, tuple[Week, ...]] = {}
    for hotspot_id, monday, visits, qualifying in session.rows(_WEEKS):
        week = Week(date.fromisoformat(monday), visits, qualifying)
        found[hotspot_id] = (*found.get(hotspot_id, ()), week)
    return found


def last_visited(session: Session, upto: date) -> dict[str, date]:
    """Return the day of each hotspot's newest counted visit up to a day, of any agreement."""
    rows = session.rows(_LAST, {"upto": upto.isoformat()})
    return {hotspot_id: date.fromisoformat(day) for hotspot_id, day in rows if day is not None}


def order_uses(
    session: Session, period: Period, stages: Collection[tuple[str, str]]
) -> dict[str, Uses]:
    """Return the uses of these (power, stage) under each order in a period, by the order's id."""
    rows = session.rows(
        _USES,
        {
            "stages": json.dumps([list(each) for each in stages]),
            "first": period.from_on.isoformat(),
            "after": period.to_on.isoformat(),
        },
    )
    return {pspo_id: Uses(*row) for pspo_id, *row in rows}
