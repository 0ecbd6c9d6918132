"""What a financial year earned of the grant and no sent return has claimed: the accrual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardenlog.counting.claim import ClaimLine, total, whole_year
from wardenlog.counting.earlier import Earlier, earlier_periods
from wardenlog.counting.scope import Period, Session, financial_year_start
from wardenlog.counting.sent import SentReturn


@dataclass(frozen=True, slots=True)
class AccrualPart:
    """Days of a year that one sent return covers, or none does; money in pounds.

    `earned` is what the records say now, after the caps, None where a term was never agreed.
    `claimed` is what sent returns claimed for these days, None where `sent` is.
    """

    period: Period
    lines: tuple[ClaimLine, ...]
    earned: Decimal | None
    sent: SentReturn | None
    claimed: Decimal | None

    @property
    def over_cap(self) -> Decimal:
        """What the caps take off the lines, never above 0; 0 where an amount is unknown."""
        gross = total(self.lines)
        return Decimal("0.00") if gross is None or self.earned is None else self.earned - gross


@dataclass(frozen=True, slots=True)
class Accrual:
    """A year's accrual up to a day, in pounds; None where a term was never agreed.

    `amount` is below 0 where more was claimed than earned.
    """

    period: Period
    parts: tuple[AccrualPart, ...]

    @property
    def earned(self) -> Decimal | None:
        """What the year earned by the records now."""
        return _sum(part.earned for part in self.parts)

    @property
    def claimed(self) -> Decimal:
        """What sent returns claimed of it."""
        known = (part.claimed for part in self.parts if part.claimed is not None)
        return sum(known, Decimal("0.00"))

    @property
    def amount(self) -> Decimal | None:
        """Earned less claimed."""
        return None if self.earned is None else self.earned - self.claimed


def accrual(session: Session, whole: Period, standing: Sequence[SentReturn]) -> Accrual:
    """Return the accrual of the financial year that a stretch of days ends in (rule 9b).

    `whole` runs from the agreement's start to the last day that counts, inside the open scope, as
    a cap needs what earlier days took of it; `standing` are the newest versions sent. Hours × rate
    earn claimable time under the signed terms of each day; actual cost what was spent; instalments
    those that fell due. Each stretch between sent returns is rounded as its own return would be,
    so that a year whose returns are all sent and unchanged has an accrual of 0. A return belongs
    to the year that its last day is in.
    """
    year = Period(max(whole.from_on, financial_year_start(whole.last_on)), whole.to_on)
    parts = [
        _part(each)
        for each in earlier_periods(session, whole, standing)
        if financial_year_start(each.period.last_on) == financial_year_start(year.last_on)
    ]
    return Accrual(year, tuple(parts))


def accrual_end(year_start: date, last_day: date) -> date:
    """Return the last day that counts for a year: its 31 March, or an earlier last day."""
    return min(last_day, whole_year(year_start).last_on)


def _part(each: Earlier) -> AccrualPart:
    claimed = None if each.sent is None else each.claimed
    return AccrualPart(each.period, each.lines, each.now, each.sent, claimed)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = Decimal("0.00")
    for amount in amounts:
        if amount is None:
            return None
        known += amount
    return known
