"""Reads the lines of the visit grid, each against what is recorded of that visit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Incident, PowerUse, Shift, Tally, Visit, VisitMember
from wardenlog.model.base import Text
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets import cells, moving
from wardenlog.ui.sheets.draft import SheetDraft, VisitDraft
from wardenlog.ui.sheets.problems import Problem, Problems, sentence_of
from wardenlog.ui.widgets.matching import the_one
from wardenlog.ui.widgets.shorthand import minutes_after, typed_time

_TEXT: Final[TypeAdapter[str]] = TypeAdapter(Text)
_NO_OUT: Final = "Visit {number} has no Out, so it does not count yet."


@dataclass(frozen=True, slots=True)
class VisitReading:
    """What a line says. `visit` is None where it cannot be recorded; `members` are the named."""

    visit: Visit | None = None
    place: Named | None = None
    in_at: datetime | None = None
    out_at: datetime | None = None
    members: tuple[Named, ...] = ()

    @property
    def minutes(self) -> int | None:
        """Elapsed minutes from In to Out (domain.md, rule 2)."""
        if self.in_at is None or self.out_at is None:
            return None
        return clock.elapsed_minutes(self.in_at, self.out_at)


def crew_of(text: str, people: Sequence[Named]) -> list[Named]:
    """Return the people named by codes or names: `AK JR`, `AK/JR`, `AK & JR`.

    UserError where one is unknown, could be several, or is named twice.
    """
    found: list[Named] = []
    for piece in re.split(r"[\s,/&+]+", text.strip()):
        if not piece:
            continue
        one = the_one(piece, people, "person")
        if one in found:
            raise UserError(f"{one.code} is named twice. Name each person once.", code="twice")
        found.append(one)
    return found


class VisitReader:
    """Reads one line after another, and gathers what they say about tallies and the like."""

    def __init__(
        self,
        draft: SheetDraft,
        base: Shift | None,
        was: SheetDraft | None,
        choices: Choices,
        problems: Problems,
        start_at: datetime | None,
        *,
        moved: bool,
    ) -> None:
        self._base = base
        self._base_visits = {visit.id: visit for visit in base.visits} if base else {}
        self._was = {visit.id: visit for visit in was.visits} if was else {}
        self._choices = choices
        self._problems = problems
        self._start_at = start_at
        self._moved = moved
        self._same_start = base is not None and start_at == base.start_at
        self._tallies: Sequence[Tally] = base.tallies if base else ()
        self._incidents: Sequence[Incident] = base.incidents if base else ()
        self._powers: Sequence[PowerUse] = base.powers if base else ()
        self._in_of: dict[int | None, datetime | None] = {
            None: None if start_at is None else start_at - clock.EARLY_ARRIVAL
        }

    def read(self, row: int, line: VisitDraft) -> VisitReading:
        """Read a line; its problems are noted, and what it says beside the visit is kept."""
        was = self._was.get(line.id)
        base = self._base_visits.get(line.id)
        place = self._place(row, line, was, base)
        in_at = self._in(row, line, was, base)
        out_at = self._out(row, line, was, base, in_at)
        self._in_of[line.number] = in_at
        members = self._members(row, line, was, base, in_at, out_at)
        self._beside(row, line, was)
        note = self._note(row, line)
        visit = None
        if place and in_at and members is not None:
            hidden: dict[str, Any] = dict(base) if base else {}
            visit = self._visit(
                row,
                hidden
                | {
                    "id": line.id,
                    "number": line.number,
                    "hotspot_id": place.id,
                    "in_at": in_at,
                    "out_at": out_at,
                    "void_reason": line.void_reason,
                    "note": note,
                    "members": members,
                },
            )
        return VisitReading(visit, place, in_at, out_at, self._named(members or ()))

    def parts(self) -> dict[str, Any]:
        """Return the sheet's tallies, incidents and powers with what the lines changed in them."""
        if not self._moved:
            return {
                "tallies": tuple(self._tallies),
                "incidents": tuple(self._incidents),
                "powers": tuple(self._powers),
            }
        return {
            "tallies": tuple(self._tallies),
            "incidents": tuple(self._moment(part) for part in self._incidents),
            "powers": tuple(self._moment(part) for part in self._powers),
        }

    def _place(
        self, row: int, line: VisitDraft, was: VisitDraft | None, base: Visit | None
    ) -> Named | None:
        if base and was and line.hotspot == was.hotspot:
            here = (one for one in self._choices.hotspots if one.id == base.hotspot_id)
            return next(here, Named(base.hotspot_id, base.hotspot_id, base.hotspot_id))
        if not line.hotspot.strip():
            self._problems.missing(row, "hotspot", f"Visit {line.number} needs its hotspot.")
            return None
        return self._problems.attempt(
            row, "hotspot", lambda: the_one(line.hotspot, self._choices.hotspots, "hotspot")
        )

    def _in(
        self, row: int, line: VisitDraft, was: VisitDraft | None, base: Visit | None
    ) -> datetime | None:
        if base and was and self._same_start and line.came == was.came:
            return base.in_at
        if not line.came.strip():
            self._problems.missing(row, "came", f"Visit {line.number} needs its In.")
            return None
        wall = self._problems.attempt(row, "came", lambda: typed_time(line.came))
        start_at = self._start_at
        if wall is None or start_at is None:
            return None
        in_at = self._problems.attempt(row, "came", lambda: clock.visit_in(start_at, wall))
        self._twice(row, "came", in_at, typed_second=wall.second_occurrence)
        return in_at

    def _out(
        self,
        row: int,
        line: VisitDraft,
        was: VisitDraft | None,
        base: Visit | None,
        in_at: datetime | None,
    ) -> datetime | None:
        if base and was and in_at == base.in_at and line.left == was.left:
            if base.out_at is None:
                self._without_out(row, line)
            return base.out_at
        if not line.left.strip():
            self._without_out(row, line)
            return None
        after = minutes_after(line.left)
        if after is not None:
            return None if in_at is None else in_at + timedelta(minutes=after)
        wall = self._problems.attempt(row, "left", lambda: typed_time(line.left))
        if wall is None or in_at is None:
            return None
        out_at = self._problems.attempt(row, "left", lambda: clock.visit_out(in_at, wall))
        self._twice(row, "left", out_at, typed_second=wall.second_occurrence)
        return out_at

    def _without_out(self, row: int, line: VisitDraft) -> None:
        if line.came and line.void_reason is None:
            self._problems.remark(row, "left", _NO_OUT.format(number=line.number))

    def _twice(self, row: int, field: str, at: datetime | None, *, typed_second: bool) -> None:
        """Ask which of two is meant, where the clocks go back and the first was taken."""
        if at is None or typed_second or not clock.is_repeated(at):
            return
        here = clock.local(at)
        if at == clock.occurrences(here.date(), here.time())[0]:
            wall = clock.wall_text(at)
            self._problems.remark(
                row,
                field,
                f"{wall} comes twice on {clock.date_text(here.date())}, when the clocks go back."
                f" This is taken as the first. Write {wall}* if it was the second.",
            )

    def _members(
        self,
        row: int,
        line: VisitDraft,
        was: VisitDraft | None,
        base: Visit | None,
        in_at: datetime | None,
        out_at: datetime | None,
    ) -> tuple[VisitMember, ...] | None:
        recorded = {member.person_id: member for member in base.members} if base else {}
        if base and was and line.crew == was.crew:
            members = list(base.members)
        else:
            people = self._problems.attempt(
                row, "crew", lambda: crew_of(line.crew, self._choices.people)
            )
            if people is None:
                return None
            members = [recorded.get(one.id) or VisitMember(person_id=one.id) for one in people]
        if not self._moved or in_at is None:
            return tuple(members)
        return self._problems.attempt(
            row, "crew", lambda: tuple(moving.visit_member(m, in_at, out_at) for m in members)
        )

    def _beside(self, row: int, line: VisitDraft, was: VisitDraft | None) -> None:
        """Read the cells whose parts belong to the sheet; blank as they were, nothing changes."""
        number = line.number
        if line.engagements != (was.engagements if was else ""):
            tallies = self._problems.attempt(
                row, "engagements", lambda: cells.read_engagements(line.engagements, number)
            )
            before = cells.engagements_of(self._tallies, number)
            self._tallies = cells.replaced(self._tallies, before, tallies or [])
        if line.advice != (was.advice if was else ""):
            given = cells.advice_of(self._powers, number)
            uses = self._problems.attempt(
                row, "advice", lambda: cells.read_advice(line.advice, number, given)
            )
            self._powers = cells.replaced(self._powers, given, uses or [])
        if line.incidents != (was.incidents if was else ""):
            seen = cells.incidents_of(self._incidents, number)
            incidents = self._problems.attempt(
                row,
                "incidents",
                lambda: cells.read_incidents(line.incidents, number, seen, self._choices),
            )
            self._incidents = cells.replaced(self._incidents, seen, incidents or [])

    def _note(self, row: int, line: VisitDraft) -> str | None:
        if not line.note.strip():
            return None
        return self._problems.attempt(row, "note", lambda: _TEXT.validate_python(line.note))

    def _visit(self, row: int, values: dict[str, Any]) -> Visit | None:
        try:
            return Visit.model_validate(values)
        except ValidationError as e:
            field = "crew" if "somebody" in str(e) else "left"
            self._problems.found.append(Problem(row, field, sentence_of(e)))
            return None

    def _moment(self, part: Any) -> Any:  # noqa: ANN401 - an incident or a power use
        since = self._in_of.get(part.visit)
        if part.at is None or since is None:
            return part
        at = self._problems.attempt(None, "day", lambda: moving.moment(part.at, since))
        return part.model_copy(update={"at": at or part.at})

    def _named(self, members: Sequence[VisitMember]) -> tuple[Named, ...]:
        known = {one.id: one for one in self._choices.people}
        ids = [member.person_id for member in members]
        return tuple(known.get(each, Named(each, each, each)) for each in ids)
