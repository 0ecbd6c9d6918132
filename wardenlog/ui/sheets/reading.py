"""Reads a draft: the strict record it makes, or every problem that stands in its way.

A cell that still says what the record says keeps what the record holds, with everything the grid
does not show; only what was typed anew is read anew. Times follow the reading rules of
standard-log.md, which `wardenlog.clock` holds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from pydantic import TypeAdapter

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift, ShiftMember, StatedTotal
from wardenlog.model.base import Code, Text
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets import moving
from wardenlog.ui.sheets.crew import UNFUNDED, crew_of, pieces_of
from wardenlog.ui.sheets.detail_reading import DetailReader
from wardenlog.ui.sheets.details import KINDS
from wardenlog.ui.sheets.draft import SAID, DetailDraft, SheetDraft
from wardenlog.ui.sheets.problems import Problem, Problems
from wardenlog.ui.sheets.values import Facts
from wardenlog.ui.sheets.visits import VisitReader, VisitReading
from wardenlog.ui.sheets.writing import draft_of
from wardenlog.ui.widgets.matching import the_one
from wardenlog.ui.widgets.shorthand import typed_date, typed_time

_TEXT: Final[TypeAdapter[str]] = TypeAdapter(Text)
_CODE: Final[TypeAdapter[str]] = TypeAdapter(Code)
_LONGEST_BREAK: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft says. `shift` is None while a problem keeps it from being recorded.

    `details` are the draft's lines, with those that its grid's cells stand for.
    """

    shift: Shift | None = None
    problems: tuple[Problem, ...] = ()
    day: date | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    crew: tuple[Named, ...] = ()
    visits: tuple[VisitReading, ...] = ()
    details: tuple[DetailDraft, ...] = ()

    def at(self, row: int | None, field: str) -> Problem | None:
        """Return the problem of a field, the weightiest first, or None."""
        here = [each for each in self.problems if (each.row, each.field) == (row, field)]
        return min(here, key=lambda each: not each.blocks, default=None)

    def in_line(self, line: str, column: str) -> Problem | None:
        """Return the problem of a column of a line of the details, or None."""
        here = [each for each in self.problems if (each.line, each.column) == (line, column)]
        return min(here, key=lambda each: not each.blocks, default=None)


def read_sheet(draft: SheetDraft, base: Shift | None, choices: Choices, today: date) -> Reading:
    """Read a draft against what is recorded of the sheet, if anything."""
    return _SheetReader(draft, base, choices, today).read()


class _SheetReader:
    def __init__(
        self, draft: SheetDraft, base: Shift | None, choices: Choices, today: date
    ) -> None:
        self._draft = draft
        self._base = base
        self._was = draft_of(base, choices) if base else None
        self._choices = choices
        self._today = today
        self._problems = Problems()

    def read(self) -> Reading:
        """Return the whole reading; everything that can be read is, whatever else is wrong."""
        problems, draft = self._problems, self._draft
        day = self._day()
        times = None if day is None else self._times(day)
        people = self._crew()
        sheet = self._required("sheet", draft.sheet, _CODE, "Give the sheet its number.")
        team = self._optional("team", draft.team)
        pause = problems.attempt(None, "pause", self._pause)
        start_at = times[0] if times else None
        facts = Facts(self._choices, self._today, day, start_at)
        moved = self._moved(day)
        details = DetailReader(draft, self._base, self._was, facts, problems, moved=moved)
        reader = VisitReader(draft, self._base, self._was, facts, details, problems, moved=moved)
        visits = [reader.read(row, visit) for row, visit in enumerate(draft.visits)]
        self._remarks(people)
        vehicle, note = self._optional("vehicle", draft.vehicle), self._optional("note", draft.note)
        said = self._said()
        shift = None
        if day and times and sheet and not any(each.blocks for each in problems.found):
            members = self._members(people, day, times)
            whole = {
                "id": draft.id,
                "sheet": sheet,
                "day": day,
                "start_at": times[0],
                "end_at": times[1],
                "break_minutes": pause or 0,
                "team": team,
                "finished": draft.finished,
                "void_reason": draft.void_reason,
                "members": members,
                "visits": tuple(each.visit for each in visits if each.visit),
                "vehicle": vehicle,
                "note": note,
                "stated_totals": said,
                **{each.name: details.all_parts(each.name) for each in KINDS if each.on_sheet},
            }
            shift = problems.attempt(None, "sheet", lambda: Shift.model_validate(whole))
        return Reading(
            shift=None if any(each.blocks for each in problems.found) else shift,
            problems=tuple(problems.found),
            day=day,
            start_at=start_at,
            end_at=times[1] if times else None,
            crew=tuple(people),
            visits=tuple(visits),
            details=details.lines(),
        )

    def _same(self, *fields: str) -> bool:
        return self._was is not None and all(
            getattr(self._draft, field) == getattr(self._was, field) for field in fields
        )

    def _moved(self, day: date | None) -> bool:
        return self._base is not None and day is not None and day != self._base.day

    def _day(self) -> date | None:
        if not self._draft.day.strip():
            self._problems.missing(None, "day", "Give the date of the shift.")
            return None
        return self._problems.attempt(None, "day", lambda: typed_date(self._draft.day, self._today))

    def _times(self, day: date) -> tuple[datetime, datetime] | None:
        if self._base is not None and self._same("day", "start", "end"):
            return self._base.start_at, self._base.end_at
        walls = []
        for field, sentence in (
            ("start", "Give the time the shift started."),
            ("end", "Give the time the shift ended."),
        ):
            text = getattr(self._draft, field)
            if not text.strip():
                self._problems.missing(None, field, sentence)
                continue
            wall = self._problems.attempt(None, field, partial(typed_time, text))
            if wall is not None:
                walls.append(wall)
        if len(walls) < 2:  # noqa: PLR2004 - a start and an end
            return None
        try:
            return clock.shift_times(day, *walls)
        except clock.WallTimeError as e:
            field = e.field if e.field in {"start", "end"} else "day"
            self._problems.found.append(Problem(None, str(field), e.message))
            return None

    def _crew(self) -> list[Named]:
        if self._base is not None and self._same("crew"):
            known = {one.id: one for one in self._choices.people}
            ids = [member.person_id for member in self._base.members]
            return [known.get(each, Named(each, each, each)) for each in ids]
        return (
            self._problems.attempt(None, "crew", lambda: crew_of(self._draft.crew, self._choices))
            or []
        )

    def _members(
        self, people: list[Named], day: date, times: tuple[datetime, datetime]
    ) -> tuple[ShiftMember, ...]:
        if self._base is not None and self._same("crew", "funding"):
            return tuple(self._as_recorded(member, day, times) for member in self._base.members)
        read = self._problems.attempt(None, "crew", partial(self._typed, people, day, times))
        return tuple(read or ())

    def _as_recorded(
        self, member: ShiftMember, day: date, times: tuple[datetime, datetime]
    ) -> ShiftMember:
        if not self._moved(day):
            return member
        moved = self._problems.attempt(
            None, "day", partial(moving.shift_member, member, day, times)
        )
        return moved or member

    def _typed(
        self, people: list[Named], day: date, times: tuple[datetime, datetime]
    ) -> list[ShiftMember]:
        """Read the crew's own times and funding; standard-log.md has the rules of the times."""
        members = []
        for piece, one in zip(pieces_of(self._draft.crew), people, strict=True):
            start_at = end_at = None
            if piece.start:
                start_at = clock.member_start(day, times[0], typed_time(piece.start))
            if piece.end:
                end_at = clock.first_after(start_at or times[0], typed_time(piece.end))
            funding = self._draft.funding or None
            if piece.funding == UNFUNDED:
                funding = None
            elif piece.funding:
                funding = the_one(piece.funding, self._choices.funding, "funding").id
            members.append(
                ShiftMember(person_id=one.id, start_at=start_at, end_at=end_at, funding_id=funding)
            )
        return members

    def _said(self) -> tuple[StatedTotal, ...]:
        """Read the totals that the paper gives."""
        found = []
        for field, measure in SAID.items():
            if not (text := getattr(self._draft, field).strip()):
                continue
            if not text.isdecimal():
                self._problems.found.append(
                    Problem(None, field, "This is not a number. Write the paper’s total, like 11.")
                )
                continue
            total = self._problems.attempt(
                None, field, partial(StatedTotal, measure=measure, number=int(text))
            )
            found += [total] if total else []
        return tuple(found)

    def _pause(self) -> int:
        text = self._draft.pause.strip()
        if not text:
            return 0
        if not text.isdecimal() or int(text) > _LONGEST_BREAK:
            raise UserError("Write the break in minutes, like 30.", code="not_a_number")
        return int(text)

    def _required(self, field: str, text: str, kind: TypeAdapter[str], sentence: str) -> str | None:
        if not text.strip():
            self._problems.missing(None, field, sentence)
            return None
        return self._problems.attempt(None, field, lambda: kind.validate_python(text))

    def _optional(self, field: str, text: str) -> str | None:
        if not text.strip():
            return None
        return self._problems.attempt(None, field, lambda: _TEXT.validate_python(text))

    def _remarks(self, people: list[Named]) -> None:
        draft = self._draft
        if not draft.crew.strip() and any(not visit.crew.strip() for visit in draft.visits):
            self._problems.remark(
                None, "crew", "Nobody is named as the crew, so these visits do not count."
            )
        elif people and not draft.funding:
            self._problems.remark(
                None, "funding", "No funding is chosen, so this time will not be claimed."
            )
