"""Rows made one at a time as they are read, so that a table of any length takes no memory."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from wardenlog.returns.workbook.layout import Cell

T = TypeVar("T")
Row = Sequence[Cell]


class Streamed(Iterable[Row], Generic[T]):
    """The rows of a table over a collection of counted ones; they can be read many times."""

    def __init__(self, counted: Collection[T], make: Callable[[T], Row]) -> None:
        """Take the counted rows and what turns one of them into cells."""
        self._counted = counted
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._counted)
