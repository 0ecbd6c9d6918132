"""The Narrative sheet: what the record can state in words, and room for what it cannot."""

from collections.abc import Iterator
from typing import Final

from wardenlog.returns.contents.common import (
    X,
    day,
    hours_text,
    listed,
    long_day,
    plural,
    pounds,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.underspend import treatments
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Column, Sheet, Table

COLUMNS: Final = (Column("Heading", width=34), Column("Text", width=100))
PLAN_KEPT: Final = 100
"""Percent of the plan."""


def sheet(figures: Figures) -> Sheet:
    """Return the headings in their order; texts for the council to write show `[x]`."""
    rows = [
        ("Progress: what the record shows", " ".join(_progress(figures))),
        ("Progress: in the council's words", X),
        ("Issues: what the record shows", " ".join(_issues(figures))),
        ("Issues: in the council's words", X),
        ("Case study", X),
        ("Look ahead: what is agreed", " ".join(_ahead(figures))),
        ("Look ahead: in the council's words", X),
        *(("Underspend: what is asked for", text) for text in treatments(figures)),
    ]
    return Sheet(
        "Narrative",
        "Narrative",
        subtitle(figures),
        Table("Narrative", COLUMNS, rows),
        notes=(
            f"Where a text shows {X}, the council can type over it.",
            "Do not describe anybody who could be recognised, least of all in the case study.",
        ),
    )


def _progress(figures: Figures) -> Iterator[str]:
    this, claim = figures.spans.this, figures.claim
    visited = sum(row.visits > 0 for row in figures.hotspots)
    yield (
        f"Wardens made {plural(this.get('visits', 0), 'visit')} to {plural(visited, 'hotspot')}:"
        f" {hours_text(this.get('person_minutes', 0))} person-hours in"
        f" {hours_text(this.get('patrol_minutes', 0))} patrol-hours."
    )
    minutes = claim.patrol_minutes if claim.unit == "patrol" else claim.person_minutes
    yield f"{hours_text(minutes)} {claim.unit}-hours are claimable."
    if claim.target_minutes:
        percent = 100 * minutes / claim.target_minutes
        yield (
            f"That is {percent:.1f} % of the target of {hours_text(claim.target_minutes)} hours"
            f" ({claim.target_words})."
        )
    if claim.amount is not None:
        yield f"The amount claimed is {pounds(claim.amount)}."
    people = this.get("engagement", 0)
    if people:
        yield f"They spoke with {plural(people, 'person', 'people')} beyond a greeting."


def _issues(figures: Figures) -> Iterator[str]:
    unvisited = [row.hotspot_code for row in figures.hotspots if row.days_listed and not row.visits]
    if unvisited:
        yield f"Listed and not visited: {listed(unvisited)}."
    below = [
        f"{row.hotspot_code} ({row.compliance:.0f} %)"
        for row in figures.hotspots
        if row.compliance is not None and row.compliance < PLAN_KEPT
    ]
    if below:
        yield f"Fewer qualifying visits than the plan asks for: {listed(below)}."
    elsewhere = [row.hotspot_code for row in figures.hotspots if not row.days_listed]
    if elsewhere:
        yield f"Visited though not on the agreement's list, and not claimed: {listed(elsewhere)}."
    if not (unvisited or below or elsewhere):
        yield "Every listed hotspot was visited as the plan asks, and none that is not listed."


def _ahead(figures: Figures) -> Iterator[str]:
    period_end = figures.terms.get(("period_end", ""))
    if period_end is not None:
        yield f"Under the terms in force the agreement runs to {long_day(day(period_end))}."
    last = figures.wanted.period.last_on
    coming = {line.number: line for line in figures.variations}
    for number, line in sorted(coming.items()):
        if line.status == "signed" and day(line.effective_from) > last:
            yield f"Variation {number} takes effect on {long_day(day(line.effective_from))}."
        if line.status != "signed":
            yield f"Variation {number} is not signed and changes nothing in this return."
    for what_if in figures.claim.what_if:
        if what_if.claimed is not None:
            yield (
                f"If variation {what_if.variation} is signed, this period's claim would be"
                f" {pounds(what_if.claimed)}."
            )
    if period_end is None and not coming:
        yield "No terms are recorded."
