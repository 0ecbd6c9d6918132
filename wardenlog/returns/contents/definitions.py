"""The sheet Definitions: what every measure of this return means, and its shorthand."""

from collections.abc import Collection, Sequence

from wardenlog.catalogue.measures import RuleCard, load_measures
from wardenlog.returns.contents.common import X, Z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

TABLE = "Definitions"
_COLUMNS = (
    Column("Measure code", width=24),
    Column("Measure", width=22),
    Column("Unit", width=14),
    Column("Definition", width=34),
    Column("Counts", width=24),
    Column("Does not count", width=23),
    Column("Rules version", "count", width=11),
)
_SHORTHAND = (
    (X, "Not available", "Nobody recorded or supplied a figure. It is not 0."),
    (Z, "Not applicable", "There can be no figure here, or nothing to add."),
    ("[c]", "Confidential", "The figure is withheld because it could identify somebody."),
    ("[low]", "Low", "The figure is above 0 and rounds to 0."),
)
_STATUSES = (
    ("complete", "Everything recorded is counted, and there was something to count."),
    ("part", "Some sheets were not finished when the return was produced and are not counted."),
    ("nil", "None: it is recorded where it happens, and it did not happen."),
    ("not supplied", "Nobody has ever recorded it under this agreement."),
    ("not listed", "The hotspot was visited and was on no list of this agreement in the month."),
    ("estimated", "Some of the number was estimated by the warden."),
)


def sheet(figures: Figures, tables: Collection[str]) -> Sheet:
    """Return the rule cards of the measures these tables print, then shorthand and statuses."""
    printed = [card for card in load_measures().cards() if _tables(card) & set(tables)]
    rows: list[Sequence[Cell]] = [_measure(card) for card in printed]
    rows += [_word(code, name, meaning) for code, name, meaning in _SHORTHAND]
    rows += [_word(word, "Status", meaning) for word, meaning in _STATUSES]
    return Sheet(
        "Definitions",
        "Definitions",
        subtitle(figures),
        Table(TABLE, _COLUMNS, rows),
        notes=(
            "What each figure means, who counts and what is left out; then shorthand and statuses.",
            "Codes and headings stay the same from return to return.",
        ),
    )


def _tables(card: RuleCard) -> set[str]:
    return {place.split(".")[0] for place in card.where}


def _measure(card: RuleCard) -> Sequence[Cell]:
    return (
        card.code,
        card.name,
        card.unit if card.unit == card.shown_as else f"{card.shown_as}, from {card.unit}",
        card.definition,
        card.counts,
        card.does_not_count,
        card.rules_version,
    )


def _word(code: str, name: str, meaning: str) -> Sequence[Cell]:
    return (code, name, Z, meaning, Z, Z, load_measures().rules_version)
