"""What counting says, in the shape in which the second count of tests/oracle says it."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from tests.counting.recorded import printed_stages
from wardenlog.counting.bridge import bridge
from wardenlog.counting.claim import claim_lines, claimable_minutes
from wardenlog.counting.dosage import Dosage, delivery, hotspots
from wardenlog.counting.evidence import evidence
from wardenlog.counting.registers import incidents, other_counts, powers, tallies
from wardenlog.counting.scope import Period
from wardenlog.counting.staff import staff_groups
from wardenlog.store import ReadSession

_HOURLY = {"hours_rate", "hybrid"}


def answer(session: ReadSession) -> dict[str, Any]:
    """Every figure of an answer file for the open scope."""
    steps = bridge(session)
    return {
        "bridge": {step.code: step.minutes for step in steps},
        "affected": {
            step.code: step.visits for step in steps if step.code not in {"total", "overlap"}
        },
        "visits": sum(row.visits for row in delivery(session)),
        "delivery": {f"{row.span} {row.hotspot_code}": _dosage(row) for row in delivery(session)},
        "powers": register_of_powers(session)["use"],
        "engagement": {
            f"{row.month} {row.hotspot_code or '[z]'} {row.measure}": row.number
            for row in tallies(session)
        },
    }


def of_hotspots(session: ReadSession) -> dict[str, dict[str, Any]]:
    """Dosage of each hotspot over the whole period."""
    return {row.hotspot_code: _dosage(row) for row in hotspots(session)}


def register_of_powers(session: ReadSession) -> dict[str, dict[str, int]]:
    """Uses, cancellations and subjects under 18."""
    found: dict[str, Counter[str]] = {
        "use": Counter(),
        "cancelled": Counter(),
        "under_18": Counter(),
    }
    for row in powers(session, printed_stages()):
        what = f"{row.month} {row.hotspot_code or '[z]'} {row.power} {row.stage}"
        found["use"][f"{what} own"] += row.own
        found["use"][f"{what} assisted"] += row.assisted
        found["cancelled"][what] += row.cancelled
        found["under_18"][what] += row.under_18
    return {name: {key: n for key, n in counts.items() if n} for name, counts in found.items()}


def others(session: ReadSession) -> dict[str, dict[str, int]]:
    """Estimates, wardens' incidents, and other counts."""
    found: Counter[str] = Counter()
    for row in incidents(session):
        if row.source is None:
            place = row.hotspot_code or "[z]"
            found[f"{row.month} {place} {row.category} {row.incident_type}"] += row.number
    return {
        "estimated": {
            f"{row.month} {row.hotspot_code or '[z]'} {row.measure}": row.estimated
            for row in tallies(session)
            if row.estimated
        },
        "incidents": dict(found),
        "other_counts": {
            f"{row.month} {row.hotspot_code or '[z]'} {row.kind} {row.code}": row.number
            for row in other_counts(session)
        },
    }


def staff(session: ReadSession) -> Counter[tuple[Any, ...]]:
    """The staff rows without their funding's name, which the two counts word differently."""
    return Counter(
        (
            row.month,
            row.staff_group,
            row.headcount,
            row.paid,
            row.in_hotspots,
            row.outside_patrol,
            row.travel_and_briefing,
            row.other,
        )
        for row in staff_groups(session)
    )


def hourly_lines(session: ReadSession, first: date, last: date) -> list[tuple[Any, ...]]:
    """The payment lines that pay by the hour."""
    return [
        (
            line.period.from_on,
            line.period.last_on,
            line.unit if line.what == "Hours in hotspots" else "outside",
            line.minutes,
            line.amount,
        )
        for line in claim_lines(session, Period.inclusive(first, last))
        if line.basis in _HOURLY and line.minutes is not None
    ]


def units(session: ReadSession, first: date, last: date) -> tuple[int, int]:
    """Claimable person-minutes and patrol-minutes."""
    period = Period.inclusive(first, last)
    return (
        claimable_minutes(session, period, "person"),
        claimable_minutes(session, period, "patrol"),
    )


def actual_costs(session: ReadSession, first: date, last: date) -> Decimal:
    """What the lines of actual and non-labour cost come to."""
    lines = claim_lines(session, Period.inclusive(first, last))
    return sum(
        (line.amount or Decimal(0) for line in lines if line.what.endswith("costs")), Decimal(0)
    )


def visits(session: ReadSession) -> dict[tuple[str, int], tuple[Any, ...]]:
    """The evidence rows."""
    return {
        (row.sheet, row.number): (
            row.day,
            row.hotspot_code,
            row.patrol_minutes,
            row.own_persons,
            row.person_minutes,
            row.claimable_minutes,
            row.exclusions,
            row.partner_persons,
            row.mode,
            row.time_source,
        )
        for row in evidence(session)
    }


def _dosage(row: Dosage) -> dict[str, Any]:
    return {
        "listed": row.days_listed,
        "visited": row.days_visited,
        "visits": row.visits,
        "qualifying": row.qualifying,
        "required": row.required,
        "gap": row.longest_gap,
        "patrol": row.patrol_minutes,
        "median": row.median_minutes,
        "person": row.person_minutes,
        "claimable": row.claimable_minutes,
        "presences": row.partner_presences,
        "partner_minutes": row.partner_minutes,
        "foot": row.foot,
        "cycle": row.cycle,
        "vehicle": row.vehicle,
        "mixed": row.mixed,
    }
