"""A shift sheet as it is being typed: plain texts, right or wrong, that never get lost."""

from dataclasses import dataclass, replace
from typing import Final, Self

from wardenlog.model import new_id

MIXED: Final = "mixed"
"""The funding of a crew whose members are paid from different sources."""

HEADER_FIELDS: Final = ("day", "sheet", "start", "end", "pause", "team", "crew", "funding")
VISIT_FIELDS: Final = (
    "hotspot",
    "came",
    "left",
    "crew",
    "engagements",
    "advice",
    "incidents",
    "note",
)


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
    note: str = ""
    void_reason: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed into it."""
        return not any(getattr(self, field) for field in VISIT_FIELDS)


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """The whole sheet. `funding` is the id of a funding source, blank for none, or MIXED."""

    id: str
    day: str = ""
    sheet: str = ""
    start: str = ""
    end: str = ""
    pause: str = ""
    team: str = ""
    crew: str = ""
    funding: str = ""
    finished: bool = False
    void_reason: str | None = None
    visits: tuple[VisitDraft, ...] = ()

    @classmethod
    def blank(cls, sheet: str = "") -> Self:
        """Return a new sheet with nothing on it but its number."""
        return cls(id=new_id(), sheet=sheet)

    def following(self, sheet: str) -> Self:
        """Return a new sheet that carries this one's header on, with another number."""
        return replace(self, id=new_id(), sheet=sheet, finished=False, void_reason=None, visits=())

    def with_header(self, field: str, text: str) -> Self:
        """Return the sheet with another text in a header field."""
        if field not in HEADER_FIELDS:
            raise KeyError(field)
        return replace(self, **{field: text})  # type: ignore[arg-type]

    def with_visit(self, row: int, field: str, text: str) -> Self:
        """Return the sheet with another text in a cell; the row after the last is a new visit."""
        if field not in VISIT_FIELDS:
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
        return replace(self, visits=self.visits[:row] + self.visits[row + 1 :])

    @property
    def next_number(self) -> int:
        """The number of the next visit."""
        return max((visit.number for visit in self.visits), default=0) + 1
