"""Measures two ways of doing a job side by side: A B A B, the median of five after a warm-up."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Final

ROUNDS: Final = 5

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """The median seconds of our way and of the way it is held against."""

    ours: float
    theirs: float

    @property
    def slower(self) -> float:
        """How many times the other's time we take."""
        return self.ours / self.theirs

    @property
    def faster(self) -> float:
        """How many times our time the other takes."""
        return self.theirs / self.ours


def side_by_side(ours: Work, theirs: Work) -> Pair:
    """Do both in turn, first once unmeasured, then five times."""
    first, second = interleaved(ours, theirs)
    return Pair(first, second)


def alone(work: Work) -> float:
    """Return the median seconds of one job, done once unmeasured and then five times."""
    (seconds,) = interleaved(work)
    return seconds


def interleaved(*works: Work) -> list[float]:
    """Do any number of jobs in turn; return the median seconds of each."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, seconds, strict=True):
            taken.append(_timed(work))
    return [median(taken) for taken in seconds]


def _timed(work: Work) -> float:
    """Return the seconds a job takes, without the collector paying for what came before it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
