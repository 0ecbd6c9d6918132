"""The Finance sheet: budget lines with what was spent, what is forecast, and the variance."""

from decimal import Decimal
from typing import Final

from wardenlog.counting.finance import FinanceRow
from wardenlog.returns.contents.common import Omitted, X, Z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.underspend import treatments
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Column, Formula, Sheet, Table

NAME: Final = "Finance"
COLUMNS: Final = (
    Column("Budget line"),
    Column("Category"),
    Column("Labour or non-labour"),
    Column("Original budget", "money"),
    Column("Variations net", "money"),
    Column("Current budget", "money"),
    Column("Actual this period", "money"),
    Column("Year to date", "money"),
    Column("Agreement to date", "money"),
    Column("Forecast to year end", "money"),
    Column("Forecast outturn", "money"),
    Column("Variance", "money"),
    Column("Variance percent", "percent"),
    Column("Explanation"),
)

_ORIGINAL, _NET, _CURRENT, _SPENT, _FORECAST, _OUTTURN, _VARIANCE = (
    this_row(NAME, heading)
    for heading in (
        "Original budget",
        "Variations net",
        "Current budget",
        "Agreement to date",
        "Forecast to year end",
        "Forecast outturn",
        "Variance",
    )
)
CURRENT: Final = f"ROUND({_ORIGINAL}+{_NET},2)"
OUTTURN: Final = f'IF(ISNUMBER({_FORECAST}),ROUND(SUM({_SPENT},{_FORECAST}),2),"{X}")'
VARIANCE: Final = f'IF(ISNUMBER({_OUTTURN}),ROUND({_OUTTURN}-{_CURRENT},2),"{X}")'
PERCENT: Final = (
    f'IF(ISNUMBER({_VARIANCE}),IF({_CURRENT}=0,"{Z}",100*{_VARIANCE}/{_CURRENT}),"{X}")'
)


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return one row for each budget line of the agreement, in pounds."""
    if not figures.finance:
        return Omitted("Finance", "the agreement has no budget lines")
    return Sheet(
        "Finance",
        "Finance by budget line",
        subtitle(figures),
        Table(NAME, COLUMNS, [_row(row) for row in figures.finance], keys=2),
        notes=(
            "Current budget: the original budget and signed variations.",
            "Forecast outturn: spent under the agreement so far, and the forecast to 31 March.",
            "In a period that ends on 31 March nothing is left to forecast.",
            "A variance above £0.00 is an overspend. The council can type an explanation.",
            *treatments(figures),
            f"{X}: nothing was recorded, which is not £0.00. {Z}: the budget is £0.00.",
        ),
    )


def _row(row: FinanceRow) -> tuple[Cell, ...]:
    percent: float | str = X
    if row.variance is not None:
        percent = Z if row.variance_percent is None else float(row.variance_percent)
    return (
        row.line,
        row.category,
        X if row.labour is None else "labour" if row.labour else "non-labour",
        _pounds(row.original),
        _pounds(row.variations_net),
        Formula(CURRENT, _pounds(row.current)),
        _or_x(row.this_period),
        _or_x(row.year_to_date),
        _or_x(row.agreement_to_date),
        _or_x(row.forecast),
        Formula(OUTTURN, _or_x(row.outturn)),
        Formula(VARIANCE, _or_x(row.variance)),
        Formula(PERCENT, percent),
        X,
    )


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def _or_x(pence: int | None) -> Decimal | str:
    return X if pence is None else _pounds(pence)
