"""When the shifts of a spreadsheet begin and end, and which visits cannot be on them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from wardenlog import clock
from wardenlog.clock import WallTime, WallTimeError
from wardenlog.imports.spreadsheet.grouping import Group
from wardenlog.imports.spreadsheet.lines import Line
from wardenlog.model import Shift

_LATEST: Final = timedelta(minutes=60)
"""How long after its shift's end a visit may begin; one before the start is allowed as much."""


def shift_times(group: Group, recorded: Shift | None) -> tuple[WallTime, WallTime]:
    """Return a sheet's Start and End: the file's, else from first In to last Out.

    A recorded sheet keeps its own where they hold all of its visits.
    """
    given_start, given_end = given_times(group)
    if recorded is not None and given_start is None and given_end is None:
        return _around(group, recorded)
    start = given_start or group.lines[0].came
    return start, given_end or _last_out(group, start)


def outside_shift(group: Group) -> Iterator[Line]:
    """Yield the visits that begin outside the shift that the file gives them.

    By the rule of reading, one before the start would otherwise be on the next day.
    """
    start, end = given_times(group)
    if start is None or end is None:
        return
    try:
        start_at, end_at = clock.shift_times(group.day, start, end)
    except WallTimeError:
        return
    for line in group.lines:
        in_at = in_of(start_at, line.came)
        if in_at is not None and in_at > end_at + _LATEST:
            yield line


def start_of(group: Group, start: WallTime, end: WallTime) -> datetime | None:
    """Return the instant a shift begins; None where its times cannot be read on its date."""
    try:
        return clock.shift_times(group.day, start, end)[0]
    except WallTimeError:
        return None


def in_of(start_at: datetime | None, came: WallTime) -> datetime | None:
    """Return the instant of an In; None where it cannot be read on that shift."""
    try:
        return None if start_at is None else clock.visit_in(start_at, came)
    except WallTimeError:
        return None


def given_times(group: Group) -> tuple[WallTime | None, WallTime | None]:
    """Return the Start and the End that the rows of a sheet give it."""
    return (
        next((line.shift_start for line in group.lines if line.shift_start), None),
        next((line.shift_end for line in group.lines if line.shift_end), None),
    )


def _last_out(group: Group, start: WallTime) -> WallTime:
    """Return the latest Out, or the latest In where none has one."""
    try:
        start_at = clock.at_wall(group.day, start)
        end_at = max(_out_of(start_at, line) for line in group.lines)
        end_at = min(max(end_at, start_at + clock.MINUTE), start_at + clock.DAY)
        text = clock.wall_for_reading(end_at, lambda wall: clock.first_after(start_at, wall))
        return WallTime.parse(text)
    except WallTimeError:  # said of the row that is at fault
        return group.lines[-1].left or group.lines[-1].came


def _out_of(start_at: datetime, line: Line) -> datetime:
    in_at = clock.visit_in(start_at, line.came)
    if line.left is None:
        return in_at + (line.minutes or 0) * clock.MINUTE
    try:
        return clock.visit_out(in_at, line.left)
    except WallTimeError:  # the visit itself will be refused for it
        return in_at


def _around(group: Group, recorded: Shift) -> tuple[WallTime, WallTime]:
    """Return the times of a recorded sheet, made wider where a visit lies outside them."""
    start_at, end_at = recorded.start_at, recorded.end_at
    for line in group.lines:
        in_at = in_of(recorded.start_at, line.came)
        if in_at is None:
            continue
        if in_at >= recorded.end_at + clock.LONGEST_VISIT:
            in_at -= clock.DAY
        start_at = min(start_at, in_at)
        end_at = max(end_at, in_at + (line.length or 0) * clock.MINUTE)
    if end_at - start_at > clock.DAY:
        start_at, end_at = recorded.start_at, recorded.end_at
    begun = clock.local(start_at)
    end = clock.wall_for_reading(end_at, lambda wall: clock.first_after(start_at, wall))
    return WallTime(begun.hour, begun.minute), WallTime.parse(end)
