"""The sheet Contents: what each sheet shows, and which are not included and why."""

from collections.abc import Sequence
from typing import Final

from wardenlog.returns.contents.common import Omitted
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Link, Sheet, Table

TABLE: Final = "Contents"
NAME: Final = "Contents"
_COLUMNS = (Column("Sheet", width=20), Column("What it shows", width=100))
SHOWS: Final = {
    "Claim": "The claim on one page: what is claimed, under which terms, and whether it adds up",
    NAME: "This list",
    "Summary": "Every measure: this period, the one before, the year and the agreement to date",
    "Working": "How the claim is worked out, from all time on visits to the time claimed",
    "Payment": "What each stretch of the signed terms pays, the caps, and the amount claimed",
    "Hotspots": "Visits, hours and compliance with the plan at each hotspot, with a chart",
    "Powers": "Powers used by our staff, or by others with our help, by month and hotspot",
    "Engagement": "People engaged and other tallies, by month and hotspot",
    "Changes": "Figures of earlier returns that the record now gives differently",
    "Checks": "Whether the figures agree with each other, and what needs a person to look",
    "Finance": "Budget lines: budget, spending, forecast and variance",
    "Posts": "The posts the grant pays for, when they were filled, and what they cost",
    "Narrative": "Progress, issues, a case study and the look ahead in the council's words",
    "Other counts": "Referrals, items seized or surrendered, and intelligence reports",
    "Agreement": "The agreement and its variations: every term, before and after",
    "Delivery": "What each hotspot got in each month",
    "Staff": "Paid time of own staff and where it went, by month and staff group",
    "Incidents": "Incidents dealt with by wardens and, apart from them, those supplied by police",
    "Visits": "Every visit behind the figures",
    "Audit sample": "Visits drawn by a seed, to compare with the paper sheets",
    "Place-days": "Every hotspot on every date it was listed, visited or not",
    "Definitions": "What each measure means, who counts, and the shorthand",
    "Sign-off": "What the budget holder and the Section 151 officer vouch for, for them to fill in",
    "Data": "Every figure on a row of its own with its origin, to combine councils' returns",
}


def sheet(figures: Figures, included: Sequence[str], omitted: Sequence[Omitted]) -> Sheet:
    """Return a link to each included sheet, then those left out with the reason."""
    rows: list[Sequence[Cell]] = [(Link(name, name), SHOWS[name]) for name in included]
    rows += [(each.name, f"Not included, because {each.because}.") for each in omitted]
    return Sheet(
        NAME,
        "Contents",
        subtitle(figures),
        Table(TABLE, _COLUMNS, rows),
        notes=("Choose a sheet to go to it.",),
    )
