"""Each period says what became of its return, when it is due, and what changed since."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.services.returns.sent import record_as_sent
from tests.ui.council import Council, make_council
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Term, Variation, new_id
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.record import Record
from wardenlog.services.returns.periods import (
    PeriodState,
    ReturnPeriod,
    next_due,
    return_periods,
    versions_of,
)
from wardenlog.store import Store

TODAY = date(2025, 8, 10)
SUMMER = Period(date(2025, 7, 1), date(2025, 10, 1))
SPRING = Period(date(2025, 4, 1), date(2025, 7, 1))
WINTER = Period(date(2025, 1, 1), date(2025, 4, 1))


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def record(tmp_path: Path, council: Council) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as store:
        council.record(store)
        yield Record(store, "Sam")


def vary(record: Record, agreement: Agreement, effective_from: date, days: str) -> None:
    varied = Variation(
        number=1,
        effective_from=effective_from,
        status=VariationStatus.SIGNED,
        terms=(Term(item=TermItem.RETURN_DUE_DAYS, value=days),),
    )
    changed = agreement.model_copy(update={"variations": (*agreement.variations, varied)})
    with record.store.write("Sam") as session:
        session.save(changed)


def send(record: Record, council: Council, period: Period, version: int = 1) -> None:
    record_as_sent(record.store, council.agreement.id, period, version)


def of(record: Record, period: Period) -> ReturnPeriod:
    return next(each for each in return_periods(record, "GA-9", TODAY) if each.period == period)


def test_without_a_term_it_is_not_known_when_a_return_is_due(record: Record) -> None:
    found = return_periods(record, "GA-9", TODAY)
    assert [each.period for each in found] == [SUMMER, SPRING, WINTER]
    assert [each.state for each in found] == [
        PeriodState.RUNNING,
        PeriodState.OPEN,
        PeriodState.OPEN,
    ]
    assert {each.due_on for each in found} == {None}
    assert found[0].due_words == "The terms do not say when it is due"
    assert next_due(found) is None


def test_the_due_date_follows_the_terms_in_force_on_the_last_day(
    record: Record, council: Council
) -> None:
    vary(record, council.agreement, date(2025, 6, 30), "40")
    due = {each.period: each.due_on for each in return_periods(record, "GA-9", TODAY)}
    assert due == {SUMMER: date(2025, 11, 9), SPRING: date(2025, 8, 9), WINTER: None}
    spring = of(record, SPRING)
    assert spring.overdue
    assert spring.state_words == "Open, overdue since 9 August 2025"
    assert next_due(return_periods(record, "GA-9", TODAY)) == spring


def test_the_next_one_due_follows_the_newest_one_sent(record: Record, council: Council) -> None:
    vary(record, council.agreement, date(2025, 1, 1), "30")
    found = return_periods(record, "GA-9", TODAY)
    assert next_due(found) == of(record, SPRING)  # none sent yet: the newest that is over
    send(record, council, WINTER)
    assert next_due(return_periods(record, "GA-9", TODAY)) == of(record, SPRING)
    send(record, council, SPRING)
    assert next_due(return_periods(record, "GA-9", TODAY)) == of(record, SUMMER)
    send(record, council, SUMMER)
    assert next_due(return_periods(record, "GA-9", TODAY)) is None


def test_what_comes_before_the_first_one_sent_is_not_overdue(
    record: Record, council: Council
) -> None:
    vary(record, council.agreement, WINTER.from_on, "40")
    assert of(record, WINTER).overdue
    send(record, council, SPRING)
    winter = of(record, WINTER)
    assert (winter.state, winter.overdue) == (PeriodState.ELSEWHERE, False)
    assert winter.state_words == "Not sent from this record"
    send(record, council, WINTER)
    assert of(record, WINTER).state is PeriodState.SENT


def test_what_was_sent_is_never_overdue_and_says_when(record: Record, council: Council) -> None:
    vary(record, council.agreement, date(2025, 1, 1), "10")
    send(record, council, SPRING)
    found = of(record, SPRING)
    assert (found.state, found.overdue, found.version, found.next_version) == (
        *(PeriodState.SENT, False, 1, 2),
    )
    assert found.state_words == "Sent on 4 July 2025"
    send(record, council, SPRING, version=2)
    assert of(record, SPRING).state_words == "Amended: version 2 sent on 4 July 2025"
    assert [each.version for each in versions_of(record, "GA-9", SPRING)] == [1, 2]


def test_it_counts_the_sheets_that_changed_since(record: Record, council: Council) -> None:
    kept, moved, other = (
        council.sheet(number, days=days) for number, days in (("0001", 0), ("0002", 1), ("0003", 2))
    )
    with record.store.write("Sam") as session:
        for sheet in (kept, moved, other):
            session.save(sheet)
    send(record, council, SUMMER)
    assert of(record, SUMMER).changed == 0
    late = council.sheet("0004", days=3)
    away = moved.model_copy(update={"day": date(2025, 5, 1)})
    elsewhere = council.sheet("0005", days=-40)
    with record.store.write("Sam") as session:
        session.save(late)
        session.save(away)
        session.void("shift", other.id, "typed twice")
        session.save(elsewhere)
    assert of(record, SUMMER).changed == 3


def test_a_change_of_the_terms_counts_and_a_new_person_does_not(
    record: Record, council: Council
) -> None:
    send(record, council, SPRING)
    with record.store.write("Sam") as session:
        session.save(council.jo.model_copy(update={"id": new_id(), "code": "NEW"}))
    assert of(record, SPRING).changed == 0
    vary(record, council.agreement, date(2025, 4, 1), "10")
    assert of(record, SPRING).changed == 1


def test_an_unknown_agreement_is_told(record: Record) -> None:
    with pytest.raises(UserError) as told:
        return_periods(record, "NO", TODAY)
    assert told.value.code == "no_agreement"
