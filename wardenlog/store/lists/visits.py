"""The list of visits: every id in an order, and the rows of some of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from wardenlog.store.lists.seeking import ALL_IDS, Where, both, has_words, within_days
from wardenlog.store.session import ReadSession


class VisitRow(NamedTuple):
    """A line of the list. `day` is the ISO date of In, `in_at` and `out_at` UTC text.

    `crew` holds codes in the sheet's order. `finished` and `sheet_void_reason` are the sheet's.
    """

    id: str
    shift_id: str
    number: int
    sheet: str
    day: str
    in_at: str
    out_at: str | None
    minutes: int | None
    hotspot_code: str
    hotspot: str
    crew: str
    finished: bool
    void_reason: str | None
    sheet_void_reason: str | None
    note: str | None


_CREW: Final = (
    "(SELECT group_concat(person.code, ' ' ORDER BY member.position) FROM visit_member AS member "
    "INNER JOIN person ON person.id = member.person_id "
    "WHERE member.shift_id = visit.shift_id AND member.number = visit.number)"
)
_HOTSPOT: Final = "(SELECT hotspot.code FROM hotspot WHERE hotspot.id = visit.hotspot_id)"
_OF_SHEET: Final = "(SELECT shift.{} FROM shift WHERE shift.id = visit.shift_id)"
_FINISHED: Final = f"iif(visit.live = 1, 1, {_OF_SHEET.format('finished')})"
_SHEET_VOID: Final = f"iif(visit.live = 1, NULL, {_OF_SHEET.format('void_reason')})"
"""Nearly every visit is live, so that its sheet is finished and not void without looking."""

_VOID: Final = f"(visit.void_reason IS NOT NULL OR {_SHEET_VOID} IS NOT NULL)"
_LEFT: Final = "(visit.clock_minute + visit.out_minute - visit.in_minute)"

ORDERS: Final = {
    "day": "visit.day {way}, visit.in_minute {way}",
    "came": "visit.clock_minute {way}",
    "left": f"{_LEFT} {{way}}",
    "minutes": "visit.out_minute - visit.in_minute {way}",
    "hotspot": f"{_HOTSPOT} {{way}}",
    "crew": f"{_CREW} {{way}}",
    "sheet": "visit.sheet {way}, visit.number {way}",
    "state": f"iif(visit.live = 1, iif(visit.out_at IS NULL, 1, 2), iif({_VOID}, 3, 0)) {{way}}",
    "note": "visit.note IS NULL, visit.note {way}",
}
"""What the list can be put in order by, and the SQL of it; visits without a note come last."""

_STATES: Final = {
    "finished": "visit.live = 1 AND visit.out_at IS NOT NULL",
    "no_out": "visit.live = 1 AND visit.out_at IS NULL",
    "unfinished": f"visit.live = 0 AND NOT {_VOID}",
    "void": f"visit.live = 0 AND {_VOID}",
}

_WORD: Final = """
(
    visit.sheet LIKE :{n} ESCAPE '!'
    OR visit.note LIKE :{n} ESCAPE '!'
    OR visit.hotspot_id IN (
        SELECT id FROM hotspot WHERE code LIKE :{n} ESCAPE '!' OR name LIKE :{n} ESCAPE '!'
    )
    OR (visit.shift_id, visit.number) IN (
        SELECT member.shift_id, member.number FROM visit_member AS member
        WHERE member.person_id IN (
            SELECT id FROM person WHERE code LIKE :{n} ESCAPE '!' OR name LIKE :{n} ESCAPE '!'
        )
    )
)
"""


def visit_ids(
    session: ReadSession,
    order: str,
    *,
    descending: bool,
    words: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> str:
    """Return the ids of the visits in an order of ORDERS, one after another in one text.

    Void ones too; ties go by In. With `words`, only those where each word is part of
    the sheet's number, the note, or the code or name of the hotspot or of somebody on the visit.
    `filters` may name a `state` (finished, no_out, unfinished, void), a `hotspot` by id, and
    `days` as `within_days` takes them. With `limit`, only the first so many.
    """
    where, values = _sought(words, filters or {})
    way = "DESC" if descending else "ASC"
    by = ORDERS[order].format(way=way)
    ties = "" if order == "day" else f"visit.in_minute {way}, "
    query = (
        f"SELECT visit.id AS id FROM visit WHERE {where} "
        f"ORDER BY {by}, {ties}visit.id {way} LIMIT :limit"
    )
    values["limit"] = -1 if limit is None else limit
    return str(session.value(ALL_IDS.format(query), values) or "")


def visit_rows(session: ReadSession, ids: Collection[str]) -> dict[str, VisitRow]:
    """Return the rows of these visits by id, in one query; absent where there is none."""
    rows = session.rows(
        "SELECT visit.id, visit.shift_id, visit.number, visit.sheet, visit.day, visit.in_at, "
        "visit.out_at, visit.out_minute - visit.in_minute, hotspot.code, hotspot.name, "
        f"coalesce({_CREW}, ''), {_FINISHED}, visit.void_reason, {_SHEET_VOID}, visit.note "
        "FROM json_each(?) AS asked INNER JOIN visit ON visit.id = asked.value "
        "INNER JOIN hotspot ON hotspot.id = visit.hotspot_id",
        (json.dumps(list(ids)),),
    )
    return {row[0]: VisitRow._make((*row[:11], bool(row[11]), *row[12:])) for row in rows}


def _sought(words: Sequence[str], filters: Mapping[str, str]) -> Where:
    conditions = [has_words(_WORD, words)]
    if "state" in filters:
        conditions.append((_STATES[filters["state"]], {}))
    if "hotspot" in filters:
        conditions.append(("visit.hotspot_id = :hotspot", {"hotspot": filters["hotspot"]}))
    if "days" in filters:
        conditions.append(within_days("visit.day", filters["days"]))
    return both(*conditions)
