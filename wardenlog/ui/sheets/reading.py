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
from wardenlog.model import Shift, ShiftMember
from wardenlog.model.base import Code, Text
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets import moving
from wardenlog.ui.sheets.draft import MIXED, SheetDraft
from wardenlog.ui.sheets.problems import Problem, Problems
from wardenlog.ui.sheets.visits import VisitReader, VisitReading, crew_of
from wardenlog.ui.sheets.writing import draft_of
from wardenlog.ui.widgets.shorthand import typed_date, typed_time

_TEXT: Final[TypeAdapter[str]] = TypeAdapter(Text)
_CODE: Final[TypeAdapter[str]] = TypeAdapter(Code)
_LONGEST_BREAK: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft says. `shift` is None while a problem keeps it from being recorded."""

    shift: Shift | None = None
    problems: tuple[Problem, ...] = ()
    day: date | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    crew: tuple[Named, ...] = ()
    visits: tuple[VisitReading, ...] = ()

    def at(self, row: int | None, field: str) -> Problem | None:
        """Return the problem of a field, the weightiest first, or None."""
        here = [each for each in self.problems if (each.row, each.field) == (row, field)]
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
        reader = VisitReader(
            draft, self._base, self._was, self._choices, problems, start_at, moved=self._moved(day)
        )
        visits = [reader.read(row, visit) for row, visit in enumerate(draft.visits)]
        self._remarks(people)
        shift = None
        if day and times and sheet and not any(each.blocks for each in problems.found):
            members = self._members(people, day, times)
            hidden = dict(self._base) if self._base else {}
            whole = hidden | {
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
                **reader.parts(),
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
            self._problems.attempt(
                None, "crew", lambda: crew_of(self._draft.crew, self._choices.people)
            )
            or []
        )

    def _members(
        self, people: list[Named], day: date, times: tuple[datetime, datetime]
    ) -> tuple[ShiftMember, ...]:
        known = {member.person_id: member for member in self._base.members} if self._base else {}
        members = []
        for one in people:
            member = known.get(one.id) or ShiftMember(
                person_id=one.id, funding_id=self._chosen_funding()
            )
            if not self._same("funding") and self._draft.funding != MIXED:
                member = member.model_copy(update={"funding_id": self._chosen_funding()})
            if self._moved(day):
                moved = self._problems.attempt(
                    None, "day", partial(moving.shift_member, member, day, times)
                )
                member = moved or member
            members.append(member)
        return tuple(members)

    def _chosen_funding(self) -> str | None:
        return None if self._draft.funding in {"", MIXED} else self._draft.funding

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
