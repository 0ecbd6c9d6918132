"""What a hotspot's screen shows beside its dosage: shares, weeks, last visit, uses of orders."""

from datetime import date, time, timedelta

import pytest

from tests.counting.check_town import IDS, Town, agreement, at, sheet, use, visit
from wardenlog.counting.places import (
    Shares,
    Uses,
    Week,
    last_visited,
    order_uses,
    shares,
    weeks,
)
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.model import Agreement, PlanRule, Shift

TUESDAY = date(2025, 5, 6)
MAY = Period(date(2025, 5, 1), date(2025, 6, 1))


def rule(**more: object) -> PlanRule:
    given = {"hotspot_id": IDS["H1"], "visits": 3, "per_days": 7, "from_on": date(2025, 4, 1)}
    return PlanRule.model_validate(given | more)


def planned(*rules: PlanRule) -> Agreement:
    return agreement(plan_rules=rules)


def shares_of(town: Town, made: Agreement, *sheets: Shift) -> Shares | None:
    with town.store(made, *sheets) as store, store.read() as session:
        open_visits(session, Scope(IDS["GA-1"], MAY))
        return shares(session).get(IDS["H1"])


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        (time(15), time(16), 50.0),
        (time(15, 21), time(16), 0.0),  # the start is included, and this is a minute later
        (time(15, 20), time(18), 100.0),
        (time(22), time(15, 20), 0.0),  # the end is not
        (time(22), time(15, 21), 50.0),  # across midnight
    ],
)
def test_a_share_of_visits_is_inside_the_window(
    town: Town, start: time, end: time, share: float
) -> None:
    made = sheet(visit(1, "H1", "15:20", "15:50"), visit(2, "H1", "17:00", "17:30"))
    found = shares_of(town, planned(rule(window_start=start, window_end=end)), made)
    assert found == Shares(share, None)


def test_a_visit_is_under_the_minimum_where_it_meets_no_rule(town: Town) -> None:
    made = sheet(visit(1, "H1", "15:20", "15:32"), visit(2, "H1", "17:00", "17:30"))
    strict, easy = rule(minimum_minutes=15), rule(minimum_minutes=10)
    assert shares_of(town, planned(strict), made) == Shares(None, 50.0)
    assert shares_of(town, planned(strict, easy), made) == Shares(None, 0.0)
    assert shares_of(town, planned(strict, rule()), made) == Shares(None, 0.0)


def test_without_a_rule_in_force_there_is_no_share(town: Town) -> None:
    over = rule(minimum_minutes=15, to_on=TUESDAY - timedelta(days=1))
    assert shares_of(town, planned(over)) is None


def test_visits_are_counted_by_the_week_they_are_in(town: Town) -> None:
    sunday = sheet(visit(came="15:00", left="15:05"), code="S2", day=date(2025, 5, 11))
    sunday = sunday.model_copy(
        update={
            "id": IDS["S2"],
            "start_at": at("15:00", date(2025, 5, 11)),
            "end_at": at("23:00", date(2025, 5, 11)),
            "visits": tuple(
                each.model_copy(
                    update={
                        "in_at": each.in_at + timedelta(days=5),
                        "out_at": each.out_at and each.out_at + timedelta(days=5),
                    }
                )
                for each in sunday.visits
            ),
        }
    )
    made = planned(rule(minimum_minutes=10))
    with town.store(made, sheet(visit()), sunday) as store, store.read() as session:
        open_visits(session, Scope(IDS["GA-1"], MAY))
        assert weeks(session) == {IDS["H1"]: (Week(date(2025, 5, 5), 2, 1),)}


def test_the_last_visit_is_one_that_counts(town: Town) -> None:
    unfinished = sheet(visit(), finished=False)
    no_out = sheet(visit(left=None))
    for made, expected in ((sheet(visit()), TUESDAY), (unfinished, None), (no_out, None)):
        with town.store(made) as store, store.read() as session:
            assert last_visited(session, TUESDAY).get(IDS["H1"]) == expected
            assert last_visited(session, TUESDAY - timedelta(days=1)) == {}


def test_uses_under_an_order_are_counted_own_and_assisted_apart(town: Town) -> None:
    made = sheet(
        visit(),
        powers=(
            use("PSPO", "warning", pspo_id=IDS["TOWN"], count=2),
            use("PSPO", "warning", pspo_id=IDS["TOWN"], use="assisted"),
            use("PSPO", "other", pspo_id=IDS["TOWN"]),
            use("PSPO", "warning"),
        ),
    )
    with town.store(made) as store, store.read() as session:
        assert order_uses(session, MAY, [("PSPO", "warning")]) == {IDS["TOWN"]: Uses(2, 1)}
        june = Period(MAY.to_on, date(2025, 7, 1))
        assert order_uses(session, june, [("PSPO", "warning")]) == {}
