"""Claimable hours of a period as they add up, beside the target at an even pace."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from wardenlog.counting.claim import target_minutes
from wardenlog.counting.scope import Period, Session
from wardenlog.counting.terms import terms_on

_MOST_DAYS_BY_WEEK: Final = 100
"""A longer period, such as a half-year, is followed by month."""

_BY_DAY: Final = """
SELECT day, sum(claimable_minutes), sum(claimable_patrol)
FROM scoped_visit
WHERE day >= ? AND day < ?
GROUP BY day
ORDER BY day
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Minutes from the period's start to the end of a day; None where not reached, or no target."""

    day: date
    minutes: int | None
    target: Decimal | None

    @property
    def ahead(self) -> Decimal | None:
        """Minutes ahead of the target, negative behind it; None where either is not known."""
        if self.minutes is None or self.target is None:
            return None
        return self.minutes - self.target


@dataclass(frozen=True, slots=True)
class RunRate:
    """How far the claim of a period has come, in the unit its terms pay for (rule 9a).

    `minutes` and `other_minutes` (the other unit) run up to `so_far`, and so does `target`;
    `whole_target` is the period's. Both targets are None where the terms set none.
    """

    period: Period
    unit: str
    unit_stated: bool
    so_far: date | None
    minutes: int
    other_minutes: int
    target: Decimal | None
    whole_target: Decimal | None
    target_words: str | None
    steps: tuple[Step, ...]

    @property
    def percent(self) -> Decimal | None:
        """100 × minutes ÷ target so far, None where there is no target."""
        return 100 * self.minutes / self.target if self.target else None


def run_rate(session: Session, period: Period, so_far: date) -> RunRate:
    """Return the run-rate of a period inside the open scope, up to and including a day.

    Its steps are the period's Sundays, or the month ends of a longer period, its last day, and
    `so_far`. The target to a day is the period's target (rule 9b) × days so far ÷ its days.
    """
    terms = terms_on(session, period.last_on)
    unit = terms.get(("hours_counted", ""), "person")
    target = target_minutes(terms, period)
    whole = None if target is None else target[0]
    reached = None if so_far < period.from_on else min(so_far, period.last_on)
    by_day = {
        date.fromisoformat(day): (person, patrol)
        for day, person, patrol in session.rows(
            _BY_DAY, (period.from_on.isoformat(), period.to_on.isoformat())
        )
    }

    def minutes_to(day: date, *, patrol: bool) -> int:
        return sum(both[patrol] for here, both in by_day.items() if here <= day)

    def target_to(day: date) -> Decimal | None:
        return None if whole is None else whole * ((day - period.from_on).days + 1) / period.days

    by_patrol = unit == "patrol"
    days = sorted({*step_days(period), *([] if reached is None else [reached])})
    return RunRate(
        period=period,
        unit=unit,
        unit_stated=("hours_counted", "") in terms,
        so_far=reached,
        minutes=0 if reached is None else minutes_to(reached, patrol=by_patrol),
        other_minutes=0 if reached is None else minutes_to(reached, patrol=not by_patrol),
        target=None if reached is None else target_to(reached),
        whole_target=whole,
        target_words=None if target is None else target[1],
        steps=tuple(
            Step(
                day,
                minutes_to(day, patrol=by_patrol) if reached and day <= reached else None,
                target_to(day),
            )
            for day in days
        ),
    )


def step_days(period: Period) -> list[date]:
    """Return the days a period is followed at: Sundays or month ends, and its last day."""
    by_week = period.days <= _MOST_DAYS_BY_WEEK
    days = (period.from_on + timedelta(days=n) for n in range(period.days - 1))
    ends = [
        day
        for day in days
        if (day.isoweekday() == 7 if by_week else (day + timedelta(days=1)).day == 1)  # noqa: PLR2004 - Sunday
    ]
    return [*ends, period.last_on]
