"""The slips of the demo's record: each of them is something a check finds."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Final

from wardenlog.services.demo.patrol import Patrol
from wardenlog.services.demo.places import Order, Place
from wardenlog.services.demo.scale import material

_FEWEST_STAYS: Final = 4
_FUNDED: Final = "GRANT"
_OVERLAP_MINUTES: Final = 6


class Slips:
    """Makes each slip of `work.toml` on the first funded sheet on or after its date."""

    def __init__(self, rng: Random, places: tuple[Place, ...], orders: tuple[Order, ...]) -> None:
        self._rng = rng
        self._places = places
        self._orders = orders
        self._waiting = sorted(material("work")["flaw"], key=_on, reverse=True)
        self._makers: Mapping[str, Callable[[Patrol], None]] = {
            "missing_out": self._missing_out,
            "left_without_out": self._left_without_out,
            "overlap": self._overlap,
            "duplicate": self._duplicate,
            "unlisted": self._unlisted,
            "not_uniformed": self._not_uniformed,
            "void": self._void,
            "unfinished": self._unfinished,
            "expired_pspo": self._expired_pspo,
        }

    def spoil(self, patrol: Patrol) -> None:
        """Make the next slip that is due, if any."""
        if patrol.funding != _FUNDED or len(patrol.stays) < _FEWEST_STAYS:
            return
        if self._waiting and self._waiting[-1]["on"] <= patrol.day:
            self._makers[self._waiting.pop()["kind"]](patrol)

    def _missing_out(self, patrol: Patrol) -> None:
        stay = patrol.stays[self._rng.randrange(1, len(patrol.stays))]
        stay.to = stay.late = None

    def _left_without_out(self, patrol: Patrol) -> None:
        """Everybody wrote when they left, and nobody wrote the visit's Out."""
        stay = patrol.stays[self._rng.randrange(1, len(patrol.stays))]
        stay.left, stay.to, stay.late = stay.to, None, None

    def _overlap(self, patrol: Patrol) -> None:
        first, second = patrol.stays[1:3]
        first.late = second.late = None
        first.to = second.came + _OVERLAP_MINUTES

    def _duplicate(self, patrol: Patrol) -> None:
        first, second = patrol.stays[1:3]
        first.late = second.late = None
        second.place, second.came, second.to = first.place, first.came, first.to

    def _unlisted(self, patrol: Patrol) -> None:
        gone = [x for x in self._places if x.listed_to is not None and x.listed_to < patrol.day]
        patrol.stays[2].place = self._rng.choice(gone)

    def _not_uniformed(self, patrol: Patrol) -> None:
        for stay in patrol.stays[-2:]:
            stay.uniformed = False

    def _void(self, patrol: Patrol) -> None:
        patrol.stays[-1].void = True

    def _unfinished(self, patrol: Patrol) -> None:
        patrol.finished = False
        patrol.stays[-1].to = patrol.stays[-1].late = None

    def _expired_pspo(self, patrol: Patrol) -> None:
        """Somebody acts under an order that has lapsed, at a place that stands in its area."""
        in_force = {x.area for x in self._orders if x.from_on <= patrol.day <= x.to_on}
        lapsed = {x.area for x in self._orders} - in_force
        stay = patrol.stays[1]
        stay.place = next(x for x in self._places if x.area in lapsed and x.listed_on(patrol.day))
        stay.expired_order = True


def _on(flaw: Mapping[str, date]) -> date:
    return flaw["on"]
