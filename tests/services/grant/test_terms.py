"""Terms at a moment are the fold of what was signed by then; what waits never changes them."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.grant.council import (
    AT_RISK,
    DRAFT,
    REFERENCE,
    SIGNED,
    Granted,
    open_granted,
    variation,
)
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.counting.terms import standing_on, terms_on
from wardenlog.model import Variation
from wardenlog.model.vocabulary import TermItem
from wardenlog.services.grant.so_far import SoFar
from wardenlog.services.grant.terms import (
    Before,
    Difference,
    IfSigned,
    Moment,
    OnDay,
    Terms,
    compare,
    terms_at,
)
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook


def rate(granted: Granted, moment: Moment) -> tuple[str, int]:
    found = terms_at(granted.record, REFERENCE, moment)
    return next((it.value, it.number) for it in found if it.item == "hourly_rate")


def test_each_date_has_the_rate_of_the_last_signed_variation(granted: Granted) -> None:
    assert rate(granted, OnDay(date(2025, 4, 1))) == ("30.00", 0)
    assert rate(granted, OnDay(date(2025, 6, 30))) == ("30.00", 0)
    assert rate(granted, OnDay(date(2025, 7, 1))) == ("31.50", 1)
    assert terms_at(granted.record, REFERENCE, OnDay(date(2025, 3, 31))) == []


def test_what_is_not_signed_changes_nothing_until_it_is(granted: Granted) -> None:
    assert rate(granted, OnDay(date(2025, 12, 1))) == ("31.50", 1)
    assert rate(granted, IfSigned(2)) == ("40.00", 2)
    signed = [
        each.model_copy(update={"status": SIGNED}) if each.number == 2 else each
        for each in granted.agreement.variations
    ]
    Logbook(granted.record.store, "Sam").save(
        granted.agreement.model_copy(update={"variations": tuple(signed)})
    )
    assert rate(granted, OnDay(date(2025, 12, 1))) == ("40.00", 2)


def test_before_a_variation_is_what_those_before_it_left(granted: Granted) -> None:
    assert rate(granted, Before(1)) == ("30.00", 0)
    assert rate(granted, Before(2)) == ("31.50", 1)
    assert terms_at(granted.record, REFERENCE, Before(0)) == []
    assert terms_at(granted.record, REFERENCE, Before(9)) == []


def test_two_moments_are_told_beside_each_other(granted: Granted) -> None:
    lines = compare(granted.record, REFERENCE, OnDay(date(2025, 8, 1)), Before(1))
    told = {line.item: line.difference for line in lines}
    assert told[TermItem.HOURLY_RATE] is Difference.CHANGED
    assert {told[each] for each in told if each is not TermItem.HOURLY_RATE} == {Difference.NONE}
    assert [line.item for line in lines][:2] == [TermItem.PERIOD_END, TermItem.PAYMENT_BASIS]
    backwards = compare(granted.record, REFERENCE, OnDay(date(2025, 3, 1)), Before(1))
    assert {line.difference for line in backwards} == {Difference.ONLY_SECOND}


def test_only_what_differs_is_listed_when_wanted(granted: Granted) -> None:
    listing = Terms(granted.record, lambda: (REFERENCE, OnDay(date(2025, 8, 1)), Before(1)))
    only = listing.ids(Sought("agreement", filters=(("difference", "1"),)))
    assert [listing.rows(only)[each].item for each in only] == [TermItem.HOURLY_RATE]
    every = listing.ids(Sought("agreement"))
    assert listing.ids(Sought("agreement", descending=True)) == every[::-1]


def test_without_an_agreement_there_are_no_terms(granted: Granted) -> None:
    assert compare(granted.record, None, OnDay(date(2025, 8, 1)), Before(1)) == []
    assert compare(granted.record, "nothing", OnDay(date(2025, 8, 1)), Before(1)) == []


def test_what_was_reached_comes_from_counting(granted: Granted) -> None:
    so_far = SoFar(granted.record)
    assert so_far.known(REFERENCE) is None
    reached = so_far.count(REFERENCE)
    assert so_far.known(REFERENCE) is reached
    assert reached.upto == date(2025, 10, 1)
    assert {key: str(amount) for key, amount in reached.claimed.items()} == {
        "2025-26": "31.50",
        "": "31.50",
    }
    assert reached.minutes == {"2025-26": 60}


@st.composite
def varied(draw: st.DrawFn) -> tuple[Variation, ...]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        first = date(2025, 4, 1) + timedelta(days=draw(st.integers(0, 8)))
        status = draw(st.sampled_from((SIGNED, SIGNED, AT_RISK, DRAFT)))
        terms = draw(
            st.dictionaries(
                st.sampled_from(("hourly_rate", "minimum_minutes", "cap", "cap__2025_26")),
                st.integers(1, 9).map(str),
                max_size=3,
            )
        )
        made.append(variation(number, first, status, **terms))
    return tuple(made)


@settings(max_examples=20, deadline=None)
@given(varied())
def test_the_fold_is_the_one_that_figures_are_counted_by(variations: tuple[Variation, ...]) -> None:
    with TemporaryDirectory() as folder:
        granted = open_granted(Path(folder))
        changed = granted.agreement.model_copy(update={"variations": variations})
        with granted.record.store.write("Sam") as session:
            session.save(changed)
        period = Period(date(2025, 3, 30), date(2025, 4, 12))
        with granted.record.store.read() as session:
            open_visits(session, Scope(changed.id, period))
            for n in range(period.days):
                day = period.from_on + timedelta(days=n)
                found = standing_on(session, changed.id, day)
                assert {(it.item, it.key): it.value for it in found} == terms_on(session, day)
        granted.record.store.close()
