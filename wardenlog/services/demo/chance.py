"""Repeatable chance: dice from a seed, weighted picks, and identifiers made of both."""

import bisect
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_VARIANT: Final = 0b10 << 62


def dice(seed: int, theme: str) -> Random:
    """Return the dice of one theme, so that a change in one leaves the others as they fell."""
    return Random(f"{seed}/{theme}")


class Weighted(Generic[T]):
    """Things to pick from, some more often than others."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = list(weights)
        self._upto = list(accumulate(weights.values()))

    def pick(self, rng: Random) -> T:
        """Return one of the things."""
        return self._things[bisect.bisect(self._upto, rng.random() * self._upto[-1])]


class Ids:
    """Gives out identifiers of the form of UUID version 7: the time first, the rest from dice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given = 0

    def at(self, instant: datetime) -> str:
        """Return a new identifier that sorts with the instant."""
        self._given = (self._given + 1) % 4096
        when = (instant - _EPOCH) // _MILLISECOND
        chance = _VARIANT | self._rng.getrandbits(62)
        text = f"{when:012x}7{self._given:03x}{chance:016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def on(self, day: date) -> str:
        """Return a new identifier that sorts with the date's noon."""
        return self.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
