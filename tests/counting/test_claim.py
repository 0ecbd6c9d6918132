"""The claim at its edges: days before any terms, and words that are no measure."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.counting.recorded import counted
from wardenlog.counting.claim import claim_lines, total
from wardenlog.counting.scope import Period
from wardenlog.model import (
    Aggregate,
    Agreement,
    Organisation,
    Shift,
    Tally,
    Term,
    Variation,
    new_id,
)
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.returns.figures import Wanted, take_figures
from wardenlog.store import Store

FUNDER = Organisation(id=new_id(), code="PCC", name="Wexmoor PCC")
FIRST, LAST = date(2025, 4, 1), date(2025, 6, 30)


def recorded(tmp_path: Path, *aggregates: Aggregate) -> Store:
    """A record with a funder and these."""
    store = Store.open(tmp_path / "wardenlog.sqlite3")
    with store.write("Test") as session:
        for aggregate in (FUNDER, *aggregates):
            session.save(aggregate)
    return store


def agreement(*variations: Variation) -> Agreement:
    """An agreement that starts with the period."""
    return Agreement(
        id=new_id(),
        reference="A",
        funder_id=FUNDER.id,
        start_on=FIRST,
        variations=variations,
    )


def paid_from(day: date) -> Variation:
    """Signed terms that pay by the hour from a day."""
    return Variation(
        number=0,
        effective_from=day,
        status=VariationStatus.SIGNED,
        terms=(
            Term(item=TermItem.PAYMENT_BASIS, value="hours_rate"),
            Term(item=TermItem.HOURLY_RATE, value="30"),
        ),
    )


def test_days_before_any_terms_claim_nothing_and_leave_the_rest_known(tmp_path: Path) -> None:
    with (
        recorded(tmp_path, agreement(paid_from(date(2025, 5, 1)))) as store,
        counted(store, "A", FIRST, LAST) as session,
    ):
        lines = claim_lines(session, Period.inclusive(FIRST, LAST))
        assert [line.period.from_on for line in lines] == [FIRST, date(2025, 5, 1)]
        assert total(lines) == Decimal("0.00")


def test_an_agreement_that_never_says_how_it_pays_has_no_amount(tmp_path: Path) -> None:
    with (
        recorded(tmp_path, agreement()) as store,
        counted(store, "A", FIRST, LAST) as session,
    ):
        assert total(claim_lines(session, Period.inclusive(FIRST, LAST))) is None


@pytest.mark.parametrize("word", ["claimable", "visits", "hugs"])
def test_a_tally_named_like_a_measure_adds_to_none(tmp_path: Path, word: str) -> None:
    sheet = Shift(
        id=new_id(),
        sheet="S1",
        day=FIRST,
        start_at=datetime(2025, 4, 1, 8, tzinfo=UTC),
        end_at=datetime(2025, 4, 1, 16, tzinfo=UTC),
        finished=True,
        tallies=(Tally(measure=word, number=600), Tally(measure="engagement", number=3)),
    )
    with (
        recorded(tmp_path, agreement(paid_from(FIRST)), sheet) as store,
        store.read() as session,
    ):
        found = take_figures(session, Wanted("A", Period.inclusive(FIRST, LAST))).spans.this
        assert found.get(word, 0) == 0
        assert found["engagement"] == 3
