"""The sums that must agree however they are taken, printed on the return's Checks sheet."""

from typing import NamedTuple

from wardenlog.counting.scope import Session


class Identity(NamedTuple):
    """Two ways to the same figure: the code of its check card, expected, and found."""

    check: str
    expected: int
    found: int


_DELIVERED = """
SELECT
    (SELECT coalesce(sum(person_minutes), 0) FROM scoped_visit WHERE counted = 1),
    (
        SELECT coalesce(sum(minutes), 0) FROM (
            SELECT sum(presence.net_minutes) AS minutes
            FROM presence
            INNER JOIN scoped_visit AS visit ON visit.rowid = presence.visit
            INNER JOIN hotspot ON hotspot.id = visit.hotspot_id
            WHERE presence.own = 1 AND presence.counted = 1 GROUP BY hotspot.code
        )
    ),
    (
        SELECT coalesce(sum(minutes), 0) FROM (
            SELECT sum(presence.net_minutes) AS minutes
            FROM presence
            INNER JOIN person ON person.rowid = presence.worker
            INNER JOIN organisation ON organisation.id = person.organisation_id
            WHERE organisation.own = 1 AND presence.counted = 1
            GROUP BY person.staff_group, organisation.id
        )
    ),
    (
        SELECT coalesce(sum(minutes), 0) FROM (
            SELECT sum(presence.net_minutes) AS minutes
            FROM presence
            INNER JOIN scoped_visit AS visit ON visit.rowid = presence.visit
            INNER JOIN scope_day ON scope_day.day = visit.day
            WHERE presence.own = 1 AND presence.counted = 1 GROUP BY scope_day.month
        )
    ),
    (
        SELECT coalesce(sum(minutes), 0) FROM (
            SELECT sum(minutes - overlap) AS minutes
            FROM presence WHERE own = 1 AND counted = 1 GROUP BY worker
        )
    ),
    (SELECT count(*) FROM scoped_visit WHERE counted = 1),
    (SELECT coalesce(sum(visits), 0) FROM visited_day)
"""


def identities(session: Session) -> list[Identity]:
    """Return the identities of person-minutes and visits for the open scope.

    domain.md, "Identities that must hold"; those over other sheets of the return (the bridge,
    the year to date, the evidence) are taken where those figures are put together.
    """
    ((minutes, hotspot, group, month, member, visits, by_hotspot),) = session.rows(_DELIVERED)
    return [
        Identity("hours_by_hotspot", minutes, hotspot),
        Identity("hours_by_staff_group", minutes, group),
        Identity("hours_by_month", minutes, month),
        Identity("hours_by_member", minutes, member),
        Identity("visits_by_hotspot", visits, by_hotspot),
    ]
