"""Adds a hotspot in passing, while a sheet that names it is being typed, and lists it at once."""

from typing import cast

from wardenlog.model import Hotspot, Organisation
from wardenlog.services.choices import Named
from wardenlog.services.coding import check_code
from wardenlog.services.logbook import Changes
from wardenlog.services.places.saving import OnList, list_hotspots
from wardenlog.services.record import Record

__all__ = ["OnList", "add_hotspot", "organisations"]


def add_hotspot(record: Record, hotspot: Hotspot, on: OnList | None) -> Changes:
    """Record a hotspot and, where that is wanted, list it: all of it or nothing.

    UserError (field `code`) where another hotspot has the code.
    """
    with record.store.write(record.actor) as session:
        check_code(session, hotspot)
        saved = [session.save(hotspot)]
        if on is not None:
            saved.append(list_hotspots(session, on, [hotspot.id]))
    return Changes(tuple(each for each in saved if each is not None))


def organisations(record: Record) -> list[Named]:
    """Return the organisations that are not void, the council's own first."""
    with record.store.read() as session:
        known = [cast("Organisation", each) for each in session.load_all("organisation")]
    known.sort(key=lambda one: (not one.own, one.name))
    return [Named(one.id, one.code, one.name) for one in known if one.void_reason is None]
