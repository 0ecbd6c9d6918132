"""What the full-text index finds: people, hotspots, sheets, power references and notes.

`match` is what `matching` makes of the text; `typed` is the text as it was typed, for exact
codes. Everything here is newest first or by code, and never more than `limit` rows.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from wardenlog.store.full_text import POSITIONS
from wardenlog.store.projection.words import FIRST_POWER
from wardenlog.store.session import ReadSession

FROM_MARK: Final = "\x02"
TO_MARK: Final = "\x03"
"""What a snippet has around each word that matched: characters that no recorded text may have."""

_SNIPPET_WORDS: Final = 16
_NOTE_COLUMN: Final = 4


class Coded(NamedTuple):
    """A person or hotspot that was found; a hotspot's name has its ward after it.

    `sensitive` is said of hotspots only.
    """

    id: str
    code: str
    name: str
    void: bool
    sensitive: bool


class SheetFound(NamedTuple):
    """A sheet whose number was found. `day` is an ISO date."""

    id: str
    sheet: str
    day: str
    team: str | None
    void: bool


class PowerFound(NamedTuple):
    """A power use whose reference was found, on which sheet. `day` is an ISO date."""

    id: str
    reference: str
    power: str
    stage: str
    sheet: str
    day: str
    void: bool


class NoteFound(NamedTuple):
    """A note that was found: a visit's, or the sheet's own where `number` is None."""

    shift_id: str
    number: int | None
    sheet: str
    day: str
    place: str | None
    snippet: str
    void: bool


class Match(NamedTuple):
    """Expressions for typed words: all as they are, or the last one as a beginning."""

    whole: str
    begun: str


def matching(text: str) -> Match | None:
    """Return the expressions for whatever was typed: every word must be there.

    None where nothing in it is a letter or a digit. No text can make an operator.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))
    whole = " ".join(f'"{word}"' for word in words)
    return Match(whole, f"{whole} *") if words else None


_CODED: Final = """
    SELECT {table}.id, {table}.code, {name}, {table}.void_reason IS NOT NULL AS void, {sensitive}
    FROM search
    INNER JOIN revision ON revision.seq = search.rowid / {positions}
    INNER JOIN {table} ON {table}.id = revision.aggregate_id
    WHERE search MATCH :match
    ORDER BY
        void,
        CASE
            WHEN lower({table}.code) = lower(:typed) THEN 0
            WHEN instr(lower({table}.code), lower(:typed)) = 1 THEN 1
            ELSE 2
        END,
        {table}.code
    LIMIT :limit
"""

_NEWEST: Final = """
    SELECT search.rowid AS place, revision.aggregate_id AS id, {also}
    FROM search INNER JOIN revision ON revision.seq = search.rowid / {positions}
    WHERE search MATCH :match ORDER BY search.rowid DESC LIMIT :limit
"""

_SHEET: Final = "shift.id, shift.sheet, shift.day, shift.team, shift.void_reason IS NOT NULL"


def anything_named(session: ReadSession, match: Match) -> bool:
    """Whether a person, hotspot, sheet or power's reference is called that.

    One question instead of four where only notes have the words, as they mostly do.
    """
    columns = "{person hotspot sheet reference}"
    found = session.value(
        "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (f"{columns} : ({match.begun})",)
    )
    return found is not None


def people(session: ReadSession, match: Match, typed: str, limit: int) -> list[Coded]:
    """Return people by code and name: the exact code first, void ones last."""
    return _coded(session, "person", "person.name", "0", match, typed, limit)


def hotspots(session: ReadSession, match: Match, typed: str, limit: int) -> list[Coded]:
    """Return hotspots by code, name and ward: the exact code first, void ones last."""
    name = "hotspot.name || coalesce(' · ' || nullif(hotspot.ward, hotspot.name), '')"
    return _coded(session, "hotspot", name, "hotspot.sensitive", match, typed, limit)


def sheets(session: ReadSession, match: Match, typed: str, limit: int) -> list[SheetFound]:
    """Return sheets by number: the exact number first, then the newest."""
    exact = session.rows(
        f"SELECT {_SHEET} FROM shift WHERE sheet IN (?, ?) ORDER BY day DESC LIMIT ?",
        (typed, typed.upper(), limit),
    )
    newest = session.rows(
        f"SELECT {_SHEET} FROM ({_newest('1')}) AS found INNER JOIN shift ON shift.id = found.id "
        "ORDER BY shift.day DESC, shift.sheet DESC",
        {"match": f"sheet : ({match.begun})", "limit": limit},
    )
    found = {row[0]: SheetFound._make((*row[:4], bool(row[4]))) for row in (*exact, *newest)}
    return list(found.values())[:limit]


def powers(session: ReadSession, match: Match, limit: int) -> list[PowerFound]:
    """Return power uses by reference, the newest first."""
    rows = session.rows(
        "SELECT power_use.id, reference, power, stage, shift.sheet, power_use.day, "
        "shift.void_reason IS NOT NULL OR visit.void_reason IS NOT NULL "
        f"FROM ({_newest('1')}) AS found "
        "INNER JOIN shift ON shift.id = found.id "
        "INNER JOIN power_use ON power_use.shift_id = found.id "
        f"AND power_use.position = found.place % {POSITIONS} - {FIRST_POWER} "
        "LEFT JOIN visit ON visit.shift_id = found.id AND visit.number = power_use.number "
        "ORDER BY power_use.day DESC, reference",
        {"match": f"reference : ({match.begun})", "limit": limit},
    )
    return [PowerFound._make((*row[:6], bool(row[6]))) for row in rows]


def notes(session: ReadSession, match: Match, limit: int) -> list[NoteFound]:
    """Return the newest notes with the words whole, then those where the last is a beginning."""
    whole = _notes(session, match.whole, limit)
    if len(whole) == limit:
        return whole
    known = {(it.shift_id, it.number) for it in whole}
    begun = _notes(session, match.begun, limit)
    return [*whole, *(it for it in begun if (it.shift_id, it.number) not in known)][:limit]


def _notes(session: ReadSession, match: str, limit: int) -> list[NoteFound]:
    snippet = f"snippet(search, {_NOTE_COLUMN}, char(2), char(3), '…', {_SNIPPET_WORDS}) AS snippet"
    rows = session.rows(
        "SELECT shift.id, visit.number, shift.sheet, coalesce(visit.day, shift.day), "
        "hotspot.code || ' ' || hotspot.name, found.snippet, "
        "shift.void_reason IS NOT NULL OR visit.void_reason IS NOT NULL "
        f"FROM ({_newest(snippet)}) AS found "
        "INNER JOIN shift ON shift.id = found.id "
        "LEFT JOIN visit ON visit.shift_id = found.id "
        f"AND visit.number = found.place % {POSITIONS} "
        "LEFT JOIN hotspot ON hotspot.id = visit.hotspot_id "
        "ORDER BY coalesce(visit.day, shift.day) DESC, shift.sheet DESC, visit.number",
        {"match": f"note : ({match})", "limit": limit},
    )
    return [NoteFound._make((*row[:6], bool(row[6]))) for row in rows]


def _coded(
    session: ReadSession,
    table: str,
    name: str,
    sensitive: str,
    match: Match,
    typed: str,
    limit: int,
) -> list[Coded]:
    rows = session.rows(
        _CODED.format(table=table, name=name, sensitive=sensitive, positions=POSITIONS),
        {"match": f"{table} : ({match.begun})", "typed": typed, "limit": limit},
    )
    return [Coded._make((*row[:3], bool(row[3]), bool(row[4]))) for row in rows]


def _newest(also: str) -> str:
    return _NEWEST.format(also=also, positions=POSITIONS)
