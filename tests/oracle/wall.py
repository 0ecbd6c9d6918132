"""UK wall times: which elapsed minute the text of a time cell means (standard-log.md, Times)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.log import Cell

LONDON = ZoneInfo("Europe/London")
ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class ReadingError(ValueError):
    """A time cell that standard-log.md calls an error."""


def minute_of(moment: datetime) -> int:
    """Whole minutes of UTC since 2000 began; seconds are dropped."""
    return (moment - ORIGIN) // MINUTE


def local(minute: int) -> datetime:
    """The wall clock at that minute, without zone (a repeated hour shows twice)."""
    return (ORIGIN + minute * MINUTE).astimezone(LONDON).replace(tzinfo=None, fold=0)


def occurrences(on: date, clock: time) -> list[int]:
    """The minutes at which the wall clock shows that time on that date: none, one or two."""
    naive = datetime.combine(on, clock)
    minutes = {minute_of(naive.replace(tzinfo=LONDON, fold=fold)) for fold in (0, 1)}
    return sorted(minute for minute in minutes if local(minute) == naive)


def clock_of(cell: Cell) -> tuple[time, bool]:
    """The time typed, and whether its second occurrence is forced by a star."""
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0), False
    typed = str(cell).strip()
    hours, minutes = typed.removesuffix("*").split(":")[:2]
    return time(int(hours), int(minutes)), typed.endswith("*")


def on_date(cell: Cell, on: date) -> int:
    """The minute of a shift's start: that wall time on that date, the first if it repeats."""
    clock, second = clock_of(cell)
    found = occurrences(on, clock)
    if not found:
        raise ReadingError(f"{clock} does not exist on {on}")
    return _chosen(found, 0, cell, second=second)


def first_from(cell: Cell, earliest: int) -> int:
    """The first minute, not before the earliest, at which the wall clock shows that time."""
    clock, second = clock_of(cell)
    on = local(earliest).date() - timedelta(days=1)
    while True:
        found = occurrences(on, clock)
        if not found:
            skipped = minute_of(datetime.combine(on, clock, tzinfo=LONDON))
            if skipped >= earliest:
                raise ReadingError(f"{clock} does not exist on {on}")
        elif found[-1] >= earliest:
            return _chosen(found, earliest, cell, second=second)
        on += timedelta(days=1)


def _chosen(found: list[int], earliest: int, cell: Cell, *, second: bool) -> int:
    if second and len(found) == 1:
        raise ReadingError(f"{cell} is not a repeated time")
    return found[-1] if second else next(minute for minute in found if minute >= earliest)
