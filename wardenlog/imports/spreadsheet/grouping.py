"""Groups visits into shift sheets, under numbers that stay the same from one import to the next."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from wardenlog.clock import WallTime
from wardenlog.imports.spreadsheet.lines import Line, Refused, wall_minutes
from wardenlog.imports.spreadsheet.mapping import Nights

LONGEST_CODE: Final = 60
_DAY: Final = 24 * 60
_NIGHT_GAP: Final = 6 * 60
"""Minutes between a visit and the next, over midnight, that are still one shift."""
_OTHER_SHIFT: Final = 10 * 60
"""Minutes without a visit after which the same crew on the same date is on another shift."""
_EARLY: Final = 6 * 60

Key: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """The visits of one shift, in the order of their In, and the number of its sheet.

    `own_number` is the sheet's number in the file; None where the sheet is made of date and crew.
    """

    sheet: str
    day: date
    lines: list[Line]
    own_number: str | None = None

    @property
    def crew(self) -> tuple[str, ...]:
        """Everybody who is on a visit, in the order they first are."""
        return tuple(dict.fromkeys(code for line in self.lines for code in line.crew))


def guess_nights(lines: Iterable[Line]) -> Nights:
    """Say which date visits after midnight carry, by the rows of one crew above them.

    A row of 00:30 below one of 23:10 with the same date carries the shift's date; with the next
    date it carries its own.
    """
    last: dict[Key, Line] = {}
    shifts = own = 0
    for line in lines:
        before = last.get(_key(line))
        if before is not None and wall_minutes(line.came) < _EARLY < wall_minutes(before.came):
            apart = (line.day - before.day).days
            shifts += apart == 0
            own += apart == 1
        last[_key(line)] = line
    return "own" if own > shifts else "shift"


def group_lines(lines: Iterable[Line], nights: Nights) -> list[Group]:
    """Return the sheets that visits make: by sheet number, else by date, crew and team."""
    by_key: dict[Key, list[Line]] = {}
    for line in lines:
        by_key.setdefault(_key(line), []).append(line)
    groups: list[Group] = []
    for key, members in by_key.items():
        parted = _by_shift_date(members) if nights == "shift" else _by_own_date(key, members)
        groups += _numbered(key, list(parted))
    return groups


def dated_number(day: date, rest: str) -> str:
    """Return a sheet number made of a date and words, cut to the length a code may have."""
    number = f"{day.isoformat()} {rest}".strip()
    if len(number) > LONGEST_CODE:
        digest = hashlib.sha256(number.encode()).hexdigest()[:8]
        number = f"{number[: LONGEST_CODE - 9]} {digest}"
    return number


def groups_of(refused: Refused, groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the sheets that a refused row may belong to, as far as it says."""
    for group in groups:
        if refused.sheet is not None:
            if group.own_number == refused.sheet and refused.day in {None, group.day}:
                yield group
        elif refused.day in {None, group.day} and (
            refused.crew is None or sorted(refused.crew) == sorted(group.crew)
        ):
            yield group


def _key(line: Line) -> Key:
    if line.sheet is not None:
        return ("sheet", line.sheet)
    return ("crew", line.team or "", *sorted(line.crew))


def _by_shift_date(lines: list[Line]) -> Iterator[tuple[date, list[Line]]]:
    by_day: dict[date, list[Line]] = {}
    for line in lines:
        by_day.setdefault(line.day, []).append(line)
    for day, members in sorted(by_day.items()):
        start = _shift_begins(members)
        yield day, sorted(members, key=lambda line: _after(start, line))


def _shift_begins(lines: list[Line]) -> int:
    """Return the minute of the day that a shift begins: the first In after the longest gap."""
    given = next((line.shift_start for line in lines if line.shift_start is not None), None)
    if given is not None:
        return wall_minutes(given) - 60
    times = sorted({wall_minutes(line.came) for line in lines})
    gaps = [(times[place] - times[place - 1]) % _DAY or _DAY for place in range(len(times))]
    return times[gaps.index(max(gaps))]


def _after(start: int, line: Line) -> tuple[int, str, str, int]:
    return (
        (wall_minutes(line.came) - start) % _DAY,
        line.hotspot,
        " ".join(line.crew),
        line.row.number,
    )


def _by_own_date(key: Key, lines: list[Line]) -> Iterator[tuple[date, list[Line]]]:
    ordered = sorted(lines, key=lambda line: (line.day, *_after(0, line)))
    group: list[Line] = []
    ended = 0
    for line in ordered:
        came = line.day.toordinal() * _DAY + wall_minutes(line.came)
        apart = came - ended
        if group and (
            (line.day != group[0].day and apart > _NIGHT_GAP)
            or (key[0] == "crew" and apart > _OTHER_SHIFT)
        ):
            yield group[0].day, group
            group = []
        group.append(line)
        ended = came + (line.length or 0)
    if group:
        yield group[0].day, group


def _numbered(key: Key, parted: list[tuple[date, list[Line]]]) -> Iterator[Group]:
    if key[0] == "sheet":
        for day, lines in parted:
            number = key[1] if len(parted) == 1 else dated_number(day, f"no {key[1]}")
            yield Group(number[:LONGEST_CODE], day, lines, own_number=key[1])
        return
    seen: dict[date, int] = {}
    for day, lines in parted:
        seen[day] = seen.get(day, 0) + 1
        words = [*key[2:], key[1], "" if seen[day] == 1 else f"({seen[day]})"]
        yield Group(dated_number(day, " ".join(word for word in words if word)), day, lines)


def first_in(group: Group) -> WallTime:
    """Return the In of a sheet's first visit."""
    return group.lines[0].came
