"""One line of the Checks sheet: what was expected and found, and what the difference means."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import As, Cell, Formula, Kind

TABLE: Final = "Checks"
Word = Literal["Fail", "Attention", "Explained", "Noted"]
Wrong = Literal["apart", "above", "below"]
Number = int | float | Decimal

_WRONG_WHEN: Final[dict[Wrong, str]] = {
    "apart": "ABS({difference})>{tolerance}",
    "above": "{difference}>{tolerance}",
    "below": "{difference}<-{tolerance}",
}


@dataclass(frozen=True, slots=True)
class Check:
    """A live check: `word` is the result where found is apart from, above or below expected."""

    title: str
    kind: Kind
    expected: Number | Formula
    found: Number | Formula
    word: Word = "Fail"
    wrong: Wrong = "apart"
    tolerance: Number = 0
    explanation: str = ""

    @property
    def difference(self) -> float:
        """Found less expected, as a spreadsheet subtracts; money to the penny."""
        less = float(_number(self.found)) - float(_number(self.expected))
        return round(less, 2) if self.kind == "money" else less

    @property
    def result(self) -> Word | Literal["Pass"]:
        """Pass, or the check's word."""
        tolerance = float(self.tolerance)
        wrong = {
            "apart": abs(self.difference) > tolerance,
            "above": self.difference > tolerance,
            "below": self.difference < -tolerance,
        }
        return self.word if wrong[self.wrong] else "Pass"

    def row(self) -> tuple[Cell, ...]:
        """Return the cells of the check's line, difference and result as formulas."""
        expected, found, difference, tolerance = (
            this_row(TABLE, heading) for heading in ("Expected", "Found", "Difference", "Tolerance")
        )
        when = _WRONG_WHEN[self.wrong].format(difference=difference, tolerance=tolerance)
        return (
            self.title,
            As(self.expected, self.kind),
            As(self.found, self.kind),
            As(Formula(_less(found, expected, self.kind), self.difference), self.kind),
            As(self.tolerance, self.kind),
            Formula(f'IF({when},"{self.word}","Pass")', self.result),
            self.explanation,
        )


def _less(found: str, expected: str, kind: Kind) -> str:
    less = f"{found}-{expected}"
    return f"ROUND({less},2)" if kind == "money" else less


def _number(value: Number | Formula) -> Number:
    if not isinstance(value, Formula):
        return value
    if isinstance(value.value, str):
        raise TypeError(f"a check compares numbers, not {value.value!r}")
    return value.value
