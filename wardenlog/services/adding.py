"""Adds a hotspot in passing, while a sheet that names it is being typed, and lists it at once."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from wardenlog.errors import UserError
from wardenlog.model import Agreement, Hotspot, Listing, Organisation
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import choices as lists
from wardenlog.store.names import ids_named


@dataclass(frozen=True, slots=True)
class OnList:
    """On which agreement's list a new hotspot goes, by the agreement's reference, and from when."""

    agreement: str
    from_on: date


def add_hotspot(record: Record, hotspot: Hotspot, on: OnList | None) -> Changes:
    """Record a hotspot and, where that is wanted, list it: all of it or nothing.

    UserError (field `code`) where another hotspot has the code.
    """
    with record.store.write(record.actor) as session:
        _check_code(session, hotspot.code)
        saved = [session.save(hotspot)]
        if on is not None:
            agreement = _agreement(session, on.agreement)
            listing = Listing(hotspot_id=hotspot.id, from_on=on.from_on)
            listings = (*agreement.listings, listing)
            saved.append(session.save(agreement.model_copy(update={"listings": listings})))
    return Changes(tuple(each for each in saved if each is not None))


def organisations(record: Record) -> list[Named]:
    """Return the organisations that are not void, the council's own first."""
    with record.store.read() as session:
        known = [cast("Organisation", each) for each in session.load_all("organisation")]
    known.sort(key=lambda one: (not one.own, one.name))
    return [Named(one.id, one.code, one.name) for one in known if one.void_reason is None]


def _check_code(session: ReadSession, code: str) -> None:
    for one in lists.hotspots(session):
        if not one.void and one.code.casefold() == code.casefold():
            raise UserError(
                f"{one.name} has the code {one.code} already. Give this hotspot another.",
                field="code",
                code="code_taken",
            )


def _agreement(session: ReadSession, reference: str) -> Agreement:
    found = ids_named(session, "agreement", reference)
    loaded = session.load("agreement", found[0]) if len(found) == 1 else None
    if loaded is None:
        raise UserError(
            f"There is no agreement {reference} to list it in.", field="listed", code="unknown"
        )
    return cast("Agreement", loaded)
