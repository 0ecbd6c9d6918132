"""The Posts sheet: the posts the grant pays for, when they were filled, and what they cost."""

from decimal import Decimal
from typing import Final

from wardenlog.counting.posts import PostRow
from wardenlog.returns.contents.common import Omitted, X, Z, day, or_x
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Column, Sheet, Table

COLUMNS: Final = (
    Column("Post"),
    Column("Job title"),
    Column("Grade"),
    Column("FTE", "number"),
    Column("Funded FTE", "number"),
    Column("Fixed term"),
    Column("Planned start", "date"),
    Column("Actual start", "date"),
    Column("End", "date"),
    Column("Vacant days in period", "count"),
    Column("Budget", "money"),
    Column("Actual", "money"),
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each post of the agreement; who holds it is not said."""
    if not figures.posts:
        return Omitted("Posts", "the agreement has no posts")
    return Sheet(
        "Posts",
        "Posts",
        subtitle(figures),
        Table("Posts", COLUMNS, [_row(row) for row in figures.posts]),
        notes=(
            "Vacant: days between a post's planned start and its end on which nobody held it.",
            "Budget: the post's part of its yearly budget, by the days of the period it runs.",
            "Actual: what was spent on the post in the period. Who holds a post is not said.",
            f"{X}: not recorded. End {Z}: no end is set.",
        ),
    )


def _row(row: PostRow) -> tuple[Cell, ...]:
    return (
        row.reference,
        or_x(row.title),
        or_x(row.grade),
        _number(row.fte),
        _number(row.funded_fte),
        X if row.fixed_term is None else bool(row.fixed_term),
        _date_or(X, row.planned_start),
        _date_or(X, row.actual_start),
        _date_or(Z, row.end_on),
        or_x(row.vacant_days),
        X if row.budget is None else Decimal(row.budget) / 100,
        X if row.actual is None else Decimal(row.actual) / 100,
    )


def _number(text: str | None) -> Cell:
    return X if text is None else Decimal(text)


def _date_or(shorthand: str, text: str | None) -> Cell:
    return shorthand if text is None else day(text)
