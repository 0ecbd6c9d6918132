"""The sheet Hotspots: visits, hours and compliance with the plan at each hotspot."""

from collections.abc import Iterator, Sequence

from wardenlog.counting.dosage import Dosage
from wardenlog.returns.contents.common import (
    Omitted,
    Z,
    hours,
    hours_text,
    or_x,
    or_z,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Chart, Column, Formula, Sheet, Table

TABLE = "Hotspots"
_COLUMNS = (
    Column("Hotspot code"),
    Column("Hotspot", width=32),
    Column("Kind", width=18),
    Column("Days listed", "count"),
    Column("Days visited", "count"),
    Column("Visits", "count"),
    Column("Qualifying visits", "count"),
    Column("Required visits", "count"),
    Column("Compliance percent", "percent"),
    Column("Longest gap days", "count"),
    Column("Hours", "hours"),
    Column("Hours claimable", "hours"),
)
_FEW = 12
"""Hotspots of which two bars each can be told apart on one page."""

_KINDS = {
    "asb": "ASB",
    "serious_violence": "Serious violence",
    "both": "Both",
}


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return a row for each hotspot listed or visited in the period."""
    if not figures.hotspots:
        return Omitted("Hotspots", "no hotspot was listed or visited in the period")
    return Sheet(
        "Hotspots",
        "Hotspots",
        subtitle(figures),
        Table(TABLE, _COLUMNS, [_row(each) for each in figures.hotspots]),
        notes=(
            "Hours are person-hours of our own staff: each person counted separately.",
            "Days listed 0: the hotspot was visited and was on no list of this agreement.",
        ),
        charts=tuple(_charts(figures.hotspots)),
    )


def _row(each: Dosage) -> Sequence[Cell]:
    return (
        each.hotspot_code,
        each.hotspot,
        or_x(_KINDS.get(each.hotspot_kind or "")),
        each.days_listed,
        each.days_visited,
        each.visits,
        each.qualifying,
        or_z(each.required),
        _compliance(each),
        or_z(each.longest_gap),
        hours(each.person_minutes),
        hours(each.claimable_minutes),
    )


def _compliance(each: Dosage) -> Cell:
    """Return one formula for the whole column, so that it can be copied down."""
    qualifying, required = (
        this_row(TABLE, heading) for heading in ("Qualifying visits", "Required visits")
    )
    share = f'IF({required}>0,100*{qualifying}/{required},"{Z}")'
    value = Z if each.compliance is None else each.compliance
    return Formula(f'IF(ISNUMBER({required}),{share},"{Z}")', value)


def _charts(hotspots: Sequence[Dosage]) -> Iterator[Chart]:
    """Yield the hours of each hotspot and, where there is a plan, its visits against the plan."""
    yield _hours(hotspots)
    planned = [each for each in hotspots if each.required is not None]
    if planned:
        bars = "; ".join(
            f"{each.hotspot}: {each.qualifying:,} of {each.required:,}" for each in planned
        )
        yield Chart(
            "Qualifying visits against those the plan requires, by hotspot",
            "Hotspot",
            ("Qualifying visits", "Required visits"),
            f"Bar chart of qualifying and required visits by hotspot. {bars}.",
            "Visits",
        )


def _hours(hotspots: Sequence[Dosage]) -> Chart:
    """Return the hours of each hotspot; of many only the claimable ones, so that labels fit."""
    few = len(hotspots) <= _FEW
    bars = "; ".join(
        f"{each.hotspot}: {hours_text(each.claimable_minutes)}"
        + (f" of {hours_text(each.person_minutes)}" if few else "")
        for each in hotspots
    )
    return Chart(
        "Person-hours and those claimable, by hotspot" if few else "Hours claimable by hotspot",
        "Hotspot",
        ("Hours", "Hours claimable") if few else ("Hours claimable",),
        f"Bar chart of claimable person-hours by hotspot. {bars}.",
        "Person-hours",
    )
