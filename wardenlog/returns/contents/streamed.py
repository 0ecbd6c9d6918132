"""Rows made one at a time as they are read, so that a table of any length takes no memory."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from wardenlog.returns.workbook.layout import Cell

T = TypeVar("T")
Row = Sequence[Cell]


class Streamed(Sequence[Row], Generic[T]):
    """A sequence of table rows over a sequence of counted ones; it can be read many times."""

    def __init__(self, counted: Sequence[T], make: Callable[[T], Row]) -> None:
        """Take the counted rows and what turns one of them into cells."""
        self._counted = counted
        self._make = make

    def __len__(self) -> int:
        return len(self._counted)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return one row, or several as rows that are streamed likewise."""
        if isinstance(index, slice):
            return Streamed(self._counted[index], self._make)
        return self._make(self._counted[index])
