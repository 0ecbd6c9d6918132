"""The figures of every hotspot and order in one view, counted once until the record changes."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.dosage import Dosage, hotspots
from wardenlog.counting.particulars import particulars
from wardenlog.counting.places import (
    Shares,
    Uses,
    Week,
    last_visited,
    order_uses,
    shares,
    weeks,
)
from wardenlog.counting.scope import Scope, open_visits
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record

__all__ = ["Counted", "Dosage", "Figures", "Place", "Shares", "Uses", "Week"]

_KEPT: Final = 8
"""Views whose figures are kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was counted of one hotspot; None where it was neither listed nor visited.

    `last_on` is the day of its newest counted visit up to `Counted.upto`, in any period.
    """

    dosage: Dosage | None
    shares: Shares
    weeks: tuple[Week, ...]
    last_on: date | None
    upto: date

    @property
    def days_since(self) -> int | None:
        """Days from the last counted visit to the last day looked at; None without a visit."""
        return None if self.last_on is None else (self.upto - self.last_on).days


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything counted in one view.

    `upto` is today, or the last day of the period where that is over. `places` are hotspots by id,
    `uses` the uses of powers under each order by its id.
    """

    viewed: Viewed
    upto: date
    places: Mapping[str, Place] = field(default_factory=dict)
    uses: Mapping[str, Uses] = field(default_factory=dict)

    def place(self, hotspot_id: str) -> Place:
        """Return what was counted of a hotspot."""
        nothing = Place(None, Shares(None, None), (), None, self.upto)
        return self.places.get(hotspot_id, nothing)

    def uses_of(self, pspo_id: str) -> Uses:
        """Return the uses under an order."""
        return self.uses.get(pspo_id, Uses(0, 0))


class Figures:
    """The figures of the views that were looked at last; safe to ask from any thread."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._kept: OrderedDict[Viewed, tuple[str | None, date, Counted]] = OrderedDict()

    def known(self, viewed: Viewed) -> Counted | None:
        """Return what was counted of a view last, which later changes may have overtaken."""
        kept = self._kept.get(viewed)
        return None if kept is None else kept[2]

    def count(self, viewed: Viewed, step: Callable[[], object] = lambda: None) -> Counted:
        """Return the figures of a view as the record stands; counts only what has changed.

        `step` is called between the parts, and may raise to stop. UserError where the agreement is
        no longer in the record.
        """
        today = clock.local_date(clock.now())
        with self._record.store.read() as session:
            head = session.head()
            stamp = None if head is None else head.id
            kept = self._kept.get(viewed)
            if kept is not None and kept[:2] == (stamp, today):
                return kept[2]
            upto = min(today, viewed.period.last_on)
            places = {
                hotspot_id: Place(None, Shares(None, None), (), day, upto)
                for hotspot_id, day in last_visited(session, upto).items()
            }
            step()
            if viewed.agreement is not None:
                agreement_id = particulars(session, viewed.agreement).agreement_id
                open_visits(session, Scope(agreement_id, viewed.period))
                step()
                shared, weekly = shares(session), weeks(session)
                for each in hotspots(session):
                    before = places.get(each.hotspot_id)
                    places[each.hotspot_id] = Place(
                        each,
                        shared.get(each.hotspot_id, Shares(None, None)),
                        weekly.get(each.hotspot_id, ()),
                        None if before is None else before.last_on,
                        upto,
                    )
            step()
            uses = order_uses(session, viewed.period, _printed_stages())
        counted = Counted(viewed, upto, places, uses)
        self._kept[viewed] = (stamp, today, counted)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return counted


def _printed_stages() -> list[tuple[str, str]]:
    """Return each power with its stages that count in a return (rule 8)."""
    return [
        (power.code, stage.code)
        for power in load_powers().powers
        for stage in power.stages
        if stage.count_in_return
    ]
