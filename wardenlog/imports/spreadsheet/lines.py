"""Visits as the rows of a spreadsheet say them, before they are anybody's record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from wardenlog.clock import WallTime
from wardenlog.imports.spreadsheet.cells import Counted, Named
from wardenlog.imports.spreadsheet.layout import SourceRow
from wardenlog.imports.standard_log.problems import Problem
from wardenlog.model.vocabulary import Mode

REPORTED: Final = 100
"""Rows or sheets between two reports of how far a job has come."""

Report: TypeAlias = Callable[[str, int, int], None]
"""Says which step a job is in, how much of it is done, and of how much; it may raise to stop it."""

_DAY: Final = 24 * 60


@dataclass(slots=True)
class Line:
    """One visit as a row says it. `left` and `minutes` are both None where neither is said."""

    row: SourceRow
    day: date
    came: WallTime
    hotspot: str
    left: WallTime | None = None
    minutes: int | None = None
    crew: tuple[str, ...] = ()
    sheet: str | None = None
    visit: int | None = None
    team: str | None = None
    shift_start: WallTime | None = None
    shift_end: WallTime | None = None
    mode: Mode | None = None
    funding: str | None = None
    notes: list[str] = field(default_factory=list)
    tallies: list[tuple[str, Counted]] = field(default_factory=list)
    powers: list[tuple[str, int]] = field(default_factory=list)
    incidents: list[Named] = field(default_factory=list)
    referrals: list[str] = field(default_factory=list)
    police: int = 0

    @property
    def length(self) -> int | None:
        """The minutes from In to Out by the clock on the wall; None where there is no Out."""
        if self.left is not None:
            return (wall_minutes(self.left) - wall_minutes(self.came)) % _DAY
        return self.minutes


@dataclass(slots=True)
class Refused:
    """A row that cannot be read, with what of it says which sheet it belongs to."""

    row: SourceRow
    day: date | None
    sheet: str | None
    crew: tuple[str, ...] | None
    team: str | None


@dataclass(slots=True)
class Reading:
    """What came of the rows."""

    lines: list[Line] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[SourceRow, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def no_report(_step: str, _done: int, _total: int) -> None:
    """Tell nobody how far a job has come."""


def wall_minutes(wall: WallTime) -> int:
    """Return the minutes from midnight to a time of day."""
    return wall.hour * 60 + wall.minute
