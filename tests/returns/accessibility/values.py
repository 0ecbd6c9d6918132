"""Rules of values and formulas: one type and format a column, cached, traceable, never volatile."""

import math
import re

from tests.returns.accessibility.rules import Problems, of_sheets
from tests.returns.accessibility.text import SHORTHAND
from tests.returns.accessibility.workbook import Cell, Sheet

_NAMES = (
    "ABS AND AVERAGE COUNT COUNTA COUNTIF COUNTIFS IF IFERROR INDEX INT ISNUMBER MATCH MAX MEDIAN"
    " MIN MOD NOT OR ROUND SUM SUMIF SUMIFS SUMPRODUCT"
)
FUNCTIONS = set(_NAMES.split())
VOLATILE = {"NOW", "TODAY", "RAND", "RANDBETWEEN", "OFFSET", "INDIRECT", "INFO", "CELL"}
MIXED = {"Claim", "Summary", "Checks"}
"""Tables of different facts, whose values say in each row what they are."""

LINE_BY_LINE = {"Claim", "Claim_bridge", "Payment", "Checks"}
"""Tables whose lines are worked out each in its own way."""

FIRST_SERIAL = 61
"""1 March 1900."""

COUNT, HOURS, MONEY, PERCENT, DATE = "#,##0", "0.00", "£#,##0.00", "0.0", "d mmm yyyy"
_DATES = (
    "From|To|Date|Date requested|Date signed|Effective from|Period start|Period end|Entered on"
    "|Amended|Planned start|Actual start"
)
_MONIES = (
    "Amount|Original budget|Variations net|Current budget|Actual this period|Year to date"
    "|Agreement to date|Forecast to year end|Forecast outturn|Variance|Budget|Actual"
)
FORMATS = {
    **dict.fromkeys(_DATES.split("|"), DATE),
    **dict.fromkeys(_MONIES.split("|"), MONEY),
    "Rate": "£#,##0.00##",
    "Patrol-minutes": COUNT,
    "Person-minutes": COUNT,
    "Person-minutes claimable": COUNT,
    "Partner minutes": COUNT,
    "Visits": COUNT,
    "Number": COUNT,
    "Own use": COUNT,
    "Hours": HOURS,
    "Hours claimable": HOURS,
    "Person-hours": HOURS,
    "Shift paid hours": HOURS,
    "In-hotspot person-hours": HOURS,
    "Compliance percent": PERCENT,
    "Utilisation percent": PERCENT,
    "Variance percent": PERCENT,
}
"""What figures under a heading look like."""


@of_sheets("no error values")
def errors(sheet: Sheet) -> Problems:
    for cell in sheet.cells.values():
        if cell.kind == "e":
            yield cell.ref


@of_sheets("numbers are finite")
def finite(sheet: Sheet) -> Problems:
    for cell in sheet.cells.values():
        if cell.is_number and not math.isfinite(float(cell.text)):
            yield cell.ref


@of_sheets("every formula carries its value")
def cached(sheet: Sheet) -> Problems:
    for cell in sheet.cells.values():
        if cell.formula is not None and not cell.cached:
            yield cell.ref


@of_sheets("functions from the list")
def functions(sheet: Sheet) -> Problems:
    for cell, names, _ in _formulas(sheet):
        for name in sorted(names - FUNCTIONS - VOLATILE):
            yield f"{name} in {cell.ref}"


@of_sheets("no volatile functions")
def volatile(sheet: Sheet) -> Problems:
    for cell, names, _ in _formulas(sheet):
        for name in sorted(names & VOLATILE):
            yield f"{name} in {cell.ref}"


@of_sheets("no references to other files")
def references(sheet: Sheet) -> Problems:
    for cell, _, bare in _formulas(sheet):
        if re.search(r"\[\d+\]|\.xls|://", bare):
            yield cell.ref


@of_sheets("formulas the same down a column")
def same_down(sheet: Sheet) -> Problems:
    if sheet.table in LINE_BY_LINE:
        return
    for heading in sheet.headings:
        written = {cell.formula for cell in sheet.column(heading) if cell.formula is not None}
        if len(written) > 1:
            yield heading


@of_sheets("money is rounded to the penny")
def rounded(sheet: Sheet) -> Problems:
    for cell, names, bare in _formulas(sheet):
        if cell.look.number_format == MONEY:
            worked_out = re.search(r"[-+*/]", re.sub(r"\[[^\]]*\]", "", bare)) or "SUM" in names
            if worked_out and "ROUND" not in names:
                yield f"{cell.ref} {bare}"


@of_sheets("one type a column")
def one_type(sheet: Sheet) -> Problems:
    if sheet.table in MIXED:
        return
    for heading in sheet.headings:
        cells = sheet.column(heading)
        if any(cell.is_number for cell in cells):
            for cell in cells:
                if not cell.is_number and cell.text not in SHORTHAND:
                    yield f"{cell.ref} under {heading} says {cell.text!r}"


@of_sheets("number formats")
def formats(sheet: Sheet) -> Problems:
    if sheet.table in MIXED:
        return
    for heading in sheet.headings:
        for cell in sheet.column(heading):
            expected = FORMATS.get(heading)
            if cell.is_number and expected and cell.look.number_format != expected:
                yield f"{cell.ref} under {heading}: {cell.look.number_format}"


@of_sheets("dates from 1 March 1900")
def dates(sheet: Sheet) -> Problems:
    for cell in sheet.cells.values():
        if cell.is_number and "yyyy" in cell.look.number_format and float(cell.text) < FIRST_SERIAL:
            yield cell.ref


def _formulas(sheet: Sheet) -> list[tuple[Cell, set[str], str]]:
    """Return each formula's cell, the functions it calls, and its text without quoted words."""
    found = []
    for cell in sheet.cells.values():
        if cell.formula is not None:
            bare = re.sub(r'"[^"]*"', '""', cell.formula)
            found.append((cell, set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)), bare))
    return found
