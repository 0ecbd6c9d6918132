"""Claimable minutes add up week by week beside an even share of the target."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog.counting.run_rate import RunRate, run_rate, step_days
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.model import Term
from wardenlog.model.vocabulary import TermItem
from wardenlog.store import Store

QUARTER = Period(date(2025, 7, 1), date(2025, 10, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def council_paid(*terms: Term, unit: str | None = "person") -> Council:
    """The council with more terms, and its hours counted by a unit."""
    made = make_council()
    (first,) = made.agreement.variations
    kept = [term for term in first.terms if term.item is not TermItem.HOURS_COUNTED]
    said = [] if unit is None else [Term(item=TermItem.HOURS_COUNTED, value=unit)]
    varied = first.model_copy(update={"terms": (*kept, *said, *terms)})
    made.__dict__["agreement"] = made.agreement.model_copy(update={"variations": (varied,)})
    return made


def one_hour_a_day() -> Term:
    return Term(item=TermItem.HOURS_TARGET, key="2025-26", value="365")


def rate(store: Store, council: Council, so_far: date) -> RunRate:
    """The quarter's run-rate with sheets of 3 visits on 1 and 6 July and of 1 on 7 July."""
    council.record(store)
    with store.write("Sam") as session:
        for sheet in (
            council.sheet("1"),
            council.sheet("2", days=5),
            council.sheet("3", days=6, visits=1),
        ):
            session.save(sheet)
    with store.read() as session:
        open_visits(session, Scope(council.agreement.id, QUARTER))
        return run_rate(session, QUARTER, so_far)


def test_a_sunday_takes_in_its_own_day_and_the_next_week_begins_on_monday(store: Store) -> None:
    found = rate(store, council_paid(one_hour_a_day()), date(2025, 7, 8))
    steps = {step.day: step for step in found.steps}
    # two wardens, 20 minutes a visit: 3 visits are 120 person-minutes
    assert steps[date(2025, 7, 6)].minutes == 240
    assert steps[date(2025, 7, 8)].minutes == 280
    assert (found.minutes, found.other_minutes) == (280, 140)
    assert steps[date(2025, 7, 13)].minutes is None


def test_the_target_to_a_day_is_its_days_share_of_the_periods(store: Store) -> None:
    found = rate(store, council_paid(one_hour_a_day()), date(2025, 7, 8))
    steps = {step.day: step for step in found.steps}
    assert found.whole_target == 92 * 60
    assert steps[date(2025, 7, 6)].target == 6 * 60
    assert found.target == 8 * 60
    assert steps[date(2025, 9, 30)].target == 92 * 60
    assert found.target_words == "365 hours for 2025-26 × 92 of 365 days"


def test_a_target_set_for_the_period_itself_comes_first(store: Store) -> None:
    council = council_paid(
        one_hour_a_day(), Term(item=TermItem.HOURS_TARGET, key="2025-26 Q2", value="46")
    )
    found = rate(store, council, date(2025, 7, 2))
    assert found.whole_target == 46 * 60
    assert found.target == Decimal(46 * 60) * 2 / 92


def test_hours_paid_by_patrol_count_a_pair_once_and_show_person_hours_beside(
    store: Store,
) -> None:
    found = rate(store, council_paid(unit="patrol"), date(2025, 7, 31))
    assert (found.unit, found.unit_stated) == ("patrol", True)
    assert (found.minutes, found.other_minutes) == (140, 280)
    assert (found.target, found.whole_target, found.target_words) == (None, None, None)


def test_a_unit_that_was_never_stated_is_person_and_says_so(store: Store) -> None:
    found = rate(store, council_paid(unit=None), date(2025, 7, 31))
    assert (found.unit, found.unit_stated) == ("person", False)


def test_a_period_that_has_not_begun_has_targets_only(store: Store) -> None:
    found = rate(store, council_paid(one_hour_a_day()), date(2025, 6, 30))
    assert (found.so_far, found.minutes, found.target) == (None, 0, None)
    assert all(step.minutes is None for step in found.steps)
    assert found.steps[-1].target == 92 * 60


def test_a_period_that_is_over_is_counted_to_its_last_day(store: Store) -> None:
    found = rate(store, council_paid(one_hour_a_day()), date(2026, 5, 1))
    assert found.so_far == date(2025, 9, 30)
    assert [step.day for step in found.steps] == step_days(QUARTER)


def test_a_quarter_is_followed_by_week_and_a_year_by_month() -> None:
    weeks = step_days(QUARTER)
    assert weeks[:2] == [date(2025, 7, 6), date(2025, 7, 13)]
    assert weeks[-2:] == [date(2025, 9, 28), date(2025, 9, 30)]
    months = step_days(Period(date(2025, 4, 1), date(2026, 4, 1)))
    assert len(months) == 12
    assert months[0] == date(2025, 4, 30)
    assert months[10] == date(2026, 2, 28)
    assert step_days(Period(date(2025, 7, 6), date(2025, 7, 7))) == [date(2025, 7, 6)]
