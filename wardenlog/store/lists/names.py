"""What records that others refer to are called, by id."""

from typing import Final

from wardenlog.store.session import ReadSession

_NAMES: Final = """
SELECT id, code || ' ' || name FROM person
UNION ALL SELECT id, code || ' ' || name FROM hotspot
UNION ALL SELECT id, name FROM organisation
UNION ALL SELECT id, code || ' ' || title FROM pspo
UNION ALL SELECT id, coalesce(label, code) FROM funding_source
UNION ALL SELECT id, reference FROM agreement
"""


def names(session: ReadSession) -> dict[str, str]:
    """Return the names of people, places, bodies, orders, funds and agreements, void ones too."""
    return dict(session.rows(_NAMES))
