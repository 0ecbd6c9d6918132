"""The sheet Checks: whether the figures agree with each other, and what a person should look at."""

from collections.abc import Iterable

from wardenlog.returns.contents.adding_up import adding_up
from wardenlog.returns.contents.check import TABLE, Check
from wardenlog.returns.contents.control_totals import control_totals
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.needing_attention import needing_attention
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Column, Sheet, Table

_COLUMNS = (
    Column("Check", width=34),
    Column("Expected", "number"),
    Column("Found", "number"),
    Column("Difference", "number"),
    Column("Tolerance", "number"),
    Column("Result", width=12),
    Column("Explanation", width=48),
)
_NOTES = (
    "Fail: figures do not agree, or must be put right. Attention: a person should look.",
    "Explained: the council has said why it is right. Noted: worth knowing, nothing to do.",
    "Results are worked out again from the tables of this file whenever a cell changes.",
)


def checks(figures: Figures) -> list[Check]:
    """Return every check of figures and records, those of totals first."""
    return [*adding_up(figures), *needing_attention(figures)]


def sheet(figures: Figures, others: Iterable[Sheet] = ()) -> Sheet:
    """Return a line for each check, its result a live formula; `others` are the sheets checked."""
    found = [*adding_up(figures), *control_totals(others), *needing_attention(figures)]
    return Sheet(
        "Checks",
        "Checks",
        subtitle(figures),
        Table(TABLE, _COLUMNS, [check.row() for check in found]),
        notes=_NOTES,
    )
