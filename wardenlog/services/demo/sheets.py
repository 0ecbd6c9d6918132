"""Writes the demo's shift sheets: visits and everything the crew noted on them."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from wardenlog import clock
from wardenlog.model import (
    Incident,
    OtherTime,
    PartnerPresence,
    PowerUse,
    Referral,
    Seizure,
    Shift,
    ShiftMember,
    Tally,
    Visit,
    VisitMember,
)
from wardenlog.model.vocabulary import IncidentCategory, OtherTimeKind, TimeSource
from wardenlog.services.demo.chance import Ids, Weighted
from wardenlog.services.demo.patrol import Patrol, Stay
from wardenlog.services.demo.powers import Enforcement, Scene
from wardenlog.services.demo.scale import material
from wardenlog.services.demo.world import World

_ENGAGED_AN_HOUR: Final = (1.0, 11.0, 2.8)  # fewest, most, usual: five on average
_POLICE: Final = frozenset({"police", "PCSO"})
_CHANCES: Final = {
    "incident": 0.28,
    "partner": 0.14,
    "referral": 0.3,
    "visit note": 0.1,
    "shift note": 0.15,
    "purpose": 0.15,
    "phone": 0.1,
    "other funding": 0.04,
    "estimated": 0.15,
}


class Clerk:
    """Types up patrols: gives each the shift sheet that its crew handed in."""

    def __init__(
        self, world: World, rng: Random, ids: Ids, enforcement: Enforcement, prefix: str
    ) -> None:
        data: dict[str, Any] = material("work")
        self._world = world
        self._rng = rng
        self._ids = ids
        self._enforcement = enforcement
        self._prefix = prefix
        self._sheets = 0
        self._words: dict[str, Any] = data["words"]
        self._tallies: dict[str, float] = data["tally"]
        self._incidents = Weighted(
            {
                (IncidentCategory(raw["category"]), str(raw["type"])): raw["weight"]
                for raw in data["incident"]
            }
        )
        self._outcomes = Weighted[str](data["incident_outcomes"])
        self._partners = Weighted[str](data["partners"])
        self._pathways = Weighted[str](data["referrals"])
        self._referral_outcomes = Weighted[str](data["referral_outcomes"])

    def sheet(self, patrol: Patrol) -> Shift:
        """Return the finished or unfinished shift sheet of a patrol."""
        self._sheets += 1
        powers: list[PowerUse] = []
        seizures: list[Seizure] = []
        visits = []
        for number, stay in enumerate(patrol.stays, start=1):
            visit = self._visit(patrol, stay, number)
            visits.append(visit)
            used, seized = self._enforced(patrol, stay, visit)
            powers += used
            seizures += seized
        words = self._words
        return Shift(
            id=self._ids.at(patrol.start_at),
            sheet=f"{self._prefix}{self._sheets:05}",
            day=patrol.day,
            start_at=patrol.start_at,
            end_at=patrol.end_at,
            break_minutes=patrol.break_minutes,
            team=words["teams"][patrol.team % len(words["teams"])],
            vehicle=self._rng.choice(words["vehicles"]) if patrol.van else None,
            finished=patrol.finished,
            note=self._maybe("shift note", words["shift_notes"]),
            members=self._members(patrol),
            visits=tuple(visits),
            tallies=tuple(self._counted(patrol)),
            incidents=tuple(self._seen(patrol)),
            powers=tuple(powers),
            referrals=tuple(self._referred(patrol)),
            seizures=tuple(seizures),
            other_time=tuple(self._other_time(patrol)),
        )

    def _members(self, patrol: Patrol) -> tuple[ShiftMember, ...]:
        members = []
        for worker in (*patrol.own, *patrol.marshals):
            funding = "TOWN" if worker in patrol.marshals else patrol.funding
            if funding == "GRANT" and self._happens("other funding"):
                funding = "BAU"
            home = patrol.gone_home
            members.append(
                ShiftMember(
                    person_id=worker.id,
                    end_at=_after(patrol, home[1]) if home and home[0] is worker else None,
                    funding_id=self._world.id("funding_source", funding),
                )
            )
        return tuple(members)

    def _visit(self, patrol: Patrol, stay: Stay, number: int) -> Visit:
        in_at = _after(patrol, stay.came)
        return Visit(
            id=self._ids.at(in_at),
            number=number,
            hotspot_id=stay.place.id,
            in_at=in_at,
            out_at=None if stay.to is None else _after(patrol, stay.to),
            mode=stay.mode,
            uniformed=stay.uniformed,
            purpose=self._maybe("purpose", self._words["purposes"]),
            time_source=TimeSource.PHONE if self._happens("phone") else TimeSource.SHEET,
            void_reason=self._words["void_reason"] if stay.void else None,
            note=self._maybe("visit note", self._words["visit_notes"]),
            members=_visit_members(patrol, stay),
            partners=self._beside(stay),
        )

    def _beside(self, stay: Stay) -> tuple[PartnerPresence, ...]:
        if stay.to is None or not self._happens("partner"):
            return ()
        kind = self._partners.pick(self._rng)
        whole = self._rng.random() < 0.6  # noqa: PLR2004
        minutes = None if whole else self._rng.randint(5, stay.to - stay.came)
        persons = self._rng.randint(1, 2)
        return (PartnerPresence(partner_kind=kind, persons=persons, minutes=minutes),)

    def _enforced(
        self, patrol: Patrol, stay: Stay, visit: Visit
    ) -> tuple[list[PowerUse], list[Seizure]]:
        if stay.void:
            return [], []
        at = visit.in_at + timedelta(minutes=self._rng.randint(1, 7))
        scene = Scene(
            visit=visit.number,
            place=stay.place,
            day=clock.local_date(at),
            at=at,
            crew=patrol.crew_of(stay),
            police=any(partner.partner_kind in _POLICE for partner in visit.partners),
        )
        used, seized = self._enforcement.at_visit(scene)
        if stay.expired_order:
            used.append(self._enforcement.under_expired_order(scene))
        return used, seized

    def _counted(self, patrol: Patrol) -> list[Tally]:
        """Return the tallies: people engaged on each visit, the rest for the whole shift."""
        rng = self._rng
        low, high, usual = _ENGAGED_AN_HOUR
        tallies = []
        for number, stay in enumerate(patrol.stays, start=1):
            if stay.void or stay.to is None:
                continue
            hours = (stay.to - stay.came) / 60
            people = int(hours * rng.triangular(low, high, usual) + rng.random())
            if people:
                estimated = people > 4 and self._happens("estimated")  # noqa: PLR2004
                tallies.append(
                    Tally(visit=number, measure="engagement", number=people, estimated=estimated)
                )
        for measure, chance in self._tallies.items():
            if rng.random() < chance * (len(patrol.stays) if measure == "premises_visit" else 1):
                tallies.append(Tally(measure=measure, number=rng.randint(1, 4)))
        return tallies

    def _seen(self, patrol: Patrol) -> list[Incident]:
        incidents = []
        for number, stay in enumerate(patrol.stays, start=1):
            if stay.void or not self._happens("incident"):
                continue
            category, what = self._incidents.pick(self._rng)
            incidents.append(
                Incident(
                    visit=number,
                    at=_after(patrol, stay.came + self._rng.randint(0, 7)),
                    category=category,
                    incident_type=what,
                    outcome=self._outcomes.pick(self._rng),
                )
            )
        return incidents

    def _referred(self, patrol: Patrol) -> list[Referral]:
        if not self._happens("referral"):
            return []
        return [
            Referral(
                visit=self._rng.randint(1, len(patrol.stays)),
                pathway=self._pathways.pick(self._rng),
                outcome=self._referral_outcomes.pick(self._rng),
            )
        ]

    def _other_time(self, patrol: Patrol) -> list[OtherTime]:
        """Share each own member's paid time outside hotspots among what it was spent on."""
        rng = self._rng
        length = (patrol.end_at - patrol.start_at) // timedelta(minutes=1)
        spent = sum(stay.to - stay.came for stay in patrol.stays if stay.to is not None)
        free = max(0, length - patrol.break_minutes - spent - 30)
        outside, travel = int(free * rng.uniform(0.3, 0.5)), int(free * rng.uniform(0.2, 0.4))
        kinds = {
            OtherTimeKind.BRIEFING: 20,
            OtherTimeKind.ADMIN: 10,
            OtherTimeKind.OUTSIDE_PATROL: outside,
            OtherTimeKind.TRAVEL: travel,
        }
        return [
            OtherTime(person_id=worker.id, time_kind=kind, minutes=minutes)
            for worker in patrol.own
            if patrol.gone_home is None or worker is not patrol.gone_home[0]
            for kind, minutes in kinds.items()
            if minutes
        ]

    def _happens(self, what: str) -> bool:
        return self._rng.random() < _CHANCES[what]

    def _maybe(self, what: str, words: list[str]) -> str | None:
        return self._rng.choice(words) if self._happens(what) else None


def _visit_members(patrol: Patrol, stay: Stay) -> tuple[VisitMember, ...]:
    """Return who was on a visit where that was not everybody all the time."""
    if stay.crew is None and stay.late is None and stay.left is None:
        return ()
    left_at = None if stay.left is None else _after(patrol, stay.left)
    members = []
    for worker in (*patrol.crew_of(stay), *patrol.marshals):
        joined_at = _after(patrol, stay.came + 4) if worker is stay.late else None
        members.append(VisitMember(person_id=worker.id, joined_at=joined_at, left_at=left_at))
    return tuple(members)


def _after(patrol: Patrol, minutes: int) -> datetime:
    return patrol.start_at + timedelta(minutes=minutes)
