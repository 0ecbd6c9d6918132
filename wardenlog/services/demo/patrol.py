"""A shift before it is written down: who went, where they walked, and how long they stayed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Final

from wardenlog import clock
from wardenlog.model.vocabulary import Mode
from wardenlog.services.demo.chance import Weighted
from wardenlog.services.demo.people import Team, Worker
from wardenlog.services.demo.places import Place
from wardenlog.services.demo.rota import Duty
from wardenlog.services.demo.scale import material

_BRIEFING: Final = 20
_LAST_LEG: Final = 15
_SHORTEST_WALK: Final = 3
_SHORTEST_STAY: Final = 8
_LONGEST_STAY: Final = 45
_USUAL_STAY: Final = 17
_WRONG_HOUR: Final = 0.8  # of a turn: how much later a place comes at the wrong time of day
_NIGHT: Final = "night"
_AFTERNOON: Final = "afternoon"
_SATURDAY: Final = 5

_CREW_SIZE: Final = Weighted({2: 62, 3: 32, 4: 6})
_STYLES: Final = Weighted({"foot": 86, "cycle": 6, "van": 8})
_MODES: Final = {
    "foot": Weighted({Mode.FOOT: 1}),
    "cycle": Weighted({Mode.CYCLE: 8, Mode.FOOT: 2}),
    "van": Weighted({Mode.FOOT: 6, Mode.VEHICLE: 2, Mode.MIXED: 2}),
}


@dataclass(slots=True)
class Stay:
    """A visit in minutes from its shift's start; `to` of None is a missing Out.

    `left` is when the crew left although nobody wrote an Out. `crew` of None is everybody.
    """

    place: Place
    came: int
    to: int | None
    mode: Mode
    uniformed: bool = True
    crew: Team | None = None
    late: Worker | None = None
    left: int | None = None
    void: bool = False
    expired_order: bool = False


@dataclass(slots=True)
class Patrol:
    """A shift with its crew and its stays, in the order in which they were made."""

    day: date
    funding: str
    team: int
    start_at: datetime
    end_at: datetime
    break_minutes: int
    own: Team
    marshals: Team
    stays: list[Stay]
    van: bool
    gone_home: tuple[Worker, int] | None = None
    finished: bool = True

    def crew_of(self, stay: Stay) -> Team:
        """Return who of our own people were on a stay."""
        return self.own if stay.crew is None else stay.crew


class Dispatcher:
    """Sends crews out: makes a patrol of each duty."""

    def __init__(
        self, rng: Random, teams: tuple[Team, ...], marshals: Team, places: tuple[Place, ...]
    ) -> None:
        self._rng = rng
        self._teams = teams
        self._marshals = marshals
        self._places = places
        self._turns: dict[str, float] = {}
        self._listed: dict[date, list[Place]] = {}

    def patrol(self, duty: Duty) -> Patrol:
        """Return what a crew did on a duty."""
        rng = self._rng
        start_at, end_at, pause = _times(duty.day, duty.kind)
        style = _STYLES.pick(rng)
        patrol = Patrol(
            day=duty.day,
            funding=duty.funding,
            team=duty.team,
            start_at=start_at,
            end_at=end_at,
            break_minutes=pause,
            own=self._crew(duty),
            marshals=self._marshals_on(duty),
            stays=[],
            van=style == "van",
        )
        length = (end_at - start_at) // timedelta(minutes=1)
        beat = self._walk(duty)
        spans = _spans(rng, len(beat), length, pause)
        modes = _MODES[style]
        for place, (came, to) in zip(beat, spans, strict=True):
            patrol.stays.append(Stay(place, came, to, modes.pick(rng)))
        self._change_crew(patrol)
        return patrol

    def team_leader(self, duty: Duty) -> Worker:
        """Return who answers for a duty on which nobody went out."""
        return self._teams[duty.team][0]

    def _crew(self, duty: Duty) -> Team:
        there = [worker for worker in self._teams[duty.team] if worker.active_on(duty.day)]
        return tuple(self._rng.sample(there, min(len(there), _CREW_SIZE.pick(self._rng))))

    def _marshals_on(self, duty: Duty) -> Team:
        if duty.kind != _NIGHT or duty.day.weekday() != _SATURDAY or self._rng.random() > 0.6:  # noqa: PLR2004
            return ()
        return self._marshals[: self._rng.randint(0, len(self._marshals))]

    def _walk(self, duty: Duty) -> list[Place]:
        """Pick the places whose turn has come, as many as the duty has visits, in walking order.

        Half of the crews walk it backwards. A place's turn comes round the sooner the more its
        plan asks for, so that over the months each is visited in proportion; chance and the time
        of day decide about today.
        """
        chance = self._rng.random
        turns = self._turns
        listed = self._listed_on(duty.day)
        latest = max(turns.get(place.code, 0.0) for place in listed)
        scores = []
        for place in listed:
            wait = 1 / (place.weekly * place.pull)
            turn = turns.setdefault(place.code, latest)
            wrong_hour = duty.kind == (_AFTERNOON if place.night else _NIGHT)
            scores.append((turn + wait * chance() + wrong_hour * _WRONG_HOUR * wait, wait, place))
        scores.sort(key=_score)
        places = []
        for _, wait, place in scores[: duty.visits]:
            turns[place.code] += wait
            places.append(place)
        places.sort(key=_order, reverse=chance() < 0.5)  # noqa: PLR2004
        return places

    def _listed_on(self, day: date) -> list[Place]:
        """Return the month's list; it changes only on the first of a month."""
        month = day.replace(day=1)
        if month not in self._listed:
            self._listed[month] = [place for place in self._places if place.listed_on(month)]
        return self._listed[month]

    def _change_crew(self, patrol: Patrol) -> None:
        """Now and then one of three goes home early, or joins a visit late."""
        rng = self._rng
        if len(patrol.own) < 3 or rng.random() > 0.2:  # noqa: PLR2004
            return
        one, *others = patrol.own
        turn = rng.randrange(len(patrol.stays) // 2, len(patrol.stays))
        if rng.random() < 0.4:  # noqa: PLR2004
            patrol.gone_home = (one, patrol.stays[turn].came)
            for stay in patrol.stays[turn:]:
                stay.crew = tuple(others)
        else:
            patrol.stays[turn].late = one


@lru_cache(maxsize=64)
def _times(day: date, kind: str) -> tuple[datetime, datetime, int]:
    shift = material("work")["shift"][kind]
    read = clock.WallTime.parse
    start_at, end_at = clock.shift_times(day, read(shift["start"]), read(shift["end"]))
    return start_at, end_at, shift["break"]


def _spans(rng: Random, count: int, length: int, pause: int) -> list[tuple[int, int]]:
    """Share a shift's minutes among visits, the walks between them, and a break half way."""
    stays = [int(rng.triangular(_SHORTEST_STAY, _LONGEST_STAY, _USUAL_STAY)) for _ in range(count)]
    free = length - _BRIEFING - _LAST_LEG - pause - _SHORTEST_WALK * count
    if sum(stays) > free:
        stays = [max(_SHORTEST_STAY, stay * free // sum(stays)) for stay in stays]
    spare = max(0, free - sum(stays))
    now = _BRIEFING
    spans = []
    for number, stay in enumerate(stays):
        if number == count // 2:
            now += pause
        now += _SHORTEST_WALK + int(spare / count * rng.random())
        spans.append((now, now + stay))
        now += stay
    return spans


def _score(scored: tuple[float, float, Place]) -> float:
    return scored[0]


def _order(place: Place) -> int:
    return place.order
