"""The Incidents sheet: what wardens dealt with and, apart from it, what police supplied."""

from typing import Final

from wardenlog.counting.registers import IncidentRow
from wardenlog.counting.scope import Period
from wardenlog.returns.contents.common import (
    Omitted,
    X,
    Z,
    listed,
    month_name,
    or_x,
    or_z,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.status import from_sheets, unfinished_months
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

WARDENS: Final = "wardens"
"""The source of our own records; police-supplied counts name theirs."""

COLUMNS: Final = (
    Column("Month"),
    Column("Hotspot code"),
    Column("Source"),
    Column("Category"),
    Column("Type"),
    Column("Number", "count"),
    Column("Same month last year", "count"),
    Column("Status"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each source, category and type recorded in a month and hotspot."""
    if not figures.incidents:
        because = "no incidents were recorded by wardens or supplied by police for the period"
        return Omitted("Incidents", because)
    unfinished = unfinished_months(figures)
    return Sheet(
        "Incidents",
        "Incidents",
        subtitle(figures),
        Table("Incidents", COLUMNS, [_row(row, unfinished) for row in figures.incidents], keys=2),
        notes=(
            f"Source “{WARDENS}”: incidents our wardens saw or were sent to.",
            "Other sources supply counts to us. The two overlap and are never added together.",
            _supplied(figures),
            f"Hotspot code {Z}: recorded for a whole shift. Type {Z}: supplied by category only.",
            f"{X}: not supplied, which is not 0.",
        ),
    )


def _row(row: IncidentRow, unfinished: frozenset[str]) -> tuple[Cell, ...]:
    ours = row.source is None
    return (
        row.month,
        or_z(row.hotspot_code),
        WARDENS if row.source is None else row.source,
        or_x(row.category),
        or_x(row.incident_type) if ours else or_z(row.incident_type),
        row.number,
        Z if ours else or_x(row.same_month_last_year),
        from_sheets(row.month, unfinished) if ours else "complete",
    )


def _supplied(figures: Figures) -> str:
    """Say which months police supplied, as a month without counts is not a month of none."""
    supplied = {row.month for row in figures.incidents if row.source is not None}
    missing = [
        month_name(month) for month in _months(figures.wanted.period) if month not in supplied
    ]
    if not missing:
        return "Counts were supplied for every month of the period."
    return f"No counts were supplied for {listed(missing)}. That does not mean 0."


def _months(period: Period) -> list[str]:
    """Return every month the period touches, as `2025-04`."""
    first = period.from_on.year * 12 + period.from_on.month - 1
    last = period.last_on.year * 12 + period.last_on.month - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
