"""Reads the lines of the visit grid, each against what is recorded of that visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from wardenlog import clock
from wardenlog.model import Part, Shift, Visit, VisitMember
from wardenlog.model.base import Text
from wardenlog.services.choices import Named
from wardenlog.ui.sheets import cells, moving
from wardenlog.ui.sheets.crew import people_of, pieces_of
from wardenlog.ui.sheets.detail_reading import DetailReader
from wardenlog.ui.sheets.details import VISIT_COLUMNS
from wardenlog.ui.sheets.draft import SheetDraft, VisitDraft
from wardenlog.ui.sheets.problems import Problem, Problems, sentence_of
from wardenlog.ui.sheets.values import Facts, read_value
from wardenlog.ui.widgets.matching import the_one, the_sure_one
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


class VisitReader:
    """Reads one line after another; what it says beside the visit goes into the details."""

    def __init__(
        self,
        draft: SheetDraft,
        base: Shift | None,
        was: SheetDraft | None,
        facts: Facts,
        details: DetailReader,
        problems: Problems,
        *,
        moved: bool,
    ) -> None:
        start_at = facts.start_at
        self._details = details
        self._facts = facts
        self._mode = draft.mode
        self._base_visits = {visit.id: visit for visit in base.visits} if base else {}
        self._numbers = [visit.number for visit in draft.visits]
        self._was = {visit.id: visit for visit in was.visits} if was else {}
        self._choices = facts.choices
        self._problems = problems
        self._start_at = start_at
        self._moved = moved
        self._same_start = base is not None and start_at == base.start_at

    def read(self, row: int, line: VisitDraft) -> VisitReading:
        """Read a line; its problems are noted, and what it says beside the visit is kept."""
        was = self._was.get(line.id)
        base = self._base_visits.get(line.id)
        place = self._place(row, line, was, base)
        in_at = self._in(row, line, was, base)
        out_at = self._out(row, line, was, base, in_at)
        members = self._members(row, line, was, base, in_at, out_at)
        self._beside(row, line)
        note = self._text(row, "note", line.note)
        own = self._own(row, line)
        visit = None
        if place and in_at and members is not None:
            visit = self._visit(
                row,
                own
                | {
                    "id": line.id,
                    "number": line.number,
                    "hotspot_id": place.id,
                    "in_at": in_at,
                    "out_at": out_at,
                    "void_reason": line.void_reason,
                    "note": note,
                    "members": members,
                    "partners": tuple(self._details.parts("partners", line.number)),
                },
            )
        return VisitReading(visit, place, in_at, out_at, self._named(members or ()))

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
            row,
            "hotspot",
            partial(
                the_sure_one,
                line.hotspot,
                self._choices.hotspots,
                "hotspot",
                self._choices.short("hotspot"),
            ),
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
        if base and was and line.crew == was.crew:
            members = list(base.members)
        else:
            read = self._problems.attempt(row, "crew", lambda: self._crew(line, in_at, out_at))
            if read is None:
                return None
            return tuple(read)
        if not self._moved or in_at is None:
            return tuple(members)
        return self._problems.attempt(
            row, "crew", lambda: tuple(moving.visit_member(m, in_at, out_at) for m in members)
        )

    def _beside(self, row: int, line: VisitDraft) -> None:
        """Read the cells that stand for lines of the details, where they say something else."""
        number, details = line.number, self._details
        tallies = cells.engagements_of(details.parts("tallies", number), number)
        given = cells.advice_of(details.parts("powers", number), number)
        used = cells.powers_of(details.parts("powers", number), number)
        seen = cells.incidents_of(details.parts("incidents", number), number)
        if line.engagements != cells.engagements_text(tallies):
            read = partial(cells.read_engagements, line.engagements, number, tallies)
            self._take(row, "engagements", "tallies", tallies, read)
        if line.advice != cells.advice_text(given):
            self._take(
                row,
                "advice",
                "powers",
                given,
                partial(cells.read_advice, line.advice, number, given),
            )
        if line.powers != cells.powers_text(used):
            self._take(
                row, "powers", "powers", used, partial(cells.read_powers, line.powers, number, used)
            )
        if line.incidents != cells.incidents_text(seen, self._choices):
            read_seen = partial(cells.read_incidents, line.incidents, number, seen, self._choices)
            self._take(row, "incidents", "incidents", seen, read_seen)

    def _take(
        self,
        row: int,
        field: str,
        kind: str,
        before: Sequence[Part],
        read: Callable[[], Sequence[Part]],
    ) -> None:
        after = self._problems.attempt(row, field, read)
        if after is not None:
            self._details.replace(kind, self._number(row), before, after)

    def _number(self, row: int) -> int:
        return self._numbers[row]

    def _text(self, row: int, field: str, text: str) -> str | None:
        if not text.strip():
            return None
        return self._problems.attempt(row, field, lambda: _TEXT.validate_python(text))

    def _own(self, row: int, line: VisitDraft) -> dict[str, Any]:
        """Read what is typed in the visit's details of the visit itself."""
        values: dict[str, Any] = {}
        for column in VISIT_COLUMNS:
            text = getattr(line, column.name) or (self._mode if column.name == "mode" else "")
            if not text.strip():
                continue
            before = len(self._problems.found)
            found = self._problems.attempt(
                row, "details", partial(read_value, column, text, {}, self._facts)
            )
            if found is None:
                self._problems.point(before, line.id, column.name)
            else:
                values |= found
        if "source" in values:
            values["time_source"] = values.pop("source")
        return values

    def _visit(self, row: int, values: dict[str, Any]) -> Visit | None:
        try:
            return Visit.model_validate(values)
        except ValidationError as e:
            field = "crew" if "somebody" in str(e) else "left"
            self._problems.found.append(Problem(row, field, sentence_of(e)))
            return None

    def _crew(
        self, line: VisitDraft, in_at: datetime | None, out_at: datetime | None
    ) -> list[VisitMember]:
        """Read the crew cell; own times follow the reading rules of standard-log.md."""
        pieces = pieces_of(line.crew)
        members = []
        for piece, one in zip(pieces, people_of(pieces, self._choices), strict=True):
            joined_at = left_at = None
            if in_at is not None:
                if piece.start:
                    joined_at = clock.member_joined(in_at, out_at, typed_time(piece.start))
                if piece.end:
                    left_at = clock.member_left(joined_at or in_at, out_at, typed_time(piece.end))
            funding = piece.funding and the_one(piece.funding, self._choices.funding, "funding").id
            members.append(
                VisitMember(
                    person_id=one.id,
                    joined_at=joined_at,
                    left_at=left_at,
                    funding_id=funding or None,
                )
            )
        return members

    def _named(self, members: Sequence[VisitMember]) -> tuple[Named, ...]:
        known = {one.id: one for one in self._choices.people}
        ids = [member.person_id for member in members]
        return tuple(known.get(each, Named(each, each, each)) for each in ids)
