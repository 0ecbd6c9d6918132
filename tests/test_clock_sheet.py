"""Times as people type them and as spreadsheets hold them, and the rules for times on a sheet."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock_times import DAY, HOUR, MINUTE, refusal, utc, wall
from wardenlog import clock
from wardenlog.clock import WallTime, WallTimeError

# What people type and what spreadsheets hold


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("19:30", "19:30"), ("9:05", "09:05"), (" 19.30 ", "19:30"), ("1930", "19:30")),
        *(("930", "09:30"), ("01:30*", "01:30*"), ("0130 *", "01:30*"), ("0:00", "00:00")),
        *(("19:30:59", "19:30"), ("19:30:00.000", "19:30"), ("23:59", "23:59")),
        *((time(19, 30, 45), "19:30"), (time(19, 29, 59, 999_600), "19:30")),
        *((time(23, 59, 59, 999_999), "23:59"), (datetime(1899, 12, 30, 7, 5), "07:05")),
        *((datetime(2025, 3, 4, 22, 10, 30), "22:10"), (timedelta(hours=6), "06:00")),
        *((0.8125, "19:30"), (0, "00:00"), (0.0, "00:00"), (0.5, "12:00"), (0.9999999, "23:59")),
        *((1930, "19:30"), (930.0, "09:30")),
    ],
)
def test_times_are_read_as_typed_or_as_a_cell_holds_them(value: object, expected: str) -> None:
    assert str(WallTime.parse(value)) == expected


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            " ",
            "*",
            "9",
            "7pm",
            "19:3",
            "19:60",
            "25:00",
            "19-30",
            "1٩:30",
            "19:30:60",
            "19300",
        ),
        *("-1:30", "19:30**", "24:30", "Sam Example", None, True, 9, 19.3, 45000.8125, -0.5, 2401),
        *(float("nan"), float("inf"), timedelta(days=1), timedelta(minutes=-1), b"19:30", [19, 30]),
        *(time(19, 30, tzinfo=UTC), datetime(2025, 3, 4, 19, 30, tzinfo=UTC), date(2025, 3, 4)),
    ],
)
def test_anything_else_is_not_a_time(value: object) -> None:
    error = refusal(lambda: WallTime.parse(value))
    assert error.code == "not_a_time"
    assert "19:30" in error.message
    assert "Sam" not in error.message


@pytest.mark.parametrize("value", ["24:00", "2400", 2400, "24.00*"])
def test_midnight_as_24_is_refused_with_what_to_write(value: object) -> None:
    assert refusal(lambda: WallTime.parse(value)).message == (
        "24:00 is not a time of day. Write midnight as 00:00."
    )


@given(st.integers(0, 24 * 60 - 1), st.integers(0, 59))
def test_every_time_of_day_survives_each_form(minute: int, second: int) -> None:
    typed = WallTime(*divmod(minute, 60))
    assert WallTime.parse(str(typed)) == typed
    assert WallTime.parse(str(typed).replace(":", "")) == typed
    assert WallTime.parse((minute * 60 + second) / 86_400) == typed
    assert WallTime.parse(time(typed.hour, typed.minute, second)) == typed
    assert WallTime.parse(timedelta(minutes=minute, seconds=second)) == typed


@given(st.text() | st.floats() | st.integers() | st.datetimes() | st.timedeltas())
def test_no_cell_raises_anything_but_a_sentence(value: object) -> None:
    try:
        typed = WallTime.parse(value)
    except WallTimeError:
        return
    assert WallTime.parse(str(typed)) == typed


# Times on a shift sheet (standard-log.md, rules of reading)


def test_a_visit_after_midnight_falls_on_the_next_date() -> None:
    start, end = clock.shift_times(date(2025, 3, 4), wall("22:00"), wall("06:00"))
    assert (start, end) == (utc("2025-03-04 22:00"), utc("2025-03-05 06:00"))
    in_at = clock.visit_in(start, wall("01:10"))
    assert in_at == utc("2025-03-05 01:10")
    assert clock.visit_out(in_at, wall("01:40")) == utc("2025-03-05 01:40")


def test_a_visit_may_begin_up_to_60_elapsed_minutes_before_its_shift() -> None:
    start, _ = clock.shift_times(date(2025, 6, 4), wall("18:00"), wall("23:00"))
    assert clock.visit_in(start, wall("17:00")) == start - HOUR
    assert clock.visit_in(start, wall("16:59")) == start + 23 * HOUR - MINUTE


def test_an_hour_before_a_shift_is_elapsed_time_across_a_change() -> None:
    spring, _ = clock.shift_times(date(2026, 3, 29), wall("02:30"), wall("06:00"))
    assert clock.visit_in(spring, wall("00:30")) == utc("2026-03-29 00:30")
    autumn, _ = clock.shift_times(date(2026, 10, 25), wall("02:00"), wall("06:00"))
    assert clock.visit_in(autumn, wall("01:30")) == utc("2026-10-25 01:30")


def test_equal_start_and_end_make_a_shift_of_a_day() -> None:
    start, end = clock.shift_times(date(2025, 3, 4), wall("08:00"), wall("08:00"))
    assert end - start == DAY
    start, end = clock.shift_times(date(2026, 10, 24), wall("08:00"), wall("08:00"))
    assert end - start == DAY + HOUR


@pytest.mark.parametrize(
    ("start", "end", "field"), [("01:30", "06:00", "start"), ("00:30", "01:30", "end")]
)
def test_a_shift_time_that_does_not_exist_names_its_field(start: str, end: str, field: str) -> None:
    error = refusal(lambda: clock.shift_times(date(2025, 3, 30), wall(start), wall(end)))
    assert (error.code, error.field) == ("missing", field)


@pytest.mark.parametrize(
    ("shift", "typed", "expected"),
    [
        ("22:00", "22:30", "2025-03-04 22:30"),
        ("22:00", "21:00", "2025-03-04 21:00"),
        ("22:00", "10:00", "2025-03-04 10:00"),
        ("22:00", "09:59", "2025-03-05 09:59"),
        ("22:00", "00:30", "2025-03-05 00:30"),
        ("23:30", "00:30", "2025-03-05 00:30"),
        ("18:00", "08:00", "2025-03-04 08:00"),
        ("08:00", "07:30", "2025-03-04 07:30"),
        ("00:30", "23:30", "2025-03-04 23:30"),
    ],
)
def test_a_member_who_starts_after_midnight_starts_on_the_next_date(
    shift: str, typed: str, expected: str
) -> None:
    day = date(2025, 3, 4)
    start = clock.at_wall(day, wall(shift))
    assert clock.member_start(day, start, wall(typed)) == utc(expected)


def test_a_members_start_that_the_clocks_skip_is_refused_on_its_own_date() -> None:
    before, change = date(2025, 3, 29), date(2025, 3, 30)
    night = clock.at_wall(before, wall("22:00"))
    error = refusal(lambda: clock.member_start(before, night, wall("01:30")))
    assert (error.code, error.field) == ("missing", "start")
    assert "30 March 2025" in error.message
    after = clock.at_wall(change, wall("22:00"))
    assert clock.member_start(change, after, wall("01:30")) == utc("2025-03-31 00:30")
    morning = clock.at_wall(change, wall("06:00"))
    assert refusal(lambda: clock.member_start(change, morning, wall("01:30"))).code == "missing"


def test_a_members_start_may_be_the_second_of_two() -> None:
    day = date(2026, 10, 24)
    night = clock.at_wall(day, wall("22:00"))
    assert clock.member_start(day, night, wall("01:30")) == utc("2026-10-25 00:30")
    assert clock.member_start(day, night, wall("01:30*")) == utc("2026-10-25 01:30")


def test_an_out_that_does_not_exist_is_refused() -> None:
    in_at = clock.visit_in(utc("2025-03-29 22:00"), wall("23:50"))
    error = refusal(lambda: clock.visit_out(in_at, wall("01:30")))
    assert (error.code, error.field) == ("missing", "out")
    assert "30 March 2025" in error.message
    in_error = refusal(lambda: clock.visit_in(utc("2025-03-29 22:00"), wall("01:00")))
    assert (in_error.code, in_error.field) == ("missing", "in")


@pytest.mark.parametrize(
    ("out", "expected"),
    [("07:00", None), ("07:01", "more than 12 hours"), ("19:00", "both 19:00"), ("18:59", "more")],
)
def test_an_out_more_than_12_hours_after_in_or_equal_to_it_is_refused(
    out: str, expected: str | None
) -> None:
    in_at = utc("2025-03-04 19:00")
    if expected is None:
        assert clock.visit_out(in_at, wall(out)) == in_at + 12 * HOUR
        return
    error = refusal(lambda: clock.visit_out(in_at, wall(out)))
    assert (error.code, error.field) == ("too_long", "out")
    assert expected in error.message


def test_12_hours_are_elapsed_hours() -> None:
    in_at = utc("2026-10-24 18:00")  # 19:00 in summer time
    assert clock.visit_out(in_at, wall("06:00")) == in_at + 12 * HOUR
    assert refusal(lambda: clock.visit_out(in_at, wall("06:01"))).code == "too_long"


@pytest.mark.parametrize(
    ("in_text", "out_text", "minutes"),
    [
        *(("01:30", "01:30", 60), ("01:30", "01:30*", 60), ("01:30", "01:45", 15)),
        *(("01:30", "01:45*", 75), ("01:45", "01:30", 45), ("01:30*", "01:45", 15)),
        *(("01:30*", "01:45*", 15), ("00:30", "01:30*", 120), ("01:50*", "02:10", 20)),
    ],
)
def test_times_in_the_repeated_hour_take_the_first_that_satisfies_the_rule(
    in_text: str, out_text: str, minutes: int
) -> None:
    in_at = clock.visit_in(utc("2026-10-24 21:00"), wall(in_text))
    assert clock.elapsed_minutes(in_at, clock.visit_out(in_at, wall(out_text))) == minutes


@pytest.mark.parametrize("out", ["01:30*", "01:15*"])
def test_a_star_does_not_reach_back_to_an_hour_that_is_over(out: str) -> None:
    in_at = clock.visit_in(utc("2026-10-24 21:00"), wall("01:30*"))
    assert refusal(lambda: clock.visit_out(in_at, wall(out))).code == "not_repeated"


def test_members_join_and_leave_within_the_visit() -> None:
    in_at, out_at = utc("2025-03-04 23:30"), utc("2025-03-05 00:30")
    assert clock.member_joined(in_at, out_at, wall("23:30")) == in_at
    joined = clock.member_joined(in_at, out_at, wall("00:10"))
    assert joined == utc("2025-03-05 00:10")
    assert clock.member_left(joined, out_at, wall("00:30")) == out_at
    for early in ("23:29", "00:31"):
        error = refusal(partial(clock.member_joined, in_at, out_at, wall(early)))
        assert (error.code, error.field) == ("outside_visit", "joined")
        assert "between 23:30 and 00:30" in error.message
    for late in ("00:10", "00:31"):
        error = refusal(partial(clock.member_left, joined, out_at, wall(late)))
        assert (error.code, error.field) == ("outside_visit", "left")


def test_a_visit_without_an_out_holds_members_for_12_hours() -> None:
    in_at = utc("2025-03-04 19:30")
    joined = clock.member_joined(in_at, None, wall("20:00"))
    assert joined == in_at + HOUR / 2
    assert clock.member_left(joined, None, wall("08:00")) == joined + 12 * HOUR
    assert refusal(lambda: clock.member_joined(in_at, None, wall("19:29"))).code == "outside_visit"
    assert refusal(lambda: clock.member_left(joined, None, wall("20:00"))).code == "outside_visit"


def test_seconds_are_dropped_from_every_instant_a_rule_starts_from() -> None:
    at = utc("2025-03-04 19:30:45")
    assert clock.first_at_or_after(at, wall("19:30")) == utc("2025-03-04 19:30")
    assert clock.visit_out(at, wall("07:30")) == utc("2025-03-05 07:30")
    assert clock.member_joined(at, at, wall("19:30")) == utc("2025-03-04 19:30")


# Writing times so that they read back (export, then import)


def test_a_star_is_written_only_where_it_is_needed() -> None:
    start = utc("2026-10-24 21:00")
    read = partial(clock.visit_in, start)
    assert clock.wall_for_reading(utc("2026-10-25 00:30"), read) == "01:30"
    assert clock.wall_for_reading(utc("2026-10-25 01:30"), read) == "01:30*"
    assert clock.wall_for_reading(utc("2026-10-25 02:30"), read) == "02:30"


def test_an_instant_the_rule_cannot_reach_is_written_so_that_it_is_refused() -> None:
    read = partial(clock.visit_out, utc("2025-03-04 10:00"))
    text = clock.wall_for_reading(utc("2025-03-04 23:00"), read)
    assert text == "23:00*"
    assert refusal(lambda: read(wall(text))).code == "not_repeated"
