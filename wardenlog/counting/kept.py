"""Rows kept packed, so that a list of any length takes little memory and can be read again."""

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

T = TypeVar("T", bound=tuple[Any, ...])

_PACKED_TOGETHER: Final = 500
"""Rows: enough to pack well, few enough to unpack at once."""

_QUICK: Final = 1
"""The level of compression; a higher one takes longer and saves little."""


class Kept(Collection[T]):
    """Rows of text, whole numbers and None, read once from a count; each reading unpacks anew."""

    def __init__(self, rows: Iterable[T], make: Callable[[Iterable[Any]], T]) -> None:
        """Read all rows and pack them; `make` gives a row again from its values."""
        self._make: Final = make
        self._packs: Final[list[bytes]] = []
        self._length = 0
        source = iter(rows)
        while pack := list(islice(source, _PACKED_TOGETHER)):
            self._length += len(pack)
            self._packs.append(zlib.compress(json.dumps(pack).encode(), _QUICK))

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        for pack in self._packs:
            yield from map(self._make, json.loads(zlib.decompress(pack)))

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)
