"""The sheet Powers: which powers were used, at what stage, by us or with our help."""

from collections.abc import Sequence

from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.registers import PowerRow
from wardenlog.returns.contents.common import Omitted, or_z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

TABLE = "Powers"
_COLUMNS = (
    Column("Month"),
    Column("Hotspot code"),
    Column("Power code"),
    Column("Power"),
    Column("Stage code"),
    Column("Stage"),
    Column("Group"),
    Column("Own use", "count"),
    Column("Assisted", "count"),
    Column("Cancelled", "count"),
    Column("Subjects under 18", "count"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return the uses of powers by month, hotspot and stage (domain.md, counting rule 8)."""
    if not figures.powers:
        return Omitted("Powers", "no use of a power is recorded in the period")
    return Sheet(
        "Powers",
        "Powers",
        subtitle(figures),
        Table(TABLE, _COLUMNS, [_row(row) for row in figures.powers], keys=2),
        notes=(
            "One for each person or premises and action. Own use and assisted are never added.",
            "A cancellation stands in the month it was made; the use stays where it was counted.",
            "Hotspot code [z]: recorded for a whole shift.",
        ),
    )


def _row(row: PowerRow) -> Sequence[Cell]:
    catalogue = load_powers()
    power = catalogue.power(row.power)
    return (
        row.month,
        or_z(row.hotspot_code),
        row.power,
        power.name,
        row.stage,
        catalogue.stage(row.stage).name,
        catalogue.groups[power.group],
        row.own,
        row.assisted,
        row.cancelled,
        row.under_18,
    )
