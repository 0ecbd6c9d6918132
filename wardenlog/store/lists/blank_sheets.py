"""The legend of a blank sheet: the hotspots and wardens of a day."""

from datetime import date
from typing import Final

from wardenlog.store.session import ReadSession

_LISTED: Final = """
SELECT DISTINCT hotspot.code, hotspot.name
FROM agreement
INNER JOIN listing ON listing.agreement_id = agreement.id
INNER JOIN hotspot ON hotspot.id = listing.hotspot_id AND hotspot.void_reason IS NULL
WHERE agreement.reference = :agreement AND agreement.void_reason IS NULL
    AND listing.from_on <= :day AND :day <= coalesce(listing.to_on, '9999-12-31')
ORDER BY hotspot.code
"""

_EVERY: Final = "SELECT code, name FROM hotspot WHERE void_reason IS NULL ORDER BY code"

_WARDENS: Final = """
SELECT person.code, person.name
FROM person
INNER JOIN organisation ON organisation.id = person.organisation_id AND organisation.own = 1
WHERE person.void_reason IS NULL
    AND coalesce(person.active_from, '0001-01-01') <= :day
    AND :day <= coalesce(person.active_to, '9999-12-31')
ORDER BY person.code
"""


def hotspots_on(session: ReadSession, agreement: str | None, day: date) -> list[tuple[str, str]]:
    """Return code and name of the hotspots an agreement lists on a day; where none, of them all."""
    listed = session.rows(_LISTED, {"agreement": agreement, "day": day.isoformat()})
    return [(code, name) for code, name in listed or session.rows(_EVERY)]


def wardens_on(session: ReadSession, day: date) -> list[tuple[str, str]]:
    """Return code and name of our own people who are active on a day, by code."""
    return [(code, name) for code, name in session.rows(_WARDENS, {"day": day.isoformat()})]
