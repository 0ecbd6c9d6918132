"""The demo's returns: sent when they were due, corrected since, and the last one still open."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.model import Aggregate
from wardenlog.returns.verify import verify_file
from wardenlog.services.demo import build
from wardenlog.services.demo.entering import entered
from wardenlog.services.demo.returns import RETURNS_FOLDER, fill_and_send
from wardenlog.services.record import Record
from wardenlog.services.returns.building import wanted
from wardenlog.services.returns.changes import differences
from wardenlog.services.returns.periods import PeriodState, next_due, return_periods
from wardenlog.services.returns.sending import look
from wardenlog.store import Store

AGREEMENT = "HA-2024-01"
TODAY = date(2026, 4, 2)
NEWEST_SENT = Period(date(2025, 10, 1), date(2026, 1, 1))
STEPS: list[tuple[str, int, int]] = []


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("demo") / "record.sqlite3"
    with Store.open(path) as store:
        fill_and_send(store, report=lambda *step: STEPS.append(step))
        with clock.freeze(datetime(2026, 4, 2, 9, tzinfo=UTC)):
            yield Record(store, "Sam")


def folder_of(record: Record) -> Path:
    return record.path.parent / RETURNS_FOLDER


def test_what_was_entered_ends_as_the_records_that_were_built() -> None:
    batches = list(entered())
    assert all(first <= second for (first, _), (second, _) in pairwise(batches))
    newest: dict[str, Aggregate] = {}
    for _, together in batches:
        newest |= {each.id: each for each in together}
    assert newest == {each.id: each for each in build()}


def test_every_earlier_quarter_is_sent_in_time_and_the_last_is_open_and_due(
    record: Record,
) -> None:
    newest, *earlier = return_periods(record, AGREEMENT, TODAY)
    assert (newest.state, newest.due_on, newest.overdue) == (
        PeriodState.OPEN,
        date(2026, 4, 30),
        False,
    )
    assert len(earlier) == 7
    for each in earlier:
        assert each.state is PeriodState.SENT
        assert each.sent_at is not None
        assert each.due_on is not None
        assert each.period.to_on <= clock.local_date(each.sent_at) <= each.due_on
    assert next_due([newest, *earlier]) == newest


def test_only_the_newest_one_sent_was_corrected_since(record: Record) -> None:
    periods = return_periods(record, AGREEMENT, TODAY)
    assert [each.changed for each in periods if each.period != NEWEST_SENT] == [0] * 7
    found = differences(record, AGREEMENT, NEWEST_SENT)
    assert {each.measure for each in found} >= {"claimable", "amount_claimed"}
    reasons = " ".join(each.reason for each in found)
    assert "voided on" in reasons
    assert "added on" in reasons


def test_the_next_return_restates_and_adjusts(record: Record) -> None:
    figures = look(record, wanted(AGREEMENT, date(2026, 1, 1), date(2026, 3, 31))).figures
    adjusted = [line for line in figures.claim.lines if line.adjusts == NEWEST_SENT]
    assert sum(line.amount or Decimal(0) for line in adjusted) > 0


def test_every_workbook_sent_verifies(record: Record) -> None:
    files = sorted(folder_of(record).iterdir())
    sent = {each.file_name for each in return_periods(record, AGREEMENT, TODAY)} - {None}
    assert {file.name for file in files} == sent
    assert all(verify_file(file).problems == () for file in files)


def test_sheets_are_entered_before_the_return_that_counts_them(record: Record) -> None:
    with record.store.read() as session:
        days = [row[0] for row in session.rows("SELECT date(at) FROM revision ORDER BY seq")]
    assert days == sorted(days)


def test_it_says_how_far_it_has_come(record: Record) -> None:
    assert record.path.exists()
    assert {step for step, _, _ in STEPS} == {"Writing visits", "Sending earlier returns"}
    assert [done for _, done, _ in STEPS] == sorted(done for _, done, _ in STEPS)
