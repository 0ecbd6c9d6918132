"""Rows of the council, organisations, people, hotspots and PSPOs."""

from wardenlog.model import Council, Hotspot, Organisation, Person, Pspo
from wardenlog.store.projection.rows import Rows, day


def council(it: Council) -> Rows:
    """Return the council's row."""
    approved = int(it.returns_approved_by_second_person)
    row = (
        *(it.id, it.name, it.ons_code, it.marking, it.contact, it.purchase_order),
        *(approved, it.void_reason),
    )
    return [("council", [row])]


def organisation(it: Organisation) -> Rows:
    """Return an organisation's row."""
    row = (it.id, it.code, it.name, it.organisation_kind, int(it.own), it.void_reason)
    return [("organisation", [row])]


def person(it: Person) -> Rows:
    """Return a person's row and one a power family they are authorised for."""
    row = (
        it.id,
        it.code,
        it.name,
        it.organisation_id,
        it.staff_group,
        day(it.active_from),
        day(it.active_to),
        it.void_reason,
    )
    authorised = [
        (it.id, position, a.family, a.basis, day(a.from_on), day(a.to_on))
        for position, a in enumerate(it.authorisations)
    ]
    return [("person", [row]), ("authorisation", [*authorised])]


def hotspot(it: Hotspot) -> Rows:
    """Return a hotspot's row and one a dated boundary."""
    row = (
        it.id,
        it.code,
        it.name,
        it.ward,
        it.district,
        it.hotspot_kind,
        int(it.sensitive),
        it.void_reason,
    )
    boundaries = [
        (it.id, position, day(b.from_on), day(b.to_on), b.geojson)
        for position, b in enumerate(it.boundaries)
    ]
    return [("hotspot", [row]), ("hotspot_boundary", [*boundaries])]


def pspo(it: Pspo) -> Rows:
    """Return a PSPO's row."""
    row = (it.id, it.code, it.title, day(it.from_on), day(it.to_on), it.boundary, it.void_reason)
    return [("pspo", [row])]
