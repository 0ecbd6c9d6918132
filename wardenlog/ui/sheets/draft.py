"""A shift sheet as it is being typed: plain texts, right or wrong, that never get lost."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Self

from wardenlog.model import new_id

HEADER_FIELDS: Final = ("day", "sheet", "start", "end", "pause", "team", "crew", "funding", "mode")
SHEET_DETAILS: Final = ("vehicle", "note", "said_visits", "said_minutes", "said_engagements")
"""The texts of the head that are typed in the sheet's own details."""

SAID: Final = {
    "said_visits": "visits",
    "said_minutes": "patrol_minutes",
    "said_engagements": "engagement",
}
"""The totals that the paper may give, and the measure that each is compared with."""

VISIT_FIELDS: Final = (
    "hotspot",
    "came",
    "left",
    "crew",
    "engagements",
    "advice",
    "incidents",
    "powers",
    "note",
)
VISIT_DETAILS: Final = ("mode", "uniformed", "purpose", "source")
"""The texts of a visit that are typed in its details; a blank mode is the head's."""


@dataclass(frozen=True, slots=True)
class DetailDraft:
    """One line of the details: a power, a referral, a tally. Its kind says what its texts are.

    `visit` is the number of the visit it was written for, None for the whole shift.
    """

    id: str
    kind: str
    visit: int | None
    texts: tuple[str, ...]

    def with_text(self, place: int, text: str) -> Self:
        """Return the line with another text in one of its columns."""
        return replace(self, texts=(*self.texts[:place], text, *self.texts[place + 1 :]))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed into it."""
        return not any(self.texts)


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One line of the visit grid. `came` and `left` are In and Out; a blank crew is everybody."""

    id: str
    number: int
    hotspot: str = ""
    came: str = ""
    left: str = ""
    crew: str = ""
    engagements: str = ""
    advice: str = ""
    incidents: str = ""
    powers: str = ""
    note: str = ""
    mode: str = ""
    uniformed: str = ""
    purpose: str = ""
    source: str = ""
    void_reason: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed into it."""
        return not any(getattr(self, field) for field in (*VISIT_FIELDS, *VISIT_DETAILS))


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """The whole sheet. `funding` is the id of a funding source, blank for none.

    `mode` is that of visits that have none of their own; what is `said` are the paper's totals.
    """

    id: str
    day: str = ""
    sheet: str = ""
    start: str = ""
    end: str = ""
    pause: str = ""
    team: str = ""
    crew: str = ""
    funding: str = ""
    mode: str = "foot"
    vehicle: str = ""
    note: str = ""
    said_visits: str = ""
    said_minutes: str = ""
    said_engagements: str = ""
    finished: bool = False
    void_reason: str | None = None
    visits: tuple[VisitDraft, ...] = ()
    details: tuple[DetailDraft, ...] = ()

    @classmethod
    def blank(cls, sheet: str = "") -> Self:
        """Return a new sheet with nothing on it but its number."""
        return cls(id=new_id(), sheet=sheet)

    def following(self, sheet: str, locked: Collection[str]) -> Self:
        """Return a new sheet with a number, and with the locked fields of this one's head."""
        carried = {field: getattr(self, field) for field in HEADER_FIELDS if field in locked}
        return replace(type(self)(id=new_id()), **{**carried, "sheet": sheet})

    def with_header(self, field: str, text: str) -> Self:
        """Return the sheet with another text in a header field."""
        if field not in {*HEADER_FIELDS, *SHEET_DETAILS}:
            raise KeyError(field)
        return replace(self, **{field: text})  # type: ignore[arg-type]

    def with_visit(self, row: int, field: str, text: str) -> Self:
        """Return the sheet with another text in a cell; the row after the last is a new visit."""
        if field not in {*VISIT_FIELDS, *VISIT_DETAILS}:
            raise KeyError(field)
        visits = list(self.visits)
        if row == len(visits):
            visits.append(VisitDraft(new_id(), self.next_number))
        visits[row] = replace(visits[row], **{field: text})  # type: ignore[arg-type]
        return replace(self, visits=tuple(visits))

    def with_void_visit(self, row: int, reason: str) -> Self:
        """Return the sheet with one visit void."""
        visits = list(self.visits)
        visits[row] = replace(visits[row], void_reason=reason)
        return replace(self, visits=tuple(visits))

    def without_visit(self, row: int) -> Self:
        """Return the sheet without a visit; only for one that was never recorded."""
        number = self.visits[row].number
        return replace(
            self,
            visits=self.visits[:row] + self.visits[row + 1 :],
            details=tuple(line for line in self.details if line.visit != number),
        )

    def lines(self, kind: str, visit: int | None) -> list[DetailDraft]:
        """Return the lines of a kind of detail, of a visit or of the whole shift."""
        return [line for line in self.details if (line.kind, line.visit) == (kind, visit)]

    def has_more(self, visit: VisitDraft) -> bool:
        """Whether a visit has details that no cell of the grid shows."""
        if visit.uniformed or visit.purpose or visit.mode not in {"", self.mode}:
            return True
        return any(
            line.visit == visit.number and line.kind not in {"powers", "incidents", "tallies"}
            for line in self.details
        )

    def with_line(self, line: DetailDraft) -> Self:
        """Return the sheet with a line of details in the place of the one of its id, or last."""
        others = [line if each.id == line.id else each for each in self.details]
        return replace(self, details=tuple(others if line in others else [*others, line]))

    def without_line(self, line_id: str) -> Self:
        """Return the sheet without a line of details."""
        return replace(self, details=tuple(each for each in self.details if each.id != line_id))

    @property
    def next_number(self) -> int:
        """The number of the next visit."""
        return max((visit.number for visit in self.visits), default=0) + 1
