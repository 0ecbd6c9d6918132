"""Quick find: people, hotspots, sheets, powers by reference, and notes, from a few letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.errors import UserError
from wardenlog.services.record import Record
from wardenlog.store.lists import found
from wardenlog.store.lists.found import FROM_MARK, TO_MARK

__all__ = ["LONGEST_TEXT", "Group", "Hit", "find"]

LONGEST_TEXT: Final = 200
"""Characters of a typed text that are looked at."""


class Group(StrEnum):
    """What is found together under one heading, in the order of the headings."""

    PEOPLE = "people"
    HOTSPOTS = "hotspots"
    SHEETS = "sheets"
    POWERS = "powers"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    `kind` is person, hotspot, shift, visit or power. A visit's `record_id` is its sheet's, and
    `visit` its number. `spans` says which characters of `detail` matched, as (start, end).
    """

    group: Group
    kind: str
    record_id: str
    visit: int | None
    title: str
    detail: str
    spans: tuple[tuple[int, int], ...] = ()
    void: bool = False
    sensitive: bool = False


def find(record: Record, text: str, limit: int = 5) -> tuple[Hit, ...]:
    """Return at most `limit` hits of each group, in the order of the groups.

    Every word must be in what is found, the last one as the beginning of a word; capitals and
    accents do not matter. An exact code or sheet number comes first, else sheets, powers and
    notes come newest first. No text raises; one without a letter or digit finds nothing.
    MachineError where the record cannot be read.
    """
    typed = text[:LONGEST_TEXT].encode(errors="ignore").decode().strip()  # no half characters
    match = found.matching(typed)
    if match is None:
        return ()
    hits: list[Hit] = []
    with record.store.read() as session:
        if found.anything_named(session, match):
            people = found.people(session, match, typed, limit)
            hotspots = found.hotspots(session, match, typed, limit)
            hits += _coded(Group.PEOPLE, "person", people)
            hits += _coded(Group.HOTSPOTS, "hotspot", hotspots)
            hits += map(_sheet, found.sheets(session, match, typed, limit))
            hits += map(_power, found.powers(session, match, limit))
        hits += map(_note, found.notes(session, match, limit))
    return tuple(hits)


def _coded(group: Group, kind: str, rows: list[found.Coded]) -> Iterator[Hit]:
    for it in rows:
        yield Hit(group, kind, it.id, None, it.code, it.name, void=it.void, sensitive=it.sensitive)


def _sheet(it: found.SheetFound) -> Hit:
    detail = _joined(_day(it.day), it.team)
    return Hit(Group.SHEETS, "shift", it.id, None, it.sheet, detail, void=it.void)


def _power(it: found.PowerFound) -> Hit:
    try:
        name = load_powers().power(it.power).name
    except UserError:  # an older catalogue had it
        name = it.power
    detail = _joined(name, f"sheet {it.sheet}", _day(it.day))
    return Hit(Group.POWERS, "power", it.id, None, it.reference, detail, void=it.void)


def _note(it: found.NoteFound) -> Hit:
    where = f"{it.sheet}" if it.number is None else f"{it.sheet}, visit {it.number}"
    detail, spans = _unmarked(it.snippet)
    kind = "shift" if it.number is None else "visit"
    return Hit(
        Group.NOTES,
        kind,
        it.shift_id,
        it.number,
        _joined(where, it.place, _day(it.day)),
        detail,
        spans,
        it.void,
    )


def _unmarked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a snippet on one line without its marks, and where they were."""
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    for char in snippet:
        if char == FROM_MARK:
            starts.append(len(text))
        elif char == TO_MARK:
            ends.append(len(text))
        else:
            text += " " if char in "\n\t" else char
    return text, tuple(zip(starts, ends, strict=True))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _day(iso: str) -> str:
    return clock.date_text(date.fromisoformat(iso))
