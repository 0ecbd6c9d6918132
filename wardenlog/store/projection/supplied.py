"""Rows of intelligence, nil days, police-supplied counts and randomised place-days."""

from wardenlog.model import Assignment, Intelligence, NilDay, SuppliedIncidents
from wardenlog.store.projection.rows import Rows, day


def intelligence(it: Intelligence) -> Rows:
    """Return the row of one count of intelligence reports."""
    row = (it.id, day(it.day), it.channel, it.count, it.hotspot_id, it.void_reason)
    return [("intelligence", [row])]


def nil_day(it: NilDay) -> Rows:
    """Return a nil day's row."""
    return [("nil_day", [(it.id, day(it.day), it.person_id, it.scope, it.void_reason)])]


def supplied_incidents(it: SuppliedIncidents) -> Rows:
    """Return the row of one delivery of counts, and one a count."""
    root = (it.id, it.source, day(it.extracted_on), it.coverage, it.void_reason)
    live = int(it.void_reason is None)
    counts = [
        (
            it.id,
            position,
            x.hotspot_id,
            x.month,
            x.category,
            x.number,
            x.same_month_last_year,
            live,
        )
        for position, x in enumerate(it.counts)
    ]
    return [("supplied_incidents", [root]), ("supplied_count", [*counts])]


def assignment(it: Assignment) -> Rows:
    """Return a randomised place-day's row."""
    return [("assignment", [(it.id, it.hotspot_id, day(it.day), it.arm, it.void_reason)])]
