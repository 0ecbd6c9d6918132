"""Finds records by what people call them: a sheet number, a code, a reference."""

from typing import Final

from wardenlog.store.session import ReadSession

_NAMED_BY: Final = {
    "shift": "sheet",
    "person": "code",
    "organisation": "code",
    "hotspot": "code",
    "pspo": "code",
    "funding_source": "code",
    "agreement": "reference",
}


def ids_named(session: ReadSession, kind: str, name: str) -> list[str]:
    """Return the ids of the records of a kind with that code, reference or sheet number."""
    if kind not in _NAMED_BY:
        return []
    sql = f'SELECT id FROM "{kind}" WHERE "{_NAMED_BY[kind]}" = ? ORDER BY id'
    return [aggregate_id for (aggregate_id,) in session.rows(sql, (name,))]
