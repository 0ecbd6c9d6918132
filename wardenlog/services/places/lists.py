"""The lists of hotspots and orders as of today, with what was counted in the view."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final, cast

from wardenlog import clock
from wardenlog.model import Agreement, Listing, PlanRule
from wardenlog.services.choices import Named
from wardenlog.services.listing import Sought
from wardenlog.services.periods import Viewed
from wardenlog.services.places.figures import Counted, Dosage, Figures, Place
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import choices
from wardenlog.store.lists import places as lists
from wardenlog.store.lists.places import PspoRow
from wardenlog.store.names import ids_named

_COUNTED: Final[dict[str, Callable[[Place], float | None]]] = {
    "visits": lambda place: place.dosage.visits if place.dosage else None,
    "hours": lambda place: place.dosage.person_minutes if place.dosage else None,
    "required": lambda place: place.dosage.required if place.dosage else None,
    "compliance": lambda place: place.dosage.compliance if place.dosage else None,
    "days_since": lambda place: place.days_since,
}
"""The orders that need counting; what has no figure comes first."""


class Standing(Enum):
    """Where a hotspot stands on an agreement's list today, or an order in its life."""

    NEVER = auto()
    LATER = auto()
    NOW = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class HotspotLine:
    """A hotspot in the list. `from_on` and `to_on` are of the listing that `standing` is about.

    `rules` are the plan rules of the agreement in view that are in force today, or else those
    that were in force last. `place` is None while the view is being counted.
    """

    id: str
    code: str
    name: str
    ward: str | None
    kind: str | None
    sensitive: bool
    boundaries: int
    void_reason: str | None
    standing: Standing
    from_on: date | None
    to_on: date | None
    rules: tuple[PlanRule, ...]
    place: Place | None

    @property
    def dosage(self) -> Dosage | None:
        """What it got of its plan in the period in view."""
        return None if self.place is None else self.place.dosage


@dataclass(frozen=True, slots=True)
class PspoLine:
    """An order in the list; own and assisted uses are None while the view is being counted."""

    id: str
    code: str
    title: str
    from_on: date | None
    to_on: date | None
    boundary: bool
    void_reason: str | None
    standing: Standing
    own: int | None
    assisted: int | None


class Hotspots:
    """The list of hotspots, by the orders and filters of `store.lists.places`, and by figures."""

    def __init__(self, record: Record, figures: Figures, viewing: Callable[[], Viewed]) -> None:
        """`viewing` returns the agreement and period in view, from any thread."""
        self._store = record.store
        self._figures = figures
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every hotspot sought, in order; by a figure, the view is counted."""
        viewed = self._viewing()
        narrowed = lists.Narrowed(
            sought.find.split(), dict(sought.filters), viewed.agreement, _today()
        )
        figure = _COUNTED.get(sought.order)
        order = "code" if figure else sought.order
        with self._store.read() as session:
            ids = lists.hotspot_ids(
                session, order, narrowed, descending=sought.descending and figure is None
            )
        if figure is None:
            return ids
        counted = self._figures.count(viewed)
        sizes = {each: figure(counted.place(each)) for each in ids}

        def size(each: str) -> tuple[bool, float]:
            found = sizes[each]
            return found is not None, found or 0.0

        return sorted(ids, key=size, reverse=sought.descending)

    def rows(self, ids: Collection[str]) -> dict[str, HotspotLine]:
        """Return the lines of these hotspots by id."""
        viewed, today = self._viewing(), _today()
        counted = self._figures.known(viewed)
        with self._store.read() as session:
            rows = lists.hotspot_rows(session, ids)
            agreement = _agreement(session, viewed.agreement)
        return {each: _line(row, agreement, counted, today) for each, row in rows.items()}


class Pspos:
    """The list of public spaces protection orders."""

    def __init__(self, record: Record, figures: Figures, viewing: Callable[[], Viewed]) -> None:
        """`viewing` returns the agreement and period in view, from any thread."""
        self._store = record.store
        self._figures = figures
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every order sought, in order."""
        with self._store.read() as session:
            return lists.pspo_ids(
                session,
                sought.order,
                _today(),
                descending=sought.descending,
                words=sought.find.split(),
                standing=dict(sought.filters).get("standing", ""),
            )

    def rows(self, ids: Collection[str]) -> dict[str, PspoLine]:
        """Return the lines of these orders by id."""
        counted, today = self._figures.known(self._viewing()), _today()
        with self._store.read() as session:
            rows = lists.pspo_rows(session, ids)
        return {each: _order(row, counted, today) for each, row in rows.items()}


def wards(record: Record) -> list[str]:
    """Return every ward that a hotspot is in."""
    with record.store.read() as session:
        return lists.wards(session)


def hotspot_choices(record: Record) -> list[Named]:
    """Return every hotspot, void or not, by code."""
    with record.store.read() as session:
        return choices.hotspots(session)


def _agreement(session: ReadSession, reference: str | None) -> Agreement | None:
    found = [] if reference is None else ids_named(session, "agreement", reference)
    return cast("Agreement | None", session.load("agreement", found[0])) if found else None


def _line(
    row: lists.HotspotRow, agreement: Agreement | None, counted: Counted | None, today: date
) -> HotspotLine:
    listings = (
        [] if agreement is None else [it for it in agreement.listings if it.hotspot_id == row.id]
    )
    rules = (
        [] if agreement is None else [it for it in agreement.plan_rules if it.hotspot_id == row.id]
    )
    standing, about = _listed(listings, today)
    return HotspotLine(
        id=row.id,
        code=row.code,
        name=row.name,
        ward=row.ward,
        kind=row.kind,
        sensitive=row.sensitive,
        boundaries=row.boundaries,
        void_reason=row.void_reason,
        standing=standing,
        from_on=about.from_on if about else None,
        to_on=about.to_on if about else None,
        rules=_in_force(rules, today),
        place=None if counted is None else counted.place(row.id),
    )


def _listed(listings: list[Listing], today: date) -> tuple[Standing, Listing | None]:
    """Return where a hotspot stands on the list, and the listing that says so."""
    begun = [it for it in listings if it.from_on <= today]
    now = [it for it in begun if it.to_on is None or it.to_on >= today]
    if now:
        return Standing.NOW, min(now, key=_first_day)
    if begun:
        return Standing.OVER, max(begun, key=_first_day)
    if listings:
        return Standing.LATER, min(listings, key=_first_day)
    return Standing.NEVER, None


def _in_force(rules: list[PlanRule], today: date) -> tuple[PlanRule, ...]:
    now = [it for it in rules if it.from_on <= today and (it.to_on is None or it.to_on >= today)]
    latest = max((it.from_on for it in rules), default=today)
    return tuple(now or (it for it in rules if it.from_on == latest))


def _order(row: PspoRow, counted: Counted | None, today: date) -> PspoLine:
    first, last = _day(row.from_on), _day(row.to_on)
    standing = Standing.NOW
    if last is not None and last < today:
        standing = Standing.OVER
    elif first is not None and first > today:
        standing = Standing.LATER
    uses = None if counted is None else counted.uses_of(row.id)
    return PspoLine(
        row.id,
        row.code,
        row.title,
        first,
        last,
        row.boundary,
        row.void_reason,
        standing,
        None if uses is None else uses.own,
        None if uses is None else uses.assisted,
    )


def _first_day(it: Listing) -> date:
    return it.from_on


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _today() -> date:
    return clock.local_date(clock.now())
