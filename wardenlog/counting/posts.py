"""The posts a grant pays for: who held them, the days nobody did, and what those days cost."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from wardenlog.counting.scope import Period, Session, financial_year_start
from wardenlog.counting.terms import terms_on

_DAY = timedelta(days=1)


class PostRow(NamedTuple):
    """One post; money in whole pence, None where not recorded.

    `vacant_fte_days` are its vacant days times the FTE that the grant funds, or the post's own
    where that was not recorded. `budget` is its part of the yearly budget on days of the period,
    `vacancy_cost` the part on its vacant days.
    """

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
    vacant_fte_days: Decimal | None = None
    budget: int | None = None
    vacancy_cost: int | None = None


class Stretch(NamedTuple):
    """Days of a post in a row, both included; `person_id` is None while nobody held it."""

    first: date
    last: date
    person_id: str | None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class PostSpan(NamedTuple):
    """A post from the day it should have been filled to its end, as far as it is counted.

    Two holders at once are two stretches over the same days; gaps are days without any.
    """

    reference: str
    first: date
    last: date
    held: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]

    @property
    def vacant_days(self) -> int:
        """Days on which nobody held it."""
        return sum(gap.days for gap in self.gaps)


_POSTS = """
SELECT
    post.reference, post.title, post.grade, post.fte, post.funded_fte, post.fixed_term,
    post.planned_start, post.actual_start, post.end_on, post.yearly_pence,
    coalesce(post.planned_start, post.actual_start, agreement.start_on),
    (
        SELECT sum(spent.amount_pence) FROM expenditure AS spent
        WHERE spent.agreement_id = post.agreement_id AND spent.post = post.reference
            AND spent.live = 1 AND spent.spent_on >= :from_on AND spent.spent_on < :to_on
    )
FROM scope
CROSS JOIN post ON post.agreement_id = scope.agreement_id
INNER JOIN agreement ON agreement.id = post.agreement_id
ORDER BY post.reference
"""

_HOLDINGS = """
SELECT
    holding.reference, holding.person_id,
    coalesce(holding.from_on, post.actual_start, post.planned_start, agreement.start_on),
    holding.to_on
FROM scope
CROSS JOIN post_holding AS holding ON holding.agreement_id = scope.agreement_id
INNER JOIN post
    ON post.agreement_id = holding.agreement_id AND post.reference = holding.reference
INNER JOIN agreement ON agreement.id = post.agreement_id
ORDER BY holding.reference, holding.position
"""


def posts(session: Session, period: Period) -> list[PostRow]:
    """Return the posts of the open scope's agreement with their vacancy in the period.

    A post is vacant on days of the period on which nobody held it, from its planned start (else
    its actual one, else the agreement's start) to its end (else the agreement's, by the terms of
    the period's last day).
    """
    values = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    rows = session.rows(_POSTS, values)
    spans = {span.reference: span for span in post_spans(session, period)}
    found = []
    for *facts, yearly, _, actual in rows:
        reference, _, _, fte, funded_fte, *_ = facts
        span = spans.get(reference)
        vacant = span.vacant_days if span else 0
        share = funded_fte or fte
        due = [Stretch(span.first, span.last, None)] if span else []
        gaps = span.gaps if span else ()
        found.append(
            PostRow._make(
                (
                    *facts,
                    vacant,
                    actual,
                    None if share is None else vacant * Decimal(share),
                    None if yearly is None else _part_of_year(yearly, due),
                    None if yearly is None else _part_of_year(yearly, gaps),
                )
            )
        )
    return found


def post_spans(session: Session, period: Period) -> list[PostSpan]:
    """Return who held each post on days of a period, and its gaps; absent where it has no day."""
    values = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    agreement_end = terms_on(session, period.last_on).get(("period_end", ""))
    holdings: dict[str, list[tuple[str, str, str | None]]] = {}
    for reference, person_id, from_on, to_on in session.rows(_HOLDINGS):
        holdings.setdefault(reference, []).append((person_id, from_on, to_on))
    spans = []
    for row in session.rows(_POSTS, values):
        reference, ends, starts = row[0], row[8], row[10]
        first = max(period.from_on, date.fromisoformat(starts))
        last = _earlier(period.last_on, ends or agreement_end)
        if first > last:
            continue
        held = [
            Stretch(begins, stops, person_id)
            for person_id, from_on, to_on in holdings.get(reference, [])
            if (begins := max(first, date.fromisoformat(from_on)))
            <= (stops := _earlier(last, to_on))
        ]
        gaps = tuple(_gaps(first, last, held))
        spans.append(PostSpan(reference, first, last, tuple(held), gaps))
    return spans


def _gaps(first: date, last: date, held: Iterable[Stretch]) -> Iterable[Stretch]:
    """Yield the days from a first to a last that no stretch covers."""
    free_from = first
    for stretch in sorted(held):
        if stretch.first > free_from:
            yield Stretch(free_from, stretch.first - _DAY, None)
        free_from = max(free_from, stretch.last + _DAY)
    if free_from <= last:
        yield Stretch(free_from, last, None)


def _part_of_year(yearly: int, stretches: Iterable[Stretch]) -> int:
    """Return yearly pence × days ÷ days of their financial year, rounded half up once."""
    amount = Decimal(0)
    for stretch in stretches:
        first = stretch.first
        while first <= stretch.last:
            start = financial_year_start(first)
            april = start.replace(year=start.year + 1)
            last = min(stretch.last, april - _DAY)
            amount += Decimal(yearly) * ((last - first).days + 1) / (april - start).days
            first = april
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _earlier(day: date, text: str | None) -> date:
    return day if text is None else min(day, date.fromisoformat(text))
