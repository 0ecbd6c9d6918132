"""One grant from its first return to its last: sent, varied, restated, amended and closed.

Two wardens always patrol together, so a visit of n minutes is 2n person-minutes. Money is
person-minutes ÷ 60 × rate, to the penny.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.returns.accessibility import broken
from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    Q2,
    Q3,
    Q4,
    REFERENCE,
    START,
    SmallGrant,
    variation,
    with_void,
)
from wardenlog.returns.verify import verify_file
from wardenlog.returns.workbook.reading import read_tables
from wardenlog.services.returns.changes import differences
from wardenlog.services.returns.periods import return_periods
from wardenlog.services.returns.sending import Sent

LATE = (
    "Visit 2 of sheet 0002 voided on 16 July 2025: typed twice; sheet 0003 added on 15 July 2025."
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Sent]]:
    """Tell the story from April 2025 to April 2026; give every return that was sent."""
    original = variation(
        0,
        START,
        **{
            **BY_HOURS,
            "period_end": "2025-09-30",
            "payment_basis": "hybrid",
            "grant_amount": "2000",
        },
    )
    grant = SmallGrant(tmp_path_factory.mktemp("story"), original)
    sent = {}

    # Q1: sheet 0001 is 120 + 60 minutes, sheet 0002 is 90 + 96, and £100 of equipment.
    second = grant.sheet("0002", date(2025, 5, 12), ("H1", 90), ("H2", 96))
    with grant.on(date(2025, 5, 13)):
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)), second)
        grant.save(grant.spent(date(2025, 5, 2), "100.00"))
    with grant.on(date(2025, 7, 4)):
        sent["Q1 r1"] = grant.send(Q1)

    # Variation 1 extends the grant; then Q1 gains a late sheet of 30 minutes and loses a visit.
    with grant.on(date(2025, 7, 10)):
        grant.vary(variation(1, date(2025, 7, 1), period_end="2026-03-31", grant_amount="5000"))
    with grant.on(date(2025, 7, 15)):
        grant.save(grant.sheet("0003", date(2025, 5, 20), ("H2", 30)))
    with grant.on(date(2025, 7, 16)):
        grant.save(with_void(second, 2, "typed twice"))

    # Q2: 100 + 50 minutes, and £40 of equipment.
    with grant.on(date(2025, 8, 1)):
        grant.save(grant.sheet("0004", date(2025, 7, 10), ("H1", 100), ("H2", 50)))
        grant.save(grant.spent(date(2025, 8, 1), "40.00"))
    with grant.on(date(2025, 10, 6)):
        sent["Q2 r1"] = grant.send(Q2)
    with grant.on(date(2025, 10, 10)):
        sent["Q1 r2"] = grant.send(Q1)

    # Variation 2: hours at £33 alone from 15 November, and no visit under 20 minutes.
    with grant.on(date(2025, 11, 12)):
        grant.vary(
            variation(
                2,
                date(2025, 11, 15),
                payment_basis="hours_rate",
                hourly_rate="33.00",
                minimum_minutes="20",
            )
        )

    # Q3: 60 + 15 minutes and £25 before it; 80 + 15 minutes after it.
    with grant.on(date(2025, 12, 1)):
        grant.save(grant.sheet("0005", date(2025, 10, 20), ("H1", 60), ("H2", 15)))
        grant.save(grant.sheet("0006", date(2025, 11, 20), ("H1", 80), ("H2", 15)))
        grant.save(grant.spent(date(2025, 10, 25), "25.00"))
    with grant.on(date(2026, 1, 8)):
        sent["Q3 r1"] = grant.send(Q3)

    # Q4, the last: 120 minutes.
    with grant.on(date(2026, 1, 20)):
        grant.save(grant.sheet("0007", date(2026, 1, 15), ("H1", 120)))
    with grant.on(date(2026, 4, 10)):
        sent["Q4 r1"] = grant.send(Q4)
        assert differences(grant.record, REFERENCE, Q1) == []
        states = [
            (each.period, each.state_words)
            for each in return_periods(grant.record, REFERENCE, date(2026, 4, 10))
        ]
    assert states == [
        (Q4, "Sent on 10 April 2026"),
        (Q3, "Sent on 8 January 2026"),
        (Q2, "Sent on 6 October 2025"),
        (Q1, "Amended: version 2 sent on 10 October 2025"),
    ]
    yield sent
    grant.store.close()


def table(sent: Sent, name: str) -> list[list[Any]]:
    return [list(row) for row in read_tables(sent.path)[name].rows]


def claim(sent: Sent) -> dict[str, Any]:
    return {row[0]: row[1] for row in table(sent, "Claim")}


def payment(sent: Sent) -> list[tuple[Any, ...]]:
    """Line, hours, rate and amount of each line."""
    return [(row[0], row[4], row[5], row[6]) for row in table(sent, "Payment")]


def summary(sent: Sent, code: str) -> list[Any]:
    """Give a measure: this period, the one before as reported and restated, and to date."""
    (row,) = [row for row in table(sent, "Summary") if row[0] == code]
    return list(row[3:8])


@pytest.mark.parametrize(
    ("name", "file", "kind", "amount"),
    [
        # 2 × (120 + 60 + 90 + 96) = 732 minutes × £31.50 ÷ 60 = £384.30, + £100
        ("Q1 r1", "V0_2025-26_Q1_r1", "Interim", "484.30"),
        # 2 × 150 = 300 minutes = £157.50, + £40 − £69.30 for Q1
        ("Q2 r1", "V1_2025-26_Q2_r1", "Interim", "128.20"),
        # 732 + 60 − 192 = 600 minutes = £315, + £100 + £69.30 that Q2 took back already
        ("Q1 r2", "V0_2025-26_Q1_r2", "Amended", "484.30"),
        # 150 minutes × £31.50 = £78.75, + £25, + 160 minutes × £33 = £88
        ("Q3 r1", "V2_2025-26_Q3_r1", "Interim", "191.75"),
        # 240 minutes × £33 = £132
        ("Q4 r1", "V2_2025-26_Q4_r1", "Final", "132.00"),
    ],
)
def test_each_return_claims_what_was_worked_out_by_hand(
    story: dict[str, Sent], name: str, file: str, kind: str, amount: str
) -> None:
    sent = story[name]
    assert sent.amount == Decimal(amount)
    assert sent.path.name == f"EXAMPLETON-COUNCIL_GA-7_{file}.xlsx"
    assert (claim(sent)["Kind of return"], claim(sent)["Amount claimed"]) == (kind, float(amount))
    assert verify_file(sent.path).problems == ()
    assert broken(sent.path) == {}


def test_the_second_quarter_adjusts_the_first_once(story: dict[str, Sent]) -> None:
    # (600 − 732) minutes = −132 = −2.20 h × £31.50 = −£69.30
    assert payment(story["Q2 r1"]) == [
        ("Hours in hotspots", 5.0, 31.5, 157.5),
        ("Non-labour costs", "[z]", "[z]", 40.0),
        ("2025-26 Q1 r1", pytest.approx(-2.2), 31.5, -69.3),
        ("Sum of the lines", pytest.approx(2.8), "[z]", 128.2),
        ("Amount claimed", "[z]", "[z]", 128.2),
    ]
    assert claim(story["Q2 r1"])["Adjustments for earlier periods"] == -69.3
    assert claim(story["Q2 r1"])["Changes since the last return"] == 12


# Minutes before and after, in hours: claimable 732 and 600, patrol 366 and 300. In May H2 loses
# 96 minutes and gains 30. The late sheet adds two paid shifts of 4 hours to two.
RESTATED = [
    ("claimable", "Whole period", 12.2, 10.0),
    ("claimable_patrol", "Whole period", 6.1, 5.0),
    ("amount_claimed", "Whole period", 484.3, 415.0),
    ("patrol_minutes", "Whole period", 6.1, 5.0),
    ("person_minutes", "Whole period", 12.2, 10.0),
    ("total", "How the claim is worked out", 12.2, 10.0),
    ("claimable", "May 2025, H2", 3.2, 1.0),
    ("median_minutes", "May 2025, H2", 96.0, 30.0),
    ("patrol_minutes", "May 2025, H2", 1.6, 0.5),
    ("person_minutes", "May 2025, H2", 3.2, 1.0),
    ("paid_minutes", "May 2025, Wardens", 8.0, 16.0),
    ("hours_claimed", "Whole period", 12.2, 10.0),
]


def test_the_second_quarter_lists_every_changed_figure_of_the_first_with_its_records(
    story: dict[str, Sent],
) -> None:
    rows = table(story["Q2 r1"], "Restatements")
    assert [(row[1], row[3], row[4], row[5]) for row in rows] == [
        (code, where, pytest.approx(before), pytest.approx(now))
        for code, where, before, now in RESTATED
    ]
    assert all(row[6] == pytest.approx(row[5] - row[4]) for row in rows)
    assert {(row[0], row[7]) for row in rows} == {("2025-26 Q1 r1", LATE)}


def test_the_amended_return_says_what_it_supersedes_and_is_not_paid_twice(
    story: dict[str, Sent],
) -> None:
    amended = story["Q1 r2"]
    (to_pay,) = [row for row in table(amended, "Claim") if row[0] == "To pay now"]
    assert to_pay[1:] == [0.0, "Nothing more to pay if £484.30 was paid for 2025-26 Q1 r1."]
    assert "To pay now" not in claim(story["Q1 r1"])
    assert (claim(amended)["Version"], claim(amended)["Supersedes"]) == (2, "2025-26 Q1 r1")
    assert payment(amended) == [
        ("Hours in hotspots", 10.0, 31.5, 315.0),
        ("Non-labour costs", "[z]", "[z]", 100.0),
        ("Already taken back in 2025-26 Q2 r1", "[z]", "[z]", 69.3),
        ("Sum of the lines", 10.0, "[z]", 484.3),
        ("Amount claimed", "[z]", "[z]", 484.3),
    ]
    # All of it but the amount, which is what Q1 claimed at first: Q2 carries the difference.
    rows = table(amended, "Restatements")
    assert [(row[1], row[3]) for row in rows] == [
        (code, where) for code, where, *_ in RESTATED if code != "amount_claimed"
    ]


def test_once_amended_nothing_is_restated_again(story: dict[str, Sent]) -> None:
    for name in ("Q3 r1", "Q4 r1"):
        assert "Restatements" not in read_tables(story[name].path)
        assert claim(story[name])["Changes since the last return"] == 0
        assert claim(story[name])["Adjustments for earlier periods"] == 0


def test_terms_that_change_inside_a_quarter_pay_each_stretch_by_its_own(
    story: dict[str, Sent],
) -> None:
    assert payment(story["Q3 r1"])[:3] == [
        ("Hours in hotspots", 2.5, 31.5, 78.75),
        ("Non-labour costs", "[z]", "[z]", 25.0),
        ("Hours in hotspots", pytest.approx(160 / 60), 33.0, 88.0),
    ]
    # 2 × (60 + 15 + 80 + 15) = 340 minutes, of which 30 are of a visit under the new minimum.
    bridge = {row[1]: row[2] for row in table(story["Q3 r1"], "Claim_bridge")}
    assert (bridge["total"], bridge["under_minimum"], bridge["claimable"]) == (340, 30, 310)


@pytest.mark.parametrize(
    ("name", "claimable", "amount"),
    [
        # minutes: this, previous as reported, restated, year to date, agreement to date
        ("Q2 r1", (300, 732, 600, 900, 900), (128.2, 484.3, 415.0, 612.5, 612.5)),
        ("Q3 r1", (310, 300, 300, 1210, 1210), (191.75, 128.2, 128.2, 804.25, 804.25)),
        ("Q4 r1", (240, 310, 310, 1450, 1450), (132.0, 191.75, 191.75, 936.25, 936.25)),
    ],
)
def test_totals_to_date_hold_across_variations_and_restatements(
    story: dict[str, Sent], name: str, claimable: tuple[int, ...], amount: tuple[float, ...]
) -> None:
    assert summary(story[name], "claimable") == [pytest.approx(it / 60) for it in claimable]
    assert summary(story[name], "amount_claimed") == list(amount)
    this, _, _, year, _ = amount
    earlier = {"Q2 r1": 484.3, "Q3 r1": 612.5, "Q4 r1": 804.25}[name]
    assert year == pytest.approx(earlier + this)


def test_the_final_return_states_the_unspent_grant(story: dict[str, Sent]) -> None:
    # £5,000 − (£484.30 + £128.20 + £191.75) − £132 = £4,063.75
    assert claim(story["Q4 r1"])["Unspent grant"] == 4063.75
    assert "Unspent grant" not in claim(story["Q3 r1"])


def test_the_claims_sent_add_up_to_what_the_records_pay(story: dict[str, Sent]) -> None:
    # Newest versions: 1,450 minutes, of which 1,050 at £31.50 = £551.25 and 400 at £33 = £220,
    # and £165 of equipment.
    newest = [story[name].amount or 0 for name in ("Q1 r2", "Q2 r1", "Q3 r1", "Q4 r1")]
    assert sum(newest) == Decimal("551.25") + Decimal(220) + Decimal(165)
