"""Who returns to whom, and the moment of the record a count was taken at."""

from datetime import date
from typing import NamedTuple

from wardenlog.counting.scope import Session
from wardenlog.errors import UserError


class Particulars(NamedTuple):
    """The agreement and the council behind a return; None where not recorded."""

    agreement_id: str
    council: str | None
    ons_code: str | None
    marking: str | None
    contact: str | None
    purchase_order: str | None
    returns_approved: bool
    reference: str
    programme: str | None
    funder: str
    recipient: str | None
    start_on: date
    purpose: str | None


class Moment(NamedTuple):
    """The newest revision of the record: its number, UTC time as text, and chain."""

    seq: int
    at: str
    chain: str


_PARTICULARS = """
SELECT
    agreement.id, council.name, council.ons_code, council.marking, council.contact,
    council.purchase_order, coalesce(council.returns_approved, 0),
    agreement.reference, agreement.programme, funder.name, recipient.name,
    agreement.start_on, agreement.purpose
FROM agreement
INNER JOIN organisation AS funder ON funder.id = agreement.funder_id
LEFT JOIN organisation AS recipient ON recipient.id = agreement.recipient_id
LEFT JOIN council ON council.void_reason IS NULL
WHERE agreement.reference = ? AND agreement.void_reason IS NULL
"""

_KNOWN = "SELECT reference FROM agreement WHERE void_reason IS NULL ORDER BY reference"

_MOMENT = "SELECT seq, at, chain FROM revision ORDER BY seq DESC LIMIT 1"


def particulars(session: Session, reference: str) -> Particulars:
    """Return an agreement's particulars; UserError (`no_agreement`) where there is none."""
    found = session.rows(_PARTICULARS, (reference,))
    if not found:
        known = ", ".join(other for (other,) in session.rows(_KNOWN)) or "none yet"
        message = (
            f"There is no agreement “{reference}” in this record. It holds: {known}."
            " Give one of these references."
        )
        raise UserError(message, field="agreement", code="no_agreement")
    *facts, start_on, purpose = found[0]
    return Particulars._make((*facts, date.fromisoformat(start_on), purpose))


def moment(session: Session) -> Moment:
    """Return the newest revision of a record that has one."""
    return Moment._make(session.rows(_MOMENT)[0])
