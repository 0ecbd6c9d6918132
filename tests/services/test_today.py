"""Today says what is missing, late or short, of the right week, in figures worked out by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Authorisation, PlanRule, Shift
from wardenlog.services import today
from wardenlog.services.checks import Checks
from wardenlog.services.logbook import Logbook
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import Store

QUARTER = Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1)))
"""Its first day, 1 July 2025, is a Tuesday, and so is its last, 30 September."""

WEDNESDAY = datetime(2025, 7, 9, 10, tzinfo=UTC)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield Record(opened, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


def save(record: Record, *sheets: Shift) -> None:
    with record.store.write("Sam") as session:
        for sheet in sheets:
            session.save(sheet)


def seen(record: Record, at: datetime = WEDNESDAY, viewed: Viewed = QUARTER) -> today.Today:
    with clock.freeze(at):
        return today.look(record, Checks(record), viewed)


def amended(record: Record, council: Council, change: Callable[[Agreement], Agreement]) -> None:
    with record.store.write("Sam") as session:
        session.save(change(council.agreement))


def plan_of(council: Council, *visits_per_week: int) -> Callable[[Agreement], Agreement]:
    """A plan of so many visits a week of 10 minutes or more, hotspot by hotspot."""
    rules = tuple(
        PlanRule(
            hotspot_id=place.id,
            visits=visits,
            per_days=7,
            minimum_minutes=10,
            from_on=date(2025, 1, 1),
        )
        for place, visits in zip(council.places, visits_per_week, strict=False)
    )
    return lambda agreement: agreement.model_copy(update={"plan_rules": rules})


# Which week


def test_this_week_counts_to_yesterday(record: Record, council: Council) -> None:
    save(record, council.sheet("1", days=6))  # Monday 7 July
    week = seen(record).week
    assert week.period == Period(date(2025, 7, 7), date(2025, 7, 14))
    assert (week.so_far, week.lagging) == (date(2025, 7, 8), False)


def test_this_week_counts_to_its_newest_sheet_where_that_is_later(
    record: Record, council: Council
) -> None:
    save(record, council.sheet("1", days=8))  # Wednesday 9 July, today
    assert seen(record).week.so_far == date(2025, 7, 9)


def test_a_monday_with_a_sheet_counts_itself(record: Record, council: Council) -> None:
    save(record, council.sheet("1", days=6))
    week = seen(record, datetime(2025, 7, 7, 10, tzinfo=UTC)).week
    assert (week.so_far, week.lagging) == (date(2025, 7, 7), False)


def test_where_records_lag_it_is_the_whole_week_of_the_newest_sheet(
    record: Record, council: Council
) -> None:
    save(record, council.sheet("1", days=3))  # Friday 4 July
    week = seen(record).week
    assert week.period == Period(date(2025, 6, 30), date(2025, 7, 7))
    assert (week.so_far, week.lagging) == (date(2025, 7, 6), True)


def test_a_lagging_week_stops_at_the_end_of_the_period_in_view(
    record: Record, council: Council
) -> None:
    save(record, council.sheet("1", days=90))  # Monday 29 September
    week = seen(record, datetime(2026, 2, 1, tzinfo=UTC)).week
    assert week.period == Period(date(2025, 9, 29), date(2025, 10, 6))
    assert (week.so_far, week.lagging) == (date(2025, 9, 30), True)


def test_a_week_with_only_a_void_sheet_has_none(record: Record, council: Council) -> None:
    save(record, council.sheet("1", days=6).model_copy(update={"void_reason": "x"}))
    week = seen(record).week
    assert (week.period.from_on, week.lagging) == (date(2025, 7, 7), False)
    assert week.so_far == date(2025, 7, 8)


def test_just_after_midnight_in_summer_it_is_already_the_next_day(
    record: Record, council: Council
) -> None:
    found = seen(record, datetime(2025, 7, 8, 23, 30, tzinfo=UTC))
    assert found.today == date(2025, 7, 9)


# What is held back, short and without a sheet


def test_unfinished_sheets_hold_back_their_hours(record: Record, council: Council) -> None:
    save(record, council.sheet("1"), council.sheet("2").model_copy(update={"finished": False}))
    found = seen(record)
    assert [each.sheet for each in found.unfinished] == ["2"]
    assert found.held_minutes == 3 * 2 * 20


def test_a_hotspot_is_short_of_its_share_of_the_days_so_far(
    record: Record, council: Council
) -> None:
    amended(record, council, plan_of(council, 14, 7, 7, 0))
    # Monday and Tuesday, 1 visit to each of the first three places on Monday
    save(record, council.sheet("1", days=6))
    found = seen(record)
    # 2 of 7 days: 4, 2 and 2 visits needed, and 1 done in each
    assert found.planned == 3
    assert [(each.code, each.needed, each.done, each.short) for each in found.short] == [
        ("NC", 4, 1, 3),
        ("HB", 2, 1, 1),
        ("NB", 2, 1, 1),
    ]
    assert found.short[0].hotspot_id == council.places[0].id


def test_the_week_of_a_month_end_takes_its_days_of_both_months(
    record: Record, council: Council
) -> None:
    amended(record, council, plan_of(council, 7))
    save(record, council.sheet("1", days=-1), council.sheet("2"))  # 30 June and 1 July
    found = seen(record, datetime(2025, 7, 3, 10, tzinfo=UTC))
    # Monday 30 June to Wednesday 2 July: 3 needed, 2 done
    assert [(each.needed, each.done) for each in found.short] == [(3, 2)]


def test_a_hotspot_that_has_its_visits_is_not_short(record: Record, council: Council) -> None:
    amended(record, council, plan_of(council, 7))
    save(record, council.sheet("1", days=6), council.sheet("2", days=7))
    found = seen(record)
    assert (found.planned, found.short) == (1, ())


def test_a_day_has_no_sheet_until_one_is_typed_or_somebody_says_so(
    record: Record, council: Council
) -> None:
    save(
        record,
        council.sheet("1"),
        council.sheet("2", days=1).model_copy(update={"void_reason": "Typed twice"}),
        *(council.sheet(str(number), days=number) for number in range(3, 8)),
    )
    assert seen(record).without_sheet == (date(2025, 7, 3), date(2025, 7, 2))
    said = today.say_nothing_to_report(record, date(2025, 7, 3), council.jo.id)
    assert said.kinds == {"nil_day"}
    assert seen(record).without_sheet == (date(2025, 7, 2),)
    Logbook(record.store, "Sam").undo(said.revisions[0].id)
    assert seen(record).without_sheet == (date(2025, 7, 3), date(2025, 7, 2))


def test_a_day_with_a_sheet_or_already_spoken_for_is_refused(
    record: Record, council: Council
) -> None:
    save(record, council.sheet("1"))
    with pytest.raises(UserError, match="has a sheet by now"):
        today.say_nothing_to_report(record, date(2025, 7, 1), council.jo.id)
    today.say_nothing_to_report(record, date(2025, 7, 2), council.jo.id)
    with pytest.raises(UserError, match="Choose another day"):
        today.say_nothing_to_report(record, date(2025, 7, 2), council.amira.id)


def test_days_before_the_agreement_need_no_sheet(record: Record, council: Council) -> None:
    amended(record, council, lambda known: known.model_copy(update={"start_on": date(2025, 7, 7)}))
    assert seen(record).without_sheet == (date(2025, 7, 8), date(2025, 7, 7))


# The rest


def test_checks_that_wait_are_counted_by_weight_and_the_worst_told_first(
    record: Record, council: Council
) -> None:
    sheet = council.sheet("1")
    first, *others = sheet.visits
    sheet = sheet.model_copy(
        update={"visits": (first.model_copy(update={"out_at": None}), *others)}
    )
    save(record, sheet)
    checks = seen(record).checks
    assert checks.red + checks.amber == sum(each.open for each in checks.worst)
    assert "missing_out" in {each.check for each in checks.worst}
    assert len(checks.worst) <= 5


def test_an_authorisation_that_ends_within_60_days_is_told_unless_one_follows(
    record: Record, council: Council
) -> None:
    def held(family: str, to_on: date, from_on: date | None = None) -> Authorisation:
        return Authorisation(family=family, from_on=from_on, to_on=to_on)

    amira = council.amira.model_copy(
        update={
            "authorisations": (
                held("CPN", date(2025, 9, 7)),  # the 60th day after 9 July
                held("PSPO", date(2025, 9, 7)),
                held("FPN", date(2025, 9, 8)),
                held("ALC", date(2025, 8, 1)),
                held("ALC", date(2026, 8, 1), date(2025, 8, 2)),
                held("DOG", date(2025, 7, 8)),
            )
        }
    )
    jo = council.jo.model_copy(
        update={"authorisations": (held("CPN", date(2025, 8, 1)),), "active_to": date(2025, 7, 31)}
    )
    with record.store.write("Sam") as session:
        session.save(amira)
        session.save(jo)
    (told,) = seen(record).expiring
    assert (told.code, told.families, told.ends_on) == ("AK", ("CPN", "PSPO"), date(2025, 9, 7))


def test_the_period_in_view_ends_in_so_many_days_or_ended_so_many_ago(
    record: Record, council: Council
) -> None:
    assert seen(record).days_to_end == 83  # 22 left of July, 31 of August, 30 of September
    assert seen(record, datetime(2025, 10, 2, tzinfo=UTC)).days_to_end == -2


def test_without_an_agreement_there_is_neither_plan_nor_target(record: Record) -> None:
    found = seen(record, viewed=Viewed(None, QUARTER.period))
    assert (found.planned, found.short, found.run_rate) == (0, (), None)
    assert found.people == ()
    assert len(found.without_sheet) == 8


def test_looking_stops_between_two_parts(record: Record, council: Council) -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        today.look(record, Checks(record), QUARTER, stop)
