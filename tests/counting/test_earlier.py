"""What earlier periods claimed, what is still owed, and the caps over both."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    Q2,
    Q3,
    REFERENCE,
    START,
    SmallGrant,
    variation,
)
from wardenlog.counting.scope import Period
from wardenlog.model import Return, new_id
from wardenlog.model.vocabulary import ReturnKind, ReturnState
from wardenlog.returns.figures import Claim, Wanted, take_figures
from wardenlog.returns.frozen import freeze


@contextmanager
def granted(folder: Path, **terms: str) -> Iterator[SmallGrant]:
    made = SmallGrant(folder, variation(0, START, **{**BY_HOURS, **terms}))
    try:
        yield made
    finally:
        made.store.close()


def record_sent(grant: SmallGrant, period: Period) -> Decimal:
    """Record the period's next return as sent, without its workbook; give what it claims."""
    with grant.store.read() as session:
        figures = take_figures(session, Wanted(REFERENCE, period))
    frozen = freeze(figures)
    amount = figures.claim.amount
    assert amount is not None
    grant.save(
        Return(
            id=new_id(),
            agreement_id=grant.agreement.id,
            period_from=period.from_on,
            period_to=period.to_on,
            version=figures.version,
            return_kind=ReturnKind.INTERIM,
            state=ReturnState.SENT,
            rules_version=1,
            revision_head=figures.moment.chain,
            revision_seq=figures.moment.seq,
            figures_fingerprint=frozen.fingerprint,
            receipt_code="7K2M-9QXT-4B1C",
            file_name="r.xlsx",
            sent_at=figures.produced_at,
            amount=amount,
            values=frozen.values,
            payment=frozen.payment,
        )
    )
    return amount


def claim_of(grant: SmallGrant, period: Period) -> Claim:
    with grant.store.read() as session:
        return take_figures(session, Wanted(REFERENCE, period)).claim


def lines_of(claim: Claim) -> list[tuple[str, str, Decimal | None]]:
    return [(line.basis, line.what, line.amount) for line in claim.lines]


QUARTERS = (Q1, Q2, Q3)
MINUTES = st.sampled_from([0, 0, 1, 7, 20, 55, 61, 200])
STEPS = st.lists(st.tuples(st.integers(0, 2), MINUTES, st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, ends=st.permutations(QUARTERS))
def test_the_newest_claims_always_add_up_to_what_the_records_pay(
    steps: list[tuple[int, int, bool]], ends: list[Period]
) -> None:
    """Whatever is changed and sent between, once every period was sent again nothing is owed."""
    with TemporaryDirectory() as folder, granted(Path(folder)) as grant:
        ids = {quarter: new_id() for quarter in range(len(QUARTERS))}
        newest: dict[Period, Decimal] = {}
        for place, (quarter, minutes, sends) in enumerate(steps):
            period = QUARTERS[quarter]
            day = period.from_on + timedelta(days=place)
            sheet = grant.sheet(f"{quarter}", day, ("H1", max(minutes, 1)))
            grant.save(sheet.model_copy(update={"id": ids[quarter], "finished": minutes > 0}))
            if sends:
                newest[period] = record_sent(grant, period)
        for period in (*ends, Q3):
            newest[period] = record_sent(grant, period)
        claimed = sum(newest.values(), Decimal(0))
        after = claim_of(grant, Period(Q3.to_on, date(2026, 4, 1)))
        owed = sum((each.owed for each in after.earlier), Decimal(0))
        assert claimed + owed == sum(_own(grant, period) for period in QUARTERS)
        if all(newest.values()):  # none was cut to £0, so nothing had to wait
            assert owed == 0


def _own(grant: SmallGrant, period: Period) -> Decimal:
    """What the records pay for the days of a period, whatever was sent."""
    lines = claim_of(grant, period).lines
    return sum((it.amount for it in lines if it.basis == "hours_rate" and it.amount), Decimal(0))


def test_what_was_over_claimed_is_taken_back_over_as_many_returns_as_it_needs(
    tmp_path: Path,
) -> None:
    with granted(tmp_path) as grant:
        big = grant.sheet("0001", date(2025, 4, 10), ("H1", 200))
        grant.save(big, grant.sheet("0002", date(2025, 7, 10), ("H1", 60)))
        grant.save(grant.sheet("0003", date(2025, 10, 10), ("H1", 200)))
        assert record_sent(grant, Q1) == Decimal("210.00")  # 400 minutes
        with grant.store.write("Sam") as session:
            session.void("shift", big.id, "never happened")
        # 120 minutes = £63 less £210: nothing is claimed, and £147 is still owed back.
        assert record_sent(grant, Q2) == Decimal("0.00")
        third = claim_of(grant, Q3)
        assert lines_of(third) == [
            ("hours_rate", "Hours in hotspots", Decimal("210.00")),
            ("adjustment", "2025-26 Q2 r1", Decimal("-147.00")),
        ]
        assert third.amount == Decimal("63.00")


def test_the_caps_count_what_was_sent_and_cut_what_is_adjusted(tmp_path: Path) -> None:
    with granted(tmp_path, cap="300.00") as grant:
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 200)))
        assert record_sent(grant, Q1) == Decimal("210.00")
        grant.save(grant.sheet("0002", date(2025, 4, 11), ("H1", 60)))
        grant.save(grant.sheet("0003", date(2025, 7, 10), ("H1", 60)))
        claim = claim_of(grant, Q2)
        # £63 of its own and £63 more for Q1, of which the cap of £300 leaves £90.
        assert claim.subtotal == Decimal("126.00")
        assert [(cap.key, cap.previously, cap.left) for cap in claim.caps] == [
            ("", Decimal("210.00"), Decimal("90.00"))
        ]
        assert record_sent(grant, Q2) == Decimal("90.00")
        # What the cap took is not an adjustment: nothing is owed for either quarter.
        assert claim_of(grant, Q3).amount == Decimal("0.00")
        assert [line[0] for line in lines_of(claim_of(grant, Q3))] == ["hours_rate"]


def test_a_period_over_two_financial_years_is_cut_by_each_year_s_own_cap(tmp_path: Path) -> None:
    with granted(tmp_path, period_end="2027-03-31") as grant:
        grant.vary(variation(1, START, cap__2025_26="50.00", cap__2026_27="500.00"))
        grant.save(grant.sheet("0001", date(2026, 3, 10), ("H1", 100)))
        grant.save(grant.sheet("0002", date(2026, 4, 10), ("H1", 120)))
        half = Period(date(2026, 1, 1), date(2026, 7, 1))
        claim = claim_of(grant, half)
        # March: 200 minutes = £105, of which £50 fit. April: 240 minutes = £126, all of which fit.
        assert lines_of(claim) == [
            ("hours_rate", "Hours in hotspots", Decimal("105.00")),
            ("hours_rate", "Hours in hotspots", Decimal("126.00")),
            ("cap", "Over the cap for 2025-26", Decimal("-55.00")),
        ]
        assert claim.amount == Decimal("176.00")
        assert [cap.key for cap in claim.year_caps] == ["2025-26", "2026-27"]
        assert claim.caps == ()


def test_a_late_change_to_last_year_does_not_use_this_year_s_cap(tmp_path: Path) -> None:
    with granted(tmp_path, period_end="2027-03-31") as grant:
        grant.vary(variation(1, START, cap__2026_27="60.00"))
        spring = Period(date(2026, 4, 1), date(2026, 7, 1))
        winter = Period(date(2026, 1, 1), date(2026, 4, 1))
        record_sent(grant, winter)
        grant.save(grant.sheet("0001", date(2026, 3, 10), ("H1", 100)))
        grant.save(grant.sheet("0002", date(2026, 4, 10), ("H1", 120)))
        claim = claim_of(grant, spring)
        # April: £126 cut to £60; March: 200 minutes = £105, which no cap holds.
        assert lines_of(claim) == [
            ("hours_rate", "Hours in hotspots", Decimal("126.00")),
            ("adjustment", "2025-26 Q4 r1", Decimal("105.00")),
            ("cap", "Over the cap for 2026-27", Decimal("-66.00")),
        ]
        assert claim.amount == Decimal("165.00")


@pytest.mark.parametrize(("rates", "minutes"), [(("31.50",), -120), (("31.50", "33.00"), None)])
def test_hours_and_rate_are_given_only_where_one_rate_holds(
    tmp_path: Path, rates: tuple[str, ...], minutes: int | None
) -> None:
    with granted(tmp_path) as grant:
        late = grant.sheet("0001", date(2025, 4, 10), ("H1", 60))
        grant.save(late, grant.sheet("0002", date(2025, 6, 10), ("H1", 60)))
        if len(rates) > 1:
            grant.vary(variation(1, date(2025, 5, 1), hourly_rate=rates[1]))
        record_sent(grant, Q1)
        with grant.store.write("Sam") as session:
            session.void("shift", late.id, "typed twice")
        (line,) = [it for it in claim_of(grant, Q2).lines if it.adjusts]
        assert (line.minutes, line.amount) == (minutes, Decimal("-63.00"))


def test_what_a_later_return_took_of_the_cap_is_not_claimed_again_by_amending(
    tmp_path: Path,
) -> None:
    with granted(tmp_path, cap="300.00") as grant:
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 100)))
        grant.save(grant.sheet("0002", date(2025, 7, 10), ("H1", 200)))
        assert record_sent(grant, Q1) == Decimal("105.00")
        assert record_sent(grant, Q2) == Decimal("195.00")  # 400 minutes = £210, of which fit £195
        grant.save(grant.sheet("0003", date(2025, 4, 12), ("H1", 100)))
        amended = claim_of(grant, Q1)
        assert (amended.subtotal, amended.amount) == (Decimal("210.00"), Decimal("105.00"))
        assert [(cap.previously, cap.left) for cap in amended.caps] == [
            (Decimal("195.00"), Decimal("105.00"))
        ]


def test_a_stretch_without_costs_is_nought_where_the_period_has_some(tmp_path: Path) -> None:
    with granted(tmp_path, payment_basis="hybrid") as grant:
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 60)))
        grant.vary(variation(1, date(2025, 6, 20), hourly_rate="33.00"))
        assert claim_of(grant, Q1).amount is None  # nothing at all is recorded as spent
        grant.save(grant.spent(date(2025, 4, 5), "10.00"))
        assert claim_of(grant, Q1).amount == Decimal("73.00")
