"""Time: now, UTC text and minutes, UK wall time, and the reading rules for times on a sheet.

Instants are aware UTC datetimes; people type and read Europe/London wall time (domain.md, counting
rule 2). Python compares and subtracts two datetimes of one time zone by their wall time, which is
wrong across a clock change, so everything here converts to UTC before it reckons. Seconds are
dropped from every time that is typed or read.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC as UTC  # noqa: PLC0414  part of what this module offers
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wardenlog.errors import MachineError, UserError

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EARLY_ARRIVAL: Final = timedelta(minutes=60)  # how long before its shift a visit may begin
LONGEST_VISIT: Final = timedelta(hours=12)
EARLIEST_MEMBER: Final = timedelta(hours=12)  # before the shift; a Start earlier is after midnight
YEARS: Final = range(1970, 2200)  # London's offset was not always whole minutes in earlier years
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def load_london() -> ZoneInfo:
    """Return Europe/London from the system's time zones or, as on Windows, the tzdata package."""
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError as e:
        raise MachineError(
            "The UK time zone rules are missing from this installation, so no time can be "
            "read or shown. Install the program again.",
            code="no_time_zone",
        ) from e


LONDON: Final = load_london()


class WallTimeError(UserError):
    """A wall time that cannot be read, or does not mean an instant where it stands.

    `code` is one of not_a_time, date_range, missing, not_repeated, too_long, outside_visit; the
    reading rules set `field` to the time at fault: start, end, in, out, joined or left.
    """


# Now, and instants in UTC

_frozen: list[datetime] = []


def now() -> datetime:
    """Return the present instant in UTC, to the second."""
    return _frozen[-1] if _frozen else datetime.now(UTC).replace(microsecond=0)


@contextmanager
def freeze(at: datetime) -> Iterator[None]:
    """Make `now` return `at` in every thread until the block ends; for tests and the demo."""
    _frozen.append(_utc(at).replace(microsecond=0))
    try:
        yield
    finally:
        _frozen.pop()


def utc_text(at: datetime) -> str:
    """Write an instant as the store keeps it: `2025-03-04T19:30:00Z`."""
    return _utc(at).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_utc_text(text: str) -> datetime:
    """Read what `utc_text` writes; raise ValueError for any other form, even another ISO one."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or utc_text(at) != text:
        raise ValueError("An instant must be written like 2025-03-04T19:30:00Z.")
    return at.astimezone(UTC)


def from_timestamp(seconds: float) -> datetime:
    """Return the moment that a file system writes as so many seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def utc_minute(at: datetime) -> int:
    """Return the whole minutes from 1970-01-01T00:00Z to the instant."""
    return elapsed_minutes(EPOCH, at)


def from_utc_minute(minute: int) -> datetime:
    """Return the instant so many minutes after 1970-01-01T00:00Z."""
    return EPOCH + minute * MINUTE


def elapsed_minutes(start: datetime, end: datetime) -> int:
    """Return the whole UTC minutes from start to end, rounded down (domain.md, rules 1 and 2)."""
    return (_utc(end) - _utc(start)) // MINUTE


# Instants as people in the UK read them


def local(at: datetime) -> datetime:
    """Return the instant in UK time. Use it to show or to date, never to subtract or compare."""
    return _utc(at).astimezone(LONDON)


def local_date(at: datetime) -> date:
    """Return the UK date of the instant, the one a visit belongs to (domain.md, rule 3)."""
    return local(at).date()


def wall_text(at: datetime) -> str:
    """Write the UK wall time of the instant as `HH:MM`, without saying which of two it is."""
    return f"{local(at):%H:%M}"


def date_text(day: date) -> str:
    """Write a date for a sentence, in English whatever the computer's language: 4 March 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    """Write the month of a local date as `2025-04`."""
    return f"{day.year:04}-{day.month:02}"


# Wall times as people type them

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-5][0-9](?:\.[0-9]+)?)?")
_DIGITS: Final = re.compile(r"([0-9]{1,2})([0-9]{2})")
_NOT_A_TIME: Final = "This is not a time. Write it as hours and minutes, like 19:30 or 09:05."


@dataclass(frozen=True, slots=True)
class WallTime:
    """A UK time of day; `second_occurrence` (typed `*`) means the later of two on one date."""

    hour: int
    minute: int
    second_occurrence: bool = False

    def __post_init__(self) -> None:
        if (self.hour, self.minute) == (24, 0):
            raise WallTimeError(
                "24:00 is not a time of day. Write midnight as 00:00.", code="not_a_time"
            )
        if not (0 <= self.hour <= 23 and 0 <= self.minute <= 59):  # noqa: PLR2004
            raise WallTimeError(
                "Hours go from 00 to 23 and minutes from 00 to 59. Write the time like 19:30.",
                code="not_a_time",
            )

    def __str__(self) -> str:
        """Write it as people type it: `01:30`, or `01:30*` for the second occurrence."""
        return f"{self.hour:02}:{self.minute:02}{'*' if self.second_occurrence else ''}"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read a typed time or a spreadsheet cell; raise WallTimeError `not_a_time`.

        Text: `19:30`, `9:05`, `19.30`, `1930`, `930`, each with seconds or `*` allowed. Cells: a
        time, a date and time (its time), a duration or a fraction of a day under 24 hours, or the
        number 1930. Numbers such as 9 or 19.3 could mean several times and are refused.
        """
        match value:
            case str():
                return cls._from_text(value.strip())
            case time() | datetime() if value.tzinfo is None:
                seconds = value.hour * 3600 + value.minute * 60 + value.second
                return cls._from_seconds(seconds + value.microsecond / 1e6)
            case timedelta():
                return cls._from_seconds(value.total_seconds())
            case bool():
                pass  # an int to Python, but nobody's time
            case int() | float() if 0 <= value < 1:
                return cls._from_seconds(value * DAY.total_seconds())
            case int() | float() if 100 <= value <= 2400 and value == int(value):  # noqa: PLR2004
                return cls._from_text(str(int(value)))
        raise WallTimeError(_NOT_A_TIME, code="not_a_time")

    @classmethod
    def _from_text(cls, text: str) -> Self:
        digits = text.removesuffix("*").rstrip()
        found = _CLOCK.fullmatch(digits) or _DIGITS.fullmatch(digits)
        if found is None:
            raise WallTimeError(_NOT_A_TIME, code="not_a_time")
        return cls(int(found[1]), int(found[2]), text.endswith("*"))

    @classmethod
    def _from_seconds(cls, seconds: float) -> Self:
        """Mend the spreadsheet's rounding (19:29:59.9996 is 19:30), then drop seconds."""
        if not 0 <= seconds < DAY.total_seconds():
            raise WallTimeError(_NOT_A_TIME, code="not_a_time")
        minutes = min(round(seconds) // 60, 24 * 60 - 1)
        return cls(*divmod(minutes, 60))


# From wall times to instants


def occurrences(day: date, wall: WallTime | time) -> tuple[datetime, ...]:
    """Return the instants at which UK clocks show the wall time on that date: none, one or two.

    Raises WallTimeError `date_range` for a date outside 1970 to 2199.
    """
    if day.year not in YEARS:
        raise WallTimeError(
            f"The year {day.year} is outside {YEARS[0]} to {YEARS[-1]}. Check the date.",
            code="date_range",
        )
    return _occurrences(day, wall.hour, wall.minute)


def is_repeated(at: datetime) -> bool:
    """Say whether the instant's wall time comes up twice on its UK date."""
    here = local(at)
    return len(occurrences(here.date(), here.time())) > 1


def at_wall(day: date, wall: WallTime) -> datetime:
    """Return the instant of a wall time on a date: its first occurrence, or with `*` its second.

    Raises WallTimeError `missing` when the clocks skip it, `not_repeated` for a `*` on a time
    that comes up once, `date_range` as in `occurrences`.
    """
    found = occurrences(day, wall)
    if not found:
        raise _missing(day, wall)
    if not wall.second_occurrence:
        return found[0]
    if len(found) == 1:
        raise WallTimeError(
            f"{wall_text(found[0])} comes only once on {date_text(day)}. Write it without the *.",
            code="not_repeated",
        )
    return found[1]


def first_at_or_after(instant: datetime, wall: WallTime) -> datetime:
    """Return the first occurrence of the wall time, in elapsed time, at or after the instant.

    With `*` it must be the second of two on the first date the time is still to come. Raises
    WallTimeError as `at_wall`; `missing` only when the clocks skip the time at or after the
    instant (standard-log.md, rules of reading).
    """
    earliest = _whole_minute(instant)
    day = local_date(earliest)
    while _last_turn(day, wall) < earliest:
        day += DAY
    at = at_wall(day, wall)
    return at if at >= earliest else occurrences(day, wall)[-1]


def first_after(instant: datetime, wall: WallTime) -> datetime:
    """Return the first occurrence strictly after the instant; otherwise as `first_at_or_after`."""
    return first_at_or_after(_whole_minute(instant) + MINUTE, wall)


def wall_for_reading(at: datetime, read: Callable[[WallTime], datetime]) -> str:
    """Write an instant's wall time so that `read`, a reading rule, gives the instant back.

    That is `HH:MM`, or `HH:MM*` where `read` takes the plain time for another instant or refuses
    it. A star on a time that is not repeated says that the rule cannot reach the instant at all.
    """
    here = local(at)
    plain = WallTime(here.hour, here.minute)
    try:
        exact = read(plain) == _whole_minute(at)
    except WallTimeError:
        exact = False
    return str(plain) if exact else f"{plain}*"


# Times on a shift sheet (standard-log.md, rules of reading)


def shift_times(day: date, start: WallTime, end: WallTime) -> tuple[datetime, datetime]:
    """Return a shift's start on its date, and its end: the first occurrence of End after Start.

    Equal times make a shift of a whole day, which lasts 25 hours over the autumn change.
    """
    with _concerning("start"):
        start_at = at_wall(day, start)
    with _concerning("end"):
        return start_at, first_after(start_at, end)


def member_start(day: date, shift_start: datetime, wall: WallTime) -> datetime:
    """Return when a shift member began: Start on the shift's date or, after midnight, the next.

    A Start that would be more than 12 elapsed hours before the shift's start is after midnight: on
    a shift from 22:00, 21:00 is an hour early and 00:30 is on the next date. Raises WallTimeError
    as `at_wall`, for the date so chosen.
    """
    with _concerning("start"):
        found = occurrences(day, wall)
        turn = found[0] if found and not wall.second_occurrence else _last_turn(day, wall)
        is_next = turn < _whole_minute(shift_start) - EARLIEST_MEMBER
        return at_wall(day + DAY if is_next else day, wall)


def visit_in(shift_start: datetime, wall: WallTime) -> datetime:
    """Return a visit's In: first at or after 60 elapsed minutes before its shift's start."""
    with _concerning("in"):
        return first_at_or_after(_utc(shift_start) - EARLY_ARRIVAL, wall)


def visit_out(in_at: datetime, wall: WallTime) -> datetime:
    """Return a visit's Out: first after In, and at most 12 hours after it (`too_long`)."""
    with _concerning("out"):
        out_at = first_after(in_at, wall)
        if out_at - _whole_minute(in_at) <= LONGEST_VISIT:
            return out_at
        fault = f"Out at {wall} is more than 12 hours after In at {wall_text(in_at)}"
        if wall_text(out_at) == wall_text(in_at):
            fault = f"In and Out are both {wall}"
        raise WallTimeError(f"{fault}. Check the two times.", code="too_long")


def member_joined(in_at: datetime, out_at: datetime | None, wall: WallTime) -> datetime:
    """Return when a member joined: first at or after In, and not after Out (`outside_visit`).

    A visit without an Out is taken to last no more than 12 hours.
    """
    with _concerning("joined"):
        return _within_visit("Joined", wall, first_at_or_after(in_at, wall), in_at, out_at)


def member_left(joined_at: datetime, out_at: datetime | None, wall: WallTime) -> datetime:
    """Return when a member left: first after Joined, and not after Out (`outside_visit`).

    A visit without an Out is taken to last no more than 12 hours after the member joined.
    """
    with _concerning("left"):
        return _within_visit("Left", wall, first_after(joined_at, wall), joined_at, out_at)


def _within_visit(
    heading: str, wall: WallTime, at: datetime, since: datetime, out_at: datetime | None
) -> datetime:
    if at <= (_whole_minute(since) + LONGEST_VISIT if out_at is None else _whole_minute(out_at)):
        return at
    if out_at is None:
        span = f"is not within 12 hours after {wall_text(since)}"
    else:
        span = f"is not between {wall_text(since)} and {wall_text(out_at)}"
    raise WallTimeError(
        f"{heading} at {wall} {span}. A member's times must lie within the visit.",
        code="outside_visit",
    )


@contextmanager
def _concerning(field: str) -> Iterator[None]:
    try:
        yield
    except WallTimeError as e:
        raise WallTimeError(e.message, field=field, code=e.code) from e


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UTC)


def _whole_minute(at: datetime) -> datetime:
    return _utc(at).replace(second=0, microsecond=0)


@lru_cache(maxsize=16_384)
def _occurrences(day: date, hour: int, minute: int) -> tuple[datetime, ...]:
    before, after = _readings(day, hour, minute)
    exists = local(before).time() == time(hour, minute)
    return tuple(sorted({before, after})) if exists else ()


def _readings(day: date, hour: int, minute: int) -> tuple[datetime, datetime]:
    """Return the wall time's instants by the offset before and after any change near it."""
    wall = datetime.combine(day, time(hour, minute), tzinfo=LONDON)
    return _utc(wall.replace(fold=0)), _utc(wall.replace(fold=1))


def _last_turn(day: date, wall: WallTime) -> datetime:
    """Return the last instant of the wall time on the date, or the change that skips it."""
    found = occurrences(day, wall)
    return found[-1] if found else _skip(day, wall)[0]


@lru_cache
def _skip(day: date, wall: WallTime) -> tuple[datetime, datetime]:
    """Return the instant the clocks skip the wall time, and their last showing before it."""
    later, earlier = _readings(day, wall.hour, wall.minute)
    change = later
    while local(change - MINUTE).utcoffset() == local(later).utcoffset():
        change -= MINUTE
    return change, local(change) - (later - earlier)


def _missing(day: date, wall: WallTime) -> WallTimeError:
    change, shown = _skip(day, wall)
    return WallTimeError(
        f"{wall} does not exist on {date_text(day)}: the clocks go forward and skip the time "
        f"from {shown:%H:%M} to {wall_text(change)}. Check the time on the sheet.",
        code="missing",
    )
