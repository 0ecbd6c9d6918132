"""What records are called now, so that no two get the same code by mistake."""

from typing import Final, Literal

from wardenlog.store.lists.choices import Named
from wardenlog.store.session import ReadSession

Coded = Literal["person", "organisation", "funding_source", "hotspot", "pspo"]

_NAME: Final[dict[Coded, str]] = {
    "person": "name",
    "organisation": "name",
    "funding_source": "coalesce(label, code)",
    "hotspot": "name",
    "pspo": "title",
}


def all_coded(session: ReadSession, kind: Coded) -> list[Named]:
    """Return every record of a kind, void ones too, the one recorded last first."""
    rows = session.rows(
        f'SELECT id, code, {_NAME[kind]}, void_reason IS NOT NULL FROM "{kind}" ORDER BY id DESC'
    )
    return [Named._make((*row[:3], bool(row[3]))) for row in rows]
