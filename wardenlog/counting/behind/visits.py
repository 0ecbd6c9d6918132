"""The visits behind a figure: those that count, and those in each step of the claim bridge."""

from typing import Final

from wardenlog.counting.behind.figure import Figure, Item
from wardenlog.counting.bridge import EXCLUSIONS
from wardenlog.counting.evidence import EXCLUSION_BITS, exclusion_words
from wardenlog.counting.scope import Session

_NARROWED: Final = """
    AND (:month IS NULL OR seen.month = :month)
    AND (:hotspot IS NULL OR hotspot.code = :hotspot)
"""

# Measures of whole visits: what each adds, and which visits are in it.
_WHOLE: Final = {
    "visits": ("1", "seen.counted = 1"),
    "qualifying_visits": ("1", "seen.qualifying = 1"),
    "patrol_minutes": ("seen.patrol_minutes", "seen.counted = 1"),
    "claimable_patrol": ("seen.claimable_patrol", "seen.claimable_patrol > 0"),
    "foot_visits": ("1", "seen.counted = 1 AND seen.mode = 'foot'"),
    "cycle_visits": ("1", "seen.counted = 1 AND seen.mode = 'cycle'"),
    "vehicle_visits": ("1", "seen.counted = 1 AND seen.mode = 'vehicle'"),
    "mixed_visits": ("1", "seen.counted = 1 AND seen.mode = 'mixed'"),
}

# Measures of each person on a visit (rule 6): what each adds, and which are in it.
_BY_PERSON: Final = {
    "total": ("presence.minutes", "1"),
    "overlap": ("presence.overlap", "presence.overlap > 0"),
    **{code: ("presence.net_minutes", f"presence.exclusion = '{code}'") for code in EXCLUSIONS},
    "claimable": ("presence.net_minutes", "presence.exclusion = ''"),
    "person_minutes": ("presence.net_minutes", "presence.own = 1 AND presence.counted = 1"),
}

# Measures of those beside us (rule 7).
_BESIDE: Final = {
    "partner_presences": "beside.persons",
    "partner_minutes": "beside.persons * coalesce(beside.minutes, seen.patrol_minutes)",
}

MEASURES: Final = frozenset((*_WHOLE, *_BY_PERSON, *_BESIDE))
"""The measures that visits add up to."""


def items(session: Session, figure: Figure) -> list[Item]:
    """Return the visits behind a measure of MEASURES; a staff group narrows those by person.

    In a step of the bridge stands every visit that it affects, also with 0 net minutes (rule 6).
    """
    if figure.measure in _WHOLE:
        statement = _whole(*_WHOLE[figure.measure])
    elif figure.measure in _BY_PERSON:
        statement = _by_person(*_BY_PERSON[figure.measure])
    else:
        statement = _beside(_BESIDE[figure.measure])
    return [
        Item._make((*row[:6], exclusion_words(row[6]), *row[7:]))
        for row in session.rows(statement, figure.values())
    ]


def _whole(value: str, which: str) -> str:
    return f"""
        WITH spent AS MATERIALIZED (
            SELECT
                visit, count(DISTINCT iif(own = 1, worker, NULL)) AS people,
                {EXCLUSION_BITS} AS exclusions
            FROM presence GROUP BY visit
        )

        SELECT
            seen.day, seen.sheet, seen.number, hotspot.code, {value}, coalesce(spent.people, 0),
            spent.exclusions, seen.mode, 'shift', seen.shift_id
        FROM scoped_visit AS seen
        INNER JOIN hotspot ON hotspot.id = seen.hotspot_id
        LEFT JOIN spent ON spent.visit = seen.rowid
        WHERE {which} {_NARROWED}
        ORDER BY seen.day, seen.sheet, seen.number, seen.shift_id
    """


def _by_person(value: str, which: str) -> str:
    return f"""
        SELECT
            seen.day, seen.sheet, seen.number, hotspot.code, sum({value}),
            count(DISTINCT presence.worker), {EXCLUSION_BITS}, seen.mode, 'shift', seen.shift_id
        FROM presence
        INNER JOIN scoped_visit AS seen ON seen.rowid = presence.visit
        INNER JOIN hotspot ON hotspot.id = seen.hotspot_id
        INNER JOIN person ON person.rowid = presence.worker
        WHERE {which} {_NARROWED}
            AND (:staff_group IS NULL OR coalesce(person.staff_group, '') = :staff_group)
        GROUP BY seen.shift_id, seen.number
        ORDER BY seen.day, seen.sheet, seen.number, seen.shift_id
    """


def _beside(value: str) -> str:
    return f"""
        SELECT
            seen.day, seen.sheet, seen.number, hotspot.code, {value}, beside.persons, 0,
            beside.partner_kind, 'shift', seen.shift_id
        FROM scoped_visit AS seen
        INNER JOIN partner_presence AS beside
            ON beside.shift_id = seen.shift_id AND beside.number = seen.number
        INNER JOIN hotspot ON hotspot.id = seen.hotspot_id
        WHERE seen.counted = 1 {_NARROWED}
        ORDER BY seen.day, seen.sheet, seen.number, seen.shift_id, beside.position
    """
