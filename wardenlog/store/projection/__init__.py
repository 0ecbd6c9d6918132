"""The rows that each aggregate puts into the tables that counting reads."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wardenlog.model import Aggregate
    from wardenlog.store.projection.rows import Rows

TABLES: dict[str, tuple[str, ...]] = {
    "council": ("council",),
    "organisation": ("organisation",),
    "person": ("person", "authorisation"),
    "hotspot": ("hotspot", "hotspot_boundary"),
    "pspo": ("pspo",),
    "agreement": (
        "agreement",
        "variation",
        "variation_item",
        "listing",
        "plan_rule",
        "post",
        "post_holding",
        "budget_line",
        "budget_change",
        "underspend",
    ),
    "funding_source": ("funding_source",),
    "shift": (
        "shift",
        "shift_member",
        "visit",
        "visit_member",
        "partner_presence",
        "tally",
        "incident",
        "power_use",
        "referral",
        "seizure",
        "other_time",
    ),
    "line_month": ("line_month", "expenditure"),
    "intelligence": ("intelligence",),
    "nil_day": ("nil_day",),
    "supplied_incidents": ("supplied_incidents", "supplied_count"),
    "assignment": ("assignment",),
    "return": ("grant_return", "return_value", "return_line"),
    "explanation": ("explanation",),
}
"""The tables of each kind of aggregate, its root first; the first column is the aggregate's id."""


def project(aggregate: "Aggregate") -> "Rows":
    """Return the rows of one aggregate: (table, full rows in column order), root first."""
    return _projectors()[aggregate.kind](aggregate)


@cache
def _projectors() -> "dict[str, Callable[[Any], Rows]]":
    """Return what makes the rows of each kind; imported here, because reading needs none of it."""
    from wardenlog.model import AGGREGATES
    from wardenlog.store.projection import grant, people, returns, shift, supplied

    projectors: dict[str, Callable[[Any], Rows]] = {
        "council": people.council,
        "organisation": people.organisation,
        "person": people.person,
        "hotspot": people.hotspot,
        "pspo": people.pspo,
        "agreement": grant.agreement,
        "funding_source": grant.funding_source,
        "shift": shift.shift,
        "line_month": grant.line_month,
        "intelligence": supplied.intelligence,
        "nil_day": supplied.nil_day,
        "supplied_incidents": supplied.supplied_incidents,
        "assignment": supplied.assignment,
        "return": returns.grant_return,
        "explanation": returns.explanation,
    }
    if not TABLES.keys() == projectors.keys() == AGGREGATES.keys():  # pragma: no cover - our slip
        message = "every kind of aggregate needs its tables and its projector"
        raise RuntimeError(message)
    return projectors
