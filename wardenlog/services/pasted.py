"""Records pasted as text: what every kind of them shares, from a line's cells to one batch."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from wardenlog.model import new_id
from wardenlog.model.base import Code, Text
from wardenlog.store import Batch

_CELLS: Final = re.compile(r"\s*[\t;,|]\s*")
_LONGEST: Final = 2_000
"""Lines read; a list of people or places is never longer."""
_CODE: Final = TypeAdapter(Code)
_NAME: Final = TypeAdapter(Text)


class Line(Protocol):
    """What would come of a line; `problem` says why it is not added, if it is not."""

    @property
    def problem(self) -> str | None:
        """A sentence, or None where the line can be added."""
        ...


LineT = TypeVar("LineT", bound=Line)


@dataclass(frozen=True, slots=True)
class Pasted(Generic[LineT]):
    """What would come of a pasted text; blank lines and headings are left out."""

    text: str
    lines: tuple[LineT, ...]

    @property
    def added(self) -> tuple[LineT, ...]:
        """The lines that would be added."""
        return tuple(each for each in self.lines if each.problem is None)

    def batch(self, source: str) -> Batch:
        """Return the batch that adds them, known by the text they came from."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Batch(new_id(), source, digest, len(self.lines) - len(self.added))


def lines_of_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each line's number, from 1, and its cells without quotes or blanks round them."""
    for number, line in enumerate(text.splitlines()[:_LONGEST], start=1):
        yield number, [cell.strip(" \"'") for cell in _CELLS.split(line.strip())]


def can_be_kept(code: str, name: str) -> bool:
    """Whether a record can have this name, and this code where there is one."""
    try:
        _NAME.validate_python(name)
        if code:
            _CODE.validate_python(code)
    except ValidationError:
        return False
    return True
