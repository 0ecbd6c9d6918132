"""What the grant cost: budget lines with their changes, spending, forecast and variance."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wardenlog.counting.scope import APRIL, Period, Session, financial_year_start


class FinanceRow(NamedTuple):
    """One budget line in whole pence; spending and forecast are None where none was recorded.

    `forecast` covers the months after the period up to 31 March, and is 0 where none is left and
    the line's spending is recorded; `months_without` are those of them without a forecast.
    """

    line: str
    category: str
    labour: int | None
    original: int
    variations_net: int
    this_period: int | None
    year_to_date: int | None
    agreement_to_date: int | None
    forecast: int | None
    months_without: int = 0

    @property
    def current(self) -> int:
        """The budget now: original and signed variations, in pence."""
        return self.original + self.variations_net

    @property
    def outturn(self) -> int | None:
        """Spent under the agreement and forecast to 31 March; None where nothing is forecast."""
        return None if self.forecast is None else (self.agreement_to_date or 0) + self.forecast

    @property
    def variance(self) -> int | None:
        """Outturn less current budget, in pence: above 0 is an overspend."""
        return None if self.outturn is None else self.outturn - self.current

    @property
    def variance_percent(self) -> Decimal | None:
        """100 × variance ÷ current budget; None without a variance, or where the budget is 0."""
        if self.variance is None or self.current == 0:
            return None
        return 100 * Decimal(self.variance) / self.current


class MonthMoney(NamedTuple):
    """What an agreement's lines cost and are forecast to cost in a month, in whole pence."""

    month: str
    spent: int | None
    forecast: int | None


_SPENT = """
    (
        SELECT sum(amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = line.agreement_id AND spent.line = line.reference
            AND spent.live = 1 AND spent.spent_on >= {} AND spent.spent_on < :to_on
    )
"""

_FORECASTS = """
        FROM line_month AS month
        WHERE month.agreement_id = line.agreement_id AND month.line = line.reference
            AND month.void_reason IS NULL AND month.forecast_pence IS NOT NULL
            AND month.month >= :next_month AND month.month < :april
"""

_FINANCE = f"""
SELECT
    line.reference, line.category, line.labour, line.original_pence,
    (
        SELECT coalesce(sum(change.amount_pence), 0)
        FROM budget_change AS change
        INNER JOIN variation
            ON variation.agreement_id = change.agreement_id AND variation.number = change.number
        WHERE change.agreement_id = line.agreement_id AND change.line = line.reference
            AND variation.status = 'signed' AND variation.effective_from < :to_on
    ),
    {_SPENT.format(":from_on")},
    {_SPENT.format(":year_on")},
    {_SPENT.format("'0001-01-01'")},
    (SELECT sum(month.forecast_pence) {_FORECASTS}),
    (SELECT count(DISTINCT month.month) {_FORECASTS})
FROM budget_line AS line
CROSS JOIN scope ON scope.agreement_id = line.agreement_id
ORDER BY line.reference
"""

_BY_MONTH = """
WITH money AS (
    SELECT substr(spent.spent_on, 1, 7) AS month, spent.amount_pence AS spent, NULL AS forecast
    FROM scope
    CROSS JOIN expenditure AS spent ON spent.agreement_id = scope.agreement_id
    WHERE spent.live = 1
    UNION ALL
    SELECT line_month.month, NULL, line_month.forecast_pence
    FROM scope
    CROSS JOIN line_month ON line_month.agreement_id = scope.agreement_id
    WHERE line_month.void_reason IS NULL AND line_month.forecast_pence IS NOT NULL
)

SELECT month, sum(spent), sum(forecast)
FROM money
WHERE month >= substr(:from_on, 1, 7) AND month < substr(:to_on, 1, 7)
GROUP BY month
ORDER BY month
"""


def finance(session: Session, period: Period) -> list[FinanceRow]:
    """Return the budget lines of the open scope's agreement (return-workbook.md, Finance).

    Variations are the signed ones effective in or before the period; the forecast covers the
    months after the period up to 31 March.
    """
    start = financial_year_start(period.last_on)
    april = date(start.year + 1, APRIL, 1)
    months_left = (april.year - period.to_on.year) * 12 + april.month - period.to_on.month
    values = {
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
        "year_on": start.isoformat(),
        "next_month": f"{period.to_on:%Y-%m}",
        "april": f"{april:%Y-%m}",
    }
    found = []
    for *facts, months in session.rows(_FINANCE, values):
        row = FinanceRow._make((*facts, months_left - months))
        if months_left == 0 and row.agreement_to_date is not None:
            row = row._replace(forecast=0)
        found.append(row)
    return found


def finance_totals(rows: Sequence[FinanceRow]) -> FinanceRow:
    """Return the sums of budget lines; a column in which no line has anything stays None.

    The forecast of all is None where a line with a budget or spending has none, so that no total
    looks complete that is not.
    """
    missing = any(
        row.forecast is None and (row.current or row.agreement_to_date is not None) for row in rows
    )
    return FinanceRow(
        "",
        "",
        None,
        sum(row.original for row in rows),
        sum(row.variations_net for row in rows),
        _sum(row.this_period for row in rows),
        _sum(row.year_to_date for row in rows),
        _sum(row.agreement_to_date for row in rows),
        None if missing else _sum(row.forecast for row in rows),
        max((row.months_without for row in rows), default=0),
    )


def by_month(session: Session, period: Period) -> list[MonthMoney]:
    """Return spending and forecast of all lines of the open scope's agreement, by month.

    Months with neither are left out.
    """
    bounds = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    return [MonthMoney(*row) for row in session.rows(_BY_MONTH, bounds)]


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
