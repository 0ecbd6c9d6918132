"""The periods of an agreement follow its reporting frequency, counted from April."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.ui.council import make_council
from wardenlog.counting.scope import Period
from wardenlog.model.vocabulary import ReportingFrequency
from wardenlog.services.periods import (
    AgreementChoice,
    agreements,
    reporting_periods,
    usual_period,
)
from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def choice(
    frequency: ReportingFrequency, start: date = date(2025, 3, 20), end: date | None = None
) -> AgreementChoice:
    return AgreementChoice("GA-1", None, "PCC", start, end, frequency)


@pytest.mark.parametrize(
    ("frequency", "firsts"),
    [
        (ReportingFrequency.MONTHLY, [(2025, 5), (2025, 4), (2025, 3)]),
        (ReportingFrequency.QUARTERLY, [(2025, 4), (2025, 1)]),
        (ReportingFrequency.HALF_YEARLY, [(2025, 4), (2024, 10)]),
        (ReportingFrequency.YEARLY, [(2025, 4), (2024, 4)]),
    ],
)
def test_periods_reach_from_the_start_to_today_newest_first(
    frequency: ReportingFrequency, firsts: list[tuple[int, int]]
) -> None:
    periods = reporting_periods(choice(frequency), date(2025, 5, 31))
    assert [period.from_on for period in periods] == [date(*first, 1) for first in firsts]
    assert all(later.from_on == earlier.to_on for later, earlier in pairwise(periods))


def test_periods_end_with_the_agreement() -> None:
    ended = choice(ReportingFrequency.QUARTERLY, end=date(2025, 9, 30))
    periods = reporting_periods(ended, date(2026, 11, 1))
    assert periods[0] == Period(date(2025, 7, 1), date(2025, 10, 1))


def test_the_usual_period_is_the_newest_that_is_over() -> None:
    today = date(2025, 6, 30)
    periods = reporting_periods(choice(ReportingFrequency.QUARTERLY), today)
    assert usual_period(periods, today) == Period(date(2025, 1, 1), date(2025, 4, 1))
    assert usual_period(periods[:1], today) == periods[0]
    assert usual_period([], today) is None


def test_an_agreement_is_offered_with_the_end_its_signed_terms_give(store: Store) -> None:
    council = make_council()
    council.record(store)
    (found,) = agreements(store)
    assert (found.reference, found.funder) == ("GA-9", "Exampleshire PCC")
    assert found.end_on == date(2026, 3, 31)
    assert found.frequency is ReportingFrequency.QUARTERLY
