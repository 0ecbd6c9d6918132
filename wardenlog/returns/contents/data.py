"""The sheet Data: every figure on a row of its own with its origin, for machines and pivot tables.

Adding up a measure that adds up gives the Summary's figure: nothing stands here twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.dosage import Dosage
from wardenlog.returns.contents.common import (
    Z,
    council_name,
    measure,
    or_x,
    or_z,
    tally_code,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

TABLE: Final = "Return_data"
_COLUMNS = (
    Column("Council"),
    Column("ONS code", width=12),
    Column("Agreement"),
    Column("Period start", "date"),
    Column("Period end", "date"),
    Column("Version", "count"),
    Column("Month"),
    Column("Hotspot code"),
    Column("Staff group"),
    Column("Measure code"),
    Column("Measure"),
    Column("Value", "number"),
    Column("Unit"),
    Column("Status"),
)

_DELIVERED: Final = {
    "place_days_listed": "days_listed",
    "place_days_visited": "days_visited",
    "visits": "visits",
    "qualifying_visits": "qualifying",
    "required_visits": "required",
    "longest_gap_days": "longest_gap",
    "patrol_minutes": "patrol_minutes",
    "median_minutes": "median_minutes",
    "person_minutes": "person_minutes",
    "claimable": "claimable_minutes",
    "partner_presences": "partner_presences",
    "partner_minutes": "partner_minutes",
    "foot_visits": "foot",
    "cycle_visits": "cycle",
    "vehicle_visits": "vehicle",
    "mixed_visits": "mixed",
}
"""Measures of the delivery rows, by the field that holds them."""

_STAFF: Final = {
    "paid_minutes": "paid",
    "outside_hotspot_minutes": "outside_patrol",
    "travel_briefing_minutes": "travel_and_briefing",
    "other_minutes": "other",
}

_OTHER: Final = {"referral": "referrals", "seizure": "seizures", "intelligence": "intelligence"}


class Row(NamedTuple):
    """One figure: month, hotspot and staff group are None where it is not of one of them."""

    month: str | None
    hotspot: str | None
    staff_group: str | None
    measure: str
    value: int | float | Decimal
    status: str


def sheet(figures: Figures) -> Sheet:
    """Return the figures in long form, each row with council, agreement, period and version."""
    return Sheet(
        "Data",
        "Data",
        subtitle(figures),
        Table(TABLE, _COLUMNS, [_cells(row, figures) for row in rows(figures)]),
        notes=(
            "Ready to paste under another council's. Times are in whole minutes.",
            "[z]: the figure is not of one month, hotspot or staff group.",
        ),
    )


def rows(figures: Figures) -> list[Row]:
    """Return every figure, sorted by month, hotspot, staff group and measure."""
    found = [
        *_claim(figures),
        *(row for each in figures.delivery for row in _delivered(each)),
        *_counted(figures),
        *_tallied(figures),
        *_staff(figures),
    ]
    return sorted(found, key=lambda row: tuple((each is None, each or "") for each in row[:4]))


def _claim(figures: Figures) -> Iterator[Row]:
    """Yield what the period has as a whole."""
    claim = figures.claim
    whole: dict[str, Decimal | int | None] = {
        "amount_claimed": claim.amount,
        "claimable_patrol": claim.patrol_minutes,
        "hours_claimed": claim.patrol_minutes if claim.unit == "patrol" else claim.person_minutes,
        "hours_target": claim.target_minutes,
    }
    for code, value in whole.items():
        if value is not None:
            yield Row(None, None, None, code, value, _complete(value))


def _delivered(each: Dosage) -> Iterator[Row]:
    for code, field in _DELIVERED.items():
        value = getattr(each, field)
        unplanned = code == "qualifying_visits" and each.required is None
        if value is not None and not unplanned:
            yield Row(each.span, each.hotspot_code, None, code, value, _complete(value))


def _counted(figures: Figures) -> Iterator[Row]:
    """Yield powers, incidents and other counts, added up by month, hotspot and measure."""
    numbers: dict[tuple[str, str | None, str], int] = defaultdict(int)
    for power in figures.powers:
        place = (power.month, power.hotspot_code)
        counted_as = load_powers().stage(power.stage).counted_as
        if counted_as:
            numbers[*place, counted_as] += power.own
        numbers[*place, "powers_assisted"] += power.assisted
        numbers[*place, "powers_cancelled"] += power.cancelled
        numbers[*place, "subjects_under_18"] += power.under_18
    for incident in figures.incidents:
        code = "incidents" if incident.source is None else "police_incidents"
        numbers[incident.month, incident.hotspot_code, code] += incident.number
    for other in figures.other_counts:
        numbers[other.month, other.hotspot_code, _OTHER[other.kind]] += other.number
    for (month, hotspot, code), number in numbers.items():
        if number:
            yield Row(month, hotspot, None, code, number, "complete")


def _tallied(figures: Figures) -> Iterator[Row]:
    for tally in figures.tallies:
        status = "estimated" if tally.estimated else "complete"
        code = tally_code(tally.measure)
        yield Row(tally.month, tally.hotspot_code, None, code, tally.number, status)


def _staff(figures: Figures) -> Iterator[Row]:
    minutes: dict[tuple[str, str, str], int] = defaultdict(int)
    for each in figures.staff_groups:
        for code, field in _STAFF.items():
            group = each.staff_group or "Not recorded"
            minutes[each.month, group, code] += getattr(each, field)
    for (month, group, code), value in minutes.items():
        yield Row(month, None, group, code, value, _complete(value))


def _complete(value: Decimal | float) -> str:
    return "complete" if value else "nil"


def _cells(row: Row, figures: Figures) -> Sequence[Cell]:
    period = figures.wanted.period
    name, unit = _name_and_unit(row.measure)
    return (
        council_name(figures),
        or_x(figures.particulars.ons_code),
        figures.particulars.reference,
        period.from_on,
        period.last_on,
        figures.version,
        or_z(row.month),
        or_z(row.hotspot),
        or_z(row.staff_group),
        row.measure,
        name,
        row.value,
        unit,
        row.status,
    )


@cache
def _name_and_unit(code: str) -> tuple[str, str]:
    card = measure(code)
    return (card.name, card.unit) if card else ("A tally without a definition", Z)
