"""The Delivery sheet: what each hotspot got in each month, of everything that is counted."""

from typing import Final

from wardenlog.counting.dosage import Dosage
from wardenlog.counting.scope import Period
from wardenlog.returns.contents.common import Omitted, Z, listed, month_name, or_z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.status import from_sheets, unfinished_months
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

TABLE: Final = "Delivery"
COLUMNS: Final = (
    Column("Month"),
    Column("Hotspot code"),
    Column("Hotspot"),
    Column("Place-days listed", "count"),
    Column("Place-days visited", "count"),
    Column("Visits", "count"),
    Column("Qualifying visits", "count"),
    Column("Required visits", "count"),
    Column("Compliance percent", "percent"),
    Column("Longest gap days", "count"),
    Column("Patrol-minutes", "minutes"),
    Column("Median minutes per visit", "number"),
    Column("Person-minutes", "minutes"),
    Column("Person-minutes claimable", "minutes"),
    Column("Partner presences", "count"),
    Column("Partner minutes", "minutes"),
    Column("Foot visits", "count"),
    Column("Cycle visits", "count"),
    Column("Vehicle visits", "count"),
    Column("Mixed visits", "count"),
    Column("Status"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each month and hotspot listed or visited in it."""
    if not figures.delivery:
        return Omitted("Delivery", "no hotspot was listed or visited in the period")
    unfinished = unfinished_months(figures)
    notes = [
        "A visit belongs to the date on which it started. Partners stand beside our figures.",
        "Patrol-minutes count the clock; person-minutes count each of our own staff.",
        "Status “not listed”: visited, but not on the agreement's list, so never claimed.",
        f"{Z}: not applicable, as there is no plan rule, no listed date or no visit.",
    ]
    if cut := _part_months(figures.wanted.period):
        names = listed([month_name(month) for month in cut])
        notes.append(f"The period has only part of {names}: the rows are about those days.")
    return Sheet(
        "Delivery",
        "Delivery by month and hotspot",
        subtitle(figures),
        Table(TABLE, COLUMNS, [_row(row, unfinished) for row in figures.delivery], keys=2),
        notes=notes,
    )


def _part_months(period: Period) -> list[str]:
    """Return the months of which the period has some days and not all."""
    found = []
    if period.from_on.day > 1:
        found.append(f"{period.from_on:%Y-%m}")
    last_month = f"{period.last_on:%Y-%m}"
    if period.to_on.day > 1 and last_month not in found:
        found.append(last_month)
    return found


def _row(row: Dosage, unfinished: frozenset[str]) -> tuple[Cell, ...]:
    return (
        row.span,
        row.hotspot_code,
        row.hotspot,
        row.days_listed,
        row.days_visited,
        row.visits,
        row.qualifying,
        or_z(row.required),
        or_z(row.compliance),
        or_z(row.longest_gap),
        row.patrol_minutes,
        or_z(row.median_minutes),
        row.person_minutes,
        row.claimable_minutes,
        row.partner_presences,
        row.partner_minutes,
        row.foot,
        row.cycle,
        row.vehicle,
        row.mixed,
        from_sheets(row.span, unfinished) if row.days_listed else "not listed",
    )
