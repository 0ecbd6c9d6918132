"""What stands in the way of a draft, and where on the sheet it stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from pydantic import ValidationError

from wardenlog.errors import UserError

T = TypeVar("T")


class Weight(Enum):
    """How much a problem matters: the first two keep the sheet from being saved."""

    WRONG = "wrong"
    MISSING = "missing"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about one field; `row` is the visit's line, None in the header.

    In the details, `line` is the id of the line and `column` the name of its column.
    """

    row: int | None
    field: str
    sentence: str
    weight: Weight = Weight.WRONG
    line: str | None = None
    column: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether the sheet cannot be saved with it."""
        return self.weight is not Weight.REMARK

    def in_detail(self, line: str, column: str) -> "Problem":
        """Return the problem as one of a line of the details."""
        return replace(self, line=line, column=column)


class Problems:
    """Gathers problems while a draft is read, so that one never hides another."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def attempt(self, row: int | None, field: str, read: Callable[[], T]) -> T | None:
        """Return what `read` returns; where it refuses, note its sentence and return None."""
        try:
            return read()
        except UserError as e:
            self.found.append(Problem(row, field, e.message))
        except ValidationError as e:
            self.found.append(Problem(row, field, sentence_of(e)))
        return None

    def missing(self, row: int | None, field: str, sentence: str) -> None:
        """Note something that the record cannot do without."""
        self.found.append(Problem(row, field, sentence, Weight.MISSING))

    def remark(self, row: int | None, field: str, sentence: str) -> None:
        """Note something worth knowing that stops nothing."""
        self.found.append(Problem(row, field, sentence, Weight.REMARK))

    def point(self, since: int, line: str, column: str) -> None:
        """Say of the problems found since then at which line and column of the details they are."""
        self.found[since:] = [each.in_detail(line, column) for each in self.found[since:]]


def sentence_of(error: ValidationError) -> str:
    """Return the model's refusal as a sentence."""
    said = error.errors()[0]["msg"].removeprefix("Value error, ")
    return f"{said[:1].upper()}{said[1:].rstrip('.?')}{'?' if said.endswith('?') else '.'}"
