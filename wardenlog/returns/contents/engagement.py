"""The sheet Engagement: the people wardens spoke to, and the other tallies of their sheets."""

from collections.abc import Sequence

from wardenlog.counting.registers import TallyRow
from wardenlog.returns.contents.common import Omitted, measure, or_z, tally_code
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

TABLE = "Engagement"
_COLUMNS = (
    Column("Month"),
    Column("Hotspot code"),
    Column("Measure code"),
    Column("Measure"),
    Column("Number", "count"),
    Column("Of which estimated", "count"),
    Column("Status"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return the tallies by month, hotspot and measure (domain.md, counting rule 9)."""
    if not figures.tallies:
        return Omitted("Engagement", "no engagement or other tally is recorded in the period")
    return Sheet(
        "Engagement",
        "Engagement",
        subtitle(figures),
        Table(TABLE, _COLUMNS, [_row(row) for row in figures.tallies], keys=2),
        notes=(
            "Different measures are never added together.",
            "Hotspot code [z]: recorded for a whole shift.",
        ),
    )


def _row(row: TallyRow) -> Sequence[Cell]:
    code = tally_code(row.measure)
    card = measure(code)
    return (
        row.month,
        or_z(row.hotspot_code),
        code,
        card.name if card else "A tally without a definition",
        row.number,
        row.estimated,
        "estimated" if row.estimated else "complete",
    )
