"""The first page says what is claimed and what the reader must know before paying."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.returns.contents.cells import plain, rows
from wardenlog.catalogue.measures import Severity
from wardenlog.counting.checks import Finding
from wardenlog.returns.contents import claim
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Seal


def fields(figures: Figures) -> dict[str, tuple[object, object]]:
    """Give each field's value and note."""
    return {
        str(each["Field"]): (each["Value"], each["Note"]) for each in rows(claim.sheet(figures))
    }


def test_the_page_has_every_field_an_officer_pays_on(figures: Figures) -> None:
    assert list(fields(figures)) == [
        "Council", "ONS code", "Funder", "Agreement", "Variation in force", "Variation signed",
        "Period", "Kind of return", "Amount claimed", "Version", "Supersedes", "Produced", "Due",
        "Hours claimed", "Unit of hours", "Basis of payment", "Hourly rate",
        "Adjustments for earlier periods", "Cap", "Left under the cap", "Unspent grant",
        "Target hours this period", "Percent of target", "Result of the checks",
        "Checks needing attention", "Changes since the last return", "Comment", "Contact",
        "Purchase order", "Marking", "Receipt code",
    ]  # fmt: skip


def test_it_prints_on_one_page_and_ends_with_the_receipt_code(figures: Figures) -> None:
    sheet = claim.sheet(figures)
    assert sheet.one_page
    assert plain(list(sheet.table.rows)[-1][1]) is Seal.RECEIPT_CODE


def test_what_the_record_lacks_is_not_available_with_what_to_do(figures: Figures) -> None:
    bare = figures.particulars._replace(
        council=None, recipient=None, ons_code=None, contact=None, purchase_order=None, marking=None
    )
    found = fields(replace(figures, particulars=bare, variation=None))
    for name in ("Council", "ONS code", "Contact", "Purchase order", "Marking"):
        assert found[name][0] == "[x]"
        assert "Settings" in str(found[name][1])
    assert found["Variation in force"][0] == "[x]"


def ending(figures: Figures, day: str) -> Figures:
    return replace(figures, terms={**figures.terms, ("period_end", ""): day})


def test_the_last_period_of_the_signed_terms_is_final(figures: Figures) -> None:
    assert claim.kind(ending(figures, "2026-03-31")) == "final"
    assert claim.kind(ending(figures, "2026-04-01")) == "interim"


def test_only_a_final_return_states_the_unspent_grant(figures: Figures) -> None:
    assert "Unspent grant" in fields(ending(figures, "2026-03-31"))
    assert "Unspent grant" not in fields(ending(figures, "2027-03-31"))


def test_a_return_with_nothing_to_report_is_nil(figures: Figures) -> None:
    nothing = {"place_days_listed": 90, "required_visits": 13, "visits": 0}
    spans = replace(figures.spans, this=nothing)
    unclaimed = replace(figures, spans=spans, claim=replace(figures.claim, amount=Decimal("0.00")))
    assert claim.kind(unclaimed) == "final"  # one of its sheets is not finished
    quiet = replace(unclaimed, findings=())
    assert claim.kind(quiet) == "nil"
    spent = replace(quiet, claim=replace(quiet.claim, amount=Decimal("10.00")))
    assert claim.kind(ending(spent, "2027-03-31")) == "interim"


def targeted(figures: Figures, hours: int) -> Figures:
    return replace(figures, claim=replace(figures.claim, target_minutes=Decimal(hours * 60)))


def test_under_90_percent_of_target_a_comment_is_asked_for(figures: Figures) -> None:
    hours = figures.claim.person_minutes / 60
    assert fields(targeted(figures, int(hours / 0.85)))["Comment"][0] == claim.COMMENT_PLACE
    assert fields(targeted(figures, int(hours / 0.95)))["Comment"][0] == "[z]"


def test_what_the_council_said_of_its_target_is_the_comment(figures: Figures) -> None:
    said = Finding(
        "under_target",
        "amber",
        "agreement",
        "a",
        None,
        None,
        "HA",
        date(2026, 3, 31),
        "",
        "",
        "Snow in January.",
    )
    short = targeted(replace(figures, findings=(said,)), 1_000)
    assert fields(short)["Comment"] == ("Snow in January.", "[z]")


def test_a_claim_cut_to_the_cap_says_what_the_lines_come_to(figures: Figures) -> None:
    cut = replace(figures.claim, subtotal=Decimal("500.00"), amount=Decimal("400.00"))
    value, note = fields(replace(figures, claim=cut))["Amount claimed"]
    assert value == Decimal("400.00")
    assert "£500.00" in str(note)


def test_a_unit_that_was_never_stated_is_said(figures: Figures) -> None:
    unstated = replace(figures, claim=replace(figures.claim, unit_stated=False))
    assert "ask the funder" in str(fields(unstated)["Unit of hours"][1])


@pytest.mark.parametrize(
    ("severity", "explained", "overall"),
    [
        ("red", None, "Some checks fail"),
        ("amber", None, "No check fails; some need a person to look"),
        ("red", "Agreed with the funder.", "All checks pass"),
        ("info", None, "All checks pass"),
    ],
)
def test_the_page_says_the_result_of_the_checks(
    quarters: dict[str, Figures], severity: Severity, explained: str | None, overall: str
) -> None:
    code = {"red": "claimed_above_paid", "amber": "missing_out", "info": "under_minimum"}[severity]
    found = Finding(
        code,
        severity,
        "shift",
        "s",
        None,
        None,
        "Sheet 1",
        date(2024, 4, 2),
        "",
        "",
        explained,
    )
    figures = replace(quarters["first"], findings=(found,))
    assert fields(figures)["Result of the checks"][0] == overall
