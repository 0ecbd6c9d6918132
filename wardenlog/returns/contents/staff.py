"""The Staff sheet: paid time of our own staff and where it went, by month and staff group."""

from typing import Final

from wardenlog.counting.staff import StaffRow
from wardenlog.returns.contents.common import Omitted, X, Z, hours, or_x
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Column, Formula, Sheet, Table

NAME: Final = "Staff_groups"
COLUMNS: Final = (
    Column("Month"),
    Column("Staff group"),
    Column("Employer"),
    Column("Funding"),
    Column("Headcount", "count"),
    Column("Shift paid hours", "hours"),
    Column("In-hotspot person-hours", "hours"),
    Column("Outside-hotspot patrol hours", "hours"),
    Column("Travel and briefing hours", "hours"),
    Column("Other hours", "hours"),
    Column("Utilisation percent", "percent"),
)

_PAID: Final = this_row(NAME, "Shift paid hours")
_IN_HOTSPOTS: Final = this_row(NAME, "In-hotspot person-hours")
_UTILISATION: Final = f'IF({_PAID}=0,"{Z}",100*{_IN_HOTSPOTS}/{_PAID})'


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each month, staff group, employer and funding source."""
    if not figures.staff_groups:
        return Omitted("Staff", "none of our own staff worked in the period")
    return Sheet(
        "Staff",
        "Staff groups",
        subtitle(figures),
        Table(NAME, COLUMNS, [_row(row) for row in figures.staff_groups], keys=2),
        notes=(
            "Own staff, agency and contractors, by how they are funded. Each is counted alone.",
            "Paid and other hours stand in the month of the shift, hotspot hours in the visit's.",
            "Utilisation is in-hotspot hours as a percentage of paid hours.",
            f"{X}: not recorded. {Z}: no paid time.",
        ),
    )


def _row(row: StaffRow) -> tuple[Cell, ...]:
    return (
        row.month,
        or_x(row.staff_group),
        row.employer,
        or_x(row.funding),
        row.headcount,
        hours(row.paid),
        hours(row.in_hotspots),
        hours(row.outside_patrol),
        hours(row.travel_and_briefing),
        hours(row.other),
        Formula(_UTILISATION, Z if row.utilisation is None else row.utilisation),
    )
