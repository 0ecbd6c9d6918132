"""Formulas are worked out as spreadsheet programs do, and never guessed at."""

from datetime import date, datetime

import pytest

from wardenlog.returns.verify.calculator import (
    ERROR,
    Calculator,
    FormulaError,
    NotWorkedOutError,
)
from wardenlog.returns.workbook.reading import ReadTable, Value

ROWS: list[list[Value]] = [
    ["H01", 90.0, 30.5, ""],
    ["H02", 30.0, "[x]", ""],
    ["h03", 0.0, 0.5, ""],
]


def calculate(*formulas: str) -> Calculator:
    """A table whose last column holds the formulas, on a sheet where its body starts at A5."""
    rows = [list(row) for row in ROWS]
    places = {(row, 3): text for row, text in enumerate(formulas)}
    table = ReadTable("T", "The sheet", ("Code", "Minutes", "Rate", "Result"), rows, places)
    return Calculator({"T": table}, {"T": (4, 0)})


def result(formula: str) -> object:
    return calculate(formula).value(("T", 0, 3))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("10-4-3", 3),
        ("-2+5", 3),
        ("100*1/4", 25),
        ("ROUND(2.5,0)", 3),
        ("ROUND(-2.5,0)", -3),
        ("ROUND(1.005,2)", 1.01),
        ("T[[#This Row],[Minutes]]/60", 1.5),
        ("T[@Minutes]/60", 1.5),
        ("SUM(T[Minutes])", 120),
        ("SUM(T[[#This Row],[Rate]],C6)", 30.5),
        ("SUM(B5:B7)", 120),
        ("'The sheet'!B6*2", 60),
        ("$B$5-B6", 60),
        ("SUM(T[Rate])", 31),
        ("COUNT(T[Rate])", 2),
        ("COUNTA(T[Rate])", 3),
        ('COUNTIF(T[Minutes],">0")', 2),
        ('COUNTIF(T[Code],"H03")', 1),
        ('SUMIFS(T[Minutes],T[Code],"H02")', 30),
        ('SUMIFS(T[Minutes],T[Minutes],">=30",T[Code],"<>H01")', 30),
        ('INDEX(T[Minutes],MATCH("H02",T[Code],0))', 30),
        ("MAX(0,MIN(T[Minutes],50))", 0),
        ("MEDIAN(T[Minutes])", 30),
        ("SUMPRODUCT(T[Minutes],T[Rate])", 90 * 30.5),
        ('IF(T[[#This Row],[Minutes]]=0,"[z]",1)', 1),
        ('IF(B7=0,"[z]",100/B7)', "[z]"),
        ('IF(ISNUMBER(C6),C6,"[x]")', "[x]"),
        ("IFERROR(1/B7,7)", 7),
        ('IF(AND(B5>1,NOT(B6>100)),"yes","no")', "yes"),
        ('IF(OR(B5>100,B6>100),"yes","no")', "no"),
        ("ABS(B7-B6)", 30),
    ],
)
def test_formulas_give_what_spreadsheets_give(formula: str, expected: object) -> None:
    assert result(formula) == pytest.approx(expected)


def test_formulas_follow_formulas() -> None:
    chain = calculate("D6+1", "D7+1", "B6")
    assert chain.value(("T", 0, 3)) == 32


@pytest.mark.parametrize("formula", ["1/B7", 'MATCH("none",T[Code],0)', '"a"+1'])
def test_an_error_is_a_result_and_no_crash(formula: str) -> None:
    assert isinstance(result(formula), FormulaError)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "D5",
        "NOW()",
        'HYPERLINK("http://example.invalid")',
        "Elsewhere[Minutes]",
        "Other!A1",
        "B1",
        "B5:B7",
        "(1",
        "1^2",
        "(" * 3_000 + "1" + ")" * 3_000,
    ],
)
def test_what_no_return_holds_is_not_worked_out(formula: str) -> None:
    with pytest.raises(NotWorkedOutError):
        result(formula)


def test_a_circle_is_not_worked_out() -> None:
    with pytest.raises(NotWorkedOutError):
        calculate("D6", "D5").value(("T", 0, 3))


def test_a_date_that_no_workbook_holds_is_an_error() -> None:
    rows: list[list[Value]] = [[date(1900, 2, 28), datetime(1899, 12, 31, 8, 30), ""]]
    formulas = {(0, 2): "T[[#This Row],[Day]]+1"}
    table = ReadTable("T", "The sheet", ("Day", "Moment", "Result"), rows, formulas)
    calculator = Calculator({"T": table}, {"T": (4, 0)})
    assert [calculator.value(("T", 0, column)) for column in range(3)] == [ERROR] * 3
