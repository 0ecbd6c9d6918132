"""Every figure of the return has a rule card, and every check says what to do."""

from dataclasses import fields

import pytest

from wardenlog.catalogue.measures import CheckCard, RuleCard, load_measures
from wardenlog.errors import UserError

RULES = load_measures()
EVERY_CARD = [pytest.param(each, id=each.code) for each in RULES.cards()]
EVERY_CHECK = [pytest.param(each, id=each.code) for each in RULES.checks()]

# The columns of figures that the workbook promises (return-workbook.md, "Sheets and tables").
FIGURES = {
    "Hotspots": (
        "Days listed · Days visited · Visits · Qualifying visits · Required visits · "
        "Compliance percent · Longest gap days · Hours · Hours claimable"
    ),
    "Powers": "Own use · Assisted · Cancelled · Subjects under 18",
    "Delivery": (
        "Place-days listed · Place-days visited · Visits · Qualifying visits · Required visits · "
        "Compliance percent · Longest gap days · Patrol-minutes · Median minutes per visit · "
        "Person-minutes · Person-minutes claimable · Partner presences · Partner minutes · "
        "Foot visits · Cycle visits · Vehicle visits · Mixed visits"
    ),
    "Staff_groups": (
        "Headcount · Shift paid hours · In-hotspot person-hours · Outside-hotspot patrol hours · "
        "Travel and briefing hours · Other hours · Utilisation percent"
    ),
    "Incidents": "Number · Same month last year",
    "Finance": (
        "Original budget · Variations net · Current budget · Actual this period · Year to date · "
        "Agreement to date · Forecast to year end · Forecast outturn · Variance · Variance percent"
    ),
    "Posts": "FTE · Funded FTE · Vacant days in period · Budget · Actual",
    "Payment": "Hours · Amount",
    "Visit_evidence": (
        "Patrol-minutes · Own persons · Person-minutes · Person-minutes claimable · Partner persons"
    ),
    "Place_days": "Visited · Visits · Patrol-minutes · Person-minutes · Incidents",
}


@pytest.mark.parametrize("card", EVERY_CARD)
def test_card_is_complete(card: RuleCard) -> None:
    for each in fields(card):
        value = getattr(card, each.name)
        if isinstance(value, str):
            assert value == value.strip() != "", each.name  # the Definitions sheet has no blanks
    assert card.rules_version == RULES.rules_version
    for sentence in (card.definition, card.counts, card.does_not_count):
        assert sentence.endswith(".")
    assert card.in_hours == (card.shown_as != card.unit)


@pytest.mark.parametrize("table", FIGURES)
def test_every_column_of_figures_has_a_card(table: str) -> None:
    explained = {place for card in RULES.cards() for place in card.where}
    missing = [h for h in FIGURES[table].split(" · ") if f"{table}.{h}" not in explained]
    assert missing == []


def test_names_are_not_shared() -> None:
    names = [card.name for card in RULES.cards()]
    assert len(set(names)) == len(names)


def test_summary_is_a_fixed_list_of_cards_that_say_so() -> None:
    codes = [card.code for card in RULES.summary()]
    assert codes[:3] == ["claimable", "claimable_patrol", "amount_claimed"]
    assert len(set(codes)) == len(codes)
    assert {card.code for card in RULES.cards() if "Summary" in card.where} == set(codes)


def test_bridge_has_the_codes_of_the_workbook_in_order() -> None:
    assert " ".join(card.code for card in RULES.bridge()) == (
        "total overlap partner other_funding outside_agreement unlisted not_uniformed incomplete "
        "under_minimum claimable"
    )
    assert all("Claim_bridge" in card.where for card in RULES.bridge())
    assert {card.unit for card in RULES.bridge()} == {"person-minutes"}


def test_tallies_are_those_of_the_domain() -> None:
    codes = {card.code for card in RULES.tallies()}
    assert codes == {"engagement", "premises_visit", "event", "school_contact", "signposting"}
    assert all("Engagement" in card.where for card in RULES.tallies())


@pytest.mark.parametrize("check", EVERY_CHECK)
def test_check_says_what_is_wrong_and_what_to_do(check: CheckCard) -> None:
    assert check.severity in {"red", "amber", "info"}
    assert check.about in {"record", "grant", "return"}
    assert check.wrong.endswith(".")
    assert check.do.endswith(".")
    assert check.title
    assert check.rule


def test_more_time_claimed_than_paid_is_red() -> None:
    assert RULES.check("claimed_above_paid").severity == "red"


def test_findings_about_records_never_stop_a_return_but_for_time_above_paid() -> None:
    red = {each.code for each in RULES.checks() if each.severity == "red"}
    about_records = {each.code for each in RULES.checks() if each.about == "record"}
    assert red & about_records == {"claimed_above_paid"}


def test_unknown_codes_get_a_sentence_with_the_nearest_one() -> None:
    with pytest.raises(UserError, match="Did you mean “engagement”") as caught:
        RULES.card("engagments")
    assert caught.value.code == "unknown_measure"
    with pytest.raises(UserError, match="Did you mean “missing_out”") as caught:
        RULES.check("missing-out")
    assert caught.value.code == "unknown_check"
