"""Caps: the most a grant pays for a financial year, or in all, and what a claim makes of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardenlog.counting.claim import ClaimLine, total, whole_year, years_of
from wardenlog.counting.scope import Period, Session, financial_year, financial_year_start
from wardenlog.counting.terms import Terms, terms_on


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is paid, in pounds, and what earlier periods already took of it."""

    key: str
    amount: Decimal
    previously: Decimal

    @property
    def left(self) -> Decimal:
        """What earlier periods leave, in pounds, never below 0."""
        return max(Decimal("0.00"), self.amount - self.previously)


@dataclass(frozen=True, slots=True)
class Settled:
    """Payment lines with the caps that bind them, and what is claimed; None where not known.

    `caps` hold for the sum of the lines. Where lines belong to several financial years, each
    year's cap holds for that year's lines alone: it stands in `year_caps`, and what it takes is a
    line of its own. `by_year` shares the amount out, by each year's 1 April.
    """

    lines: tuple[ClaimLine, ...]
    caps: tuple[Cap, ...]
    year_caps: tuple[Cap, ...]
    subtotal: Decimal | None
    amount: Decimal | None
    by_year: Mapping[date, Decimal]


def cap_on(terms: Terms, day: date) -> list[tuple[str, Decimal]]:
    """Return the caps that bind on a date: the financial year's own, and the whole agreement's."""
    keys = (financial_year(day), "")
    return [(key, Decimal(terms["cap", key])) for key in keys if ("cap", key) in terms]


def claimed(amount: Decimal, binding: Sequence[Cap]) -> Decimal:
    """Return max(0, min(sum, cap − previously claimed)), for every cap that binds (rule 9b)."""
    return max(Decimal("0.00"), min([amount, *(cap.amount - cap.previously for cap in binding)]))


def settle(
    session: Session, lines: Sequence[ClaimLine], period: Period, taken: Mapping[date, Decimal]
) -> Settled:
    """Return what a period's lines come to under the caps of the open scope's terms (rule 9b).

    `taken` is what earlier periods claimed of each financial year, by its 1 April. A line that
    adjusts an earlier period belongs to that period's year.
    """
    last = financial_year_start(period.last_on)
    caps = [
        Cap(key, most, taken.get(last, Decimal(0)) if key else sum(taken.values(), Decimal(0)))
        for key, most in cap_on(terms_on(session, period.last_on), period.last_on)
    ]
    years = {_year(line) for line in lines}
    year_caps: list[Cap] = []
    if years - {last}:
        caps = [cap for cap in caps if not cap.key]
        year_caps = _year_caps(session, period, taken)
    known = total(lines)
    if known is None:
        return Settled(tuple(lines), tuple(caps), tuple(year_caps), None, None, {})
    by_year: dict[date, Decimal] = defaultdict(Decimal)
    for line in lines:
        by_year[_year(line)] += line.amount or Decimal(0)
    cuts = [cut for cap in year_caps if (cut := _cut(cap, by_year, period))]
    subtotal = total([*lines, *cuts]) or Decimal("0.00")
    amount = claimed(subtotal, caps)
    by_year[last] += amount - subtotal
    return Settled((*lines, *cuts), tuple(caps), tuple(year_caps), subtotal, amount, dict(by_year))


def _year_caps(session: Session, period: Period, taken: Mapping[date, Decimal]) -> list[Cap]:
    """Return the caps of the financial years that the period has days in."""
    return [
        Cap(key, most, taken.get(financial_year_start(part.last_on), Decimal(0)))
        for part in years_of(period)
        for key, most in cap_on(terms_on(session, part.last_on), part.last_on)
        if key
    ]


def _cut(cap: Cap, by_year: dict[date, Decimal], period: Period) -> ClaimLine | None:
    """Return the line that takes what a year's lines come to above its cap, and take it."""
    year = next(part for part in years_of(period) if financial_year(part.last_on) == cap.key)
    start = financial_year_start(year.from_on)
    over = by_year[start] - cap.left
    if over <= 0:
        return None
    by_year[start] -= over
    return ClaimLine(f"Over the cap for {cap.key}", whole_year(start), "cap", amount=-over)


def _year(line: ClaimLine) -> date:
    return financial_year_start((line.adjusts or line.period).last_on)
