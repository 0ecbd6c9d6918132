"""What the page of today lists beside its figures: days without a sheet, ending authorisations."""

from datetime import date
from typing import Final, NamedTuple

from wardenlog.store.lists.choices import Named
from wardenlog.store.session import ReadSession


class Ending(NamedTuple):
    """An authorisation that ends soon with nothing to follow it; `ends_on` is an ISO date."""

    person_id: str
    code: str
    name: str
    family: str
    ends_on: str


_WITHOUT_SHEET: Final = """
WITH RECURSIVE days (day) AS (
    SELECT :first
    UNION ALL
    SELECT date(days.day, '+1 day') FROM days WHERE days.day < :last
)

SELECT days.day
FROM days
WHERE NOT EXISTS (
    SELECT 1 FROM shift WHERE shift.day = days.day AND shift.void_reason IS NULL
)
AND NOT EXISTS (
    SELECT 1 FROM nil_day WHERE nil_day.day = days.day AND nil_day.void_reason IS NULL
)
ORDER BY days.day DESC
"""

_ENDING: Final = """
SELECT person.id, person.code, person.name, held.family, max(held.to_on)
FROM authorisation AS held
INNER JOIN person ON person.id = held.person_id AND person.void_reason IS NULL
WHERE held.to_on BETWEEN :first AND :last
    AND coalesce(person.active_to, '9999-12-31') > held.to_on
    AND NOT EXISTS (
        SELECT 1 FROM authorisation AS next
        WHERE next.person_id = held.person_id AND next.family = held.family
            AND coalesce(next.to_on, '9999-12-31') > held.to_on
            AND coalesce(next.from_on, '0001-01-01') <= date(held.to_on, '+1 day')
    )
GROUP BY person.id, held.family
ORDER BY max(held.to_on), person.code, held.family
"""


def newest_sheet_between(session: ReadSession, first: date, last: date) -> date | None:
    """Return the latest date, first and last included, of a sheet that is not void."""
    found = session.value(
        "SELECT max(day) FROM shift WHERE day >= ? AND day <= ? AND void_reason IS NULL",
        (first.isoformat(), last.isoformat()),
    )
    return None if found is None else date.fromisoformat(found)


def days_without_sheet(session: ReadSession, first: date, last: date) -> list[date]:
    """Return the days, newest first, with neither a sheet nor somebody's word that there is none.

    A void sheet or a void nil day is none.
    """
    rows = session.rows(_WITHOUT_SHEET, {"first": first.isoformat(), "last": last.isoformat()})
    return [date.fromisoformat(day) for (day,) in rows]


def authorisations_ending(session: ReadSession, first: date, last: date) -> list[Ending]:
    """Return the authorisations whose last day is between two days, soonest first.

    One that another of the same person and family follows without a break is left out, and so are
    those of people who have left by then.
    """
    rows = session.rows(_ENDING, {"first": first.isoformat(), "last": last.isoformat()})
    return [Ending(*row) for row in rows]


def own_people(session: ReadSession, day: date) -> list[Named]:
    """Return our own people who are active on a day, by name: who may speak for it."""
    rows = session.rows(
        "SELECT person.id, person.code, person.name FROM person "
        "INNER JOIN organisation ON organisation.id = person.organisation_id "
        "WHERE organisation.own = 1 AND person.void_reason IS NULL "
        "AND coalesce(person.active_from, '0001-01-01') <= :day "
        "AND :day <= coalesce(person.active_to, '9999-12-31') ORDER BY person.name, person.code",
        {"day": day.isoformat()},
    )
    return [Named(*row) for row in rows]
