"""The Agreement sheet: every variation, what it set, and what stood there before."""

from typing import Final

from wardenlog.counting.terms import VariationLine
from wardenlog.returns.contents.common import Omitted, X, Z, day, or_x, or_z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.terms import item_words, value_words
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

COLUMNS: Final = (
    Column("Variation", "count"),
    Column("Date requested", "date"),
    Column("Date signed", "date"),
    Column("Effective from", "date"),
    Column("Status"),
    Column("Item"),
    Column("Original value"),
    Column("Previous value"),
    Column("Current value"),
    Column("Reason"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each item a variation sets; variation 0 is the agreement itself."""
    if not figures.variations:
        return Omitted("Agreement", "no terms of the agreement are recorded")
    return Sheet(
        "Agreement",
        "The agreement and its variations",
        subtitle(figures),
        Table("Variations", COLUMNS, [_row(line) for line in figures.variations]),
        notes=(
            "Variation 0 is the original agreement. Only signed variations change a figure.",
            "Current value: what the variation sets, until a later one sets the same item.",
            f"{Z}: not applicable, such as a value before the first. {X}: not recorded.",
        ),
    )


def _row(line: VariationLine) -> tuple[Cell, ...]:
    first = line.number == 0
    unsigned = line.status != "signed"
    requested, signed = line.requested_on, line.signed_on
    return (
        line.number,
        day(requested) if requested else Z if first else X,
        day(signed) if signed else Z if unsigned else X,
        day(line.effective_from),
        line.status.replace("_", " "),
        item_words(line.item, line.key) if line.item else Z,
        _value(line.item, line.original),
        _value(line.item, line.previous),
        _value(line.item, line.value),
        or_z(line.reason) if first else or_x(line.reason),
    )


def _value(item: str | None, value: str | None) -> str:
    return Z if item is None or value is None else value_words(item, value)
