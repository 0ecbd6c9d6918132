"""The Summary tells 0, none and not supplied apart, and every figure from its record."""

from dataclasses import replace
from datetime import date

import pytest

from tests.returns.contents.cells import raw_cell, row, rows
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.checks import Finding
from wardenlog.returns.contents import summary
from wardenlog.returns.figures import Figures, Spans
from wardenlog.returns.workbook.layout import Formula

UNFINISHED = Finding(
    "unfinished_sheet",
    "amber",
    "shift",
    "s1",
    None,
    None,
    "Sheet 1",
    date(2026, 1, 5),
    "",
    "",
    None,
)


@pytest.fixture
def finished(figures: Figures) -> Figures:
    """The demo's last quarter as if every sheet were finished and nothing estimated."""
    tallies = tuple(each._replace(estimated=0) for each in figures.tallies)
    return replace(figures, findings=(), tallies=tallies)


def with_totals(figures: Figures, **changed: int) -> Figures:
    """Give some measures other figures, in this period and the agreement to date alike."""
    spans: Spans = figures.spans
    this, agreement = spans.this | changed, spans.agreement | changed
    return replace(figures, spans=replace(spans, this=this, agreement=agreement))


def test_every_measure_of_the_fixed_list_stands_in_its_order(figures: Figures) -> None:
    codes = [each["Measure code"] for each in rows(summary.sheet(figures))]
    assert codes == [card.code for card in load_measures().summary()]


def test_times_are_hours_from_whole_minutes(figures: Figures) -> None:
    person = row(summary.sheet(figures), "Measure code", "person_minutes")
    assert person["This period"] == figures.spans.this["person_minutes"] / 60
    assert person["Unit"] == "person-hours"


def test_nil_is_none_of_what_is_otherwise_recorded(finished: Figures) -> None:
    spans = replace(finished.spans, this=finished.spans.this | {"incidents": 0})
    incidents = row(summary.sheet(replace(finished, spans=spans)), "Measure code", "incidents")
    assert (incidents["This period"], incidents["Status"]) == (0, "nil")


def test_what_was_never_recorded_is_not_supplied(finished: Figures) -> None:
    sheet = summary.sheet(with_totals(finished, incidents=0))
    incidents = row(sheet, "Measure code", "incidents")
    assert (incidents["This period"], incidents["Status"]) == ("[x]", "not supplied")
    assert incidents["Agreement to date"] == "[x]"


def test_powers_share_one_register(finished: Figures) -> None:
    found = row(summary.sheet(with_totals(finished, cpn_issued=0)), "Measure code", "cpn_issued")
    assert (found["This period"], found["Status"]) == (0, "nil")


def test_unfinished_sheets_make_what_they_hold_partial(finished: Figures) -> None:
    sheet = summary.sheet(replace(finished, findings=(UNFINISHED,)))
    assert row(sheet, "Measure code", "visits")["Status"] == "part"
    assert row(sheet, "Measure code", "required_visits")["Status"] == "complete"
    assert "Part: 1 sheet of the period not finished, so not counted." in sheet.notes[0]
    assert row(summary.sheet(finished), "Measure code", "visits")["Status"] == "complete"


def test_estimates_are_said(finished: Figures) -> None:
    first = next(each for each in finished.tallies if each.measure == "engagement")
    tallies = (first._replace(estimated=1), *finished.tallies[1:])
    found = row(summary.sheet(replace(finished, tallies=tallies)), "Measure code", "engagement")
    assert (found["Status"], found["Note"]) == ("estimated", "1 estimated")


def test_the_target_is_that_of_the_claim_unit_alone(figures: Figures) -> None:
    sheet = summary.sheet(figures)
    codes = [card.code for card in load_measures().summary()]
    percent = raw_cell(sheet, codes.index("claimable"), "Percent of target")
    assert isinstance(percent, Formula)
    assert percent.value == summary.percent_of_target(figures)
    assert {each["Target this period"] for each in rows(sheet)[1:]} == {"[z]"}
    patrol = replace(figures, claim=replace(figures.claim, unit="patrol"))
    found = row(summary.sheet(patrol), "Measure code", "claimable_patrol")
    assert found["Target this period"] == summary.target_hours(figures)


def test_without_a_plan_nothing_is_required(finished: Figures) -> None:
    unplanned = tuple(each._replace(required=None) for each in finished.hotspots)
    sheet = summary.sheet(replace(finished, hotspots=unplanned))
    for code in ("qualifying_visits", "required_visits", "compliance_percent"):
        found = row(sheet, "Measure code", code)
        assert (found["This period"], found["Status"]) == ("[z]", "[z]")


def test_the_first_period_has_nothing_before_it(quarters: dict[str, Figures]) -> None:
    first = row(summary.sheet(quarters["first"]), "Measure code", "visits")
    assert first["Previous period as reported"] == first["Previous period restated"] == "[z]"
    middle = row(summary.sheet(quarters["middle"]), "Measure code", "visits")
    assert middle["Previous period as reported"] == "[x]"
    assert quarters["middle"].spans.previous is not None
    assert middle["Previous period restated"] == quarters["middle"].spans.previous["visits"]


def test_money_to_date_adds_what_earlier_terms_pay(quarters: dict[str, Figures]) -> None:
    first = row(summary.sheet(quarters["first"]), "Measure code", "amount_claimed")
    assert first["Financial year to date"] == quarters["first"].claim.amount
    unknown = replace(quarters["first"].claim, amount=None)
    found = row(
        summary.sheet(replace(quarters["first"], claim=unknown)), "Measure code", "amount_claimed"
    )
    assert (found["This period"], found["Status"]) == ("[x]", "not supplied")
