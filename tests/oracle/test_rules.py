"""Figures worked out by hand, one rule of domain.md at a time."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.oracle.bridge import bridge, bridge_lines
from tests.oracle.claim import PaymentTerms, claim_lines, claimed, gross, patrol_unit
from tests.oracle.dosage import in_window, longest_gap, round_half_up
from tests.oracle.log import Log, add, empty_log
from tests.oracle.read import read_record

MAY = date(2025, 5, 1)


def small_log() -> Log:
    """Two wardens and a contractor on one sheet, one listed hotspot, £30 an hour to 10 May."""
    log = empty_log()
    add(log, "Organisations", "TC", "Testshire Council", "council", "Yes")
    add(log, "Organisations", "MAR", "Marshal Co Ltd", "contractor")
    for person, employer in [("P1", "TC"), ("P2", "TC"), ("P3", "MAR")]:
        add(log, "People", person, person, employer, "community warden")
    add(log, "Hotspots", "H1", "Market")
    add(log, "Agreements", "GA", "OPCC", MAY)
    add(log, "Funding", "HAF", "GA")
    add(log, "Listings", "GA", "H1", MAY)
    add(log, "Variations", "GA", 0, MAY, "signed")
    for item, value in [
        ("period_end", "2025-05-10"),
        ("payment_basis", "hours_rate"),
        ("hourly_rate", "30"),
    ]:
        add(log, "Terms", "GA", 0, item, None, value)
    add(log, "Shifts", "S1", MAY, "18:00", "02:00")
    for person in ("P1", "P2", "P3"):
        add(log, "Shift members", "S1", person, None, None, "HAF")
    return log


def figures(log: Log) -> dict[str, int]:
    return {step: n for step, n in bridge(bridge_lines(read_record(log), "GA")).items() if n}


def test_a_visit_of_the_whole_crew() -> None:
    log = small_log()
    add(log, "Visits", "S1", 1, "H1", "19:00", "19:20")
    assert figures(log) == {"total": 60, "partner": 20, "claimable": 40}


def test_overlap_goes_to_the_visit_joined_first() -> None:
    log = small_log()
    add(log, "Visits", "S1", 1, "H1", "19:05", "19:20")
    add(log, "Visits", "S1", 2, "H1", "19:00", "19:10")
    add(log, "Visit members", "S1", 1, "P1")
    add(log, "Visit members", "S1", 2, "P1")
    assert figures(log) == {"total": 25, "overlap": 5, "claimable": 20}


def test_a_member_without_left_covers_nothing_and_is_incomplete() -> None:
    log = small_log()
    add(log, "Visits", "S1", 1, "H1", "19:00")
    add(log, "Visits", "S1", 2, "H1", "19:05", "19:20")
    add(log, "Visit members", "S1", 1, "P1")
    add(log, "Visit members", "S1", 1, "P2", None, "19:08")
    add(log, "Visit members", "S1", 2, "P1")
    assert figures(log) == {"total": 23, "incomplete": 8, "claimable": 15}


def test_patrol_unit_is_first_in_to_last_out_of_claimable_members() -> None:
    log = small_log()
    add(log, "Visits", "S1", 1, "H1", "19:00", "20:00")
    add(log, "Visit members", "S1", 1, "P1", None, "19:20")
    add(log, "Visit members", "S1", 1, "P2", "19:30", "19:40")
    add(log, "Visit members", "S1", 1, "P3")
    assert patrol_unit(bridge_lines(read_record(log), "GA")) == 40


def test_payment_lines_are_runs_of_equal_signed_terms() -> None:
    log = small_log()
    add(log, "Visits", "S1", 1, "H1", "19:00", "19:20")
    add(log, "Variations", "GA", 1, date(2025, 5, 4), "signed")
    add(log, "Terms", "GA", 1, "minimum_minutes", None, "5")
    add(log, "Variations", "GA", 2, date(2025, 5, 6), "at_risk")
    add(log, "Terms", "GA", 2, "hourly_rate", None, "99")
    add(log, "Variations", "GA", 3, date(2025, 5, 8), "signed")
    add(log, "Terms", "GA", 3, "hourly_rate", None, "31")
    lines = claim_lines(read_record(log), "GA", MAY, date(2025, 5, 31))
    assert [(line.first.day, line.last.day, line.minutes, line.gross) for line in lines] == [
        (1, 7, 40, Decimal("20.00")),
        (8, 31, 0, Decimal("0.00")),
    ]


@pytest.mark.parametrize(
    ("rate", "minutes", "pounds"),
    [("30.15", 1, "0.50"), ("0.30", 1, "0.01"), ("31.50", 192, "100.80")],
)
def test_gross_is_rounded_half_up_once(rate: str, minutes: int, pounds: str) -> None:
    terms = PaymentTerms("hours_rate", Decimal(rate), "person", outside=False)
    assert gross(terms, minutes) == Decimal(pounds)


def test_the_cap_never_makes_a_claim_negative() -> None:
    assert claimed(Decimal(500), Decimal(1000), Decimal(700)) == 300
    assert claimed(Decimal(500), Decimal(1000), Decimal(1700)) == 0
    assert claimed(Decimal(500), None, Decimal(1700)) == 500


def test_a_window_over_midnight_starts_inclusive_and_ends_exclusive() -> None:
    window = (time(20), time(2))
    assert in_window(time(20), *window)
    assert in_window(time(1, 59), *window)
    assert not in_window(time(2), *window)
    assert not in_window(time(19, 59), *window)


def test_a_gap_ends_where_the_listing_does() -> None:
    listing = [date(2025, 5, number) for number in (1, 2, 3, 6, 7, 8, 9)]
    assert longest_gap(listing, {date(2025, 5, 9)}) == 3
    assert longest_gap([], set()) is None


def test_required_visits_round_half_up() -> None:
    assert [round_half_up(Fraction(number, 2)) for number in (1, 3, 4)] == [1, 2, 2]
