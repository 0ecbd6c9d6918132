"""Random logs are readable and awkward; their figures keep the identities of domain.md."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.bridge import STEPS, affected, bridge, bridge_lines, in_period
from tests.oracle.claim import claim_lines, person_unit
from tests.oracle.count import answer, visits_counted
from tests.oracle.dosage import delivery, hotspots
from tests.oracle.evidence import evidence
from tests.oracle.log import Log, read_log, write_log
from tests.oracle.random_logs import logs, random_log, random_question
from tests.oracle.read import read_record
from tests.oracle.registers import incidents, other_counts, powers
from tests.oracle.staff import staff_groups

PERIODS = st.tuples(
    st.dates(date(2025, 3, 1), date(2025, 11, 30)), st.integers(0, 90), st.integers(0, 90)
)


def total(rows: dict[Any, dict[str, Any]], figure: str) -> int:
    return sum(row[figure] for row in rows.values())


def test_the_same_seed_gives_the_same_log() -> None:
    assert random_log(7) == random_log(7)
    assert random_log(7) != random_log(8)
    assert len(random_log(7)["Visits"]) == 120
    assert random_question(7) == random_question(7)


def test_a_log_written_to_a_workbook_reads_back_equal(tmp_path: Path) -> None:
    for seed in range(5):
        log = random_log(seed, 40)
        write_log(log, tmp_path / "log.xlsx")
        assert read_log(tmp_path / "log.xlsx") == log


def test_the_logs_reach_every_corner() -> None:
    """A generator that never reached a rule would make every comparison with it worthless."""
    minutes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for seed in range(40):
        log = random_log(seed)
        record = read_record(log)
        lines = bridge_lines(record, "GA-1")
        minutes.update(bridge(lines))
        seen.update(affected(lines))
        first, last = date(2025, 3, 1), date(2026, 3, 31)
        seen.update(
            {name: sum(uses.values()) for name, uses in powers(record, first, last).items()}
        )
        seen["incident"] += sum(incidents(record, first, last).values())
        seen["whole shift"] += sum("[z]" in key for key in other_counts(record, first, last))
        for line in claim_lines(record, "GA-1", first, last):
            seen[f"claim {line.terms.basis} {line.terms.unit}"] += line.minutes > 0
            seen["claim outside hotspots"] += line.outside and line.minutes > 0
        for row in log["Visits"] + log["Visit members"]:
            seen["starred"] += any(str(cell).endswith("*") for cell in row.values())
        for figures in delivery(record, "GA-1", first, last).values():
            seen["qualifying"] += bool(figures["qualifying"])
            seen["unlisted row"] += not figures["listed"]
        seen["no members"] += sum(not visit.stays for visit in record.visits.values())
    assert all(minutes[step] for step in STEPS)
    corners = [*STEPS, "cancelled", "under_18", "incident", "whole shift", "starred", "qualifying"]
    corners += ["unlisted row", "no members", "claim hours_rate patrol", "claim hybrid person"]
    corners += ["claim instalment person", "claim actual_cost person", "claim outside hotspots"]
    assert [corner for corner in corners if not seen[corner]] == []


@settings(max_examples=40)
@given(logs(), PERIODS)
def test_identities_of_the_figures(log: Log, period: tuple[date, int, int]) -> None:
    first = period[0]
    last = first + timedelta(days=period[1])
    record = read_record(log)
    lines = in_period(bridge_lines(record, "GA-1"), first, last)
    steps = bridge(lines)
    assert steps["total"] == sum(steps.values()) - steps["total"]
    months = delivery(record, "GA-1", first, last)
    whole = hotspots(record, "GA-1", first, last)
    rows = evidence(record, "GA-1", first, last)
    groups = staff_groups(record, "GA-1", first, last).values()
    person = sum(line.net for line in lines if line.stay.person.own and line.visit.end is not None)
    assert total(months, "person") == total(whole, "person") == total(rows, "person") == person
    assert person == sum(group.in_hotspots for group in groups)
    assert total(months, "claimable") == total(whole, "claimable") == steps["claimable"]
    assert total(rows, "claimable") == person_unit(lines) == steps["claimable"]
    assert total(months, "visits") == total(whole, "visits") == visits_counted(record, first, last)
    assert total(months, "patrol") == total(rows, "patrol")
    assert total(months, "presences") == total(rows, "partners")


@settings(max_examples=25)
@given(logs(), PERIODS)
def test_two_periods_add_up_to_the_one_they_make(log: Log, period: tuple[date, int, int]) -> None:
    first = period[0]
    middle = first + timedelta(days=period[1])
    last = middle + timedelta(days=1 + period[2])
    early = answer(log, "GA-1", first, middle)
    late = answer(log, "GA-1", middle + timedelta(days=1), last)
    both = answer(log, "GA-1", first, last)
    assert both["visits"] == early["visits"] + late["visits"]
    for part in ("bridge", "affected", "powers", "engagement"):
        keys = early[part].keys() | late[part].keys()
        assert both[part] == {key: early[part].get(key, 0) + late[part].get(key, 0) for key in keys}
