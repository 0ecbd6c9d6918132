"""Visits, Audit sample and Place-days: rows that add up to the figures they are evidence for."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.returns.worked import QUARTER, answers, rows_of, with_rows
from wardenlog import clock
from wardenlog.counting.bridge import EXCLUSIONS
from wardenlog.counting.evidence import EvidenceRow
from wardenlog.returns.contents import audit_sample, place_days, visits
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Sheet

AUTUMN_NIGHT = clock.utc_minute(datetime(2025, 10, 26, 0, 30, tzinfo=UTC))
"""01:30 British Summer Time, an hour before the clocks show 01:30 again."""


def visit(number: int, **changes: object) -> EvidenceRow:
    night = ("2025-10-26", AUTUMN_NIGHT, AUTUMN_NIGHT + 60)
    counted = (60, "H01", 2, 120, 120, "", 0)
    row = EvidenceRow._make(("S1", number, *night, *counted, "foot", None, "id-1", None, None))
    return row._replace(**changes)  # type: ignore[arg-type]


def test_visits_add_up_to_the_answer_file(quarter: Figures) -> None:
    rows, expected = rows_of(visits.sheet(quarter)), answers(QUARTER)
    assert sum(row["Person-minutes claimable"] for row in rows) == expected["bridge"]["claimable"]
    assert sum(row["Own persons"] > 0 for row in rows) == expected["visits"]
    by_hotspot: Counter[str] = Counter()
    for place, delivered in expected["delivery"].items():
        by_hotspot[place.split()[1]] += delivered["person"]
    found: Counter[str] = Counter()
    for row in rows:
        found[row["Hotspot code"]] += row["Person-minutes"]
    assert +found == +by_hotspot


def test_a_visit_is_named_by_sheet_and_number_and_exclusions_keep_the_bridge_order(
    quarter: Figures,
) -> None:
    rows = rows_of(visits.sheet(quarter))
    assert len({row["Visit"] for row in rows}) == len(rows)
    for row in rows:
        assert row["Visit"].startswith(f"{row['Paper sheet']}/")
        if row["Exclusion"] != "[z]":
            places = [EXCLUSIONS.index(code) for code in row["Exclusion"].split()]
            assert places == sorted(places)
    assert {"[z]", "partner", "unlisted"} <= {row["Exclusion"] for row in rows}


def test_a_visit_without_an_out_adds_nothing(quarter: Figures) -> None:
    unended = [row for row in rows_of(visits.sheet(quarter)) if row["End"] == "[x]"]
    assert unended
    added = ("Patrol-minutes", "Own persons", "Person-minutes", "Partner persons")
    assert {row[heading] for row in unended for heading in added} == {0}


def test_the_second_of_two_equal_wall_times_is_marked(quarter: Figures) -> None:
    figures = with_rows(quarter, evidence=[visit(1)])
    (row,) = rows_of(visits.sheet(figures))
    assert (row["Start"], row["End"]) == ("01:30", "01:30*")
    assert row["Time source"] == "[x]"


def test_entered_and_amended_are_uk_dates(quarter: Figures) -> None:
    first = visit(1, entered_at="2025-10-26T23:30:00Z")
    second = visit(2, entered_at="2025-06-30T23:30:00Z", amended_at="2025-07-02T08:00:00Z")
    figures = with_rows(quarter, evidence=[first, second])
    rows = rows_of(visits.sheet(figures))
    assert [(str(row["Entered on"]), str(row["Amended"])) for row in rows] == [
        ("2025-10-26", "[z]"),
        ("2025-07-01", "2025-07-02"),
    ]


def test_rows_of_visits_can_be_read_twice_at_a_time(quarter: Figures) -> None:
    sheet = visits.sheet(quarter)
    assert isinstance(sheet, Sheet)
    rows = sheet.table.rows
    assert all(first == second for first, second in zip(rows, rows, strict=True))
    assert len(list(rows)) == len(quarter.evidence)


def test_the_audit_sample_is_drawn_by_the_seed_it_prints(quarter: Figures) -> None:
    sheet = audit_sample.sheet(quarter)
    assert isinstance(sheet, Sheet)
    seed = quarter.moment.chain[:16]
    assert f"Seed {seed}," in sheet.notes[0]
    everyone = [row["Visit"] for row in rows_of(visits.sheet(quarter))]
    ranked = sorted(everyone, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())
    assert {row["Visit"] for row in rows_of(sheet)} == set(ranked[:25])
    assert rows_of(sheet) == [
        row for row in rows_of(visits.sheet(quarter)) if row["Visit"] in ranked[:25]
    ]


def test_another_state_of_the_record_draws_other_visits(quarter: Figures) -> None:
    moment = quarter.moment._replace(chain="f" * 64)
    other = replace(quarter, moment=moment)
    drawn = [{row["Visit"] for row in rows_of(audit_sample.sheet(f))} for f in (quarter, other)]
    assert drawn[0] != drawn[1]
    assert [len(visits) for visits in drawn] == [25, 25]


@pytest.mark.parametrize("number", [1, 24])
def test_with_fewer_visits_all_are_in_the_sample(quarter: Figures, number: int) -> None:
    figures = with_rows(quarter, evidence=[visit(n + 1) for n in range(number)])
    assert len(rows_of(audit_sample.sheet(figures))) == number


def test_place_days_are_every_listed_date_visited_or_not(quarter: Figures) -> None:
    rows = rows_of(place_days.sheet(quarter))
    delivered = answers(QUARTER)["delivery"].values()
    assert len(rows) == sum(row["listed"] for row in delivered)
    assert sum(row["Visited"] for row in rows) == sum(row["visited"] for row in delivered)
    assert all(row["Visited"] == (row["Visits"] > 0) for row in rows)
    assert len({(row["Hotspot code"], row["Date"]) for row in rows}) == len(rows)
