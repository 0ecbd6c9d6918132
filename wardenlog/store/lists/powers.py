"""The list of power uses across all sheets, and the cases they are steps of."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from wardenlog.store.lists.having import having_words
from wardenlog.store.session import ReadSession


class PowerRow(NamedTuple):
    """A power use with its sheet; dates are ISO text, the amount is pence.

    `revision` is the newest one of the sheet. `live` says whether it counts; `void_reason` is the
    sheet's or the visit's. `due_kind` is what a rule sets a day for, None where none does, and
    `due_on` that day, None where the rule does not say; `settled` whether nothing is due any more.
    """

    id: str
    shift_id: str
    revision: str
    sheet: str
    visit: int | None
    day: str
    power: str
    stage: str
    use: str
    hotspot: str | None
    hotspot_name: str | None
    person_id: str | None
    person: str | None
    person_name: str | None
    pspo: str | None
    age_band: str | None
    behaviour: str | None
    outcome: str | None
    reference: str | None
    amount_pence: int | None
    quantity: int
    status: str | None
    status_on: str | None
    live: bool
    void_reason: str | None
    due_kind: str | None
    due_on: str | None
    settled: bool


class DueRule(NamedTuple):
    """What is due after a stage that is used from `first` to `last`, both ISO dates.

    `days` after the use is the last day for it; None where no sourced rule gives one. A stage of
    `settled_by` in the same case ends it.
    """

    stage: str
    kind: str
    days: int | None
    first: str
    last: str
    settled_by: Sequence[str]


class Narrowed(NamedTuple):
    """What narrows the list: words, and the values of its filters by name.

    Filters are power, stage, use, status (`none` where there is none), officer (an id), due
    (ahead, overdue, unknown) and days (`first/end`, half-open). `today` is an ISO date.
    """

    words: Sequence[str]
    filters: Mapping[str, str]
    rules: Sequence[DueRule]
    today: str


class SheetChoice(NamedTuple):
    """A sheet that a use can be written on: its number, ISO date, and visits with their places."""

    shift_id: str
    sheet: str
    day: str
    visit: int
    hotspot: str


_RULES: Final = """
WITH rule AS MATERIALIZED (
    SELECT
        value ->> 0 AS stage, value ->> 1 AS kind, value ->> 2 AS days,
        value ->> 3 AS first, value ->> 4 AS last, value -> 5 AS settled_by
    FROM json_each(:rules)
)
"""

_FROM: Final = """
FROM power_use AS used
INNER JOIN shift ON shift.id = used.shift_id
LEFT JOIN visit ON visit.shift_id = used.shift_id AND visit.number = used.number
LEFT JOIN hotspot ON hotspot.id = used.hotspot_id
LEFT JOIN person ON person.id = used.person_id
LEFT JOIN pspo ON pspo.id = used.pspo_id
LEFT JOIN rule ON rule.stage = used.stage AND used.day BETWEEN rule.first AND rule.last
"""

_VOID: Final = "coalesce(shift.void_reason, visit.void_reason)"
_DUE_ON: Final = "date(used.day, '+' || rule.days || ' days')"
# `+` keeps the planner to the index of references.
_SETTLED: Final = """
(
    coalesce(used.status, 'issued') <> 'issued' OR EXISTS (
        SELECT 1 FROM power_use AS later
        WHERE later.reference = used.reference AND +later.live = 1 AND +later.day >= used.day
            AND later.stage IN (SELECT value FROM json_each(rule.settled_by))
    )
)
"""
_WAITING: Final = f"rule.kind IS NOT NULL AND {_VOID} IS NULL AND NOT {_SETTLED}"

ORDERS: Final = {
    "day": "used.day",
    "power": "used.power",
    "stage": "used.stage",
    "use": "used.use",
    "hotspot": "hotspot.code",
    "officer": "person.code",
    "age_band": "used.age_band",
    "behaviour": "used.behaviour",
    "reference": "used.reference",
    "amount": "used.amount_pence",
    "status": "used.status",
    "due": f"iif({_WAITING}, coalesce({_DUE_ON}, '9999-12-30'), '9999-12-31')",
}
"""What the list can be put in order by, and the SQL of it."""

_FILTERS: Final = {
    "power": "used.power = :power",
    "stage": "used.stage = :stage",
    "use": "used.use = :use",
    "status": "coalesce(used.status, 'none') = :status",
    "officer": "used.person_id = :officer",
    "days": "used.day >= substr(:days, 1, 10) AND used.day < substr(:days, 12)",
}
_DUES: Final = {
    "ahead": f"{_WAITING} AND {_DUE_ON} >= :today",
    "overdue": f"{_WAITING} AND rule.kind = 'payment' AND {_DUE_ON} < :today",
    "unknown": f"{_WAITING} AND rule.days IS NULL",
}
_LOOKED_INTO: Final = (
    "coalesce(used.reference, '')",
    "used.power",
    "used.stage",
    "coalesce(used.behaviour, '')",
    "coalesce(used.outcome, '')",
    "shift.sheet",
    "coalesce(hotspot.code || ' ' || hotspot.name, '')",
    "coalesce(person.code || ' ' || person.name, '')",
    "coalesce(pspo.title, '')",
)
_COLUMNS: Final = f"""
SELECT
    used.id, used.shift_id,
    (SELECT id FROM revision WHERE aggregate_id = used.shift_id ORDER BY seq DESC LIMIT 1),
    shift.sheet, used.number, used.day, used.power, used.stage, used.use, hotspot.code,
    hotspot.name, used.person_id, person.code, person.name, pspo.title, used.age_band,
    used.behaviour, used.outcome, used.reference, used.amount_pence, used.quantity, used.status,
    used.status_on, used.live, {_VOID}, rule.kind, {_DUE_ON}, {_SETTLED}
"""


def power_ids(
    session: ReadSession, order: str, narrowed: Narrowed, *, descending: bool = False
) -> list[str]:
    """Return the ids of every use sought, in an order of ORDERS; ties by date and time."""
    having, bound = having_words(_LOOKED_INTO, narrowed.words)
    filters = {name: value for name, value in narrowed.filters.items() if name in _FILTERS}
    conditions = [
        having,
        *(_FILTERS[name] for name in filters),
        _DUES.get(narrowed.filters.get("due", ""), "1"),
    ]
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"{_RULES} SELECT used.id {_FROM} "
        f"WHERE {' AND '.join(f'({each})' for each in conditions)} "
        f"ORDER BY {ORDERS[order]} IS NULL, {ORDERS[order]} {way}, used.day {way}, used.at {way}, "
        f"used.shift_id, used.position {way}",
        {**bound, **filters, "rules": json.dumps(narrowed.rules), "today": narrowed.today},
    )
    return [use_id for (use_id,) in rows]


def power_rows(
    session: ReadSession, ids: Collection[str], rules: Sequence[DueRule]
) -> dict[str, PowerRow]:
    """Return the rows of these uses by id, in one query; absent where there is no such use."""
    rows = session.rows(
        f"{_RULES} {_COLUMNS} {_FROM} WHERE used.id IN (SELECT value FROM json_each(:ids))",
        {"rules": json.dumps(rules), "ids": json.dumps(list(ids))},
    )
    return {row[0]: _row(row) for row in rows}


def case_rows(session: ReadSession, use_id: str, rules: Sequence[DueRule]) -> list[PowerRow]:
    """Return the steps of the case that a use belongs to, in the order of their dates.

    They share its reference and are not void; a use without a reference is a case of its own.
    """
    rows = session.rows(
        f"{_RULES} {_COLUMNS} {_FROM} WHERE used.id = :id OR ("
        f"used.reference = (SELECT reference FROM power_use WHERE id = :id) AND {_VOID} IS NULL) "
        "ORDER BY used.day, coalesce(used.at, used.day), used.shift_id, used.position",
        {"rules": json.dumps(rules), "id": use_id},
    )
    return [_row(row) for row in rows]


def stages_used(session: ReadSession) -> list[tuple[str, str]]:
    """Return (power, stage) of every stage that some sheet has."""
    rows = session.rows("SELECT DISTINCT power, stage FROM power_use ORDER BY power, stage")
    return [(power, stage) for power, stage in rows]


def officers(session: ReadSession) -> list[tuple[str, str, str]]:
    """Return (id, code, name) of everybody recorded as having used a power, by code."""
    rows = session.rows(
        "SELECT id, code, name FROM person WHERE id IN (SELECT person_id FROM power_use) "
        "ORDER BY code"
    )
    return [(person_id, code, name) for person_id, code, name in rows]


def users_without_authority(session: ReadSession, powers: Mapping[str, str]) -> list[str]:
    """Return the codes of people in post whose own uses of a power no authorisation ever covered.

    `powers` gives the family of each power that needs one.
    """
    rows = session.rows(
        "SELECT DISTINCT person.code FROM power_use AS used "
        "INNER JOIN json_each(:powers) AS needing ON needing.key = used.power "
        "INNER JOIN person ON person.id = used.person_id "
        "WHERE used.live = 1 AND used.use = 'own' AND person.void_reason IS NULL "
        "AND person.active_to IS NULL AND NOT EXISTS ("
        "SELECT 1 FROM authorisation AS held WHERE held.person_id = person.id "
        "AND held.family IN (needing.value, used.power)) ORDER BY person.code",
        {"powers": json.dumps(dict(powers))},
    )
    return [code for (code,) in rows]


def sheets_since(session: ReadSession, day: str, number: int) -> list[SheetChoice]:
    """Return the visits of the newest sheets dated from a day on that are not void."""
    rows = session.rows(
        "SELECT recent.id, recent.sheet, recent.day, visit.number, "
        "hotspot.code || ' ' || hotspot.name FROM ("
        "SELECT id, sheet, day FROM shift WHERE void_reason IS NULL AND day >= ? "
        "ORDER BY day DESC, sheet DESC LIMIT ?) AS recent "
        "INNER JOIN visit ON visit.shift_id = recent.id AND visit.void_reason IS NULL "
        "INNER JOIN hotspot ON hotspot.id = visit.hotspot_id "
        "ORDER BY recent.day DESC, recent.sheet DESC, visit.number",
        (day, number),
    )
    return [SheetChoice(*row) for row in rows]


def _row(row: tuple[object, ...]) -> PowerRow:
    return PowerRow._make((*row[:23], bool(row[23]), *row[24:27], bool(row[27])))
