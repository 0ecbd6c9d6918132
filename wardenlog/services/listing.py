"""What every list of records is: the ids of what is sought, in order, and the rows of some."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar, overload, runtime_checkable

_FEW: Final = 4
"""Ids that are looked for one by one rather than by going through all of them."""

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

    def ids_unless(self, sought: Sought, stop: Callable[[], bool]) -> Sequence[str]:
        """Return what `ids` would return; raise anything soon after `stop` says so."""
        ...

    def first_ids(self, sought: Sought, number: int) -> Sequence[str]:
        """Return the first ids of what `ids` would return, at most so many."""
        ...


class PackedIds(Sequence[str]):
    """A million ids in one text, a third of what they take as a list."""

    LENGTH: Final = 36

    def __init__(self, text: str) -> None:
        """Take ids written one after another, each a UUID."""
        self._text = text

    def __len__(self) -> int:
        return len(self._text) // self.LENGTH

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        place = range(len(self))[index] * self.LENGTH
        return self._text[place : place + self.LENGTH]

    def __iter__(self) -> Iterator[str]:
        for place in range(0, len(self._text), self.LENGTH):
            yield self._text[place : place + self.LENGTH]

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """Return the position of an id; ValueError where it is not among them.

        A UUID is found nowhere but at its own place, because of where its hyphens are.
        """
        end = len(self) if stop is None else stop
        found = self._text.find(value, start * self.LENGTH, end * self.LENGTH)
        if found < 0 or len(value) != self.LENGTH:
            raise ValueError(value)
        return found // self.LENGTH

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and len(value) == self.LENGTH and value in self._text


def positions(ids: Sequence[str], wanted: Collection[str]) -> dict[str, int]:
    """Return where each wanted id is; absent where it is not among them."""
    if len(wanted) <= _FEW:
        return {each: ids.index(each) for each in wanted if each in ids}
    where: dict[str, int] = {}
    left = set(wanted)
    for n, each in enumerate(ids):
        if each in left:
            where[each] = n
            if len(where) == len(left):
                break
    return where
