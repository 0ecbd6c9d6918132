"""Verifies a return that somebody has: that it is whole, unchanged, and adds up.

Nothing is looked up in the record: everything is worked out from the file itself
(return-workbook.md, "Must pass" and "Identity"). It shows slips, not forgery.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from lxml.etree import XMLSyntaxError
from python_calamine import CalamineError

from wardenlog.clock import date_text
from wardenlog.errors import UserError
from wardenlog.files.cells import FIRST_DATE
from wardenlog.returns.verify.calculator import Calculator, FormulaError, NotWorkedOutError
from wardenlog.returns.verify.cells import figures_as_text, place_words, row_keys, same, words
from wardenlog.returns.verify.comparison import Difference, compare, read_copy, restored
from wardenlog.returns.verify.contract import FINGERPRINT
from wardenlog.returns.verify.guard import refuse_unsafe, refused
from wardenlog.returns.verify.hidden import hidden_problems
from wardenlog.returns.verify.report import Facts, Problem, Report
from wardenlog.returns.verify.structure import (
    body_starts,
    heading_problems,
    identity_problems,
    saved_by,
    sealed,
    sound,
    table_problems,
)
from wardenlog.returns.verify.totals import Tables, disagreements
from wardenlog.returns.workbook.fingerprint import receipt_code
from wardenlog.returns.workbook.reading import (
    ReadTable,
    Value,
    fingerprint_of,
    read_machine_copy,
    read_properties,
    read_tables,
)

__all__ = ["Facts", "Problem", "Report", "verify_file"]

MOST_SHOWN: Final = 20
"""Problems named one by one for each sheet; the rest are counted."""

_MAKER: Final = "wardenlog"


def verify_file(path: Path) -> Report:
    """Re-read a return, recompute its sums, formulas and fingerprint, and say what does not hold.

    A file that cannot or must not be read gives a report with that as its only problem; raises
    OSError where the file is not there.
    """
    try:
        refuse_unsafe(path)
        return _verified(path)
    except UserError as error:
        message = error.message
    except (CalamineError, XMLSyntaxError):
        message = refused(path, "is damaged", "damaged").message
    return Report(path.name, Facts(), (Problem("", "", message),))


def _verified(path: Path) -> Report:
    properties = read_properties(path)
    problems = list(identity_problems(properties))
    if problems:
        return Report(path.name, Facts(), tuple(problems))
    seen = {name: _tidied(table) for name, table in read_tables(path).items()}
    copied = read_copy(read_machine_copy(path) or b"") or {}
    starts = body_starts(path)
    problems += table_problems(seen, copied)
    problems += heading_problems(path, seen, starts)
    problems += hidden_problems(path, seen)
    whole = sound(seen)
    calculator = Calculator(whole, starts)
    differences, unmatched = compare(whole, copied)
    changed = [each for each in differences if not each.filled_in]
    notes: list[str] = []
    problems += _fingerprint_problems(seen, differences, properties[FINGERPRINT], notes)
    problems += [*(each.problem for each in changed), *unmatched]
    problems += _formula_problems(whole, calculator, notes)
    problems += disagreements(Tables(whole, calculator))
    filled = [each.problem for each in differences if each.filled_in]
    notes += [f"{each.sheet}, {each.place}: filled in by the council." for each in filled]
    if not copied:
        problems += [each for table in whole.values() for each in figures_as_text(table)]
        notes.append("The council's copy inside the file was lost when it was saved again.")
    saver = saved_by(path)
    if saver != _MAKER:
        unchanged = "" if problems else "; its content is unchanged"
        notes.append(f"The file was saved again by {saver}{unchanged}.")
    return Report(path.name, _facts(whole, properties), tuple(_shortened(problems)), tuple(notes))


def _tidied(table: ReadTable) -> ReadTable:
    """Return the table with times and very early dates, which no return holds, as text."""
    if not any(_is_foreign(value) for row in table.rows for value in row):
        return table
    rows: list[list[Value]] = [
        [str(value) if _is_foreign(value) else value for value in row] for row in table.rows
    ]
    return replace(table, rows=rows)


def _is_foreign(value: Value) -> bool:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day < FIRST_DATE
    return isinstance(value, time | timedelta)


def _fingerprint_problems(
    seen: Mapping[str, ReadTable],
    differences: Sequence[Difference],
    declared: str,
    notes: list[str],
) -> Iterator[Problem]:
    """Yield whether the figures are those the receipt code stands for.

    What the council filled in is taken back first: the code was made before.
    """
    code = receipt_code(declared)
    filled = [each for each in differences if each.filled_in]
    tables = sealed(seen)
    if fingerprint_of(restored(tables, filled), declared) != declared:
        yield Problem("", "", f"The figures are not those that receipt code {code} stands for.")
        if differences and fingerprint_of(restored(tables, differences), declared) == declared:
            notes.append(f"Receipt code {code} stands for the figures of the council's copy.")
    shown = [row[1] for row in _rows(seen, "Claim") if row[0] == "Receipt code"]
    if shown != [code]:
        said = words(shown[0]) if shown else "none"
        yield Problem("Claim", "Receipt code", f"it is {said}; the file's own is {code}.")


def _formula_problems(
    seen: Mapping[str, ReadTable], calculator: Calculator, notes: list[str]
) -> Iterator[Problem]:
    """Yield the formulas whose stored result is not what the figures give."""
    blank = unknown = 0
    for name, table in seen.items():
        keys = row_keys(name, table.headings, table.rows) if table.formulas else []
        for row, column in sorted(table.formulas):
            stored = table.rows[row][column]
            try:
                value = calculator.value((name, row, column))
            except NotWorkedOutError:
                unknown += 1
                continue
            place = place_words(keys[row], table.headings[column])
            if isinstance(value, FormulaError):
                yield Problem(table.sheet, place, "the formula gives an error.")
            elif stored == "":
                blank += 1
            elif not same(stored, value):
                sentence = f"the file shows {words(stored)}, the figures give {words(value)}."
                yield Problem(table.sheet, place, sentence)
    if blank:
        notes.append(
            f"{blank:,} formulas have no stored result; they were worked out from the figures."
            " Open the file in a spreadsheet program and save it to see them."
        )
    if unknown:
        notes.append(f"{unknown:,} formulas were changed into ones that cannot be worked out here.")


def _facts(seen: Mapping[str, ReadTable], properties: Mapping[str, str]) -> Facts:
    """Return what Data says of the return, and the receipt code of its fingerprint."""
    data = seen.get("Return_data")
    code = receipt_code(properties[FINGERPRINT])
    if data is None or not data.rows:
        return Facts(receipt_code=code)
    rows = [dict(zip(data.headings, row, strict=True)) for row in data.rows]
    days = [rows[0][heading] for heading in ("Period start", "Period end")]
    period = [date_text(day) for day in days if isinstance(day, date)]
    amounts = [row["Value"] for row in rows if row["Measure code"] == "amount_claimed"]
    known = amounts and isinstance(amounts[0], int | float)
    return Facts(
        council=str(rows[0]["Council"]),
        agreement=str(rows[0]["Agreement"]),
        period=" to ".join(period) if len(period) == len(days) else None,
        amount=f"£{amounts[0]:,.2f}" if known else None,
        receipt_code=code,
    )


def _shortened(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each sheet, then how many more it has."""
    number: Counter[str] = Counter()
    for problem in problems:
        number[problem.sheet] += 1
        if number[problem.sheet] <= MOST_SHOWN:
            yield problem
    for sheet, found in number.items():
        if found > MOST_SHOWN:
            yield Problem(sheet, "", f"{found - MOST_SHOWN:,} more things do not hold here.")


def _rows(seen: Mapping[str, ReadTable], name: str) -> list[list[object]]:
    return [list(row) for row in seen[name].rows] if name in seen else []
