"""Checks of a grant: its terms, its variations and its list of hotspots."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.counting.check_town import (
    GOOD_TERMS,
    IDS,
    Town,
    agreement,
    listing,
    sheet,
    terms,
    variation,
    visit,
)
from wardenlog.counting.scope import Period
from wardenlog.model import Agreement, new_id
from wardenlog.model.vocabulary import VariationStatus

MAY = Period(date(2025, 5, 1), date(2025, 6, 1))


def with_terms(**changed: str | None) -> Agreement:
    """The agreement with some terms changed, or left out where None."""
    kept = {item: value for item, value in (GOOD_TERMS | changed).items() if value is not None}
    return agreement(variations=(variation(terms=terms(**kept)),))


def test_missing_period_end(town: Town) -> None:
    unset = with_terms(period_end=None)
    (found,) = (each for each in town.findings(unset) if each.check == "missing_period_end")
    assert (found.severity, found.record_kind, found.record_id) == ("red", "agreement", IDS["GA-1"])
    assert found.sentence.startswith(
        "Agreement GA-1: no signed variation gives a period end, so nothing can be claimed."
    )
    assert town.said("missing_period_end", unset, now=datetime(2025, 3, 31, tzinfo=UTC)) == []


def test_period_end_given_late(town: Town) -> None:
    late = agreement(variations=(variation(effective_from=date(2025, 5, 3)),))
    said = (
        "Agreement GA-1: the signed terms give no period end before 3 May 2025, so nothing can be "
        "claimed for earlier dates."
    )
    assert town.one("missing_period_end", late) == said
    assert town.one("missing_period_end", late, period=MAY) == said
    june = Period(date(2025, 6, 1), date(2025, 7, 1))
    assert town.said("missing_period_end", late, period=june) == []


def test_a_period_end_that_is_not_signed_is_none(town: Town) -> None:
    draft = agreement(variations=(variation(status=VariationStatus.DRAFT),))
    assert len(town.said("missing_period_end", draft)) == 1


def test_hours_counted_not_stated(town: Town) -> None:
    assert town.one("hours_counted_not_stated", with_terms(hours_counted=None)) == (
        "Agreement GA-1: the terms do not say whether two wardens together for an hour are 2 hours "
        "or 1. Person-hours (2) are used."
    )
    assert town.said("hours_counted_not_stated", with_terms(hours_counted="patrol")) == []


def test_missing_rate(town: Town) -> None:
    assert town.one("missing_rate", with_terms(hourly_rate=None)) == (
        "Agreement GA-1: from 1 April 2025 the terms pay by hours and give no hourly rate, so no "
        "amount can be worked out."
    )
    assert town.one("missing_rate", with_terms(hourly_rate=None), period=MAY).startswith(
        "Agreement GA-1: from 1 May 2025"
    )
    assert len(town.said("missing_rate", with_terms(hourly_rate=None, payment_basis="hybrid"))) == 1
    instalments = with_terms(hourly_rate=None, payment_basis="instalment")
    assert town.said("missing_rate", instalments) == []


def test_a_rate_that_comes_with_its_basis_is_in_time(town: Town) -> None:
    first = variation(terms=terms(period_end="2026-03-31", payment_basis="instalment"))
    second = variation(
        1,
        effective_from=date(2025, 6, 1),
        terms=terms(payment_basis="hours_rate", hourly_rate="30"),
    )
    assert town.said("missing_rate", agreement(variations=(first, second))) == []
    no_rate = second.model_copy(update={"terms": terms(payment_basis="hours_rate")})
    varied = agreement(variations=(first, no_rate))
    assert len(town.said("missing_rate", varied)) == 1
    assert town.said("missing_rate", varied, period=MAY) == []


def test_variation_at_risk(town: Town) -> None:
    def second(**more: Any) -> Agreement:
        given: dict[str, Any] = {
            "effective_from": date(2025, 5, 31),
            "status": VariationStatus.AT_RISK,
            "terms": terms(hourly_rate="33"),
        }
        return agreement(variations=(variation(), variation(1, **{**given, **more})))

    assert town.one("variation_at_risk", second(), period=MAY) == (
        "Agreement GA-1, variation 1: it would change the terms from 31 May 2025 and is not "
        "signed, so it is not in the claim."
    )
    for quiet in (
        second(effective_from=date(2025, 6, 1)),
        second(status=VariationStatus.SIGNED),
        second(status=VariationStatus.DRAFT),
        second(terms=()),
    ):
        assert town.said("variation_at_risk", quiet, period=MAY) == []


def test_signed_without_date(town: Town) -> None:
    assert town.one("signed_without_date", agreement(variations=(variation(signed_on=None),))) == (
        "Agreement GA-1, variation 0: it is marked signed and has no date of signature."
    )
    draft = variation(signed_on=None, status=VariationStatus.DRAFT)
    assert town.said("signed_without_date", agreement(variations=(draft,))) == []


def test_listing_overlap(town: Town) -> None:
    def listed(first_to: date, second_from: date) -> Agreement:
        first, second = listing("H1", last=first_to), listing("H1", second_from)
        return agreement(listings=(first, second, listing("H2")))

    assert town.one("listing_overlap", listed(date(2025, 6, 30), date(2025, 6, 30))) == (
        "Agreement GA-1, hotspot H1: two listings of the hotspot overlap from 30 June 2025. Each "
        "date is counted once."
    )
    assert town.said("listing_overlap", listed(date(2025, 6, 29), date(2025, 6, 30))) == []


def test_listed_not_visited(town: Town) -> None:
    only_one = sheet(visit())
    (found,) = (
        each for each in town.findings(only_one, period=MAY) if each.check == "listed_not_visited"
    )
    assert found.sentence.startswith(
        "Agreement GA-1, hotspot H2: the hotspot was listed from 1 May 2025 to 19 May 2025 and has "
        "no counted visit in that time."
    )
    assert (found.record_kind, found.record_id) == ("hotspot", IDS["H2"])
    assert town.said("listed_not_visited", period=MAY) == []


@pytest.mark.parametrize(
    ("first", "last", "asked"),
    [
        (date(2025, 4, 1), date(2025, 5, 7), True),
        (date(2025, 4, 1), date(2025, 5, 6), False),
        (date(2025, 5, 13), None, True),
        (date(2025, 5, 14), None, False),
        (date(2025, 6, 1), None, False),
    ],
)
def test_a_hotspot_listed_for_less_than_a_week_is_not_asked_about(
    town: Town, first: date, last: date | None, asked: bool
) -> None:
    listed = agreement(listings=(listing("H1"), listing("H2", first, last)))
    said = town.said("listed_not_visited", listed, sheet(visit()), period=MAY)
    assert bool(said) is asked


def test_nobody_is_asked_to_visit_after_the_agreement_has_ended(town: Town) -> None:
    ended = with_terms(period_end="2025-04-30")
    assert town.said("listed_not_visited", ended, sheet(visit()), period=MAY) == []


def test_a_visit_that_does_not_count_is_no_visit(town: Town) -> None:
    unknown = sheet(visit(), visit(2, "H2", "16:00", None))
    assert len(town.said("listed_not_visited", unknown, period=MAY)) == 1


def test_grant_checks_are_of_the_agreement_asked_for(town: Town) -> None:
    second = agreement(id=new_id(), reference="GA-2", listings=(), variations=())
    found = town.findings(second)
    assert {each.place for each in found} == {"Agreement GA-2"}
    assert town.findings(second, agreement_id=IDS["GA-1"]) == []
    assert town.findings(second, agreement_id=second.id) == found
    void = second.model_copy(update={"void_reason": "made twice"})
    assert town.findings(void) == []
