"""What periods before a return's own claimed, what the records say now, and what is still owed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from wardenlog.counting.caps import Settled, settle
from wardenlog.counting.claim import ClaimLine, gross, own_lines, years_of
from wardenlog.counting.scope import Period, Session, financial_year_start
from wardenlog.counting.sent import SentLine, SentReturn

ADJUSTMENT: Final = "adjustment"
"""The basis of a line that adjusts an earlier period (domain.md, rule 9b)."""

CARRIED: Final = "carried"
"""The basis of a line that takes back what the return of another period already claimed."""

NOTHING: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Earlier:
    """One period before a return's own; amounts in pounds, None where a term was not agreed.

    Where its return was sent, `reported` is what that return claimed, others' adjustments
    included, and `claimed` what was claimed for its own days, by whatever return. Elsewhere both
    are what the records say `now`. `claimed_by_year` shares `claimed` out to financial years.
    """

    period: Period
    sent: SentReturn | None
    lines: tuple[ClaimLine, ...]
    elsewhere: tuple[SentLine, ...]
    now: Decimal | None
    claimed: Decimal | None
    reported: Decimal | None
    claimed_by_year: Mapping[date, Decimal]

    @property
    def counted_before(self) -> list[SentLine]:
        """The frozen lines that claimed for it: its own return's, and what others adjusted."""
        own = self.sent.lines if self.sent else ()
        return [*(line for line in own if line.adjusts is None), *self.elsewhere]

    @property
    def more_minutes(self) -> int:
        """Minutes its lines have now less those that were claimed, at whatever rates."""
        now = sum(line.minutes or 0 for line in self.lines)
        return now - sum(line.minutes or 0 for line in self.counted_before)

    @property
    def owed(self) -> Decimal:
        """What the records say now less what was claimed; 0 where nothing was sent."""
        if self.sent is None or self.now is None:
            return NOTHING
        return self.now - (self.claimed or NOTHING)


def earlier_periods(
    session: Session, days: Period | None, standing: Sequence[SentReturn]
) -> list[Earlier]:
    """Return the periods inside `days`, which the open scope holds, the first one first.

    `standing` are the newest versions sent of all other periods. Days that no sent return covers
    are worked out year by year as their signed terms pay them.
    """
    found: list[Earlier] = []
    taken: dict[date, Decimal] = defaultdict(Decimal)
    for period, sent in _stretches(days, standing):
        settled = settle(session, own_lines(session, period), period, taken)
        for year, amount in settled.by_year.items():
            taken[year] += amount
        found.append(_earlier(period, sent, settled, standing))
    return found


def taken_before(earlier: Iterable[Earlier]) -> defaultdict[date, Decimal]:
    """Return what earlier periods claimed of each financial year, by its 1 April."""
    taken: defaultdict[date, Decimal] = defaultdict(Decimal)
    for each in earlier:
        for year, amount in each.claimed_by_year.items():
            taken[year] += amount
    return taken


def adjustments(earlier: Iterable[Earlier]) -> list[ClaimLine]:
    """Return one line for each sent period whose amount now is not what was claimed for it.

    Hours and rate are given where the difference in hours at one rate is that amount.
    """
    return [_adjustment(each, each.sent) for each in earlier if each.sent and each.owed]


def carried(period: Period, standing: Iterable[SentReturn]) -> list[ClaimLine]:
    """Return a line for each return of another period that claimed or took back money for this one.

    It takes the opposite, so that nothing is paid or taken back twice.
    """
    return [
        ClaimLine(
            f"{'Already claimed' if amount > 0 else 'Already taken back'} in {each.name}",
            period,
            CARRIED,
            amount=-amount,
        )
        for each in standing
        if (amount := each.adjusting(period))
    ]


def taken_elsewhere(period: Period, standing: Sequence[SentReturn]) -> dict[date, Decimal]:
    """Return what returns of other periods took that no earlier period's days account for.

    What later periods claimed, by the financial year each ends in, and what any claimed for the
    days of this one: a cap that a later return used up cannot be claimed again by amending this.
    """
    taken: dict[date, Decimal] = defaultdict(Decimal)
    for each in standing:
        taken[financial_year_start(period.last_on)] += each.adjusting(period)
        if each.period > period:
            year = financial_year_start(each.period.last_on)
            taken[year] += _claimed_for(each, standing)
    return taken


def _claimed_for(sent: SentReturn, standing: Iterable[SentReturn]) -> Decimal:
    """Return what was claimed for a sent return's own days, by it and by others that stand."""
    return sum(
        (other.adjusting(sent.period) for other in standing if other.period != sent.period),
        sent.for_itself or NOTHING,
    )


def _stretches(
    days: Period | None, standing: Sequence[SentReturn]
) -> list[tuple[Period, SentReturn | None]]:
    """Return the days as sent periods, and what lies between them as parts of financial years."""
    if days is None:
        return []
    found: list[tuple[Period, SentReturn | None]] = []
    day = days.from_on
    for each in sorted(standing, key=lambda it: it.period):
        if each.period.to_on <= days.from_on or each.period.to_on > days.to_on:
            continue
        if each.period.from_on > day:
            found += [(part, None) for part in years_of(Period(day, each.period.from_on))]
        found.append((each.period, each))
        day = each.period.to_on
    if day < days.to_on:
        found += [(part, None) for part in years_of(Period(day, days.to_on))]
    return found


def _earlier(
    period: Period, sent: SentReturn | None, settled: Settled, standing: Sequence[SentReturn]
) -> Earlier:
    now = settled.amount
    if sent is None:
        return Earlier(period, None, settled.lines, (), now, now, now, settled.by_year)
    elsewhere = tuple(
        line
        for each in standing
        if each.period != period
        for line in each.lines
        if line.adjusts == period
    )
    claimed = _claimed_for(sent, standing)
    by_year = dict(settled.by_year)
    year = years_of(period)[-1].financial_year_to_date().from_on
    by_year[year] = by_year.get(year, NOTHING) + claimed - sum(by_year.values(), NOTHING)
    return Earlier(
        period, sent, settled.lines, elsewhere, now, claimed, sent.amount or NOTHING, by_year
    )


def _adjustment(each: Earlier, sent: SentReturn) -> ClaimLine:
    line = ClaimLine(sent.name, each.period, ADJUSTMENT, amount=each.owed, adjusts=each.period)
    timed: list[SentLine | ClaimLine] = [*each.counted_before, *each.lines]
    kinds = {(it.unit, it.rate) for it in timed if it.minutes is not None}
    if len(kinds) != 1:
        return line
    ((unit, rate),) = kinds
    if rate is None or gross(each.more_minutes, rate) != each.owed:
        return line
    return replace(line, unit=unit, minutes=each.more_minutes, rate=rate)
