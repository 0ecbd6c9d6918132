"""What every list of records is: the ids of what is sought, in order, and the rows of some."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

RowT_co = TypeVar("RowT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which records to list and how: `order` is a name that the listing knows.

    Each word of `find` must be part of what the listing looks into. `filters` are pairs of a
    filter's name and the value it must have; a filter left out lets everything through.
    """

    order: str
    descending: bool = False
    find: str = ""
    filters: tuple[tuple[str, str], ...] = ()


class Listing(Protocol[RowT_co]):
    """A long list that is read in two steps, so that any length of it is quick."""

    def ids(self, sought: Sought) -> Sequence[str]:
        """Return the id of everything sought, in its order; may take a while."""
        ...

    def rows(self, ids: Collection[str]) -> Mapping[str, RowT_co]:
        """Return the rows of a page of ids; absent where one is gone."""
        ...


@runtime_checkable
class LongListing(Protocol):
    """A listing so long that its first rows are shown before the rest of it is known."""

    def first_ids(self, sought: Sought, number: int) -> Sequence[str]:
        """Return the first ids of what `ids` would return, at most so many."""
        ...
