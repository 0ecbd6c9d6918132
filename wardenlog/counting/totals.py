"""The Summary's measures over a stretch of days inside the open scope."""

from wardenlog.counting.scope import Period, Session, sql

Totals = dict[str, int]
"""Measure code → whole number (minutes where the measure is a time); absent means 0."""


def totals(session: Session, period: Period, counted_stages: str) -> Totals:
    """Return every Summary measure that adds up, over days inside the open scope.

    `counted_stages` is a JSON array of [power, stage, measure or null] for the printed stages.
    Amounts and percentages do not add up and are not here.
    """
    values = {
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
        "stages": counted_stages,
    }
    return {code: number or 0 for code, number in session.rows(sql("totals"), values)}


def compliance(found: Totals) -> float | None:
    """Return 100 × qualifying ÷ required visits, None where nothing is required."""
    required = found.get("required_visits", 0)
    return 100 * found.get("qualifying_visits", 0) / required if required else None
