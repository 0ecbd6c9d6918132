"""The money of a grant: budget lines, posts, years and accrual, by figures worked out by hand."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wardenlog.counting.accrual import Accrual, accrual, accrual_end
from wardenlog.counting.finance import by_month, finance, finance_totals
from wardenlog.counting.posts import post_spans, posts
from wardenlog.counting.scope import Period, Scope, open_scope, open_terms
from wardenlog.counting.sent import SentReturn, latest, sent_returns
from wardenlog.counting.underspend import money_left
from wardenlog.model import (
    Aggregate,
    Agreement,
    BudgetChange,
    BudgetLine,
    Expenditure,
    FundingSource,
    Hotspot,
    LineMonth,
    Listing,
    Organisation,
    Person,
    Post,
    PostHolding,
    Shift,
    ShiftMember,
    Term,
    Underspend,
    Variation,
    Visit,
    new_id,
)
from wardenlog.model.vocabulary import TermItem, UnderspendTreatment, VariationStatus
from wardenlog.store import ReadSession, Store

START = date(2025, 1, 1)
Q3 = Period(date(2025, 10, 1), date(2026, 1, 1))
FUNDER = Organisation(id=new_id(), code="PCC", name="Wexmoor PCC")
OWN = Organisation(id=new_id(), code="C", name="Wexmoor Council", own=True)
AMY = Person(id=new_id(), code="AB", name="A Brook", organisation_id=OWN.id)
BEN = Person(id=new_id(), code="CD", name="C Dale", organisation_id=OWN.id)
PLACE = Hotspot(id=new_id(), code="H1", name="Market")


def agreement(
    *terms: tuple[TermItem, str, str],
    posts: Sequence[Post] = (),
    variations: Sequence[Variation] = (),
    lines: Sequence[BudgetLine] = (),
    underspends: Sequence[Underspend] = (),
) -> Agreement:
    """An agreement from January 2025 with these signed terms."""
    first = Variation(
        number=0,
        effective_from=START,
        status=VariationStatus.SIGNED,
        terms=tuple(Term(item=item, key=key, value=value) for item, key, value in terms),
    )
    return Agreement(
        id=new_id(),
        reference="G",
        funder_id=FUNDER.id,
        start_on=START,
        variations=(first, *variations),
        listings=(Listing(hotspot_id=PLACE.id, from_on=START),),
        posts=tuple(posts),
        budget_lines=tuple(lines),
        underspends=tuple(underspends),
    )


def month(
    grant: Agreement, line: str, name: str, *amounts: str, forecast: str | None = None
) -> LineMonth:
    """A month of a line with amounts on its fifth day."""
    return LineMonth(
        id=new_id(),
        agreement_id=grant.id,
        line=line,
        month=name,
        expenditure=tuple(
            Expenditure(spent_on=date.fromisoformat(f"{name}-05"), amount=Decimal(each))
            for each in amounts
        ),
        forecast=None if forecast is None else Decimal(forecast),
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path / "wardenlog.sqlite3")
    save(made, FUNDER, OWN, AMY, BEN, PLACE)
    return made


def save(store: Store, *aggregates: Aggregate) -> None:
    with store.write("Test") as session:
        for each in aggregates:
            session.save(each)


def opened(session: ReadSession, grant: Agreement, period: Period) -> ReadSession:
    open_terms(session, Scope(grant.id, period))
    return session


LINE = BudgetLine(reference="PAY", category="Pay", labour=True, original=Decimal(1000))


def test_a_line_adds_up_by_hand(store: Store) -> None:
    """1,000 + 250.50 budget; spent 300 + (120 − 20) to date; forecast 3 × 200 = 600 to 31 March."""
    changes = (
        Variation(
            number=1,
            effective_from=date(2025, 10, 1),
            status=VariationStatus.SIGNED,
            budget_changes=(BudgetChange(line="PAY", amount=Decimal("250.50")),),
        ),
        Variation(
            number=2,
            effective_from=date(2025, 10, 1),
            status=VariationStatus.AT_RISK,
            budget_changes=(BudgetChange(line="PAY", amount=Decimal(9999)),),
        ),
    )
    grant = agreement(lines=(LINE,), variations=changes)
    void = Expenditure(spent_on=date(2025, 10, 6), amount=Decimal(5000), void_reason="Posted twice")
    october = month(grant, "PAY", "2025-10", "120", "-20", forecast="9000")
    october = october.model_copy(update={"expenditure": (*october.expenditure, void)})
    save(
        store,
        grant,
        month(grant, "PAY", "2025-02", "300"),
        october,
        *(month(grant, "PAY", f"2026-0{n}", forecast="200") for n in (1, 2, 3, 4)),
    )
    with store.read() as session:
        (row,) = finance(opened(session, grant, Q3), Q3)
    assert (row.original, row.variations_net, row.current) == (1000_00, 250_50, 1250_50)
    assert (row.this_period, row.year_to_date, row.agreement_to_date) == (100_00, 100_00, 400_00)
    assert (row.forecast, row.months_without) == (600_00, 0)
    assert (row.outturn, row.variance) == (1000_00, -250_50)
    assert row.variance_percent is not None
    assert round(row.variance_percent, 3) == Decimal("-20.032")


def test_nought_and_not_recorded_are_two_things(store: Store) -> None:
    other = BudgetLine(reference="KIT", category="Kit", original=Decimal(0))
    grant = agreement(lines=(LINE, other))
    save(store, grant, month(grant, "PAY", "2025-10", "0"))
    with store.read() as session:
        kit, pay = finance(opened(session, grant, Q3), Q3)
        total = finance_totals([kit, pay])
    assert (pay.this_period, kit.this_period) == (0, None)
    assert (pay.forecast, pay.outturn, pay.variance) == (None, None, None)
    assert kit.variance_percent is None
    assert (total.this_period, total.outturn) == (0, None)


def test_at_the_end_of_march_nothing_is_left_to_forecast(store: Store) -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 4, 1))
    other = BudgetLine(reference="KIT", category="Kit", original=Decimal(5))
    grant = agreement(lines=(LINE, other))
    save(store, grant, month(grant, "PAY", "2026-01", "40"))
    with store.read() as session:
        kit, pay = finance(opened(session, grant, quarter), quarter)
    assert (pay.forecast, pay.outturn) == (0, 40_00)
    assert kit.forecast is None


def test_months_have_spending_and_forecast_of_all_lines(store: Store) -> None:
    other = BudgetLine(reference="KIT", category="Kit", original=Decimal(0))
    grant = agreement(lines=(LINE, other))
    save(
        store,
        grant,
        month(grant, "PAY", "2025-10", "10", forecast="12"),
        month(grant, "KIT", "2025-10", "5"),
        month(grant, "KIT", "2025-12", forecast="7"),
    )
    with store.read() as session:
        months = by_month(opened(session, grant, Q3), Q3)
    assert [tuple(each) for each in months] == [
        ("2025-10", 15_00, 12_00),
        ("2025-12", None, 7_00),
    ]


def test_vacancy_is_counted_weighted_and_priced_by_hand(store: Store) -> None:
    """Planned for 1 October, held 11 October to 20 December: 10 + 11 days are vacant.

    £36,500 a year is £100 a day of 365, so 21 vacant days are £2,100 and 92 days £9,200.
    """
    post = Post(
        reference="CW1",
        fte=Decimal("0.8"),
        funded_fte=Decimal("0.5"),
        planned_start=date(2025, 10, 1),
        yearly_budget=Decimal(36500),
        holdings=(
            PostHolding(person_id=AMY.id, from_on=date(2025, 10, 11), to_on=date(2025, 12, 20)),
        ),
    )
    grant = agreement(posts=(post,))
    save(store, grant)
    with store.read() as session:
        (row,) = posts(opened(session, grant, Q3), Q3)
        (span,) = post_spans(session, Q3)
    assert (row.vacant_days, row.vacant_fte_days) == (21, Decimal("10.5"))
    assert (row.budget, row.vacancy_cost) == (9_200_00, 2_100_00)
    assert [(gap.first.day, gap.last.day, gap.days) for gap in span.gaps] == [
        (1, 10, 10),
        (21, 31, 11),
    ]


def test_a_post_without_a_start_is_due_from_the_agreements_to_its_end(store: Store) -> None:
    grant = agreement((TermItem.PERIOD_END, "", "2025-10-31"), posts=(Post(reference="CW1"),))
    save(store, grant)
    with store.read() as session:
        (row,) = posts(opened(session, grant, Q3), Q3)
    assert (row.vacant_days, row.vacant_fte_days, row.vacancy_cost) == (31, None, None)


DAYS = st.integers(min_value=-40, max_value=140).map(lambda n: Q3.from_on + timedelta(days=n))
HOLDING = st.tuples(DAYS, st.integers(0, 90)).map(
    lambda each: PostHolding(
        person_id=AMY.id, from_on=each[0], to_on=each[0] + timedelta(days=each[1])
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(planned=DAYS, length=st.integers(0, 200), holdings=st.lists(HOLDING, max_size=4))
def test_vacant_days_are_those_a_walk_through_every_day_finds(
    store: Store, planned: date, length: int, holdings: list[PostHolding]
) -> None:
    end = planned + timedelta(days=length)
    post = Post(reference="P", planned_start=planned, end_on=end, holdings=tuple(holdings))
    grant = agreement(posts=(post,))
    save(store, grant)
    vacant = 0
    day = Q3.from_on
    while day < Q3.to_on:
        due = planned <= day <= end
        held = any(one.from_on <= day <= one.to_on for one in holdings if one.from_on and one.to_on)
        vacant += due and not held
        day += timedelta(days=1)
    with store.read() as session:
        (row,) = posts(opened(session, grant, Q3), Q3)
    assert row.vacant_days == vacant


AMOUNTS = st.decimals(min_value=-500, max_value=500, places=2)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spent=st.lists(st.tuples(st.integers(1, 12), AMOUNTS), max_size=6),
    forecast=st.dictionaries(st.integers(1, 12), AMOUNTS, max_size=12),
)
def test_the_outturn_is_what_plain_sums_make_of_it(
    store: Store, spent: list[tuple[int, Decimal]], forecast: dict[int, Decimal]
) -> None:
    """Months 1 to 12 are April 2025 to March 2026; those after December are still to come."""
    grant = agreement(lines=(LINE,))
    names = [f"2025-{n + 3:02d}" if n < 10 else f"2026-{n - 9:02d}" for n in range(1, 13)]
    save(store, grant)
    for n, name in enumerate(names, start=1):
        amounts = [str(amount) for when, amount in spent if when == n]
        known = forecast.get(n)
        if amounts or known is not None:
            text = None if known is None else str(known)
            save(store, month(grant, "PAY", name, *amounts, forecast=text))
    with store.read() as session:
        (row,) = finance(opened(session, grant, Q3), Q3)
    to_come = [amount for n, amount in forecast.items() if n > 9]
    to_date = sum((amount for n, amount in spent if n <= 9), Decimal(0))
    expected = int((to_date + sum(to_come)) * 100) if to_come else None
    assert row.outturn == expected
    assert row.months_without == 3 - len(to_come)


def test_years_and_the_agreement_leave_what_they_leave(store: Store) -> None:
    """500 − 480 = 20 of 2024-25; 900 − (100 + 3 × 250) = 50 of 2025-26; 70 of 1,400 in all."""
    treatment = Underspend(
        year="2024-25", treatment=UnderspendTreatment.CARRY_FORWARD, amount=Decimal(20)
    )
    grant = agreement(
        (TermItem.PERIOD_END, "", "2026-03-31"),
        (TermItem.GRANT_AMOUNT, "", "1400"),
        (TermItem.YEAR_ALLOCATION, "2024-25", "500"),
        (TermItem.YEAR_ALLOCATION, "2025-26", "900"),
        lines=(LINE,),
        underspends=(treatment,),
    )
    save(
        store,
        grant,
        month(grant, "PAY", "2025-03", "480"),
        month(grant, "PAY", "2025-11", "100"),
        *(month(grant, "PAY", f"2026-0{n}", forecast="250") for n in (1, 2, 3)),
    )
    with store.read() as session:
        first, second, whole = money_left(opened(session, grant, Q3), Q3)
    assert (first.year, first.underspend, second.year, second.underspend) == (
        "2024-25",
        20_00,
        "2025-26",
        50_00,
    )
    assert first.treatment is not None
    assert (first.treatment.treatment, first.treatment.amount) == ("carry_forward", 20_00)
    assert (whole.budget, whole.spent, whole.forecast, whole.underspend) == (
        1400_00,
        580_00,
        750_00,
        70_00,
    )


def test_a_month_without_a_forecast_leaves_the_underspend_unknown(store: Store) -> None:
    grant = agreement(
        (TermItem.PERIOD_END, "", "2026-03-31"), (TermItem.YEAR_ALLOCATION, "2025-26", "900")
    )
    save(store, grant, month(grant, "PAY", "2026-01", forecast="250"))
    with store.read() as session:
        _, second, _ = money_left(opened(session, grant, Q3), Q3)
    assert (second.forecast, second.underspend) == (None, None)


# Accrual


def accrued(store: Store, grant: Agreement, last: date) -> Accrual:
    whole = Period.inclusive(grant.start_on, last)
    with store.read() as session:
        open_scope(session, Scope(grant.id, whole))
        return accrual(session, whole, list(latest(sent_returns(session, grant.id)).values()))


def patrol(grant: Agreement, source: FundingSource, day: date, minutes: int) -> Iterable[Aggregate]:
    """A finished sheet with one visit of one warden."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    yield Shift(
        id=new_id(),
        sheet=f"S{day:%m%d}",
        day=day,
        start_at=at,
        end_at=at + timedelta(hours=4),
        finished=True,
        members=(ShiftMember(person_id=AMY.id, funding_id=source.id),),
        visits=(
            Visit(
                id=new_id(),
                number=1,
                hotspot_id=PLACE.id,
                in_at=at,
                out_at=at + timedelta(minutes=minutes),
            ),
        ),
    )


def test_hours_earned_and_not_claimed_are_accrued(store: Store) -> None:
    """90 + 50 minutes at £30 are £70.00; a cap of £60 for the year leaves £60.00."""
    hours = (
        (TermItem.PERIOD_END, "", "2026-03-31"),
        (TermItem.PAYMENT_BASIS, "", "hours_rate"),
        (TermItem.HOURLY_RATE, "", "30"),
        (TermItem.HOURS_COUNTED, "", "person"),
    )
    for cap, expected in ((), "70.00"), (((TermItem.CAP, "2025-26", "60"),), "60.00"):
        grant = agreement(*hours, *cap)
        source = FundingSource(id=new_id(), code=f"F{len(cap)}", agreement_id=grant.id)
        first = date(2025, 5, 6 + len(cap))
        save(
            store,
            grant,
            source,
            *patrol(grant, source, first, 90),
            *patrol(grant, source, date(2026, 2, 3 + len(cap)), 50),
        )
        found = accrued(store, grant, date(2026, 3, 31))
        assert (found.earned, found.claimed, found.amount) == (
            Decimal(expected),
            Decimal("0.00"),
            Decimal(expected),
        )
        assert sum(part.over_cap for part in found.parts) == Decimal(expected) - 70


def test_what_a_sent_return_claimed_is_not_accrued_again(store: Store) -> None:
    """90 minutes at £30 were claimed for April to June, £45; 50 more in February are £25."""
    grant = agreement(
        (TermItem.PAYMENT_BASIS, "", "hours_rate"),
        (TermItem.HOURLY_RATE, "", "30"),
        (TermItem.PERIOD_END, "", "2026-03-31"),
    )
    source = FundingSource(id=new_id(), code="F", agreement_id=grant.id)
    save(
        store,
        grant,
        source,
        *patrol(grant, source, date(2025, 5, 6), 90),
        *patrol(grant, source, date(2026, 2, 3), 50),
    )
    sent = SentReturn(
        id=new_id(),
        period=Period(date(2025, 4, 1), date(2025, 7, 1)),
        version=1,
        kind="interim",
        rules_version=1,
        seq=1,
        sent_at=datetime(2025, 7, 9, tzinfo=UTC),
        receipt_code="X",
        file_name="Q1.xlsx",
        figures_fingerprint="f",
        amount=Decimal("45.00"),
        comment=None,
        lines=(),
    )
    whole = Period(START, date(2026, 4, 1))
    with store.read() as session:
        open_scope(session, Scope(grant.id, whole))
        found = accrual(session, whole, [sent])
    assert (found.earned, found.claimed, found.amount) == (
        Decimal("70.00"),
        Decimal("45.00"),
        Decimal("25.00"),
    )
    assert [part.sent is None for part in found.parts] == [False, True]


def test_actual_cost_accrues_what_was_spent_in_the_year_alone(store: Store) -> None:
    grant = agreement((TermItem.PAYMENT_BASIS, "", "actual_cost"), lines=(LINE,))
    save(
        store,
        grant,
        month(grant, "PAY", "2025-03", "1000"),
        month(grant, "PAY", "2025-04", "70.10", "-0.10"),
    )
    found = accrued(store, grant, date(2025, 6, 30))
    assert (found.period, found.amount) == (
        Period(date(2025, 4, 1), date(2025, 7, 1)),
        Decimal("70.00"),
    )


def test_instalments_accrue_as_they_fall_due(store: Store) -> None:
    grant = agreement(
        (TermItem.PAYMENT_BASIS, "", "instalment"),
        (TermItem.INSTALMENT, "2025-04-01", "100"),
        (TermItem.INSTALMENT, "2026-01-01", "250"),
    )
    save(store, grant)
    assert accrued(store, grant, date(2025, 12, 31)).amount == Decimal("100.00")
    assert accrued(store, grant, date(2026, 3, 31)).amount == Decimal("350.00")


def test_without_a_rate_there_is_no_estimate(store: Store) -> None:
    grant = agreement((TermItem.PAYMENT_BASIS, "", "hours_rate"))
    save(store, grant)
    assert accrued(store, grant, date(2026, 3, 31)).amount is None


def test_a_year_counts_to_its_31_march_at_most() -> None:
    start = date(2025, 4, 1)
    assert accrual_end(start, date(2026, 6, 30)) == date(2026, 3, 31)
    assert accrual_end(start, date(2025, 9, 30)) == date(2025, 9, 30)
