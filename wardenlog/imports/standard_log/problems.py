"""What is wrong with a file: each problem with its place, what was found there, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LONGEST_ECHO: Final = 60
CORRECT_ROW: Final = "Correct that row first."
CORRECT_SHEET: Final = "Correct that sheet first."
"""What to do about a row that is refused only because of another row, or of a whole sheet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be read, or refers to nothing.

    `row` is the row in the spreadsheet, headings being row 1; `value` is what stands in the cell,
    empty where it is free text, so that no problem repeats what was written about anybody.
    """

    sheet: str
    row: int
    column: str
    value: str
    problem: str
    suggestion: str = ""

    @property
    def follows(self) -> bool:
        """Say whether it only follows from another problem, and goes when that is put right."""
        return self.suggestion in {CORRECT_ROW, CORRECT_SHEET}

    def __str__(self) -> str:
        """Write it as one line: the place, the problem, what to do."""
        column = f", {self.column}" if self.column else ""
        suggestion = f" {self.suggestion}" if self.suggestion else ""
        return f"{self.sheet}, row {self.row}{column}: {self.problem}{suggestion}"


class CellError(Exception):
    """A cell that cannot be read: what is wrong with it and what to do."""

    def __init__(self, problem: str, suggestion: str = "") -> None:
        super().__init__(problem)
        self.problem: Final = problem
        self.suggestion: Final = suggestion


class Findings:
    """The problems found so far, and so the rows that are refused."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: dict[tuple[str, int], list[Problem]] = {}
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        """Refuse a row for a reason."""
        self._problems.setdefault((problem.sheet, problem.row), []).append(problem)

    def refused(self, sheet: str, row: int) -> bool:
        """Say whether anything is wrong with a row."""
        return (sheet, row) in self._problems

    def of(self, sheet: str, row: int) -> list[Problem]:
        """Return what is wrong with a row."""
        return self._problems.get((sheet, row), [])

    def all(self) -> list[Problem]:
        """Return every problem, in the order found."""
        return [problem for problems in self._problems.values() for problem in problems]


def echo(value: str) -> str:
    """Return a cell's text short enough to repeat in a problem."""
    return value if len(value) <= LONGEST_ECHO else f"{value[: LONGEST_ECHO - 1]}…"
