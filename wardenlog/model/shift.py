"""The shift sheet: one crew's duty with its visits and everything written down on them."""

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from wardenlog.model.base import Aggregate, Code, Count, Id, Minutes, Money, Part, Text, Utc
from wardenlog.model.vocabulary import (
    AgeBand,
    IncidentCategory,
    Mode,
    OtherTimeKind,
    PowerStatus,
    Subject,
    TimeSource,
    Use,
)

LONGEST_VISIT = timedelta(hours=12)
"""An Out later than this after In is a slip (standard-log.md); counting relies on it."""

LONGEST_SHIFT = timedelta(hours=26)
"""A shift ends at the first occurrence of End after Start: a day, or 25 hours in October."""

VisitNumber = Annotated[int, Field(ge=1, le=9999)]


class ShiftMember(Part):
    """A person on the shift. Times blank are the shift's; they affect paid time only."""

    person_id: str
    start_at: Utc | None = None
    end_at: Utc | None = None
    funding_id: str | None = None


class VisitMember(Part):
    """A person on a visit. Joined and Left blank are the visit's In and Out.

    Funding blank is the shift member's.
    """

    person_id: str
    joined_at: Utc | None = None
    left_at: Utc | None = None
    funding_id: str | None = None


class PartnerPresence(Part):
    """Police or another agency beside us: head-count and minutes, never names (rule 7).

    Minutes blank are the visit's patrol-minutes.
    """

    partner_kind: Text
    persons: Count
    minutes: Minutes | None = None


class Visit(Part):
    """Continuous presence of at least one person inside one hotspot.

    No members written down means that every shift member attended all of it. An `out_at` of
    None is a missing Out: the visit stays, and does not count.
    """

    id: Id
    number: VisitNumber
    hotspot_id: str
    in_at: Utc
    out_at: Utc | None = None
    mode: Mode = Mode.FOOT
    uniformed: bool = True
    purpose: Text | None = None
    time_source: TimeSource | None = None
    void_reason: Text | None = None
    note: Text | None = None
    members: tuple[VisitMember, ...] = ()
    partners: tuple[PartnerPresence, ...] = ()

    @model_validator(mode="after")
    def _times_in_order(self) -> Self:
        if self.out_at is not None:
            if self.out_at <= self.in_at:
                message = f"visit {self.number} ends before it starts. Did it end next day?"
                raise ValueError(message)
            if self.out_at - self.in_at > LONGEST_VISIT:
                message = f"visit {self.number} lasts more than 12 hours"
                raise ValueError(message)
        for member in self.members:
            joined = member.joined_at or self.in_at
            left = member.left_at or self.out_at
            if joined < self.in_at or (left is not None and left < joined):
                message = (
                    f"on visit {self.number} somebody leaves before joining, or joins before In"
                )
                raise ValueError(message)
            if left is not None and left > (self.out_at or self.in_at + LONGEST_VISIT):
                message = f"on visit {self.number} somebody leaves after Out"
                raise ValueError(message)
        return self


class _OnSheet(Part):
    """Something written on the sheet: for one visit, or for the whole shift where None."""

    visit: VisitNumber | None = None


class Tally(_OnSheet):
    """A number of people or things, such as engagements; may be an estimate (rule 9)."""

    measure: Code
    number: Count
    estimated: bool = False


class Incident(_OnSheet):
    """Anti-social behaviour a warden saw or was sent to."""

    at: Utc | None = None
    category: IncidentCategory
    incident_type: Text
    outcome: Text | None = None


class PowerUse(_OnSheet):
    """One coded action against one person or premises, with its stage (rule 8).

    No subject's name, date of birth or address: age band, behaviour, outcome and a reference
    into the council's own enforcement system. `amount` is in pounds.
    """

    id: Id
    at: Utc | None = None
    power: Code
    stage: Code
    use: Use
    person_id: str | None = None
    subject: Subject | None = None
    age_band: AgeBand | None = None
    behaviour: Text | None = None
    outcome: Text | None = None
    pspo_id: str | None = None
    reference: Text | None = None
    amount: Money | None = None
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    status: PowerStatus | None = None
    status_on: date | None = None


class Referral(_OnSheet):
    """Somebody passed on to a service; no names. Never summed with incidents (rule 9)."""

    pathway: Text
    stage: Text | None = None
    outcome: Text | None = None


class Seizure(_OnSheet):
    """Things taken or handed over."""

    seizure_kind: Text
    quantity: Count
    use: Use = Use.OWN


class OtherTime(Part):
    """Paid minutes of one person outside hotspots; never in hotspot hours (rule 9a)."""

    person_id: str
    time_kind: OtherTimeKind
    minutes: Minutes


class StatedTotal(Part):
    """A total that the paper sheet itself gives; it is compared with the count, never counted."""

    measure: Code
    number: Count


class Shift(Aggregate):
    """One crew's duty on a date, as on the paper sheet; saved whole.

    A sheet is unfinished or finished, nothing else; visits of an unfinished sheet and void
    visits count nowhere (rule 5).
    """

    kind: ClassVar[str] = "shift"

    sheet: Code
    day: date
    start_at: Utc
    end_at: Utc
    break_minutes: Minutes = 0
    team: Text | None = None
    vehicle: Text | None = None
    finished: bool
    note: Text | None = None
    members: tuple[ShiftMember, ...] = ()
    visits: tuple[Visit, ...] = ()
    tallies: tuple[Tally, ...] = ()
    incidents: tuple[Incident, ...] = ()
    powers: tuple[PowerUse, ...] = ()
    referrals: tuple[Referral, ...] = ()
    seizures: tuple[Seizure, ...] = ()
    other_time: tuple[OtherTime, ...] = ()
    stated_totals: tuple[StatedTotal, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.start_at < self.end_at <= self.start_at + LONGEST_SHIFT:
            message = f"sheet {self.sheet}: the shift ends before it starts"
            raise ValueError(message)
        numbers = [visit.number for visit in self.visits]
        if len(numbers) != len(set(numbers)):
            message = f"sheet {self.sheet} has the same visit number twice"
            raise ValueError(message)
        known = {None, *numbers}
        for written in (
            *self.tallies,
            *self.incidents,
            *self.powers,
            *self.referrals,
            *self.seizures,
        ):
            if written.visit not in known:
                message = f"sheet {self.sheet} has no visit {written.visit}"
                raise ValueError(message)
        return self

    def crew_of(self, visit: Visit) -> tuple[VisitMember, ...]:
        """Return who attended a visit: its own members, or else every shift member."""
        return visit.members or tuple(
            VisitMember(person_id=member.person_id) for member in self.members
        )

    def funding_of(self, member: VisitMember) -> str | None:
        """Return the funding source of a visit member: its own, or else the shift member's."""
        if member.funding_id is not None:
            return member.funding_id
        return next(
            (own.funding_id for own in self.members if own.person_id == member.person_id), None
        )

    def paid_between(self, member: ShiftMember) -> tuple[datetime, datetime]:
        """Return when a member's paid time starts and ends; the shift's times where blank."""
        return member.start_at or self.start_at, member.end_at or self.end_at
