"""What changed since a return was sent is told with the records that changed it, and no names."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    Q2,
    REFERENCE,
    START,
    SmallGrant,
    variation,
)
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.returns.figures import Wanted
from wardenlog.returns.reasons import OTHER_RETURNS
from wardenlog.returns.restating import take_return
from wardenlog.services.logbook import Logbook
from wardenlog.services.returns.changes import Difference, differences
from wardenlog.services.returns.periods import return_periods

SENT_ON = date(2025, 7, 4)
LATER = date(2025, 7, 20)


@pytest.fixture
def grant(tmp_path: Path) -> Iterator[SmallGrant]:
    made = SmallGrant(tmp_path, variation(0, START, **BY_HOURS))
    with made.on(date(2025, 4, 11)):
        made.save(made.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 15)))
    with made.on(SENT_ON):
        made.send(Q1)
    with made.on(LATER):
        yield made
    made.store.close()


def changed(grant: SmallGrant) -> list[Difference]:
    return differences(grant.record, REFERENCE, Q1)


def one(found: list[Difference], measure: str, where: str) -> Difference:
    (difference,) = [it for it in found if (it.measure, it.where) == (measure, where)]
    return difference


def test_without_a_change_there_is_nothing(grant: SmallGrant) -> None:
    assert changed(grant) == []


def test_spending_of_the_month_after_the_period_changes_nothing(grant: SmallGrant) -> None:
    def records() -> int:
        periods = return_periods(grant.record, REFERENCE, LATER)
        return next(each.changed for each in periods if each.period == Q1)

    grant.save(grant.spent(date(2025, 7, 3), "10.00"))
    assert records() == 0
    grant.save(grant.spent(date(2025, 6, 30), "10.00"))
    assert records() == 1


def test_what_was_not_sent_cannot_be_compared(grant: SmallGrant) -> None:
    with pytest.raises(UserError) as told:
        differences(grant.record, REFERENCE, Q2)
    assert told.value.code == "not_sent"


def test_a_sheet_that_does_not_count_yet_changes_nothing(grant: SmallGrant) -> None:
    late = grant.sheet("0002", date(2025, 5, 10), ("H1", 30))
    grant.save(late.model_copy(update={"finished": False}))
    assert changed(grant) == []


def test_a_figure_names_the_records_of_its_own_place(grant: SmallGrant) -> None:
    grant.save(grant.sheet("0002", date(2025, 5, 10), ("H1", 30)))
    grant.save(grant.sheet("0003", date(2025, 6, 10), ("H2", 40)))
    may = one(changed(grant), "claimable", "May 2025, H1")
    # 2 × 30 minutes where there were none; the place was listed, so its zero was reported.
    assert (may.reported, may.now, may.change) == ("0", "60", 60.0)
    assert may.reason == "Sheet 0002 added on 20 July 2025."
    (source,) = may.sources
    assert (source.kind, source.visit) == ("shift", None)
    whole = one(changed(grant), "claimable", "Whole period")
    assert (whole.reported, whole.now) == ("270", "410")
    assert whole.reason == "Sheet 0002 added on 20 July 2025; sheet 0003 added on 20 July 2025."


def test_terms_that_changed_back_in_time_are_named(grant: SmallGrant) -> None:
    grant.vary(variation(1, date(2025, 4, 1), minimum_minutes="20"))
    found = changed(grant)
    # The visit of 15 minutes no longer counts: 2 × 15 of 270.
    assert (one(found, "claimable", "Whole period").now) == "240"
    assert one(found, "under_minimum", "How the claim is worked out").now == "30"
    assert {it.reason for it in found} == {
        "Variation 1, effective from 1 April 2025, signed on 20 July 2025."
    }


def test_terms_of_later_days_change_nothing(grant: SmallGrant) -> None:
    grant.vary(variation(1, date(2025, 7, 1), minimum_minutes="20", hourly_rate="99.00"))
    assert changed(grant) == []


def relist(grant: SmallGrant, **dates: date) -> None:
    """Change the dates of the listing of H1."""
    first, *others = grant.agreement.listings
    changed_one = first.model_copy(update=dates)
    grant.save(grant.agreement.model_copy(update={"listings": (changed_one, *others)}))


def test_a_listing_that_ends_afterwards_changes_nothing(grant: SmallGrant) -> None:
    relist(grant, to_on=date(2025, 9, 30))
    (first,) = [it for it in return_periods(grant.record, REFERENCE, LATER) if it.period == Q1]
    assert first.changed == 0
    assert changed(grant) == []


def test_a_listing_that_ended_inside_the_period_is_named(grant: SmallGrant) -> None:
    relist(grant, to_on=date(2025, 4, 9))
    lost = one(changed(grant), "unlisted", "How the claim is worked out")
    assert (lost.reported, lost.now) == ("0", "240")
    assert lost.reason == "The list of hotspots changed on 20 July 2025."


def test_a_renamed_hotspot_is_named_and_a_person_s_name_never(grant: SmallGrant) -> None:
    amira, _ = grant.people
    grant.save(amira.model_copy(update={"staff_group": "Seniors"}))
    grant.save(grant.hotspots["H1"].model_copy(update={"code": "H9"}))
    found = changed(grant)
    old, new = (one(found, "visits", f"April 2025, {code}") for code in ("H1", "H9"))
    assert (old.reported, old.now, new.reported, new.now) == ("1", None, None, "1")
    told = " ".join(it.reason for it in found)
    assert "hotspot H9 changed on 20 July 2025" in told
    assert "person’s employer or staff group changed on 20 July 2025" in told
    assert "Amira" not in told


def test_time_that_two_sheets_share_is_laid_to_the_sheet_that_came(grant: SmallGrant) -> None:
    """A late sheet at H2 takes time that was claimed at H1, as nobody is in two places (rule 4)."""
    late = grant.sheet("0000", date(2025, 4, 10), ("H2", 30))
    grant.save(late)
    lost = one(changed(grant), "claimable", "April 2025, H1")
    assert (lost.reported, lost.now) == ("240", "180")
    assert lost.reason == "Sheet 0000 added on 20 July 2025."


def test_a_variation_that_was_undone_after_sending_is_a_change(grant: SmallGrant) -> None:
    varied = grant.agreement.model_copy(
        update={
            "variations": (
                *grant.agreement.variations,
                variation(1, date(2025, 4, 5), hourly_rate="40.00"),
            )
        }
    )
    with grant.store.write("Sam") as session:
        revision = session.save(varied)
    assert revision is not None
    grant.send(Q1)
    Logbook(grant.store, "Sam").undo(revision.id)
    rate = [it for it in differences(grant.record, REFERENCE, Q1) if it.measure == "amount_claimed"]
    assert [it.reason.partition(" taken out")[0] for it in rate] == [
        "Variation 1, effective from 5 April 2025,"
    ]
    told = take(grant, Q2)
    assert "amount_claimed" in {it.measure for it in told if it.period == Q1}


def test_an_earlier_claim_that_another_return_changes_is_told_though_no_record_changed(
    grant: SmallGrant,
) -> None:
    grant.save(grant.sheet("0009", date(2025, 5, 2), ("H1", 60)))
    with grant.on(date(2025, 10, 6)):
        grant.save(grant.sheet("0010", date(2025, 7, 2), ("H1", 60)))
        grant.send(Q2)  # claims £63 for Q1
        grant.send(Q1)  # which takes it back
        told = {it.name: it for it in take(grant, Q2) if it.measure == "amount_claimed"}
    # Sent again, Q2 claims for Q1 what Q2 r1, which it replaces, did.
    assert told["2025-26 Q1 r2"].reason == OTHER_RETURNS
    assert told["2025-26 Q1 r2"].change == 63


def take(grant: SmallGrant, period: Period) -> tuple[Difference, ...]:
    with grant.store.read() as session:
        return take_return(session, Wanted(REFERENCE, period)).restatements
