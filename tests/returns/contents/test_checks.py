"""Checks compare the return's own tables, and say what a person should look at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.returns.contents.cells import rows
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.caps import Cap
from wardenlog.counting.checks import Finding
from wardenlog.counting.identities import Identity
from wardenlog.returns.contents import checks
from wardenlog.returns.contents.check import Check
from wardenlog.returns.figures import Figures, WhatIf


def results(figures: Figures) -> dict[str, str]:
    return {check.title: check.result for check in checks.checks(figures)}


def finding(code: str, record: str, explained: str | None = None) -> Finding:
    severity = load_measures().check(code).severity
    told = "Amira Khan …"
    day = date(2026, 1, 5)
    return Finding(
        code, severity, "shift", record, None, None, "Sheet W-1", day, told, "", explained
    )


def test_every_total_of_the_demo_agrees(quarters: dict[str, Figures]) -> None:
    for figures in quarters.values():
        assert "Fail" not in results(figures).values()


def test_a_broken_identity_fails(figures: Figures) -> None:
    broken = replace(figures, identities=(Identity("hours_by_month", 100, 99),))
    assert results(broken)["Person time by month, minutes"] == "Fail"


@pytest.mark.parametrize(
    ("wrong", "found", "result"),
    [
        ("apart", 10, "Pass"), ("apart", 11, "Pass"), ("apart", 12, "Fail"), ("apart", 8, "Fail"),
        ("above", 12, "Fail"), ("above", 8, "Pass"), ("below", 8, "Fail"), ("below", 12, "Pass"),
    ],
)  # fmt: skip
def test_a_check_fails_beyond_its_tolerance_on_its_side(
    wrong: str, found: int, result: str
) -> None:
    check = Check("A", "count", 10, found, wrong=wrong, tolerance=1)  # type: ignore[arg-type]
    assert check.result == result


def test_findings_of_one_kind_are_one_line_without_anybody_named(figures: Figures) -> None:
    found = (finding("missing_out", "a"), finding("missing_out", "b"))
    sheet = checks.sheet(replace(figures, findings=found))
    (line,) = [each for each in rows(sheet) if each["Check"] == "Visit without Out"]
    assert (line["Expected"], line["Found"], line["Result"]) == (0, 2, "Attention")
    assert "Amira" not in str(line)
    assert str(line["Explanation"]).endswith("No explanation is recorded.")


def test_a_finding_is_explained_only_when_all_of_its_kind_are(figures: Figures) -> None:
    half = (finding("missing_out", "a", "Radio failed."), finding("missing_out", "b"))
    sheet = checks.sheet(replace(figures, findings=half))
    (line,) = [each for each in rows(sheet) if each["Check"] == "Visit without Out"]
    assert line["Result"] == "Attention"
    assert "Explained for 1 of 2: Radio failed." in str(line["Explanation"])
    whole = (half[0], replace(half[1], explained="Radio failed."))
    assert results(replace(figures, findings=whole))["Visit without Out"] == "Explained"


def test_a_red_finding_fails_and_an_informing_one_is_noted(figures: Figures) -> None:
    found = (finding("claimed_above_paid", "a"), finding("under_minimum", "b"))
    told = results(replace(figures, findings=found))
    assert told["More time claimed than paid"] == "Fail"
    assert told["Visit shorter than the agreed minimum"] == "Noted"


def test_it_says_how_many_kinds_were_looked_for_and_not_found(figures: Figures) -> None:
    kinds = sum(card.about != "return" for card in load_measures().checks())
    last = checks.checks(replace(figures, findings=(finding("missing_out", "a"),)))[-1]
    assert last.explanation.startswith(f"{kinds - 1} more kinds")


def test_a_reached_cap_asks_for_a_look(figures: Figures) -> None:
    cap = Cap("", Decimal(100), Decimal(10))
    short = replace(figures.claim, subtotal=Decimal("90.01"), caps=(cap,))
    title = "Payment lines against the cap"
    assert results(replace(figures, claim=short))[title] == "Attention"
    within = replace(short, subtotal=Decimal("90.00"))
    assert results(replace(figures, claim=within))[title] == "Pass"


def test_an_unsigned_variation_and_an_unstated_unit_are_named_once(figures: Figures) -> None:
    loose = replace(figures.claim, unit_stated=False, what_if=(WhatIf(4, Decimal(1)),))
    found = (finding("variation_at_risk", "a"), finding("hours_counted_not_stated", "a"))
    titles = [check.title for check in checks.checks(replace(figures, claim=loose, findings=found))]
    assert titles.count("Variation not signed") == 1
    assert titles.count("Claim unit never stated") == 1
