"""Which backups stay over ninety days: an exact set, however often they were thinned."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wardenlog.services.backups.thinning import staying

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""A Monday in winter, when the council's time is UTC."""

END = START + timedelta(days=89, hours=8)
"""Saturday 4 April 2026, 17:00 UTC, 18:00 by the council's clocks."""


def made() -> list[datetime]:
    """Three backups a day, at 9, 12:30 and 17, over ninety days."""
    return [
        START + timedelta(days=day, hours=hours)
        for day in range(90)
        for hours in (0, 3.5, 8)
        if START + timedelta(days=day, hours=hours) <= END
    ]


def at(month: int, day: int, hour: int = 17, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


EXACT = {
    # the last day, every one
    *(at(4, 4, 9), at(4, 4, 12, 30), at(4, 4, 17)),
    # the last of each of fourteen days
    *(at(4, day) for day in range(1, 5)),
    *(at(3, day) for day in range(22, 32)),
    # the last of each of eight weeks: Sundays, and the last week so far
    *(at(2, 15), at(2, 22), at(3, 1), at(3, 8), at(3, 15)),
    # the last of each month
    *(at(1, 31), at(2, 28), at(3, 31)),
}


def test_after_ninety_days_exactly_these_stay() -> None:
    assert staying(made(), END) == EXACT


def test_thinning_at_every_backup_leaves_what_thinning_once_does() -> None:
    kept: set[datetime] = set()
    for each in made():
        kept = staying({*kept, each}, each)
    assert kept == staying(made(), END) == EXACT


def test_a_day_is_the_councils_not_utcs() -> None:
    before, after = (
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    )
    later = [datetime(2026, 7, 9, 12, tzinfo=UTC)]
    assert staying([before, after, *later], later[0]) == {before, after, *later}


@given(
    st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
)
def test_the_newest_stays_and_staying_again_changes_nothing(
    times: list[datetime], now: datetime
) -> None:
    stay = staying(times, now)
    assert stay <= set(times)
    assert not times or max(times) in stay
    assert staying(stay, now) == stay
