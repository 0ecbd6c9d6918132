"""Verifies a return that somebody has: that it is whole, unchanged, and adds up.

Nothing is looked up in the record: everything is worked out from the file itself
(return-workbook.md, "Must pass" and "Identity"). It shows slips, not forgery.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from lxml.etree import LxmlError
from python_calamine import CalamineError

from wardenlog.errors import UserError
from wardenlog.files.cells import FIRST_DATE
from wardenlog.returns.verify.calculator import (
    Calculator,
    FormulaError,
    NotWorkedOutError,
    Place,
)
from wardenlog.returns.verify.cells import (
    Starts,
    address,
    figures_as_text,
    place_words,
    row_keys,
    same,
    words,
)
from wardenlog.returns.verify.comparison import Difference, compare, read_copy, restored
from wardenlog.returns.verify.contract import FINGERPRINT
from wardenlog.returns.verify.facts import facts_of
from wardenlog.returns.verify.guard import refuse_unsafe, refused
from wardenlog.returns.verify.hidden import find_hidden
from wardenlog.returns.verify.report import Facts, Problem, Report
from wardenlog.returns.verify.structure import (
    body_starts,
    heading_problems,
    identity_problems,
    origin_problems,
    saved_by,
    sealed,
    sound,
    table_problems,
    with_receipt_code,
)
from wardenlog.returns.verify.totals import Tables, disagreements
from wardenlog.returns.verify.wording import follows, is_rewritten, problem_of
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
    except (CalamineError, LxmlError, LookupError, OverflowError, ValueError):
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
    whole = sound(seen)
    problems += origin_problems(properties, whole)
    problems += table_problems(seen, copied)
    problems += heading_problems(path, seen, starts)
    hidden = find_hidden(path, seen)
    problems += hidden.problems
    calculator = Calculator(whole, starts)
    differences, unmatched = compare(whole, copied)
    notes: list[str] = []
    against_seal = _fingerprint_problems(seen, differences, properties[FINGERPRINT], notes)
    problems += against_seal
    told = [each for each in differences if not each.filled_in]
    rewritten = [each for each in told if is_rewritten(each, calculator)]
    told = [each for each in told if each not in rewritten]
    told.sort(key=partial(follows, calculator=calculator))
    sealed_holds = not any(each.place == "" for each in against_seal)
    problems += (problem_of(each, calculator, starts, copy_changed=sealed_holds) for each in told)
    problems += unmatched
    known = {(each.table, each.row, each.column) for each in differences}
    problems += _formula_problems(whole, calculator, starts, known, notes)
    problems += disagreements(Tables(whole, calculator))
    filled = [each for each in differences if each.filled_in]
    notes += [f"{each.sheet}, {each.place}: filled in by the council." for each in filled]
    notes += hidden.notes
    if rewritten:
        notes.append(f"{len(rewritten):,} formulas were written anew and give the same results.")
    if not copied:
        problems += [each for it in whole.values() for each in figures_as_text(it, starts)]
        notes.append("The council's copy inside the file was lost when it was saved again.")
    saver = saved_by(path)
    if saver != _MAKER:
        unchanged = "" if problems else "; its content is unchanged"
        notes.append(f"The file was saved again by {saver}{unchanged}.")
    facts = facts_of(whole, calculator, receipt_code(properties[FINGERPRINT]))
    return Report(path.name, facts, tuple(_shortened(problems)), tuple(notes))


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
) -> list[Problem]:
    """Return whether the figures are those the receipt code stands for.

    What the council filled in is taken back first: the code was made before.
    """
    problems = []
    code = receipt_code(declared)
    filled = [each for each in differences if each.filled_in]
    tables = with_receipt_code(sealed(seen), code)
    if fingerprint_of(restored(tables, filled), declared) != declared:
        sentence = f"The figures are not those that receipt code {code} stands for."
        problems.append(Problem("", "", sentence))
        if differences and fingerprint_of(restored(tables, differences), declared) == declared:
            notes.append(f"Receipt code {code} stands for the figures of the council's copy.")
    shown = [row[1] for row in _rows(seen, "Claim") if row[0] == "Receipt code"]
    if shown != [code]:
        said = words(shown[0]) if shown else "none"
        sentence = f"it is {said}; the file's own is {code}."
        problems.append(Problem("Claim", "Receipt code", sentence))
    return problems


def _formula_problems(
    seen: Mapping[str, ReadTable],
    calculator: Calculator,
    starts: Starts,
    known: Collection[Place],
    notes: list[str],
) -> Iterator[Problem]:
    """Yield the formulas whose stored result is not what the figures give, and is not `known`."""
    blank = unknown = 0
    for name, table in seen.items():
        keys = row_keys(name, table.headings, table.rows) if table.formulas else []
        for row, column in sorted(table.formulas):
            stored = table.rows[row][column]
            if (name, row, column) in known:
                continue
            try:
                value = calculator.value((name, row, column))
            except NotWorkedOutError:
                unknown += 1
                continue
            place = place_words(keys[row], table.headings[column])
            cell = address(starts, name, row, column)
            if isinstance(value, FormulaError):
                yield Problem(table.sheet, place, "the formula gives an error.", cell)
            elif stored == "":
                blank += 1
            elif not same(stored, value):
                sentence = f"the file shows {words(stored)}, the figures give {words(value)}."
                yield Problem(table.sheet, place, sentence, cell)
    if blank:
        notes.append(
            f"{blank:,} formulas have no stored result; they were worked out from the figures."
            " Open the file in a spreadsheet program and save it to see them."
        )
    if unknown:
        notes.append(f"{unknown:,} formulas were changed into ones that cannot be worked out here.")


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
