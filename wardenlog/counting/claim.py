"""What a period claims: payment lines from stretches of constant terms, and its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from wardenlog.counting.scope import Period, Session, financial_year, financial_year_start
from wardenlog.counting.terms import Terms, terms_on

PENNY = Decimal("0.01")
_PAYING = {
    "payment_basis": None,
    "hourly_rate": None,
    "hours_counted": "person",
    "outside_hotspot_counts": "no",
}
"""The items that decide how a day is paid, with what holds where they were never stated."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One payment line. `amount` in pounds, None where a rate or basis was never agreed.

    `minutes` are claimable minutes in the unit the terms pay for; None on lines not paid by time.
    `adjusts` is the other period that the line is about, if any.
    """

    what: str
    period: Period
    basis: str
    unit: str | None = None
    minutes: int | None = None
    rate: Decimal | None = None
    amount: Decimal | None = None
    adjusts: Period | None = None


_RUNS = """
SELECT DISTINCT term_span.from_on
FROM term_span
CROSS JOIN scope
WHERE term_span.item IN ('payment_basis', 'hourly_rate', 'hours_counted', 'outside_hotspot_counts')
    AND term_span.from_on > ? AND term_span.from_on < ?
ORDER BY term_span.from_on
"""

_EVER_PAID = "SELECT EXISTS (SELECT 1 FROM term_span WHERE item = 'payment_basis')"

_CLAIMABLE = """
SELECT coalesce(sum(claimable_minutes), 0), coalesce(sum(claimable_patrol), 0)
FROM scoped_visit
WHERE day >= ? AND day < ?
"""

_OUTSIDE = """
SELECT coalesce(sum(time.minutes), 0)
FROM scope
CROSS JOIN scope_day ON scope_day.day >= ? AND scope_day.day < ? AND scope_day.in_agreement = 1
INNER JOIN other_time AS time ON time.day = scope_day.day
INNER JOIN person ON person.id = time.person_id
INNER JOIN organisation ON organisation.id = person.organisation_id
INNER JOIN funding_source AS funding ON funding.id = (
    SELECT member.funding_id
    FROM shift_member AS member
    WHERE member.shift_id = time.shift_id AND member.person_id = time.person_id
    ORDER BY member.position LIMIT 1
)
WHERE time.live = 1 AND time.time_kind = 'outside_patrol' AND organisation.own = 1
    AND funding.agreement_id = scope.agreement_id
"""

_SPENT = """
SELECT coalesce(sum(spent.amount_pence), 0), count(*)
FROM scope
CROSS JOIN expenditure AS spent ON spent.agreement_id = scope.agreement_id
LEFT JOIN budget_line AS line
    ON line.agreement_id = spent.agreement_id AND line.reference = spent.line
WHERE spent.live = 1 AND spent.spent_on >= ? AND spent.spent_on < ?
    AND (? = 0 OR coalesce(line.labour, 0) = 0)
"""


def claimable_minutes(session: Session, period: Period, unit: str) -> int:
    """Return claimable minutes in person- or patrol-minutes on days of the scope (rule 9a).

    Patrol-minutes of a visit are those of its claimable members, first in to last out.
    """
    ((person, patrol),) = session.rows(_CLAIMABLE, _bounds(period))
    return int(patrol if unit == "patrol" else person)


def outside_minutes(session: Session, period: Period) -> int:
    """Return our staff's patrol minutes outside hotspots under the agreement's funding."""
    ((minutes,),) = session.rows(_OUTSIDE, _bounds(period))
    return int(minutes)


def runs(session: Session, period: Period) -> list[tuple[Period, Terms]]:
    """Return the runs of days with equal payment terms, with those terms (rule 9b)."""
    changes = [date.fromisoformat(day) for (day,) in session.rows(_RUNS, _bounds(period))]
    starts = [period.from_on, *changes]
    merged: list[tuple[Period, Terms]] = []
    for start, end in zip(starts, [*changes, period.to_on], strict=True):
        terms = terms_on(session, start)
        if merged and _paying(merged[-1][1]) == _paying(terms):
            merged[-1] = (Period(merged[-1][0].from_on, end), terms)
        else:
            merged.append((Period(start, end), terms))
    return merged


def claim_lines(session: Session, period: Period) -> list[ClaimLine]:
    """Return the payment lines of a period inside the open scope (rule 9b).

    Hours are paid as ROUND(claimable minutes ÷ 60 × rate, 2), half up, rounded once from minutes.
    Costs of a stretch are £0 where spending is recorded in the period but none in the stretch, and
    not known where none is recorded in the period at all.
    """
    return [
        line
        for stretch, terms in runs(session, period)
        for line in _lines(session, stretch, terms, period)
    ]


def own_lines(session: Session, period: Period) -> list[ClaimLine]:
    """Return the payment lines of a period, year by year where one of its years has a cap.

    A cap of a financial year holds for that year's days alone, so a line must not span two.
    """
    parts = years_of(period)
    capped = any(
        ("cap", financial_year(part.last_on)) in terms_on(session, part.last_on) for part in parts
    )
    return [line for part in (parts if capped else [period]) for line in claim_lines(session, part)]


def total(lines: Sequence[ClaimLine]) -> Decimal | None:
    """Return the sum of the lines, None where any amount is unknown."""
    amounts = [line.amount for line in lines]
    if any(amount is None for amount in amounts):
        return None
    return sum((amount for amount in amounts if amount is not None), Decimal("0.00"))


def due_on(terms: Terms, period: Period) -> date | None:
    """Return the day by which the period's return is due; None where the terms do not say."""
    days = terms.get(("return_due_days", ""))
    return None if days is None else period.last_on + timedelta(days=int(days))


def target_minutes(terms: Terms, period: Period) -> tuple[Decimal, str] | None:
    """Return the target of a period in minutes, and in words how it was reached (rule 9b).

    The period's own target where given (key `2025-26 Q1`, or `2025-04` for a month), otherwise
    year target × days of the period in that year ÷ days of the year, summed over its years.
    """
    for key in _period_keys(period):
        if ("hours_target", key) in terms:
            return Decimal(terms["hours_target", key]) * 60, f"the target set for {key}"
    minutes = Decimal(0)
    shares = []
    for year, days, length in _years(period):
        if ("hours_target", year) not in terms:
            return None
        hours = Decimal(terms["hours_target", year])
        minutes += hours * 60 * days / length
        shares.append(f"{hours:,f} hours for {year} × {days} of {length} days")
    return minutes, " + ".join(shares)


def gross(minutes: int, rate: Decimal) -> Decimal:
    """Return minutes ÷ 60 × rate in pounds, rounded half up once, from whole minutes."""
    return (minutes * rate / 60).quantize(PENNY, ROUND_HALF_UP)


def years_of(period: Period) -> list[Period]:
    """Return the parts of a period in each financial year."""
    parts = []
    day = period.from_on
    while day < period.to_on:
        parts.append(Period(day, min(whole_year(day).to_on, period.to_on)))
        day = parts[-1].to_on
    return parts


def whole_year(day: date) -> Period:
    """Return the financial year that a day is in."""
    start = financial_year_start(day)
    return Period(start, start.replace(year=start.year + 1))


def _lines(session: Session, stretch: Period, terms: Terms, period: Period) -> list[ClaimLine]:
    basis = terms.get(("payment_basis", ""), "")
    lines: list[ClaimLine] = []
    if basis == "instalment":
        lines += _instalments(stretch, terms_on(session, stretch.last_on))
    if basis in {"hours_rate", "hybrid"}:
        lines += _hours(session, stretch, terms, basis)
    if basis in {"actual_cost", "hybrid"}:
        non_labour_only = basis == "hybrid"
        ((pence, _),) = session.rows(_SPENT, (*_bounds(stretch), int(non_labour_only)))
        ((_, entries),) = session.rows(_SPENT, (*_bounds(period), int(non_labour_only)))
        amount = Decimal(pence) / 100 if entries else None
        what = "Non-labour costs" if non_labour_only else "Actual costs"
        lines.append(ClaimLine(what, stretch, basis, amount=amount))
    if not lines:
        lines.append(_nothing_due(session, stretch, basis))
    return lines


def _nothing_due(session: Session, stretch: Period, basis: str) -> ClaimLine:
    """Return the line of days that pay nothing: £0 before the agreement's terms begin.

    Unknown where there are hours to claim, or where no terms ever say how they are paid.
    """
    if basis == "instalment":
        return ClaimLine("No instalment falls due", stretch, basis, amount=Decimal("0.00"))
    ((ever,),) = session.rows(_EVER_PAID)
    if ever and claimable_minutes(session, stretch, "person") == 0:
        return ClaimLine("Nothing to claim: no terms", stretch, basis, amount=Decimal("0.00"))
    return ClaimLine("No payment basis agreed", stretch, basis)


def _hours(session: Session, stretch: Period, terms: Terms, basis: str) -> list[ClaimLine]:
    unit = terms.get(("hours_counted", ""), "person")
    text = terms.get(("hourly_rate", ""))
    rate = None if text is None else Decimal(text)
    parts = [("Hours in hotspots", claimable_minutes(session, stretch, unit))]
    if terms.get(("outside_hotspot_counts", "")) == "yes":
        parts.append(("Patrol outside hotspots", outside_minutes(session, stretch)))
    return [
        ClaimLine(
            what,
            stretch,
            basis,
            unit,
            minutes,
            rate,
            None if rate is None else gross(minutes, rate),
        )
        for what, minutes in parts
    ]


def _instalments(stretch: Period, terms: Terms) -> list[ClaimLine]:
    due = sorted(
        (date.fromisoformat(key), Decimal(value))
        for (item, key), value in terms.items()
        if item == "instalment" and stretch.from_on.isoformat() <= key < stretch.to_on.isoformat()
    )
    return [
        ClaimLine("Instalment", Period.inclusive(day, day), "instalment", amount=amount)
        for day, amount in due
    ]


def _paying(terms: Terms) -> tuple[str | None, ...]:
    return tuple(terms.get((item, ""), default) for item, default in _PAYING.items())


def _bounds(period: Period) -> tuple[str, str]:
    return period.from_on.isoformat(), period.to_on.isoformat()


def _period_keys(period: Period) -> list[str]:
    dates = f"{period.from_on.isoformat()} to {period.last_on.isoformat()}"
    return list(dict.fromkeys((dates, period.code())))


def _years(period: Period) -> list[tuple[str, int, int]]:
    return [
        (financial_year(part.from_on), part.days, whole_year(part.from_on).days)
        for part in years_of(period)
    ]
