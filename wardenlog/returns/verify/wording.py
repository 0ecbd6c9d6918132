"""Says in words what became of a cell that is not as in the council's copy."""

import re
from typing import Final

from wardenlog.returns.verify.calculator import Calculator, FormulaError, NotWorkedOutError
from wardenlog.returns.verify.cells import AS_TEXT, Starts, address, figure, same, words
from wardenlog.returns.verify.comparison import Difference
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.reading import Value

_REFERS: Final = re.compile(r"\[|[A-Za-z]\$?\d")
"""What a formula holds that looks at any cell."""

_LONGEST: Final = 120
"""Characters of a formula that a sentence shows."""


def problem_of(
    difference: Difference, calculator: Calculator, starts: Starts, *, copy_changed: bool
) -> Problem:
    """Return what happened to a cell; `copy_changed` where its figures are the sealed ones."""
    sentence = _sentence(difference, calculator, copy_changed=copy_changed)
    cell = address(starts, difference.table, difference.row, difference.column)
    return Problem(difference.sheet, difference.place, sentence, cell)


def is_rewritten(difference: Difference, calculator: Calculator) -> bool:
    """Whether only the text of a formula changed, and it still follows the figures."""
    here, was = difference.formula_here, difference.formula_copied
    if not here or not was or not same(difference.here, difference.copied):
        return False
    given = _worked_out(difference, calculator)
    refers = _REFERS.search(here) is not None
    return refers and (given is None or same(given, difference.copied))


def follows(difference: Difference, calculator: Calculator) -> bool:
    """Whether the cell is only a consequence: its formula gives it from figures that changed."""
    if difference.formula_here is None or _is_changed(difference):
        return False
    given = _worked_out(difference, calculator)
    return given is not None and same(given, difference.here)


def _sentence(difference: Difference, calculator: Calculator, *, copy_changed: bool) -> str:
    here, copied = difference.here, difference.copied
    both = f"the file says {_shown(here)}, the council's copy says {_shown(copied)}"
    formula = difference.formula_here
    if _is_changed(difference):
        return _formula_sentence(difference, both)
    given = here if formula is None else _worked_out(difference, calculator)
    if copy_changed and given is not None and same(given, here):
        return (
            f"the copy inside the file was changed to {_shown(copied)}; the {_shown(here)} that"
            " the sheet shows is what the receipt code stands for."
        )
    if formula is not None:
        return _result_sentence(given, difference, both)
    if isinstance(here, str) and figure(here) == copied:
        return AS_TEXT.format(words(here))
    return f"{both}."


def _formula_sentence(difference: Difference, both: str) -> str:
    """Say how a formula came, went or changed."""
    here, copied = difference.here, difference.copied
    formula, was = difference.formula_here, difference.formula_copied
    if was is None:
        return f"a formula stands in place of a figure; {both}."
    if formula is not None:
        return f"the formula was changed from ={_cut(was)} to ={_cut(formula)}; {both}."
    typed = f"{_shown(here)} was typed over the formula"
    if same(here, copied):
        return f"{typed}, so it no longer follows the rest."
    return f"{typed}; the council's copy says {_shown(copied)}."


def _result_sentence(given: Value | None, difference: Difference, both: str) -> str:
    here, copied = difference.here, difference.copied
    if given is None:
        return f"{both}."
    if same(given, copied):
        return f"the file shows {_shown(here)}, but its formula gives {_shown(given)}."
    if same(given, here):
        return f"{both}; the formula follows figures that differ."
    return f"{both}; the formula gives {_shown(given)}."


def _is_changed(difference: Difference) -> bool:
    """Whether a formula came, went, or has another text; a shared one shows no text."""
    here, was = difference.formula_here, difference.formula_copied
    if here is None or was is None:
        return here is not was
    return bool(here) and "".join(here.split()) != "".join(was.split())


def _worked_out(difference: Difference, calculator: Calculator) -> Value | None:
    """Return what a cell's formula gives, None where it cannot be worked out."""
    try:
        value = calculator.value((difference.table, difference.row, difference.column))
    except NotWorkedOutError:
        return None
    return None if isinstance(value, FormulaError) else value


def _shown(value: Value) -> str:
    return f"“{words(value)}”" if isinstance(value, str) and value else words(value)


def _cut(formula: str) -> str:
    return formula if len(formula) <= _LONGEST else f"{formula[: _LONGEST - 1]}…"
