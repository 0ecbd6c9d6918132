"""The lists of people, organisations and funding sources, as of today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from wardenlog import clock
from wardenlog.services.choices import Named
from wardenlog.services.listing import Sought
from wardenlog.services.record import Record
from wardenlog.store.lists import bodies, choices, coded
from wardenlog.store.lists import people as lists
from wardenlog.store.lists.bodies import FundingRow, OrganisationRow

__all__ = [
    "DAYS_AHEAD",
    "Authority",
    "Funding",
    "FundingRow",
    "OrganisationRow",
    "Organisations",
    "People",
    "PersonLine",
    "Standing",
    "agreement_choices",
    "known_staff_groups",
    "organisation_choices",
]

DAYS_AHEAD: Final = 60
"""An authorisation that ends within so many days expires soon."""


class Standing(Enum):
    """Whether somebody goes on shift today."""

    LATER = auto()
    ACTIVE = auto()
    LEFT = auto()


class Authority(Enum):
    """How long a person's authorisations last, by the first that ends with nothing after it."""

    NONE = auto()
    LASTING = auto()
    """None of them has an end."""
    CURRENT = auto()
    SOON = auto()
    """Ends within DAYS_AHEAD."""
    EXPIRED = auto()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list. `families` are the power families authorised today, by code.

    `ends_on` is the day on which the first authorisation ends, or ended, that none follows.
    """

    id: str
    code: str
    name: str
    organisation: str
    staff_group: str | None
    active_from: date | None
    active_to: date | None
    posts: str
    families: tuple[str, ...]
    ends_on: date | None
    void_reason: str | None
    today: date

    @property
    def standing(self) -> Standing:
        """Whether they go on shift today."""
        if self.active_to is not None and self.active_to < self.today:
            return Standing.LEFT
        if self.active_from is not None and self.active_from > self.today:
            return Standing.LATER
        return Standing.ACTIVE

    @property
    def authority(self) -> Authority:
        """How long their authorisations last."""
        if self.ends_on is None:
            return Authority.LASTING if self.families else Authority.NONE
        if self.ends_on < self.today:
            return Authority.EXPIRED
        soon = self.ends_on <= self.today + timedelta(days=DAYS_AHEAD)
        return Authority.SOON if soon else Authority.CURRENT


class People:
    """The list of people, by the orders and filters of `store.lists.people`."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of everybody sought, in order."""
        narrowed = lists.Narrowed(sought.find.split(), dict(sought.filters), _today(), DAYS_AHEAD)
        with self._store.read() as session:
            return lists.person_ids(session, sought.order, narrowed, descending=sought.descending)

    def rows(self, ids: Collection[str]) -> dict[str, PersonLine]:
        """Return the lines of these people by id."""
        today = _today()
        with self._store.read() as session:
            rows = lists.person_rows(session, ids, today)
        return {each: _line(row, today) for each, row in rows.items()}


class Organisations:
    """The list of organisations."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every organisation sought, in order."""
        with self._store.read() as session:
            return bodies.organisation_ids(
                session,
                sought.order,
                _today(),
                descending=sought.descending,
                words=sought.find.split(),
                filters=dict(sought.filters),
            )

    def rows(self, ids: Collection[str]) -> dict[str, OrganisationRow]:
        """Return the rows of these organisations by id."""
        with self._store.read() as session:
            return bodies.organisation_rows(session, ids, _today())


class Funding:
    """The list of funding sources."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every funding source sought, in order."""
        with self._store.read() as session:
            return bodies.funding_ids(
                session,
                sought.order,
                descending=sought.descending,
                words=sought.find.split(),
            )

    def rows(self, ids: Collection[str]) -> dict[str, FundingRow]:
        """Return the rows of these funding sources by id."""
        with self._store.read() as session:
            return bodies.funding_rows(session, ids)


def organisation_choices(record: Record) -> list[Named]:
    """Return every organisation, void or not, in the order of their codes."""
    with record.store.read() as session:
        return sorted(coded.all_coded(session, "organisation"), key=lambda one: one.code)


def agreement_choices(record: Record) -> list[Named]:
    """Return every agreement that is not void, by reference and programme, newest first."""
    with record.store.read() as session:
        found = choices.agreements(session)
    return [Named(one.id, one.reference, one.programme or "") for one in found]


def known_staff_groups(record: Record) -> list[str]:
    """Return every staff group that somebody is in."""
    with record.store.read() as session:
        return lists.staff_groups(session)


def _line(row: lists.PersonRow, today: date) -> PersonLine:
    return PersonLine(
        id=row.id,
        code=row.code,
        name=row.name,
        organisation=row.organisation,
        staff_group=row.staff_group,
        active_from=_day(row.active_from),
        active_to=_day(row.active_to),
        posts=row.posts,
        families=tuple(row.families.split()),
        ends_on=_day(row.ends_on),
        void_reason=row.void_reason,
        today=today,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _today() -> date:
    return clock.local_date(clock.now())
