"""Which crews went out on which days, and how many visits each made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from wardenlog.model.vocabulary import Weekday
from wardenlog.services.demo.scale import material

_DAY = timedelta(days=1)
_CANCELLED = 0.05
_NIGHT = "night"


class Duty(NamedTuple):
    """One crew's shift on the rota; `visits` of 0 means that nobody went out."""

    day: date
    kind: str
    team: int
    funding: str
    visits: int


class _Slot(NamedTuple):
    day: date
    kind: str
    team: int
    funding: str
    weight: float


@dataclass(frozen=True, slots=True)
class Rota:
    """A rota of `work.toml` over some years, for so many teams that make so many visits."""

    name: str
    from_on: date
    to_on: date
    teams: int
    visits: int

    def duties(self, rng: Random) -> Iterator[Duty]:
        """Give every duty in order of date; their visits add up to the rota's exactly."""
        slots = list(self._slots(rng))
        total = sum(slot.weight for slot in slots)
        passed, made = 0.0, 0
        for slot in slots:
            passed += slot.weight
            due = round(self.visits * passed / total)
            yield Duty(slot.day, slot.kind, slot.team, slot.funding, due - made)
            made = due

    def _slots(self, rng: Random) -> Iterator[_Slot]:
        data = material("work")
        season: list[float] = data["season"]["months"]
        before: list[dict[str, Any]] = []
        turn = 0
        for number in range((self.to_on - self.from_on).days + 1):
            day = self.from_on + number * _DAY
            today = [line for line in data["rota"][self.name] if _goes_out(line, day)]
            for line in today:
                weight = data["shift"][line["kind"]]["visits"] * season[day.month - 1]
                for _ in range(line.get("crews", 1)):
                    turn += 1
                    busy = weight * rng.uniform(0.8, 1.2)
                    if _may_cancel(today, before) and rng.random() < _CANCELLED:
                        busy = 0.0
                    funding = line.get("funding", "GRANT")
                    team = (turn + day.isocalendar().week) % self.teams
                    yield _Slot(day, line["kind"], team, funding, busy)
            before = today


def _goes_out(line: dict[str, Any], day: date) -> bool:
    names = list(Weekday)
    return (
        names[day.weekday()] in line["days"] and day.isocalendar().week % line.get("every", 1) == 0
    )


def _may_cancel(today: list[dict[str, Any]], before: list[dict[str, Any]]) -> bool:
    """Say whether calling off a shift leaves its date without any visit: a day for a nil return."""
    nobody_else = len(today) == 1 and today[0].get("crews", 1) == 1
    return nobody_else and all(line["kind"] != _NIGHT for line in before)
