"""The sheet Changes: figures of earlier returns that the records now give differently."""

from typing import Final

from wardenlog.returns.contents.common import Omitted, X, Z, is_first_period, measure
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.difference import Difference
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import SHORTHAND, As, Cell, Column, Kind, Sheet, Table

TABLE: Final = "Restatements"
_COLUMNS = (
    Column("Return", width=14),
    Column("Measure code", width=21.5),
    Column("Measure", width=22),
    Column("Where", width=20),
    Column("Reported", "number", width=10),
    Column("Now", "number", width=10),
    Column("Difference", "number", width=11),
    Column("Reason", width=48),
)
"""Widths that leave room for the words on one printed page."""
_NOTES = (
    "Figures of returns already sent that the records now give differently, and why.",
    "A figure stays here until an amended return of its period carries it. It is paid once.",
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return a line for each changed figure (counting rule 12), or why there is none."""
    if figures.restatements:
        rows = [_row(each) for each in figures.restatements]
        return Sheet(
            "Changes", "Changes", subtitle(figures), Table(TABLE, _COLUMNS, rows), notes=_NOTES
        )
    if figures.supersedes or any(each.sent for each in figures.claim.earlier):
        return Omitted("Changes", "the records give every figure that was sent as it was sent")
    if is_first_period(figures):
        return Omitted("Changes", "this is the first period of the agreement")
    return Omitted("Changes", "no earlier return of this agreement is recorded as sent")


def _row(each: Difference) -> tuple[Cell, ...]:
    return (
        each.name,
        each.measure,
        each.title,
        each.where,
        _figure(each, each.reported),
        _figure(each, each.now),
        Z if each.change is None else _shown(each, each.change),
        each.reason,
    )


def _figure(each: Difference, text: str | None) -> Cell:
    if text is None:
        return X
    return text if text in SHORTHAND else _shown(each, float(text))


def _shown(each: Difference, number: float) -> Cell:
    """Return a number as people read it: minutes as hours, pounds as money."""
    card = measure(each.measure)
    if card is None or not card.in_hours:
        kind = _KINDS.get(each.unit, "number")
        return As(round(number, 2), kind) if kind == "money" else As(number, kind)
    return As(number / 60, "hours")


_KINDS: Final[dict[str, Kind]] = {"pounds": "money", "percent": "percent"}
