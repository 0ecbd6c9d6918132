"""The lists of hotspots and of public spaces protection orders."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from wardenlog.store.lists.having import having_words
from wardenlog.store.session import ReadSession


class HotspotRow(NamedTuple):
    """A line of the list; `boundaries` is how many versions of its outline are kept."""

    id: str
    code: str
    name: str
    ward: str | None
    kind: str | None
    sensitive: bool
    boundaries: int
    void_reason: str | None


class PspoRow(NamedTuple):
    """A line of the list of orders; dates are ISO text."""

    id: str
    code: str
    title: str
    from_on: str | None
    to_on: str | None
    boundary: bool
    void_reason: str | None


class Narrowed(NamedTuple):
    """What narrows the list of hotspots: words, and the values of its filters by name.

    Filters are listed (now, ever, not: on the list of the agreement), kind, ward, sensitive
    (1 or 0) and void (1 or 0).
    """

    words: Sequence[str]
    filters: Mapping[str, str]
    agreement: str | None
    """The agreement's reference; on no list where it is None."""
    today: date


_MINE: Final = """
SELECT 1 FROM listing INNER JOIN agreement ON agreement.id = listing.agreement_id
WHERE agreement.reference = :agreement AND agreement.void_reason IS NULL
    AND listing.hotspot_id = hotspot.id
"""
_NOW: Final = (
    f"EXISTS ({_MINE} AND listing.from_on <= :today "
    "AND coalesce(listing.to_on, '9999-12-31') >= :today)"
)
_SINCE: Final = f"({_MINE.replace('SELECT 1', 'SELECT max(listing.from_on)')})"

ORDERS: Final = {
    "code": "hotspot.code",
    "name": "hotspot.name",
    "ward": "coalesce(hotspot.ward, '')",
    "kind": "coalesce(hotspot.hotspot_kind, '')",
    "listed": f"coalesce({_SINCE}, '')",
    "sensitive": "hotspot.sensitive",
    "boundaries": (
        "(SELECT count(*) FROM hotspot_boundary AS outline WHERE outline.hotspot_id = hotspot.id)"
    ),
}
"""What the list of hotspots can be put in order by without counting, and the SQL of it."""

PSPO_ORDERS: Final = {
    "code": "pspo.code",
    "title": "pspo.title",
    "from_on": "coalesce(pspo.from_on, '')",
    "to_on": "coalesce(pspo.to_on, '9999-12-31')",
}

_LISTED: Final = {"now": _NOW, "ever": f"EXISTS ({_MINE})", "not": f"NOT {_NOW}"}
_FILTERS: Final = {
    "kind": "hotspot.hotspot_kind = :kind",
    "ward": "hotspot.ward = :ward",
    "sensitive": "hotspot.sensitive = (:sensitive = '1')",
    "void": "(hotspot.void_reason IS NOT NULL) = (:void = '1')",
}
_STANDINGS: Final = {
    "now": (
        "pspo.void_reason IS NULL AND coalesce(pspo.from_on, '') <= :today "
        "AND coalesce(pspo.to_on, '9999-12-31') >= :today"
    ),
    "expired": "pspo.void_reason IS NULL AND pspo.to_on < :today",
    "later": "pspo.void_reason IS NULL AND pspo.from_on > :today",
    "void": "pspo.void_reason IS NOT NULL",
}


def hotspot_ids(
    session: ReadSession, order: str, narrowed: Narrowed, *, descending: bool = False
) -> list[str]:
    """Return the ids of the hotspots sought, in an order of ORDERS; ties by code."""
    columns = ("hotspot.code", "hotspot.name", "coalesce(hotspot.ward, '')")
    having, bound = having_words(columns, narrowed.words)
    known = {name: value for name, value in narrowed.filters.items() if name in _FILTERS}
    conditions = [
        having,
        *(_FILTERS[name] for name in known),
        _LISTED.get(narrowed.filters.get("listed", ""), "1"),
    ]
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT hotspot.id FROM hotspot WHERE {' AND '.join(f'({each})' for each in conditions)} "
        f"ORDER BY {ORDERS[order]} {way}, hotspot.code {way}, hotspot.id",
        {
            **bound,
            **known,
            "agreement": narrowed.agreement,
            "today": narrowed.today.isoformat(),
        },
    )
    return [hotspot_id for (hotspot_id,) in rows]


def hotspot_rows(session: ReadSession, ids: Collection[str]) -> dict[str, HotspotRow]:
    """Return the rows of these hotspots by id, in one query."""
    rows = session.rows(
        f"SELECT id, code, name, ward, hotspot_kind, sensitive, {ORDERS['boundaries']}, "
        "void_reason FROM hotspot WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids))},
    )
    return {row[0]: HotspotRow._make((*row[:5], bool(row[5]), *row[6:])) for row in rows}


def wards(session: ReadSession) -> list[str]:
    """Return every ward that a hotspot is in, in alphabetical order."""
    rows = session.rows("SELECT DISTINCT ward FROM hotspot WHERE ward IS NOT NULL ORDER BY ward")
    return [ward for (ward,) in rows]


def agreements_naming(session: ReadSession, hotspot_id: str) -> list[str]:
    """Return the ids of the agreements, not void, that list a hotspot or plan visits to it."""
    rows = session.rows(
        "SELECT id FROM agreement WHERE void_reason IS NULL AND ("
        "EXISTS (SELECT 1 FROM listing WHERE agreement_id = agreement.id AND hotspot_id = :place) "
        "OR EXISTS ("
        "SELECT 1 FROM plan_rule WHERE agreement_id = agreement.id AND hotspot_id = :place"
        ")) ORDER BY start_on, reference",
        {"place": hotspot_id},
    )
    return [agreement_id for (agreement_id,) in rows]


def pspo_ids(
    session: ReadSession,
    order: str,
    today: date,
    *,
    descending: bool = False,
    words: Sequence[str] = (),
    standing: str = "",
) -> list[str]:
    """Return the ids of the orders sought; `standing` is now, expired, later, void or empty."""
    having, bound = having_words(("pspo.code", "pspo.title"), words)
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT pspo.id FROM pspo WHERE ({having}) AND ({_STANDINGS.get(standing, '1')}) "
        f"ORDER BY {PSPO_ORDERS[order]} {way}, pspo.code {way}, pspo.id",
        {**bound, "today": today.isoformat()},
    )
    return [pspo_id for (pspo_id,) in rows]


def pspo_rows(session: ReadSession, ids: Collection[str]) -> dict[str, PspoRow]:
    """Return the rows of these orders by id, in one query."""
    rows = session.rows(
        "SELECT id, code, title, from_on, to_on, boundary IS NOT NULL, void_reason FROM pspo "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: PspoRow._make((*row[:5], bool(row[5]), row[6])) for row in rows}
