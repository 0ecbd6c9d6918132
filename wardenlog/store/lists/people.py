"""The list of people: who they are, the posts they hold, and what they are authorised to do."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from wardenlog.store.lists.having import having_words
from wardenlog.store.session import ReadSession


class PersonRow(NamedTuple):
    """A line of the list; dates are ISO text.

    `posts` are those held today. `families` are the power families authorised today; `ends_on` is
    the first end of an authorisation that nothing follows, which may be over.
    """

    id: str
    code: str
    name: str
    organisation: str
    staff_group: str | None
    active_from: str | None
    active_to: str | None
    posts: str
    families: str
    ends_on: str | None
    void_reason: str | None


class LastVisit(NamedTuple):
    """The newest visit somebody was on: its sheet and ISO date, and who paid for their time."""

    shift_id: str
    sheet: str
    day: str
    funding: str | None


class PostHeld(NamedTuple):
    """A post, and the reference of the agreement that pays for it."""

    reference: str
    title: str | None
    agreement: str


_ALWAYS: Final = "'0001-01-01'"
_NEVER: Final = "'9999-12-31'"

_ACTIVE: Final = (
    f"person.void_reason IS NULL AND coalesce(person.active_from, {_ALWAYS}) <= :today "
    f"AND coalesce(person.active_to, {_NEVER}) >= :today"
)

# An end is followed where another authorisation of the family begins the day after it, or has
# begun by today, and ends later.
_ENDS_ON: Final = f"""
(
    SELECT min(held.to_on) FROM authorisation AS held
    WHERE held.person_id = person.id AND NOT EXISTS (
        SELECT 1 FROM authorisation AS later
        WHERE later.person_id = held.person_id AND later.family = held.family
            AND coalesce(later.to_on, {_NEVER}) > held.to_on
            AND coalesce(later.from_on, {_ALWAYS}) <= max(date(held.to_on, '+1 day'), :today)
    )
)
"""

_FAMILIES: Final = f"""
(
    SELECT group_concat(family, ' ') FROM (
        SELECT DISTINCT held.family FROM authorisation AS held
        WHERE held.person_id = person.id AND coalesce(held.from_on, {_ALWAYS}) <= :today
            AND coalesce(held.to_on, {_NEVER}) >= :today
        ORDER BY held.family
    )
)
"""

_HELD: Final = f"""
FROM post_holding AS holding
INNER JOIN agreement ON agreement.id = holding.agreement_id AND agreement.void_reason IS NULL
INNER JOIN post
    ON post.agreement_id = holding.agreement_id AND post.reference = holding.reference
WHERE holding.person_id = {{person}} AND coalesce(holding.from_on, {_ALWAYS}) <= :today
    AND coalesce(holding.to_on, {_NEVER}) >= :today AND coalesce(post.end_on, {_NEVER}) >= :today
"""

_POSTS: Final = (
    f"(SELECT group_concat(reference, ', ') FROM (SELECT DISTINCT holding.reference "
    f"{_HELD.format(person='person.id')} ORDER BY holding.reference))"
)

_FROM: Final = "FROM person INNER JOIN organisation ON organisation.id = person.organisation_id"

ORDERS: Final = {
    "code": "person.code",
    "name": "person.name",
    "organisation": "organisation.name",
    "staff_group": "person.staff_group",
    "standing": f"coalesce(person.active_to, {_NEVER})",
    "posts": _POSTS,
    "ends_on": f"iif({_ACTIVE}, coalesce({_ENDS_ON}, {_NEVER}), {_NEVER})",
}
"""What the list can be put in order by, and the SQL of it."""

_FILTERS: Final = {
    "organisation": "person.organisation_id = :organisation",
    "staff_group": "person.staff_group = :staff_group",
}
_STANDINGS: Final = {
    "active": _ACTIVE,
    "left": "person.void_reason IS NULL AND person.active_to < :today",
    "later": "person.void_reason IS NULL AND person.active_from > :today",
    "void": "person.void_reason IS NOT NULL",
}
_EXPIRIES: Final = {
    "soon": f"{_ACTIVE} AND {_ENDS_ON} BETWEEN :today AND :soon",
    "expired": f"{_ACTIVE} AND {_ENDS_ON} < :today",
    "none": f"{_ACTIVE} AND {_FAMILIES} IS NULL",
}
_LOOKED_INTO: Final = (
    "person.code",
    "person.name",
    "organisation.name",
    "coalesce(person.staff_group, '')",
)


class Narrowed(NamedTuple):
    """What narrows the list of people: words, and the values of its filters by name.

    Filters are organisation (an id), staff_group, standing (active, left, later, void) and expiry
    (soon: within `days` from today; expired; none: no authorisation today).
    """

    words: Sequence[str]
    filters: Mapping[str, str]
    today: date
    days: int


def person_ids(
    session: ReadSession, order: str, narrowed: Narrowed, *, descending: bool = False
) -> list[str]:
    """Return the ids of everybody sought, in an order of ORDERS; ties by code."""
    having, bound = having_words(_LOOKED_INTO, narrowed.words)
    conditions = [
        having,
        *(_FILTERS[name] for name in narrowed.filters if name in _FILTERS),
        _STANDINGS.get(narrowed.filters.get("standing", ""), "1"),
        _EXPIRIES.get(narrowed.filters.get("expiry", ""), "1"),
    ]
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT person.id {_FROM} WHERE {' AND '.join(f'({each})' for each in conditions)} "
        f"ORDER BY {ORDERS[order]} {way}, person.code {way}, person.id",
        {
            **bound,
            **{name: value for name, value in narrowed.filters.items() if name in _FILTERS},
            "today": narrowed.today.isoformat(),
            "soon": (narrowed.today + timedelta(days=narrowed.days)).isoformat(),
        },
    )
    return [person_id for (person_id,) in rows]


def person_rows(session: ReadSession, ids: Collection[str], today: date) -> dict[str, PersonRow]:
    """Return the rows of these people by id, in one query."""
    rows = session.rows(
        f"SELECT person.id, person.code, person.name, organisation.name, person.staff_group, "
        f"person.active_from, person.active_to, coalesce({_POSTS}, ''), "
        f"coalesce({_FAMILIES}, ''), {_ENDS_ON}, person.void_reason "
        f"{_FROM} WHERE person.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), "today": today.isoformat()},
    )
    return {row[0]: PersonRow(*row) for row in rows}


def staff_groups(session: ReadSession) -> list[str]:
    """Return every staff group somebody is in, in alphabetical order."""
    rows = session.rows(
        "SELECT DISTINCT staff_group FROM person "
        "WHERE staff_group IS NOT NULL AND void_reason IS NULL ORDER BY staff_group"
    )
    return [group for (group,) in rows]


def posts_held(session: ReadSession, person_id: str, today: date) -> list[PostHeld]:
    """Return the posts a person holds today, by agreement and reference."""
    rows = session.rows(
        f"SELECT DISTINCT holding.reference, post.title, agreement.reference "
        f"{_HELD.format(person=':person')} ORDER BY agreement.reference, holding.reference",
        {"person": person_id, "today": today.isoformat()},
    )
    return [PostHeld(*row) for row in rows]


def last_visit(session: ReadSession, person_id: str) -> LastVisit | None:
    """Return the newest visit a person was on, on a sheet that is not void; None without one."""
    rows = list(
        session.rows(
            "SELECT shift.id, shift.sheet, shift.day, "
            "coalesce(funding_source.label, funding_source.code) "
            "FROM visit_member AS member INNER JOIN shift ON shift.id = member.shift_id "
            "LEFT JOIN funding_source ON funding_source.id = member.funding_id "
            "WHERE member.person_id = ? AND shift.void_reason IS NULL "
            "ORDER BY member.day DESC LIMIT 1",
            (person_id,),
        )
    )
    return LastVisit(*rows[0]) if rows else None
