"""The lists of organisations and of funding sources."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from wardenlog.store.lists.having import having_words
from wardenlog.store.session import ReadSession


class OrganisationRow(NamedTuple):
    """A line of the list; `people` are its people who are active today."""

    id: str
    code: str
    name: str
    kind: str | None
    own: bool
    people: int
    void_reason: str | None


class FundingRow(NamedTuple):
    """A line of the list; no agreement is business as usual."""

    id: str
    code: str
    label: str | None
    agreement: str | None
    programme: str | None
    void_reason: str | None


_PEOPLE: Final = """
(
    SELECT count(*) FROM person
    WHERE person.organisation_id = organisation.id AND person.void_reason IS NULL
        AND coalesce(person.active_from, '0001-01-01') <= :today
        AND coalesce(person.active_to, '9999-12-31') >= :today
)
"""

ORGANISATION_ORDERS: Final = {
    "code": "organisation.code",
    "name": "organisation.name",
    "kind": "coalesce(organisation.organisation_kind, '')",
    "own": "organisation.own",
    "people": _PEOPLE,
}
FUNDING_ORDERS: Final = {
    "code": "funding_source.code",
    "label": "coalesce(funding_source.label, '')",
    "agreement": "coalesce(agreement.reference, '')",
}
"""What the lists can be put in order by, and the SQL of it."""

_FUNDING: Final = (
    "FROM funding_source LEFT JOIN agreement ON agreement.id = funding_source.agreement_id"
)


def organisation_ids(
    session: ReadSession,
    order: str,
    today: date,
    *,
    descending: bool = False,
    words: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the ids of the organisations sought; a filter is `own`, of value 1 or 0."""
    having, bound = having_words(("organisation.code", "organisation.name"), words)
    own = (filters or {}).get("own")
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT organisation.id FROM organisation WHERE {having} "
        f"AND (:own IS NULL OR organisation.own = :own) "
        f"ORDER BY {ORGANISATION_ORDERS[order]} {way}, organisation.code {way}, organisation.id",
        {**bound, "own": None if own is None else int(own), "today": today.isoformat()},
    )
    return [organisation_id for (organisation_id,) in rows]


def organisation_rows(
    session: ReadSession, ids: Collection[str], today: date
) -> dict[str, OrganisationRow]:
    """Return the rows of these organisations by id, in one query."""
    rows = session.rows(
        f"SELECT id, code, name, organisation_kind, own, {_PEOPLE}, void_reason "
        "FROM organisation WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), "today": today.isoformat()},
    )
    return {row[0]: OrganisationRow._make((*row[:4], bool(row[4]), *row[5:])) for row in rows}


def own_organisations(session: ReadSession) -> list[str]:
    """Return the ids of the organisations, not void, whose people are paid under the grant."""
    rows = session.rows(
        "SELECT id FROM organisation WHERE own = 1 AND void_reason IS NULL ORDER BY code"
    )
    return [organisation_id for (organisation_id,) in rows]


def funding_ids(
    session: ReadSession, order: str, *, descending: bool = False, words: Sequence[str] = ()
) -> list[str]:
    """Return the ids of the funding sources sought, in an order of FUNDING_ORDERS."""
    columns = (
        "funding_source.code",
        "coalesce(funding_source.label, '')",
        "coalesce(agreement.reference, '')",
    )
    having, bound = having_words(columns, words)
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT funding_source.id {_FUNDING} WHERE {having} "
        f"ORDER BY {FUNDING_ORDERS[order]} {way}, funding_source.code {way}, funding_source.id",
        bound,
    )
    return [funding_id for (funding_id,) in rows]


def funding_rows(session: ReadSession, ids: Collection[str]) -> dict[str, FundingRow]:
    """Return the rows of these funding sources by id, in one query."""
    rows = session.rows(
        "SELECT funding_source.id, funding_source.code, funding_source.label, agreement.reference, "
        f"agreement.programme, funding_source.void_reason {_FUNDING} "
        "WHERE funding_source.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: FundingRow(*row) for row in rows}
