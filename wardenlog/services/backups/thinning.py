"""Which backups stay as they grow old (promises.md, 11): a plain rule on their times alone."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from wardenlog import clock

EVERY_ONE_FOR: Final = timedelta(days=1)
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 12
"""Of so many days, weeks and months that have a backup, the last one of each stays."""

Span = tuple[int, ...]


def staying(made_at: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the times whose backups stay; days are the council’s own, not UTC’s.

    The newest always stays, and so does one that a wrong clock dated in the future. What stays of
    a thinned set is what would have stayed of the whole, so thinning often loses nothing more.
    """
    newest_first = sorted(made_at, reverse=True)
    stay = {at for at in newest_first if now - at < EVERY_ONE_FOR} | set(newest_first[:1])
    for span_of, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        stay |= _last_of_each(newest_first, span_of, most)
    return stay


def _last_of_each(
    newest_first: list[datetime], span_of: Callable[[datetime], Span], most: int
) -> set[datetime]:
    last: dict[Span, datetime] = {}
    for at in newest_first:
        span = span_of(at)
        if span not in last and len(last) < most:
            last[span] = at
    return set(last.values())


def _day(at: datetime) -> Span:
    return (clock.local_date(at).toordinal(),)


def _week(at: datetime) -> Span:
    return clock.local_date(at).isocalendar()[:2]


def _month(at: datetime) -> Span:
    day = clock.local_date(at)
    return (day.year, day.month)
