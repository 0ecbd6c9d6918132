"""The Finance sheet: budget lines with what was spent, what is forecast, and the variance."""

from decimal import Decimal
from typing import Final

from wardenlog.counting.finance import FinanceRow
from wardenlog.returns.contents.common import Omitted, X, Z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Column, Formula, Sheet, Table

NAME: Final = "Finance"
_YEAR_END: Final = (3, 31)
"""Month and day on which a financial year ends."""

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
    last = figures.wanted.period.last_on
    nothing_left = (last.month, last.day) == _YEAR_END
    return Sheet(
        "Finance",
        "Finance by budget line",
        subtitle(figures),
        Table(
            NAME, COLUMNS, [_row(row, nothing_left=nothing_left) for row in figures.finance], keys=2
        ),
        notes=(
            "Current budget: the original budget and signed variations.",
            "Forecast outturn: spent under the agreement so far, and the forecast to 31 March.",
            "In a period that ends on 31 March nothing is left to forecast.",
            "A variance above £0.00 is an overspend. The council can type an explanation.",
            f"{X}: nothing was recorded, which is not £0.00. {Z}: the budget is £0.00.",
        ),
    )


def _forecast(row: FinanceRow, *, nothing_left: bool) -> int | None:
    """Return the forecast in pence; 0 where the year is over and its spending is recorded."""
    if row.forecast is None and nothing_left and row.agreement_to_date is not None:
        return 0
    return row.forecast


def _row(row: FinanceRow, *, nothing_left: bool) -> tuple[Cell, ...]:
    forecast = _forecast(row, nothing_left=nothing_left)
    current = _pounds(row.current)
    outturn: Decimal | str = X
    variance: Decimal | str = X
    percent: float | str = X
    if forecast is not None:
        outturn = _pounds((row.agreement_to_date or 0) + forecast)
        variance = outturn - current
        percent = 100 * float(variance) / float(current) if current else Z
    return (
        row.line,
        row.category,
        X if row.labour is None else "labour" if row.labour else "non-labour",
        _pounds(row.original),
        _pounds(row.variations_net),
        Formula(CURRENT, current),
        _or_x(row.this_period),
        _or_x(row.year_to_date),
        _or_x(row.agreement_to_date),
        _or_x(forecast),
        Formula(OUTTURN, outturn),
        Formula(VARIANCE, variance),
        Formula(PERCENT, percent),
        X,
    )


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def _or_x(pence: int | None) -> Decimal | str:
    return X if pence is None else _pounds(pence)
