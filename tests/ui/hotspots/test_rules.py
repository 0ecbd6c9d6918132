"""Plan rules are typed in words, and said in words that are read again."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.errors import UserError
from wardenlog.model import PlanRule
from wardenlog.model.vocabulary import Mode, Weekday
from wardenlog.ui.hotspots.rules import read_rule, rule_words

FIELDS = (
    "visits",
    "per_days",
    "minimum_minutes",
    "weekdays",
    "window_start",
    "window_end",
    "modes",
)


def rule(fields: dict[str, object]) -> PlanRule:
    return PlanRule.model_validate({"hotspot_id": "h", "from_on": date(2025, 4, 1), **fields})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "12 per 7 days, 15 min, Fri–Sun 18:00–02:00",
            "12 visits per 7 days, at least 15 min, Fri–Sun 18:00–02:00",
        ),
        ("3 a week", "3 visits per 7 days"),
        ("4 per 7", "4 visits per 7 days"),
        ("1 visit per day by foot or cycle", "1 visit per day, foot or cycle"),
        ("2 per 7 days, mon wed, 6pm-2am", "2 visits per 7 days, Mon Wed 18:00–02:00"),
        ("2 per 7 days sat-mon", "2 visits per 7 days, Sat–Mon"),
    ],
)
def test_a_rule_is_read_from_its_words(typed: str, said: str) -> None:
    assert rule_words(rule(read_rule(typed))) == said


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "often",
        "3 per 0 days",
        "9999 per 7 days",
        "3 per 7 days blah",
        "3 a week 18:00-18:00",
        "3 a week 2000 min",
        "3 a week 99:00-02:00",
    ],
)
def test_what_says_nothing_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        read_rule(typed)


@given(
    visits=st.integers(0, 1000),
    per_days=st.integers(1, 366),
    minimum=st.none() | st.integers(1, 1440),
    weekdays=st.sets(st.sampled_from(Weekday), max_size=6),
    window=st.none()
    | st.tuples(st.times(), st.times()).filter(
        lambda both: (both[0].hour, both[0].minute) != (both[1].hour, both[1].minute)
    ),
    modes=st.sets(st.sampled_from(Mode)),
)
def test_every_rule_is_read_again_as_it_is_said(
    visits: int,
    per_days: int,
    minimum: int | None,
    weekdays: set[Weekday],
    window: tuple[time, time] | None,
    modes: set[Mode],
) -> None:
    start, end = (None, None) if window is None else (time(it.hour, it.minute) for it in window)
    made = rule(
        {
            "visits": visits,
            "per_days": per_days,
            "minimum_minutes": minimum,
            "weekdays": tuple(day for day in Weekday if day in weekdays),
            "window_start": start,
            "window_end": end,
            "modes": tuple(modes),
        }
    )
    assert rule(read_rule(rule_words(made))) == made
