"""Delivery prints every figure of the answer files, and says what they are about."""

from typing import Any

import pytest

from tests.returns.worked import DELIVERY_HEADINGS, OVER_A_YEAR, QUARTER, answers, rows_of
from wardenlog.counting.scope import Period
from wardenlog.returns.contents import delivery
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Sheet


def printed(figures: Figures) -> dict[str, dict[str, Any]]:
    return {
        f"{row['Month']} {row['Hotspot code']}": row for row in rows_of(delivery.sheet(figures))
    }


@pytest.mark.parametrize(("name", "period"), [("quarter", QUARTER), ("over_a_year", OVER_A_YEAR)])
def test_every_figure_is_that_of_the_answer_file(
    name: str, period: Period, request: pytest.FixtureRequest
) -> None:
    found = printed(request.getfixturevalue(name))
    expected = {
        place: {key: "[z]" if value is None else value for key, value in row.items()}
        for place, row in answers(period)["delivery"].items()
    }
    assert {
        place: {key: row[heading] for key, heading in DELIVERY_HEADINGS.items()}
        for place, row in found.items()
    } == expected


def test_compliance_is_qualifying_over_required_where_something_is_required(
    over_a_year: Figures,
) -> None:
    rows = printed(over_a_year).values()
    for row in rows:
        if row["Required visits"] in {"[z]", 0}:
            assert row["Compliance percent"] == "[z]"
        else:
            share = row["Qualifying visits"] / row["Required visits"]
            assert row["Compliance percent"] == pytest.approx(100 * share)
    assert {row["Compliance percent"] == "[z]" for row in rows} == {True, False}


def test_an_unlisted_hotspot_says_so_and_claims_nothing(quarter: Figures) -> None:
    unlisted = [row for row in printed(quarter).values() if row["Status"] == "not listed"]
    assert unlisted
    assert {(row["Place-days listed"], row["Person-minutes claimable"]) for row in unlisted} == {
        (0, 0)
    }


def test_a_month_with_an_unfinished_sheet_is_only_part_of_what_happened(quarter: Figures) -> None:
    months = {
        f"{found.day:%Y-%m}"
        for found in quarter.findings
        if found.check == "unfinished_sheet" and found.day
    }
    statuses = {
        (row["Month"] in months, row["Status"])
        for row in printed(quarter).values()
        if row["Place-days listed"]
    }
    assert statuses <= {(True, "part"), (False, "complete")}
    assert months, "the example has an unfinished sheet"


def test_months_that_the_period_cuts_are_named_above_the_table(
    quarter: Figures, over_a_year: Figures
) -> None:
    cut, whole = delivery.sheet(over_a_year), delivery.sheet(quarter)
    assert isinstance(cut, Sheet)
    assert isinstance(whole, Sheet)
    assert [note for note in cut.notes if "only part of March 2025" in note]
    assert not [note for note in whole.notes if "only part of" in note]
