"""Adds a hotspot or a warden in passing, while a sheet that names them is being typed."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from wardenlog.errors import UserError
from wardenlog.model import Agreement, Hotspot, Listing, Organisation, Person
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
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
        _check_code(session, hotspot.kind, hotspot.code)
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


def add_person(record: Record, person: Person) -> Changes:
    """Record somebody who goes on shift; UserError (field `code`) where the code is taken."""
    with record.store.write(record.actor) as session:
        _check_code(session, person.kind, person.code)
        saved = session.save(person)
    return Changes(() if saved is None else (saved,))


def _check_code(session: ReadSession, kind: str, code: str) -> None:
    if ids_named(session, kind, code):
        raise UserError(
            f"The code {code} is taken. Give this one another.", field="code", code="code_taken"
        )


def _agreement(session: ReadSession, reference: str) -> Agreement:
    found = ids_named(session, "agreement", reference)
    loaded = session.load("agreement", found[0]) if len(found) == 1 else None
    if loaded is None:
        raise UserError(
            f"There is no agreement {reference} to list it in.", field="listed", code="unknown"
        )
    return cast("Agreement", loaded)
