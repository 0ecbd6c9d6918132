"""Counting agrees with the worked example's answers, and with a second count on random logs."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import answers
from tests.counting.recorded import counted, printed_stages, record
from tests.oracle import claim as oracle_claim
from tests.oracle import count as oracle
from tests.oracle import dosage as oracle_dosage
from tests.oracle import registers as oracle_registers
from tests.oracle import staff as oracle_staff
from tests.oracle.bridge import bridge_lines, in_period
from tests.oracle.evidence import evidence as oracle_evidence
from tests.oracle.log import Log, write_log
from tests.oracle.random_logs import QUESTIONS, logs, random_log
from tests.oracle.read import Record, read_record
from wardenlog.counting.identities import identities
from wardenlog.counting.scope import Period
from wardenlog.counting.totals import roll_up, totals
from wardenlog.store import ReadSession, Store

DATA = Path(__file__).parent.parent / "data"
SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 40))]


@pytest.mark.parametrize(
    "days", ["2025-04-01 2025-06-30", "2025-03-20 2026-03-31"], ids=["quarter", "year"]
)
def test_every_figure_of_the_worked_example_is_found(tmp_path: Path, days: str) -> None:
    first, last = (date.fromisoformat(day) for day in days.split())
    expected = json.loads(
        (DATA / f"worked-example-{first}-{last}.json").read_text(encoding="utf-8")
    )
    with (
        record(tmp_path, DATA / "worked-example.xlsx") as store,
        counted(store, "GA-1", first, last) as session,
    ):
        assert answers.answer(session) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_count_of_a_random_log_finds_the_same(tmp_path: Path, seed: int) -> None:
    log = random_log(seed)
    with _recorded(log, tmp_path) as store:
        for agreement in ("GA-1", "GA-2"):
            for first, last in QUESTIONS:
                _both_counts_agree(store, log, agreement, first, last)


@settings(max_examples=20, deadline=None)
@given(
    log=logs(largest=30),
    agreement=st.sampled_from(["GA-1", "GA-2"]),
    first=st.dates(date(2025, 3, 1), date(2025, 12, 31)),
    days=st.integers(0, 200),
)
def test_a_second_count_of_any_period_finds_the_same(
    log: Log, agreement: str, first: date, days: int
) -> None:
    with TemporaryDirectory() as folder, _recorded(log, Path(folder)) as store:
        _both_counts_agree(store, log, agreement, first, first + timedelta(days=days))


def _recorded(log: Log, folder: Path) -> Store:
    file = folder / "log.xlsx"
    write_log(log, file)
    return record(folder, file)


def _both_counts_agree(store: Store, log: Log, agreement: str, first: date, last: date) -> None:
    again = read_record(log)
    with counted(store, agreement, first, last) as session:
        expected = oracle.answer(log, agreement, first, last)
        assert answers.answer(session) == expected
        _registers_agree(session, again, first, last)
        _agreement_figures_agree(session, again, agreement, first, last)
        _totals_agree(session, expected, first, last)


def _registers_agree(session: ReadSession, again: Record, first: date, last: date) -> None:
    expected = oracle_registers.powers(again, first, last)
    assert answers.register_of_powers(session) == expected
    found = answers.others(session)
    estimated = oracle_registers.estimated(again, first, last)
    assert found["estimated"] == {key: n for key, n in estimated.items() if n}
    assert found["incidents"] == oracle_registers.incidents(again, first, last)
    assert found["other_counts"] == oracle_registers.other_counts(again, first, last)


def _agreement_figures_agree(
    session: ReadSession, again: Record, agreement: str, first: date, last: date
) -> None:
    assert answers.of_hotspots(session) == oracle_dosage.hotspots(again, agreement, first, last)
    assert answers.staff(session) == _staff(again, agreement, first, last)
    assert answers.visits(session) == _evidence(again, agreement, first, last)
    members = in_period(bridge_lines(again, agreement), first, last)
    assert answers.units(session, first, last) == (
        oracle_claim.person_unit(members),
        oracle_claim.patrol_unit(members),
    )
    lines = oracle_claim.claim_lines(again, agreement, first, last)
    assert answers.hourly_lines(session, first, last) == [
        (
            line.first,
            line.last,
            "outside" if line.outside else line.terms.unit,
            line.minutes,
            line.gross,
        )
        for line in lines
        if line.terms.basis in {"hours_rate", "hybrid"}
    ]
    costs = Decimal(0)
    for line in lines:
        if line.terms.basis in {"actual_cost", "hybrid"} and not line.outside:
            labour = None if line.terms.basis == "actual_cost" else False
            costs += oracle_claim.actual_cost(
                again, agreement, line.first, line.last, labour=labour
            )
    assert answers.actual_costs(session, first, last) == costs


def _totals_agree(session: ReadSession, expected: dict[str, Any], first: date, last: date) -> None:
    roll_up(session, printed_stages(), '["engagement", "signposting"]')
    found = totals(session, Period.inclusive(first, last))
    months = expected["delivery"].values()
    assert found.get("claimable", 0) == expected["bridge"]["claimable"]
    assert found.get("visits", 0) == expected["visits"]
    assert found.get("person_minutes", 0) == sum(row["person"] for row in months)
    assert found.get("place_days_visited", 0) == sum(row["visited"] for row in months)
    assert found.get("partner_minutes", 0) == sum(row["partner_minutes"] for row in months)
    for identity in identities(session):
        assert identity.expected == identity.found, identity.check


def _staff(again: Record, agreement: str, first: date, last: date) -> Counter[tuple[Any, ...]]:
    rows = oracle_staff.staff_groups(again, agreement, first, last)
    return Counter(
        (
            month,
            group,
            figures.headcount,
            figures.paid,
            figures.in_hotspots,
            figures.other["outside_patrol"],
            figures.other["travel"] + figures.other["briefing"],
            sum(
                minutes
                for kind, minutes in figures.other.items()
                if kind not in {"outside_patrol", "travel", "briefing"}
            ),
        )
        for (month, group, _employer, _funding), figures in rows.items()
    )


def _evidence(
    again: Record, agreement: str, first: date, last: date
) -> dict[tuple[str, int], tuple[Any, ...]]:
    return {
        key: (
            f"{row['date']}",
            row["hotspot"],
            row["patrol"],
            row["own"],
            row["person"],
            row["claimable"],
            row["exclusion"],
            row["partners"],
            row["mode"],
            row["time_source"],
        )
        for key, row in oracle_evidence(again, agreement, first, last).items()
    }
