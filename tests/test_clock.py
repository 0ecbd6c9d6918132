"""The clock against London's real changes, minute by minute, and the rules for times on a sheet."""

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.clock_times import DAY, HOUR, MINUTE, refusal, utc, wall
from wardenlog import clock
from wardenlog.clock import LONDON, WallTime, WallTimeError
from wardenlog.errors import MachineError, UserError

ROOT = Path(__file__).parents[1]
CALENDAR = ROOT.parent / "shared/data/real/calendar/europe_london_transitions.json"


def london_changes() -> list[tuple[datetime, timedelta]]:
    """Every change of London's clocks from 1996 to 2037, found hour by hour, and its size."""
    first = utc("1996-01-01")
    days = [first + n * DAY for n in range((utc("2038-01-01") - first).days)]
    changing = [day for day in days if shown(day + DAY) - shown(day) != DAY]
    hours = [day + n * HOUR for day in changing for n in range(1, 25)]
    jumps = [(hour, shown(hour) - shown(hour - HOUR) - HOUR) for hour in hours]
    return [(hour, jump) for hour, jump in jumps if jump]


def shown(at: datetime) -> datetime:
    """What a London clock shows, as a time without a zone."""
    return at.astimezone(LONDON).replace(tzinfo=None)


CHANGES = london_changes()


def test_london_changes_are_those_of_the_published_calendar() -> None:
    if not CALENDAR.exists():
        pytest.skip("the calendar data is not beside this checkout")
    published = [
        (datetime.fromisoformat(row["utc"]), row["offset_after_min"] - row["offset_before_min"])
        for row in json.loads(CALENDAR.read_text(encoding="utf-8"))["transitions"]
    ]
    assert [(at, jump // MINUTE) for at, jump in CHANGES] == [
        row for row in published if 1996 <= row[0].year <= 2037
    ]


def test_there_are_two_changes_a_year() -> None:
    assert len(CHANGES) == 2 * 42


# An oracle that only ever walks along UTC minute by minute and looks at the clock on the wall


def walk(instant: datetime, typed: WallTime) -> datetime | str:
    """The first occurrence at or after the instant, or the code of the refusal."""
    at = instant
    while True:
        before, here = shown(at - MINUTE), shown(at)
        if (here.hour, here.minute) == (typed.hour, typed.minute):
            break
        skipped = datetime.combine(here.date(), time(typed.hour, typed.minute))
        if before < skipped < here:
            return "missing"
        at += MINUTE
    if not typed.second_occurrence:
        return at
    same_wall = [at + n * MINUTE for n in range(-180, 181) if shown(at + n * MINUTE) == here]
    return same_wall[1] if len(same_wall) == 2 else "not_repeated"


def answer(reading: Callable[[], datetime]) -> datetime | str | None:
    try:
        return reading()
    except WallTimeError as e:
        return e.code


near_a_change = st.builds(
    lambda change, minutes: change[0] + minutes * MINUTE,
    st.sampled_from(CHANGES),
    st.integers(-26 * 60, 26 * 60) | st.integers(-121, 121),
)
typed_times = st.builds(
    WallTime,
    st.integers(0, 23) | st.integers(0, 2),
    st.integers(0, 59) | st.sampled_from([0, 30, 59]),
    st.booleans(),
)


@given(near_a_change, typed_times)
@example(utc("2026-10-25 00:45"), WallTime(1, 30, second_occurrence=True))
@example(utc("2026-10-25 01:45"), WallTime(1, 30, second_occurrence=True))
@example(utc("2026-03-29 01:00"), WallTime(1, 30))
@example(utc("2026-03-29 01:01"), WallTime(1, 30))
@example(utc("2026-03-29 01:00"), WallTime(2, 0))
def test_first_occurrence_agrees_with_walking_minute_by_minute(
    instant: datetime, typed: WallTime
) -> None:
    assert answer(lambda: clock.first_at_or_after(instant, typed)) == walk(instant, typed)
    assert answer(lambda: clock.first_after(instant, typed)) == walk(instant + MINUTE, typed)


@given(st.sampled_from(CHANGES), st.integers(-1, 1), typed_times)
def test_occurrences_are_every_instant_that_shows_the_time_on_the_date(
    change: tuple[datetime, timedelta], days: int, typed: WallTime
) -> None:
    day = shown(change[0]).date() + days * DAY
    midnight = datetime.combine(day, time(), tzinfo=UTC) - 2 * HOUR
    face = datetime.combine(day, time(typed.hour, typed.minute))
    minutes = (midnight + n * MINUTE for n in range(28 * 60))
    found = clock.occurrences(day, typed)
    assert list(found) == [at for at in minutes if shown(at) == face]
    assert found == clock.occurrences(day, time(typed.hour, typed.minute))
    assert all(clock.is_repeated(at) is (len(found) == 2) for at in found)
    expected: datetime | str = found[0] if found else "missing"
    if found and typed.second_occurrence:
        expected = found[1] if len(found) == 2 else "not_repeated"
    assert answer(lambda: clock.at_wall(day, typed)) == expected


@pytest.mark.parametrize(("change", "jump"), CHANGES)
def test_each_change_skips_or_repeats_its_hour(change: datetime, jump: timedelta) -> None:
    half_past = time(shown(change - MINUTE).hour if jump < timedelta() else 1, 30)
    found = clock.occurrences(clock.local_date(change), half_past)
    if jump > timedelta():
        assert found == ()
    else:
        assert found == (change - HOUR / 2, change + HOUR / 2)


# Durations, dates and months (domain.md, counting rules 2 and 3)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2026, 3, 29), 60), (date(2026, 10, 25), 180), (date(2026, 10, 26), 120)],
)
def test_a_visit_across_a_change_lasts_its_elapsed_minutes(day: date, minutes: int) -> None:
    start, _ = clock.shift_times(day, wall("00:00"), wall("06:00"))
    in_at = clock.visit_in(start, wall("00:30"))
    out_at = clock.visit_out(in_at, wall("02:30"))
    assert clock.elapsed_minutes(in_at, out_at) == minutes
    assert clock.elapsed_minutes(clock.local(in_at), clock.local(out_at)) == minutes


def test_elapsed_minutes_are_rounded_down() -> None:
    start = utc("2025-03-04 19:30")
    assert clock.elapsed_minutes(start, start + timedelta(seconds=119)) == 1
    assert clock.elapsed_minutes(start, start - timedelta(seconds=1)) == -1


def test_a_visit_after_midnight_in_summer_belongs_to_the_next_month() -> None:
    at = utc("2025-04-30 23:15")
    assert clock.local_date(at) == date(2025, 5, 1)
    assert clock.month_text(clock.local_date(at)) == "2025-05"
    assert clock.wall_text(at) == "00:15"
    assert clock.month_text(clock.local_date(utc("2025-12-31 23:59"))) == "2025-12"


def test_a_date_in_a_sentence_is_english() -> None:
    assert clock.date_text(date(2025, 3, 4)) == "4 March 2025"
    assert [f"{date(2025, n, 1):%B}" for n in range(1, 13)] == list(clock.MONTHS)


# Instants as text and as minutes


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-14, 14))
def test_utc_text_reads_back_to_the_second(at: datetime, hours: int) -> None:
    aware = at.replace(tzinfo=timezone(hours * HOUR))
    text = clock.utc_text(aware)
    assert len(text) == 20
    assert clock.from_utc_text(text) == aware.replace(microsecond=0)
    assert clock.from_utc_text(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        *("", "2025-03-04", "2025-03-04T19:30Z", "2025-03-04T19:30:00", "2025-03-04 19:30:00Z"),
        *("2025-03-04T19:30:00+00:00", "2025-03-04T19:30:00+01:00", "20250304T193000Z"),
        *("2025-03-04T19:30:00.5Z", "2025-02-30T19:30:00Z", "2025-03-04T19:30:00z"),
    ],
)
def test_any_other_form_of_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock.from_utc_text(text)


@given(st.integers(-(10**8), 10**9))
def test_utc_minutes_read_back(minute: int) -> None:
    at = clock.from_utc_minute(minute)
    assert clock.utc_minute(at) == minute
    assert clock.utc_minute(at + timedelta(seconds=59)) == minute


def test_utc_minute_counts_from_the_start_of_1970() -> None:
    assert clock.utc_minute(utc("1970-01-02 00:01")) == 24 * 60 + 1


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.utc_text(datetime(2025, 3, 4))


def test_now_is_utc_to_the_second_and_can_be_frozen() -> None:
    before = clock.now()
    assert before.tzinfo is UTC
    assert before.microsecond == 0
    with clock.freeze(datetime(2025, 7, 1, 12, 0, 5, 7, tzinfo=LONDON)):
        assert clock.now() == datetime(2025, 7, 1, 11, 0, 5, tzinfo=UTC)
        with clock.freeze(utc("2026-01-01")):
            assert clock.now() == utc("2026-01-01")
        assert clock.now().year == 2025
    assert clock.now() >= before


# Refusals in words


def test_a_skipped_time_is_refused_with_the_reason() -> None:
    error = refusal(lambda: clock.at_wall(date(2025, 3, 30), wall("01:30")))
    assert error.code == "missing"
    assert error.message == (
        "01:30 does not exist on 30 March 2025: the clocks go forward and skip the time "
        "from 01:00 to 02:00. Check the time on the sheet."
    )


def test_a_star_on_a_time_that_comes_once_is_refused() -> None:
    error = refusal(lambda: clock.at_wall(date(2026, 10, 25), wall("02:30*")))
    assert error.code == "not_repeated"
    assert error.message == "02:30 comes only once on 25 October 2026. Write it without the *."


@pytest.mark.parametrize("year", [1, 204, 1969, 2200, 9999])
def test_a_mistyped_year_is_refused(year: int) -> None:
    day = date(year, 12, 31)
    assert refusal(lambda: clock.at_wall(day, wall("23:00"))).code == "date_range"


def test_errors_survive_the_way_back_from_a_child_process() -> None:
    for error in (
        UserError("Say it.", field="out", code="a"),
        WallTimeError("Say it.", field="out", code="a"),
        MachineError("Say it.", code="a"),
    ):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301  made on this line
        assert type(copy) is type(error)
        assert vars(copy) == vars(error)
        assert str(copy) == "Say it."


# Writing times so that they read back (export, then import)


@given(near_a_change, st.integers(-60, 11 * 60), st.integers(1, 12 * 60))
def test_exported_times_read_back_to_the_same_instants(
    start: datetime, in_after: int, lasting: int
) -> None:
    in_at = start + in_after * MINUTE
    out_at = in_at + lasting * MINUTE
    read_in = partial(clock.visit_in, start)
    read_out = partial(clock.visit_out, in_at)
    read_joined = partial(clock.member_joined, in_at, out_at)
    assert read_in(wall(clock.wall_for_reading(in_at, read_in))) == in_at
    assert read_out(wall(clock.wall_for_reading(out_at, read_out))) == out_at
    assert read_joined(wall(clock.wall_for_reading(in_at, read_joined))) == in_at


# Computers without a time zone database (Windows)

WITHOUT_SYSTEM_ZONES = """
import sys, zoneinfo
zoneinfo.reset_tzpath(to=())
{hide}
from datetime import date
from wardenlog.errors import MachineError
try:
    from wardenlog import clock
except MachineError as e:
    print(e.code)
else:
    print(*clock.occurrences(date(2026, 10, 25), clock.WallTime(1, 30)))
"""


@pytest.mark.parametrize(
    ("hide", "printed"),
    [
        ("", "2026-10-25 00:30:00+00:00 2026-10-25 01:30:00+00:00"),
        ("sys.modules['tzdata'] = None", "no_time_zone"),
    ],
)
def test_the_tzdata_package_is_enough_and_its_absence_is_explained(hide: str, printed: str) -> None:
    program = WITHOUT_SYSTEM_ZONES.format(hide=hide)
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == printed


def test_london_is_the_zone_that_other_processes_know_by_name() -> None:
    assert pickle.loads(pickle.dumps(LONDON)) is ZoneInfo("Europe/London")  # noqa: S301  own data
