"""What each financial year of an agreement, and the whole of it, leaves of its money unspent."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wardenlog.counting.finance import FinanceRow, finance, finance_totals
from wardenlog.counting.scope import APRIL, Period, Session, financial_year, financial_year_start
from wardenlog.counting.terms import terms_on


class Treatment(NamedTuple):
    """What the funder is asked to let become of a year's underspend; money in whole pence."""

    treatment: str
    amount: int | None
    asked_on: str | None
    agreed_on: str | None
    note: str | None


class MoneyLeft(NamedTuple):
    """A financial year, or with `year` None the agreement; money in whole pence.

    `budget` is what the terms give: a year's allocation, the agreement's grant (`from_lines` where
    it is the budget lines' instead). `forecast` covers the months after the period in view. None
    is what was not recorded.
    """

    year: str | None
    first: date
    last: date
    budget: int | None
    from_lines: bool
    spent: int | None
    forecast: int | None
    treatment: Treatment | None = None

    @property
    def outturn(self) -> int | None:
        """Spent and forecast; None where months left have no forecast, or nothing is recorded."""
        if self.forecast is None:
            return None
        return (self.spent or 0) + self.forecast

    @property
    def underspend(self) -> int | None:
        """Budget less outturn, in pence: below 0 is an overspend."""
        if self.budget is None or self.outturn is None:
            return None
        return self.budget - self.outturn


_SPENT = """
SELECT sum(spent.amount_pence)
FROM scope
CROSS JOIN expenditure AS spent ON spent.agreement_id = scope.agreement_id
WHERE spent.live = 1 AND spent.spent_on >= ? AND spent.spent_on < ?
"""

_FORECAST = """
SELECT sum(line_month.forecast_pence), count(DISTINCT line_month.month)
FROM scope
CROSS JOIN line_month ON line_month.agreement_id = scope.agreement_id
WHERE line_month.void_reason IS NULL AND line_month.forecast_pence IS NOT NULL
    AND line_month.month >= ? AND line_month.month < ?
"""

_TREATMENTS = """
SELECT
    underspend.year, underspend.treatment, underspend.amount_pence, underspend.asked_on,
    underspend.agreed_on, underspend.note
FROM scope
CROSS JOIN underspend ON underspend.agreement_id = scope.agreement_id
"""

_START = "SELECT start_on FROM scope"


def money_left(session: Session, period: Period) -> list[MoneyLeft]:
    """Return each financial year of the open scope's agreement, and the whole agreement last.

    Spending counts up to the period's end and forecasts after it, as in the Finance sheet. The
    terms are those signed by each year's last day; a treatment that was asked for or agreed
    changes no figure.
    """
    ((start_text,),) = session.rows(_START)
    start = date.fromisoformat(start_text)
    end_text = terms_on(session, period.last_on).get(("period_end", ""))
    end = max(start, period.last_on if end_text is None else date.fromisoformat(end_text))
    treatments = {year: Treatment(*rest) for year, *rest in session.rows(_TREATMENTS)}
    years = []
    first = start
    while first <= end:
        april = date(financial_year_start(first).year + 1, APRIL, 1)
        whole = Period(first, april)
        name = financial_year(first)
        allocation = terms_on(session, whole.last_on).get(("year_allocation", name))
        spent, forecast = _money(session, period, whole)
        years.append(
            MoneyLeft(
                name,
                first,
                min(end, whole.last_on),
                _pence(allocation),
                from_lines=False,
                spent=spent,
                forecast=forecast,
                treatment=treatments.get(name),
            )
        )
        first = april
    return [*years, _agreement(session, period, Period.inclusive(start, end))]


def _agreement(session: Session, period: Period, whole: Period) -> MoneyLeft:
    grant = _pence(terms_on(session, whole.last_on).get(("grant_amount", "")))
    lines: list[FinanceRow] = finance(session, period)
    budget = grant if grant is not None or not lines else finance_totals(lines).current
    spent, forecast = _money(session, period, whole)
    return MoneyLeft(
        None,
        whole.from_on,
        whole.last_on,
        budget,
        from_lines=grant is None and bool(lines),
        spent=spent,
        forecast=forecast,
    )


def _money(session: Session, period: Period, whole: Period) -> tuple[int | None, int | None]:
    """Return what days of a stretch cost up to the period's end, and are forecast to cost after.

    The forecast is None where a month that is left has none, or where nothing at all is recorded.
    """
    until = min(period.to_on, whole.to_on)
    spent = forecast = None
    if until > whole.from_on:
        ((spent,),) = session.rows(_SPENT, (whole.from_on.isoformat(), until.isoformat()))
    begins = max(period.to_on, whole.from_on)
    left = max(0, _months(begins, whole.last_on))
    if left == 0:
        return spent, 0 if spent is not None else None
    bounds = (f"{begins:%Y-%m}", f"{_next_month(whole.last_on):%Y-%m}")
    ((amount, months),) = session.rows(_FORECAST, bounds)
    forecast = amount if months == left else None
    return spent, forecast


def _months(first: date, last: date) -> int:
    """Return how many calendar months have a day from a first to a last; below 1 for none."""
    return (last.year - first.year) * 12 + last.month - first.month + 1 if first <= last else 0


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _pence(pounds: str | None) -> int | None:
    return None if pounds is None else int(Decimal(pounds) * 100)
