"""The list of shift sheets: every id in an order, and the rows of some of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from wardenlog.store.lists.seeking import ALL_IDS, Where, both, has_words, within_days
from wardenlog.store.session import ReadSession


class SheetRow(NamedTuple):
    """A line of the list. `day` is an ISO date; `crew` holds codes in the sheet's order.

    `visits` leaves void ones out; `without_out` is the number of the first visit, not void, that
    has no Out.
    """

    id: str
    sheet: str
    day: str
    team: str | None
    crew: str
    visits: int
    without_out: int | None
    finished: bool
    void_reason: str | None


_CREW: Final = (
    "(SELECT group_concat(person.code, ' ' ORDER BY member.position) FROM shift_member AS member "
    "INNER JOIN person ON person.id = member.person_id WHERE member.shift_id = shift.id)"
)
_VISITS: Final = (
    "(SELECT count(*) FROM visit WHERE visit.shift_id = shift.id AND visit.void_reason IS NULL)"
)
_WITHOUT_OUT: Final = (
    "(SELECT min(visit.number) FROM visit WHERE visit.shift_id = shift.id "
    "AND visit.void_reason IS NULL AND visit.out_at IS NULL)"
)
_STATE: Final = "iif(shift.void_reason IS NOT NULL, 2, shift.finished)"

ORDERS: Final = {
    "sheet": "shift.sheet",
    "day": "shift.day",
    "team": "shift.team",
    "crew": _CREW,
    "visits": _VISITS,
    "state": _STATE,
}
"""What the list can be put in order by, and the SQL of it."""

_WORD: Final = """
(
    shift.sheet LIKE :{n} ESCAPE '!'
    OR shift.team LIKE :{n} ESCAPE '!'
    OR shift.id IN (
        SELECT member.shift_id FROM shift_member AS member
        WHERE member.person_id IN (
            SELECT id FROM person WHERE code LIKE :{n} ESCAPE '!' OR name LIKE :{n} ESCAPE '!'
        )
    )
    OR shift.id IN (
        SELECT visit.shift_id FROM visit
        WHERE visit.hotspot_id IN (
            SELECT id FROM hotspot WHERE code LIKE :{n} ESCAPE '!' OR name LIKE :{n} ESCAPE '!'
        )
    )
)
"""


_FINISHED: Final = "shift.void_reason IS NULL AND shift.finished = 1"

_STATES: Final = {
    "finished": _FINISHED,
    "unfinished": "shift.void_reason IS NULL AND shift.finished = 0",
    "void": "shift.void_reason IS NOT NULL",
    "check": f"{_FINISHED} AND NOT EXISTS (SELECT 1 FROM second_look AS look "
    "WHERE look.shift_id = shift.id AND look.kind = 'check' AND look.revision_id = "
    "(SELECT id FROM revision WHERE aggregate_id = shift.id ORDER BY seq DESC LIMIT 1))",
    "rekey": f"{_FINISHED} AND NOT EXISTS (SELECT 1 FROM second_look AS look "
    "WHERE look.shift_id = shift.id AND look.kind = 'rekey')",
}
"""What a sheet can be; of the last two, no second person has checked it, or typed it again."""


def sheet_ids(
    session: ReadSession,
    order: str,
    *,
    descending: bool,
    words: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
) -> str:
    """Return the ids of the sheets in an order of ORDERS, one after another in one text.

    Void ones too; ties go by date and number. With `words`, only those where each word is part
    of the sheet's number or team, or of the code or name of one of its people or hotspots.
    `filters` may name a `state` (finished, unfinished, void, check, rekey), a `team`, and `days` as
    `within_days` takes them.
    """
    where, values = _sought(words, filters or {})
    way = "DESC" if descending else "ASC"
    query = (
        f"SELECT shift.id AS id FROM shift WHERE {where} "
        f"ORDER BY {ORDERS[order]} {way}, shift.day {way}, shift.sheet {way}, shift.id {way}"
    )
    return str(session.value(ALL_IDS.format(query), values) or "")


def _sought(words: Sequence[str], filters: Mapping[str, str]) -> Where:
    conditions = [has_words(_WORD, words)]
    if "state" in filters:
        conditions.append((_STATES[filters["state"]], {}))
    if "team" in filters:
        conditions.append(("shift.team = :team", {"team": filters["team"]}))
    if "days" in filters:
        conditions.append(within_days("shift.day", filters["days"]))
    return both(*conditions)


def sheet_rows(session: ReadSession, ids: Collection[str]) -> dict[str, SheetRow]:
    """Return the rows of these sheets by id, in one query; absent where there is no such sheet."""
    rows = session.rows(
        f"SELECT shift.id, shift.sheet, shift.day, shift.team, coalesce({_CREW}, ''), {_VISITS}, "
        f"{_WITHOUT_OUT}, shift.finished, shift.void_reason "
        "FROM json_each(?) AS asked INNER JOIN shift ON shift.id = asked.value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: SheetRow._make((*row[:7], bool(row[7]), row[8])) for row in rows}


def sheets_called(session: ReadSession, number: str) -> list[tuple[str, str]]:
    """Return (id, ISO date) of the sheets with that number that are not void."""
    found = session.rows(
        "SELECT id, day FROM shift WHERE sheet = ? AND void_reason IS NULL ORDER BY day", (number,)
    )
    return [(shift_id, day) for shift_id, day in found]


def newest_sheet_number(session: ReadSession) -> str | None:
    """Return the number of the sheet that was first recorded last, or None where there is none.

    A number that an import made of the sheet's date and crew is nobody's to go on from.
    """
    found = session.value(
        "SELECT sheet FROM shift WHERE sheet NOT LIKE day || ' %' ORDER BY id DESC LIMIT 1"
    )
    return None if found is None else str(found)


def newest_sheet_day(session: ReadSession) -> date | None:
    """Return the latest date of a sheet that is not void, or None where there is none."""
    found = session.value(
        "SELECT day FROM shift WHERE void_reason IS NULL ORDER BY day DESC LIMIT 1"
    )
    return None if found is None else date.fromisoformat(found)
