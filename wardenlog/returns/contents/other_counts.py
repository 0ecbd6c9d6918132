"""The Other counts sheet: referrals, seizures and intelligence, never added to anything."""

from typing import Final

from wardenlog.returns.contents.common import Omitted, or_z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.status import from_sheets, unfinished_months
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Column, Sheet, Table

COLUMNS: Final = (
    Column("Month"),
    Column("Hotspot code"),
    Column("Kind"),
    Column("Code"),
    Column("Number", "count"),
    Column("Status"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each kind and code recorded in a month and hotspot."""
    if not figures.other_counts:
        because = "no referrals, seizures or intelligence reports were recorded in the period"
        return Omitted("Other counts", because)
    unfinished = unfinished_months(figures)
    rows = [
        (
            row.month,
            or_z(row.hotspot_code),
            row.kind,
            row.code,
            row.number,
            "complete" if row.kind == "intelligence" else from_sheets(row.month, unfinished),
        )
        for row in figures.other_counts
    ]
    return Sheet(
        "Other counts",
        "Other counts",
        subtitle(figures),
        Table("Other_counts", COLUMNS, rows, keys=2),
        notes=(
            "Referrals by pathway, items seized or surrendered by kind, intelligence by channel.",
            "They are separate counts, never added together nor to incidents.",
            "Hotspot code [z]: recorded for a whole shift or for no one place.",
        ),
    )
