"""What the agreement says on a date: the fold of its signed variations."""

from datetime import date
from typing import NamedTuple

from wardenlog.counting.scope import Session

Terms = dict[tuple[str, str], str]
"""The value of each (item, key) in force."""


class VariationLine(NamedTuple):
    """One item that one variation sets, with what it was originally and just before."""

    number: int
    requested_on: str | None
    signed_on: str | None
    effective_from: str
    status: str
    reason: str | None
    item: str | None
    key: str | None
    value: str | None
    previous: str | None
    original: str | None


class Setting(NamedTuple):
    """A term that stands: its item, its key, its canonical value, and the variation that set it."""

    item: str
    key: str
    value: str
    number: int


_STANDING = """
SELECT item, key, value, number
FROM (
    SELECT
        item.item, item.key, item.value, item.number,
        row_number() OVER (
            PARTITION BY item.item, item.key
            ORDER BY variation.effective_from DESC, variation.number DESC
        ) AS newest
    FROM variation
    INNER JOIN variation_item AS item
        ON item.agreement_id = variation.agreement_id AND item.number = variation.number
    WHERE variation.agreement_id = ?1
        AND (variation.status = 'signed' OR variation.number = ?4)
        AND (variation.effective_from, variation.number) < (?2, ?3)
)
WHERE newest = 1
ORDER BY item, key
"""

_AFTER_ALL = 1_000
"""More than any variation's number."""

_TERMS = "SELECT item, key, value FROM term_span WHERE from_on <= ?1 AND ?1 < to_on"

_IN_FORCE = """
SELECT variation.number, variation.signed_on
FROM scope
CROSS JOIN variation ON variation.agreement_id = scope.agreement_id
WHERE variation.status = 'signed' AND variation.effective_from <= ?
ORDER BY variation.effective_from DESC, variation.number DESC LIMIT 1
"""

_VARIATIONS = """
WITH line AS (
    SELECT
        variation.*, item.item, item.key, item.value
    FROM scope
    CROSS JOIN variation ON variation.agreement_id = scope.agreement_id
    LEFT JOIN variation_item AS item
        ON item.agreement_id = variation.agreement_id AND item.number = variation.number
)

SELECT
    line.number, line.requested_on, line.signed_on, line.effective_from, line.status, line.reason,
    line.item, line.key, line.value,
    (
        SELECT before.value FROM line AS before
        WHERE before.item = line.item AND before.key = line.key AND before.status = 'signed'
            AND (before.effective_from, before.number) < (line.effective_from, line.number)
        ORDER BY before.effective_from DESC, before.number DESC LIMIT 1
    ),
    (
        SELECT first.value FROM line AS first
        WHERE first.item = line.item AND first.key = line.key AND first.status = 'signed'
        ORDER BY first.effective_from, first.number LIMIT 1
    )
FROM line
ORDER BY line.number, line.item, line.key
"""

_AT_RISK = """
SELECT variation.number
FROM scope
CROSS JOIN variation ON variation.agreement_id = scope.agreement_id
WHERE variation.status = 'at_risk' AND variation.effective_from < scope.to_on
ORDER BY variation.number
"""


def terms_on(session: Session, day: date) -> Terms:
    """Return the terms of the open scope's agreement on a date (domain.md, "terms on a date")."""
    rows = session.rows(_TERMS, (day.isoformat(),))
    return {(item, key): value for item, key, value in rows}


def standing_on(
    session: Session, agreement_id: str, day: date, *, assumed: int | None = None
) -> list[Setting]:
    """Return what `terms_on` does, without a scope, and which variation set each term.

    `assumed` is the number of a variation that is taken for signed.
    """
    bound = (agreement_id, day.isoformat(), _AFTER_ALL, -1 if assumed is None else assumed)
    return [Setting(*row) for row in session.rows(_STANDING, bound)]


def standing_before(
    session: Session, agreement_id: str, effective_from: date, number: int
) -> list[Setting]:
    """Return the terms of the signed variations that come before one in the order of the fold."""
    bound = (agreement_id, effective_from.isoformat(), number, -1)
    return [Setting(*row) for row in session.rows(_STANDING, bound)]


def variation_in_force(session: Session, day: date) -> tuple[int, str | None] | None:
    """Return the number and signing date of the latest signed variation effective by a date."""
    found = session.rows(_IN_FORCE, (day.isoformat(),))
    return (found[0][0], found[0][1]) if found else None


def variations(session: Session) -> list[VariationLine]:
    """Return what each variation changed, draft and at-risk ones included."""
    return [VariationLine(*row) for row in session.rows(_VARIATIONS)]


def at_risk(session: Session) -> list[int]:
    """Return the variations not yet signed that would take effect before the period ends."""
    return [number for (number,) in session.rows(_AT_RISK)]
