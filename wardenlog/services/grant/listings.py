"""The versions of an agreement's hotspot list: when it changed, who joined and who left."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Listing
from wardenlog.services.choices import Named
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.places.saving import OnList, list_hotspots
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, WriteSession
from wardenlog.store.lists import choices

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListVersion:
    """The list from a day on which it changed, up to the next; `until` is None for the last."""

    from_on: date
    until: date | None
    joined: int
    left: int
    listed: int

    @property
    def id(self) -> str:
        """The day on which it begins."""
        return self.from_on.isoformat()


class Change(Enum):
    """What became of a hotspot when the list changed."""

    STAYED = "stayed"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A hotspot on a version of the list or on the one before; dates are of its listing."""

    id: str
    code: str
    name: str
    change: Change
    from_on: date
    to_on: date | None
    replaced_by: str | None
    replaces: str | None


class Versions:
    """The list of the versions of the hotspot list, the newest first."""

    def __init__(self, record: Record, viewing: Callable[[], str | None]) -> None:
        """`viewing` returns the reference of the agreement in view, from any thread."""
        self._record = record
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every version, in order."""
        found = [each.id for each in versions(self._record, self._viewing())]
        return found[::-1] if sought.descending else found

    def rows(self, ids: Collection[str]) -> dict[str, ListVersion]:
        """Return these versions by id."""
        found = versions(self._record, self._viewing())
        return {each.id: each for each in found if each.id in ids}


class Listed:
    """The hotspots of one version of the list, beside the version before."""

    def __init__(
        self, record: Record, viewing: Callable[[], tuple[str | None, date | None]]
    ) -> None:
        """`viewing` returns the agreement in view and a day of the version, from any thread."""
        self._record = record
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every hotspot sought, in order."""
        words = sought.find.casefold().split()
        only = dict(sought.filters).get("change", "")
        found = [
            line
            for line in listed(self._record, *self._viewing())
            if all(word in f"{line.code} {line.name}".casefold() for word in words)
            and (not only or line.change.value == only)
        ]
        found.sort(key=_ORDERS[sought.order], reverse=sought.descending)
        return [line.id for line in found]

    def rows(self, ids: Collection[str]) -> dict[str, ListedLine]:
        """Return the lines of these hotspots by id."""
        found = listed(self._record, *self._viewing())
        return {line.id: line for line in found if line.id in ids}


def versions(record: Record, reference: str | None) -> list[ListVersion]:
    """Return the versions of an agreement's list, oldest first; empty without an agreement."""
    with record.store.read() as session:
        agreement, _ = agreement_named(session, reference)
    listings = () if agreement is None else agreement.listings
    found: list[ListVersion] = []
    days = _change_days(listings)
    for day, after in zip(days, [*days[1:], None], strict=True):
        now, before = set(_on(listings, day)), set(_on(listings, day - _DAY))
        until = None if after is None else after - _DAY
        found.append(ListVersion(day, until, len(now - before), len(before - now), len(now)))
    return found


def listed(record: Record, reference: str | None, day: date | None) -> list[ListedLine]:
    """Return who is on the list on a day, and who was on the version before and left, by code.

    Without a day, today.
    """
    with record.store.read() as session:
        agreement, _ = agreement_named(session, reference)
        names = {one.id: one for one in choices.hotspots(session)}
    if agreement is None:
        return []
    at = day or clock.local_date(clock.now())
    begun = [each for each in _change_days(agreement.listings) if each <= at]
    before = _on(agreement.listings, begun[-1] - _DAY) if begun else {}
    now = _on(agreement.listings, at)
    replaced = {
        it.replaced_by_id: hotspot_id
        for hotspot_id, it in before.items()
        if it.replaced_by_id is not None and hotspot_id not in now
    }
    lines = [
        _line(
            names,
            now.get(each) or before[each],
            _change(now=each in now, before=each in before),
            replaced.get(each),
        )
        for each in {**now, **before}
    ]
    return sorted(lines, key=lambda line: line.code)


def places(record: Record) -> list[Named]:
    """Return every hotspot, void or not, by code."""
    with record.store.read() as session:
        return choices.hotspots(session)


def add_to_list(record: Record, reference: str, hotspot_ids: Sequence[str], first: date) -> Changes:
    """List hotspots from a day on; UserError where one is on the list that day or later."""
    with record.store.write(record.actor) as session:
        _refuse_listed(session, _agreement(session, reference), hotspot_ids, first)
        revision = list_hotspots(session, OnList(reference, first), hotspot_ids)
    return Changes(() if revision is None else (revision,))


def end_listings(record: Record, reference: str, hotspot_ids: Sequence[str], last: date) -> Changes:
    """Let the listings of hotspots end with a day, which is the last they are on the list.

    UserError (field `day`) where one is not on the list that day.
    """
    with record.store.write(record.actor) as session:
        agreement = _agreement(session, reference)
        return _ended(session, agreement, dict.fromkeys(hotspot_ids), last)


def replace_listing(record: Record, reference: str, old: str, new: str, first: date) -> Changes:
    """Put one hotspot in the place of another from a day on.

    UserError (field `day`) where the old one is not on the list the day before, or the new one
    is on it already.
    """
    with record.store.write(record.actor) as session:
        agreement = _agreement(session, reference)
        _refuse_listed(session, agreement, [new], first)
        joined = Listing(hotspot_id=new, from_on=first)
        grown = agreement.model_copy(update={"listings": (*agreement.listings, joined)})
        return _ended(session, grown, {old: new}, first - _DAY)


def _ended(
    session: WriteSession, agreement: Agreement, leaving: Mapping[str, str | None], last: date
) -> Changes:
    there = _on(agreement.listings, last)
    missing = [each for each in leaving if each not in there]
    if missing:
        raise UserError(
            f"{_called(session, missing)} not on the list on {clock.date_text(last)}.",
            field="day",
            code="not_listed",
        )
    going = {id(there[hotspot_id]): by for hotspot_id, by in leaving.items()}
    changed = tuple(
        it.model_copy(update={"to_on": last, "replaced_by_id": going[id(it)]})
        if id(it) in going
        else it
        for it in agreement.listings
    )
    revision = session.save(agreement.model_copy(update={"listings": changed}))
    return Changes(() if revision is None else (revision,))


def _refuse_listed(
    session: ReadSession, agreement: Agreement, hotspot_ids: Iterable[str], first: date
) -> None:
    wanted = set(hotspot_ids)
    there = {
        it.hotspot_id
        for it in agreement.listings
        if it.hotspot_id in wanted and (it.to_on is None or it.to_on >= first)
    }
    if there:
        raise UserError(
            f"{_called(session, sorted(there))} on the list on or after"
            f" {clock.date_text(first)} already.",
            field="day",
            code="listed",
        )


def _called(session: ReadSession, hotspot_ids: Sequence[str]) -> str:
    """Return `H01 is` or `H01 and H02 are`."""
    codes = {one.id: one.code for one in choices.hotspots(session)}
    names = sorted(codes.get(each, each) for each in hotspot_ids)
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{', '.join(names[:-1])} and {names[-1]} are"


def _agreement(session: WriteSession, reference: str) -> Agreement:
    found, _ = agreement_named(session, reference)
    if found is None:
        raise UserError("This agreement is no longer in the record.", code="not_found")
    return found


def _on(listings: Sequence[Listing], day: date) -> dict[str, Listing]:
    """Return the listings that hold on a day, by hotspot: from ≤ day ≤ to (domain.md, listed)."""
    return {
        it.hotspot_id: it
        for it in listings
        if it.from_on <= day and (it.to_on is None or day <= it.to_on)
    }


def _change_days(listings: Sequence[Listing]) -> list[date]:
    """Return the days on which another set of hotspots is listed than on the day before."""
    days = {it.from_on for it in listings}
    days |= {it.to_on + _DAY for it in listings if it.to_on is not None}
    return [
        day for day in sorted(days) if set(_on(listings, day)) != set(_on(listings, day - _DAY))
    ]


def _change(*, now: bool, before: bool) -> Change:
    if now and before:
        return Change.STAYED
    return Change.JOINED if now else Change.LEFT


def _line(
    names: Mapping[str, Named], it: Listing, change: Change, replaces: str | None
) -> ListedLine:
    named = names.get(it.hotspot_id)
    by = None if it.replaced_by_id is None else names.get(it.replaced_by_id)
    instead = None if replaces is None else names.get(replaces)
    return ListedLine(
        id=it.hotspot_id,
        code="" if named is None else named.code,
        name="" if named is None else named.name,
        change=change,
        from_on=it.from_on,
        to_on=it.to_on,
        replaced_by=None if by is None else by.code,
        replaces=None if instead is None else instead.code,
    )


_ORDERS: Final[dict[str, Callable[[ListedLine], tuple[date | int | str, ...]]]] = {
    "code": lambda line: (line.code,),
    "name": lambda line: (line.name.casefold(),),
    "change": lambda line: (list(Change).index(line.change) * -1, line.code),
    "from_on": lambda line: (line.from_on, line.code),
}
"""What the list can be in the order of."""
