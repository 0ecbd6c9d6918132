"""What a benchmark job is: a code, the records it needs, and lines for the table."""

import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

import tests.bench
from tests.bench.data import Records
from tests.bench.timing import Pair
from wardenlog.services.demo.scale import Size

_MODULE: Final = re.compile(r"s(\d+)_\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, in words; `met` says whether `reached` is what `reach` asks."""

    job: str
    took: str
    against: str
    other_took: str
    reached: str
    reach: str
    met: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One job of the table; its module ends in `JOB = Job(…)`."""

    code: str
    needs: frozenset[Size]
    measure: Callable[[Records], list[Line]]


def all_jobs() -> list[Job]:
    """Return every job there is a file for, in the order of its number."""
    names = [found.name for found in pkgutil.iter_modules(tests.bench.__path__)]
    numbered = {int(match[1]): match[0] for match in map(_MODULE.fullmatch, names) if match}
    return [import_module(f"tests.bench.{numbered[number]}").JOB for number in sorted(numbered)]


def at_most(job: str, against: str, pair: Pair, times: float, note: str = "") -> Line:
    """Return the line of a job that may take so many times what the other takes."""
    return Line(
        job,
        duration(pair.ours),
        against,
        duration(pair.theirs),
        f"{pair.slower:.2f} ×",
        f"at most {times:g} ×",
        pair.slower <= times,
        note,
    )


def at_least(job: str, against: str, pair: Pair, times: float, note: str = "") -> Line:
    """Return the line of a job that must be so many times faster than the other."""
    return Line(
        job,
        duration(pair.ours),
        against,
        duration(pair.theirs),
        f"{pair.faster:.1f} × faster",
        f"at least {times:g} × faster",
        pair.faster >= times,
        note,
    )


def within(job: str, seconds: float, limit: float, note: str = "") -> Line:
    """Return the line of a job that is held against the clock alone."""
    took = duration(seconds)
    return Line(job, took, "–", "–", took, f"under {limit:g} s", seconds < limit, note)


def duration(seconds: float) -> str:
    """Return a duration to three figures: milliseconds below a second."""
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1000:.3g} ms"
