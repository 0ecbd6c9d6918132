"""The sheet Working: how the claim is worked out, from all time on visits to claimable time."""

from collections.abc import Sequence

from wardenlog.catalogue.measures import load_measures
from wardenlog.returns.contents.common import first_row, hours, hours_text
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Chart, Column, Formula, Sheet, Table

TABLE = "Claim_bridge"
_COLUMNS = (
    Column("Step", width=36),
    Column("Exclusion code"),
    Column("Person-minutes", "minutes"),
    Column("Person-hours", "hours"),
    Column("Visits affected", "count"),
    Column("Note", width=64),
)


def sheet(figures: Figures) -> Sheet:
    """Return the ten steps of the claim bridge, zeros printed (domain.md, counting rule 6)."""
    notes = _notes(figures)
    return Sheet(
        "Working",
        "How the claim is worked out",
        subtitle(figures),
        Table(TABLE, _COLUMNS, _rows(figures, first_row(notes))),
        notes=notes,
        charts=(_chart(figures),),
    )


def _notes(figures: Figures) -> Sequence[str]:
    notes = [
        "The first line less every line between gives the last line. No figure is below 0.",
        "A visit can be in several lines; minutes are taken off once, for the first reason.",
    ]
    claim = figures.claim
    if claim.unit == "patrol":
        patrol = hours_text(claim.patrol_minutes)
        notes.append(f"The grant pays patrol-hours: the claimable visits lasted {patrol}.")
    return notes


def _rows(figures: Figures, first: int) -> list[Sequence[Cell]]:
    cards = {card.code: card for card in load_measures().bridge()}
    last = first + len(figures.bridge) - 1
    rows: list[Sequence[Cell]] = []
    for step in figures.bridge:
        card = cards[step.code]
        minutes: Cell = step.minutes
        if step.code == "claimable":
            minutes = Formula(f"C{first}-SUM(C{first + 1}:C{last - 1})", step.minutes)
        person_hours = Formula(f"{this_row(TABLE, 'Person-minutes')}/60", hours(step.minutes))
        rows.append((card.name, step.code, minutes, person_hours, step.visits, card.definition))
    return rows


def _chart(figures: Figures) -> Chart:
    names = {card.code: card.name for card in load_measures().bridge()}
    bars = "; ".join(f"{names[step.code]}: {hours_text(step.minutes)}" for step in figures.bridge)
    return Chart(
        "How the claim is worked out, in person-hours",
        "Step",
        ("Person-hours",),
        f"Bar chart of person-hours at each step. {bars}.",
        "Person-hours",
    )
