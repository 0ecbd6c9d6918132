"""Payment lines pay what the signed terms say, to the penny, and never an unsigned variation."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.returns.contents.cells import raw_cell, row, rows
from wardenlog.counting.caps import Cap
from wardenlog.counting.claim import ClaimLine, gross
from wardenlog.counting.scope import Period
from wardenlog.returns.contents import payment
from wardenlog.returns.contents.common import hours, rate_text
from wardenlog.returns.figures import Claim, Figures, WhatIf
from wardenlog.returns.verify import totals
from wardenlog.returns.workbook.layout import Formula
from wardenlog.returns.workbook.styles import LOOKS

QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))


def paid(figures: Figures, *lines: ClaimLine, amount: str | None, **changed: object) -> Figures:
    """Give the claim other lines and an amount."""
    money = None if amount is None else Decimal(amount)
    claim: Claim = replace(figures.claim, lines=lines, amount=money, subtotal=money, caps=())
    return replace(figures, claim=replace(claim, **changed))  # type: ignore[arg-type]


def by_hours(minutes: int, rate: str | None) -> ClaimLine:
    pounds = None if rate is None else Decimal(rate)
    amount = None if pounds is None else gross(minutes, pounds)
    return ClaimLine("Hours in hotspots", QUARTER, "hours_rate", "person", minutes, pounds, amount)


@given(st.integers(0, 600_000), st.integers(0, 20_000))
def test_the_formula_rounds_as_counting_does(minutes: int, pence: int) -> None:
    rate = Decimal(pence) / 100
    product = hours(minutes) * float(rate)
    shown = Decimal(f"{product:.15g}")  # a spreadsheet rounds what 15 digits show
    assert shown.quantize(Decimal("0.01"), ROUND_HALF_UP) == gross(minutes, rate)


def test_a_line_multiplies_hours_unrounded(figures: Figures) -> None:
    sheet = payment.sheet(paid(figures, by_hours(100, "31.50"), amount="52.50"))
    line = rows(sheet)[0]
    assert (line["Hours"], line["Rate"], line["Amount"]) == (
        100 / 60,
        Decimal("31.50"),
        Decimal("52.50"),
    )
    formula = raw_cell(sheet, 0, "Amount")
    assert isinstance(formula, Formula)
    assert formula.text == ("ROUND(Payment[[#This Row],[Hours]]*Payment[[#This Row],[Rate]],2)")
    assert line["Note"] == "Person-hours: 100 minutes"


def test_a_rate_shows_the_decimals_it_has(figures: Figures) -> None:
    line = by_hours(390, "31.255")
    sheet = payment.sheet(paid(figures, line, amount="203.16"))
    rate = next(column for column in sheet.table.columns if column.heading == "Rate")
    assert LOOKS[rate.kind].number_format == "£#,##0.00##"
    assert rate_text(Decimal("31.255")) == "£31.255"
    assert rate_text(Decimal("31.5")) == "£31.50"
    assert totals.hours_at_rate(6.5, 31.255) == 203.16 == float(rows(sheet)[0]["Amount"])  # type: ignore[arg-type]


def test_from_and_to_are_the_first_and_last_day(figures: Figures) -> None:
    line = rows(payment.sheet(paid(figures, by_hours(60, "30"), amount="30.00")))[0]
    assert (line["From"], line["To"]) == (date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (by_hours(60, None), "Person-hours. The signed terms give no hourly rate for these days."),
        (ClaimLine("Actual costs", QUARTER, "actual_cost"),
         "No spending is recorded for these days."),
        (ClaimLine("No payment basis agreed", QUARTER, ""),
         "The signed terms do not say how these days are paid."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said_and_never_nought(
    figures: Figures, line: ClaimLine, note: str
) -> None:
    sheet = payment.sheet(paid(figures, line, amount=None))
    assert rows(sheet)[0]["Amount"] == "[x]"
    assert rows(sheet)[0]["Note"] == note
    assert row(sheet, "Line", payment.CLAIMED)["Amount"] == "[x]"


def test_what_is_left_under_a_cap_has_a_line_and_is_never_below_nought(figures: Figures) -> None:
    cap = Cap("2025-26", Decimal(100), Decimal(130))
    sheet = payment.sheet(
        paid(figures, by_hours(60, "30"), amount="0.00", caps=(cap,), subtotal=Decimal(30))
    )
    left = row(sheet, "Line", "Left under the cap for 2025-26")
    assert left["Amount"] == 0
    assert (left["From"], left["To"]) == (date(2025, 4, 1), date(2026, 3, 31))
    assert str(left["Note"]).startswith("Cap of £100.00 less £100.00 claimed")


def test_an_unsigned_variation_is_said_beside_the_claim_and_never_added(figures: Figures) -> None:
    what_if = (WhatIf(4, Decimal("41.00")),)
    claim = paid(figures, by_hours(60, "30"), amount="30.00", what_if=what_if)
    claimed = row(payment.sheet(claim), "Line", payment.CLAIMED)
    assert claimed["Amount"] == Decimal("30.00")
    assert "If variation 4 is signed: £41.00, difference £11.00." in str(claimed["Note"])


def test_one_that_changes_nothing_is_not_mentioned(figures: Figures) -> None:
    claim = paid(figures, by_hours(60, "30"), amount="30.00", what_if=(WhatIf(4, Decimal(30)),))
    assert payment.what_if_words(claim) == []


def test_hours_of_different_units_are_not_added(figures: Figures) -> None:
    patrol = replace(by_hours(60, "30"), unit="patrol")
    sheet = payment.sheet(paid(figures, by_hours(60, "30"), patrol, amount="60.00"))
    assert row(sheet, "Line", payment.SUM)["Hours"] == "[z]"
