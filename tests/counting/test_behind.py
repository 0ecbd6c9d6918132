"""Behind every printed figure stand records whose values add up to it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting.recorded import counted, printed_stages, record
from tests.oracle import count as oracle
from tests.oracle.log import Log, write_log
from tests.oracle.random_logs import logs, random_log
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.behind import Figure, Item, behind
from wardenlog.counting.bridge import bridge
from wardenlog.counting.dosage import Dosage, delivery, hotspots
from wardenlog.counting.registers import incidents, other_counts, powers, tallies
from wardenlog.counting.scope import Period
from wardenlog.counting.staff import staff_groups
from wardenlog.counting.totals import roll_up, totals
from wardenlog.errors import UserError
from wardenlog.store import ReadSession

DATA = Path(__file__).parent.parent / "data"

_OF_PLACES: Final = {
    "place_days_listed": "days_listed",
    "place_days_visited": "days_visited",
    "visits": "visits",
    "qualifying_visits": "qualifying",
    "required_visits": "required",
    "longest_gap_days": "longest_gap",
    "patrol_minutes": "patrol_minutes",
    "person_minutes": "person_minutes",
    "claimable": "claimable_minutes",
    "partner_presences": "partner_presences",
    "partner_minutes": "partner_minutes",
    "foot_visits": "foot",
    "cycle_visits": "cycle",
    "vehicle_visits": "vehicle",
    "mixed_visits": "mixed",
}
_OF_STAFF: Final = {
    "paid_minutes": "paid",
    "person_minutes": "in_hotspots",
    "outside_hotspot_minutes": "outside_patrol",
    "travel_briefing_minutes": "travel_and_briefing",
    "other_minutes": "other",
}
_OTHER: Final = {"referral": "referrals", "seizure": "seizures", "intelligence": "intelligence"}
_NOT_ADDED: Final = {"amount_claimed", "compliance_percent"}


@pytest.mark.parametrize(
    "days", ["2025-04-01 2025-06-30", "2025-03-20 2026-03-31"], ids=["quarter", "year"]
)
def test_every_answer_of_the_worked_example_is_the_sum_of_its_records(
    tmp_path: Path, days: str
) -> None:
    first, last = (date.fromisoformat(day) for day in days.split())
    expected = json.loads(
        (DATA / f"worked-example-{first}-{last}.json").read_text(encoding="utf-8")
    )
    with (
        record(tmp_path, DATA / "worked-example.xlsx") as store,
        counted(store, "GA-1", first, last) as session,
    ):
        for step, minutes in expected["bridge"].items():
            assert _added(_behind(session, Figure(step))) == minutes
        for step, visits in expected["affected"].items():
            affected = Figure("visits_affected", step=step)
            assert len(_behind(session, affected)) == visits
        for place, row in expected["delivery"].items():
            month, hotspot = place.split()
            in_row = Figure("person_minutes", month, hotspot)
            assert _added(_behind(session, in_row)) == row["person"]
            assert _added(_behind(session, in_row.of("required_visits"))) == (row["required"] or 0)
            assert len(_behind(session, in_row.of("longest_gap_days"))) == (row["gap"] or 0)
        for name, number in expected["engagement"].items():
            month, hotspot, measure = name.split()
            where = "" if hotspot == "[z]" else hotspot
            asked = Figure(measure, month, where, tally=True)
            assert _added(_behind(session, asked)) == number
        for name, number in expected["powers"].items():
            month, hotspot, power, stage, use = name.split()
            measure = "own_use" if use == "own" else "powers_assisted"
            where = "" if hotspot == "[z]" else hotspot
            asked = Figure(measure, month, where, power=power, stage=stage)
            assert _added(_behind(session, asked)) == number
        _all_figures_have_records(session, Period.inclusive(first, last))


@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 20))]
)
def test_every_figure_of_a_random_log_is_the_sum_of_its_records(tmp_path: Path, seed: int) -> None:
    _look_behind(random_log(seed), "GA-1", date(2025, 3, 20), date(2026, 3, 31), tmp_path)


@settings(max_examples=15, deadline=None)
@given(
    log=logs(largest=30),
    agreement=st.sampled_from(["GA-1", "GA-2"]),
    first=st.dates(date(2025, 3, 1), date(2025, 12, 31)),
    days=st.integers(0, 200),
)
def test_every_figure_of_any_period_is_the_sum_of_its_records(
    log: Log, agreement: str, first: date, days: int
) -> None:
    with TemporaryDirectory() as folder:
        _look_behind(log, agreement, first, first + timedelta(days=days), Path(folder))


def test_a_figure_of_the_terms_has_no_records(tmp_path: Path) -> None:
    with (
        record(tmp_path, DATA / "worked-example.xlsx") as store,
        counted(store, "GA-1", date(2025, 4, 1), date(2025, 6, 30)) as session,
        pytest.raises(UserError, match="comes from the terms"),
    ):
        _behind(session, Figure("hours_target"))


def _look_behind(log: Log, agreement: str, first: date, last: date, folder: Path) -> None:
    write_log(log, folder / "log.xlsx")
    with (
        record(folder, folder / "log.xlsx") as store,
        counted(store, agreement, first, last) as session,
    ):
        _all_figures_have_records(session, Period.inclusive(first, last))
        second = oracle.answer(log, agreement, first, last)["bridge"]
        for step, minutes in second.items():
            assert _added(_behind(session, Figure(step))) == minutes


def _all_figures_have_records(session: ReadSession, period: Period) -> None:
    found = _summary(session, period)
    for figure, number in (
        *found,
        *_bridge(session),
        *_places(session),
        *_registers(session),
        *_staff(session),
    ):
        items = _behind(session, figure)
        assert _added(items) == number, figure
        assert {each.kind for each in items} <= {
            "shift",
            "hotspot",
            "intelligence",
            "supplied_incidents",
        }


def _summary(session: ReadSession, period: Period) -> Iterator[tuple[Figure, int]]:
    tallied = json.dumps([card.code for card in load_measures().tallies()])
    roll_up(session, printed_stages(), tallied)
    found = totals(session, period)
    for card in load_measures().summary():
        if card.code not in _NOT_ADDED:
            yield Figure(card.code, tally=card.tally), found.get(card.code, 0)


def _bridge(session: ReadSession) -> Iterator[tuple[Figure, int]]:
    for step in bridge(session):
        yield Figure(step.code), step.minutes
        affected = _behind(session, Figure("visits_affected", step=step.code))
        assert len(affected) == step.visits


def _places(session: ReadSession) -> Iterator[tuple[Figure, int]]:
    rows: list[tuple[str | None, Dosage]] = [
        *((row.span, row) for row in delivery(session)),
        *((None, row) for row in hotspots(session)),
    ]
    for month, row in rows:
        for measure, field in _OF_PLACES.items():
            yield Figure(measure, month, row.hotspot_code), getattr(row, field) or 0
        lengths = [
            int(each.value)
            for each in _behind(session, Figure("median_minutes", month, row.hotspot_code))
        ]
        assert row.median_minutes == (median(lengths) if lengths else None)


def _registers(session: ReadSession) -> Iterator[tuple[Figure, int]]:
    for row in powers(session, printed_stages()):
        for measure, number in (
            ("own_use", row.own),
            ("powers_assisted", row.assisted),
            ("powers_cancelled", row.cancelled),
            ("subjects_under_18", row.under_18),
        ):
            here = row.hotspot_code or ""
            yield Figure(measure, row.month, here, power=row.power, stage=row.stage), number
        meant = load_powers().stage(row.stage).counted_as
        if meant:
            here = row.hotspot_code or ""
            yield Figure(meant, row.month, here, power=row.power, stage=row.stage), row.own
    for tally in tallies(session):
        here = tally.hotspot_code or ""
        yield Figure(tally.measure, tally.month, here, tally=True), tally.number
    numbers: dict[tuple[str, str, str], int] = defaultdict(int)
    for incident in incidents(session):
        code = "incidents" if incident.source is None else "police_incidents"
        numbers[code, incident.month, incident.hotspot_code or ""] += incident.number
    for other in other_counts(session):
        numbers[_OTHER[other.kind], other.month, other.hotspot_code or ""] += other.number
    for (code, month, here), number in numbers.items():
        yield Figure(code, month, here), number


def _staff(session: ReadSession) -> Iterator[tuple[Figure, int]]:
    minutes: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in staff_groups(session):
        for measure, field in _OF_STAFF.items():
            minutes[measure, row.month, row.staff_group or ""] += getattr(row, field)
    for (measure, month, group), number in minutes.items():
        yield Figure(measure, month, staff_group=group), number


def _behind(session: ReadSession, figure: Figure) -> list[Item]:
    return behind(session, figure, printed_stages())


def _added(items: list[Item]) -> int:
    return sum(int(each.value) for each in items)
