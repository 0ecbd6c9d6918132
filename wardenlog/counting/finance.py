"""What the grant cost: budget lines with spending and forecast, and posts with their vacancies."""

from datetime import date, timedelta
from typing import NamedTuple

from wardenlog.counting.scope import Period, Session, financial_year_start


class FinanceRow(NamedTuple):
    """One budget line in whole pence; spending and forecast are None where none was recorded."""

    line: str
    category: str
    labour: int | None
    original: int
    variations_net: int
    this_period: int | None
    year_to_date: int | None
    agreement_to_date: int | None
    forecast: int | None

    @property
    def current(self) -> int:
        """The budget now: original and signed variations, in pence."""
        return self.original + self.variations_net

    @property
    def outturn(self) -> int | None:
        """Spent to date and forecast to the year's end; None where neither is recorded."""
        if self.agreement_to_date is None and self.forecast is None:
            return None
        return (self.agreement_to_date or 0) + (self.forecast or 0)


class PostRow(NamedTuple):
    """One post; money in whole pence, None where not recorded."""

    reference: str
    title: str | None
    grade: str | None
    fte: str | None
    funded_fte: str | None
    fixed_term: int | None
    planned_start: str | None
    actual_start: str | None
    end_on: str | None
    vacant_days: int | None
    actual: int | None


_FINANCE = """
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
    (
        SELECT sum(amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = line.agreement_id AND spent.line = line.reference
            AND spent.live = 1 AND spent.spent_on >= :from_on AND spent.spent_on < :to_on
    ),
    (
        SELECT sum(amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = line.agreement_id AND spent.line = line.reference
            AND spent.live = 1 AND spent.spent_on >= :year_on AND spent.spent_on < :to_on
    ),
    (
        SELECT sum(amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = line.agreement_id AND spent.line = line.reference
            AND spent.live = 1 AND spent.spent_on < :to_on
    ),
    (
        SELECT sum(month.forecast_pence) FROM line_month AS month
        WHERE month.agreement_id = line.agreement_id AND month.line = line.reference
            AND month.void_reason IS NULL
            AND month.month >= substr(:to_on, 1, 7) AND month.month < substr(:year_end, 1, 7)
    )
FROM budget_line AS line
CROSS JOIN scope ON scope.agreement_id = line.agreement_id
ORDER BY line.reference
"""


def finance(session: Session, period: Period) -> list[FinanceRow]:
    """Return the budget lines of the open scope's agreement (return-workbook.md, Finance).

    Variations are the signed ones effective in or before the period; the forecast covers the
    months after the period up to 31 March.
    """
    year = financial_year_start(period.last_on)
    values = {
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
        "year_on": year.isoformat(),
        "year_end": date(year.year + 1, year.month, 1).isoformat(),
    }
    return [FinanceRow(*row) for row in session.rows(_FINANCE, values)]


_POSTS = """
SELECT
    post.reference, post.title, post.grade, post.fte, post.funded_fte, post.fixed_term,
    post.planned_start, post.actual_start, post.end_on,
    (
        SELECT sum(spent.amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = post.agreement_id AND spent.post = post.reference
            AND spent.live = 1 AND spent.spent_on >= :from_on AND spent.spent_on < :to_on
    )
FROM scope
CROSS JOIN post ON post.agreement_id = scope.agreement_id
ORDER BY post.reference
"""

_HOLDINGS = """
SELECT
    holding.reference,
    coalesce(holding.from_on, post.actual_start, post.planned_start),
    coalesce(holding.to_on, post.end_on)
FROM scope
CROSS JOIN post_holding AS holding ON holding.agreement_id = scope.agreement_id
INNER JOIN post
    ON post.agreement_id = holding.agreement_id AND post.reference = holding.reference
"""


def posts(session: Session, period: Period) -> list[PostRow]:
    """Return the posts of the open scope's agreement with their vacant days in the period.

    A post is vacant on days of the period between its planned start (its actual one where none
    was planned) and its end on which nobody holds it.
    """
    values = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    held: dict[str, list[tuple[str | None, str | None]]] = {}
    for reference, from_on, to_on in session.rows(_HOLDINGS):
        held.setdefault(reference, []).append((from_on, to_on))
    found = []
    for row in session.rows(_POSTS, values):
        *facts, actual = row
        reference, planned, started, ended = facts[0], *facts[6:9]
        vacant = None
        if planned or started:
            due = _days(period, planned or started, ended)
            for from_on, to_on in held.get(reference, []):
                due -= _days(period, from_on, to_on)
            vacant = len(due)
        found.append(PostRow._make((*facts, vacant, actual)))
    return found


def _days(period: Period, from_on: str | None, to_on: str | None) -> set[date]:
    first = max(period.from_on, date.fromisoformat(from_on)) if from_on else period.from_on
    last = min(period.last_on, date.fromisoformat(to_on)) if to_on else period.last_on
    return {first + timedelta(days=day) for day in range((last - first).days + 1)}
