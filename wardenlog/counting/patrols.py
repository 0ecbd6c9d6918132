"""How many patrols there were, where a patrol means a visit and where it means a shift."""

from typing import NamedTuple

from wardenlog.counting.scope import Session

_PATROLS = "SELECT count(*), count(DISTINCT shift_id) FROM scoped_visit WHERE counted = 1"


class Patrols(NamedTuple):
    """Counted visits, and the shifts with at least one of them (domain.md, "Terms")."""

    visits: int
    shifts: int


def patrols(session: Session) -> Patrols:
    """Return the patrols of the open scope, both ways that an agreement may count them."""
    return Patrols(*session.rows(_PATROLS)[0])
