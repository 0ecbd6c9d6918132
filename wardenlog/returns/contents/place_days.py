"""The Place-days sheet: every hotspot on every date it was listed, visited or not."""

from typing import Final

from wardenlog.counting.dosage import PlaceDay
from wardenlog.returns.contents.common import Omitted, day, or_z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.incidents import WARDENS
from wardenlog.returns.contents.streamed import Row, Streamed
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Column, Sheet, Table

COLUMNS: Final = (
    Column("Hotspot code"),
    Column("Date", "date"),
    Column("Assigned"),
    Column("Visited"),
    Column("Visits", "count"),
    Column("Patrol-minutes", "minutes"),
    Column("Person-minutes", "minutes"),
    Column("Incidents", "count"),
    Column("Source"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each hotspot and listed date; rows are made as they are read."""
    if not figures.place_days:
        return Omitted("Place-days", "no hotspot was listed in the period")
    return Sheet(
        "Place-days",
        "Place-days",
        subtitle(figures),
        Table("Place_days", COLUMNS, Streamed(figures.place_days, _cells), keys=2),
        notes=(
            "Wardens go where there is trouble and record little where they do not go: unless days",
            "were assigned at random, visited and unvisited days say nothing about their effect.",
            "Assigned: the arm of a randomised schedule, [z] where there is none.",
        ),
    )


def _cells(row: PlaceDay) -> Row:
    return (
        row.hotspot_code,
        day(row.day),
        or_z(row.assigned),
        row.visits > 0,
        row.visits,
        row.patrol_minutes,
        row.person_minutes,
        row.incidents,
        WARDENS,
    )
