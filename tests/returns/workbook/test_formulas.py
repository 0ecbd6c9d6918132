"""Only formulas that a reviewer can trace, and that reach nothing outside, get into a workbook."""

import pytest

from wardenlog.returns.workbook.formulas import FormulaRules, this_row, whole_column


@pytest.fixture
def rules() -> FormulaRules:
    return FormulaRules({"Hotspots": ["Minutes", "Target hours"]}, ["Claim", "Sign-off"])


@pytest.mark.parametrize(
    "text",
    [
        f"{this_row('Hotspots', 'Minutes')}/60",
        f"ROUND(SUM({whole_column('Hotspots', 'Minutes')})/60*31.5,2)",
        'IF(ABS(D5-C5)<0.005,"pass","fail")',
        "SUM(B5:B12)",
        "'Sign-off'!$B$5+Claim!B5",
        'IF(A1="=NOW() [1]Sheet!A1","a","b")',
    ],
)
def test_allowed(rules: FormulaRules, text: str) -> None:
    rules.check(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("NOW()", "NOW"),
        ("TODAY()-A1", "TODAY"),
        ("INDIRECT(A1)", "INDIRECT"),
        ("OFFSET(A1,1,1)", "OFFSET"),
        ("sum(rand())", "rand"),
        ('HYPERLINK("http://example.invalid")', "HYPERLINK"),
        ('WEBSERVICE("http://example.invalid")', "WEBSERVICE"),
        ("[1]Sheet1!A1", "reference"),
        ("'C:\\[book.xlsx]Sheet1'!A1", "reference"),
        ("cmd|' /C calc'!A0", "not a|reference"),
        ("SUM(B:B)", "reference"),
        ("Hotspots[Nothing]", "no table"),
        ("Elsewhere[Minutes]", "no table"),
        ("Nowhere!A1", "no sheet"),
        ("SomeName*2", "reference"),
        ("#REF!+1", "error value"),
        ("=A1", "without ="),
        ("A1" + "+A1" * 3_000, "not over"),
    ],
)
def test_refused(rules: FormulaRules, text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        rules.check(text)
