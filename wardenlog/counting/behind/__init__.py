"""The records behind a figure: what adds up to it, counted in the scope that the figure is of."""

from typing import Final

from wardenlog.counting.behind import places, registers, visits
from wardenlog.counting.behind.figure import Figure, Item
from wardenlog.counting.scope import Session
from wardenlog.errors import UserError

__all__ = ["ADDS_UP", "Figure", "Item", "behind"]

_SHARES: Final = {
    "compliance_percent": "qualifying_visits",
    "median_minutes": "patrol_minutes",
}
"""Figures that no records add up to, with the measure whose records stand behind them."""

ADDS_UP: Final = visits.MEASURES | places.MEASURES | registers.MEASURES
"""The measures whose figure is the sum of the records' values; any other tally adds up too."""


def behind(session: Session, figure: Figure, stages: str) -> list[Item]:
    """Return the records behind a figure of the open scope (`open_scope`), in order of their date.

    Their values add up to the figure, in the unit of its rule card; behind a percentage or a
    median stand the visits it is taken from. `stages` is the JSON array of [power, stage, measure
    or null] of the printed stages. UserError (`no_records`) for a figure that has none behind it,
    such as a target.
    """
    if figure.measure == "visits_affected":
        return visits.items(session, figure.of(figure.step or "total"))
    measure = _SHARES.get(figure.measure, figure.measure)
    wanted = figure.of(measure)
    if measure in visits.MEASURES:
        return visits.items(session, wanted)
    if measure in places.MEASURES:
        return places.items(session, wanted)
    if measure in registers.MEASURES or figure.tally:
        return registers.items(session, wanted, stages)
    message = "No records stand behind this figure: it comes from the terms of the grant."
    raise UserError(message, code="no_records")
