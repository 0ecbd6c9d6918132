"""How the claim is worked out: from all person-minutes on visits down to those claimable."""

from typing import NamedTuple

from wardenlog.counting.scope import Session

EXCLUSIONS = (
    "partner",
    "other_funding",
    "outside_agreement",
    "unlisted",
    "not_uniformed",
    "incomplete",
    "under_minimum",
)
"""Why minutes are not claimed, in the order in which they are tried (domain.md, rule 6)."""

STEPS = ("total", "overlap", *EXCLUSIONS, "claimable")


class BridgeStep(NamedTuple):
    """One step: its code, person-minutes (never negative), and the visits it touches."""

    code: str
    minutes: int
    visits: int


_STEPS = """
SELECT
    sum(minutes),
    count(DISTINCT visit),
    sum(overlap),
    count(DISTINCT iif(overlap > 0, visit, NULL))
FROM presence
"""

_NET = """
SELECT exclusion, sum(net_minutes), count(DISTINCT visit)
FROM presence
GROUP BY exclusion
"""


def bridge(session: Session) -> tuple[BridgeStep, ...]:
    """Return the ten steps of the open scope in their order, zeros included (rule 6).

    total − overlap − every exclusion = claimable, in whole person-minutes. Visits are those with
    at least one (visit, member) in the step, even with 0 net minutes; for overlap, above 0.
    """
    ((total, visits, overlap, overlapped),) = session.rows(_STEPS)
    net = {code or "claimable": (minutes, touched) for code, minutes, touched in session.rows(_NET)}
    net["total"] = (total or 0, visits)
    net["overlap"] = (overlap or 0, overlapped)
    return tuple(BridgeStep(code, *net.get(code, (0, 0))) for code in STEPS)
