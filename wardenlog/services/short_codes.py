"""The short codes that a council's clerks type for its places and people, each confirmed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import choices as lists

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_NAME = "short_codes"


@dataclass(frozen=True, slots=True)
class ShortCode:
    """What is typed for a record: its kind, the text, and the record's own code and name."""

    kind: str
    typed: str
    code: str
    name: str


def short_codes(session: ReadSession) -> Mapping[str, Mapping[str, str]]:
    """Return ids by kind of record and by what is typed, in small letters; none if unreadable."""
    kept = session.setting(_NAME)
    try:
        return {} if kept is None else _adapter().validate_json(kept)
    except ValueError:
        return {}


def remembered(record: Record) -> list[ShortCode]:
    """Return every short code that is remembered, hotspots before people, in the order typed."""
    with record.store.read() as session:
        known = {
            "hotspot": {each.id: each for each in lists.hotspots(session)},
            "person": {each.id: each for each in lists.people(session)},
        }
        codes = short_codes(session)
    return [
        ShortCode(kind, typed, meant.code, meant.name)
        for kind, records in known.items()
        for typed, record_id in sorted(codes.get(kind, {}).items())
        if (meant := records.get(record_id)) is not None
    ]


def remember(record: Record, kind: str, typed: str, record_id: str) -> None:
    """Take a text for a record of a kind from now on, in place of what it was taken for."""
    with record.store.write(record.actor) as session:
        codes = {each: dict(known) for each, known in short_codes(session).items()}
        codes.setdefault(kind, {})[typed.strip().casefold()] = record_id
        session.put("setting", {"name": _NAME, "value": _adapter().dump_json(codes).decode()})


def forget(record: Record, kind: str, typed: str) -> None:
    """Ask again the next time a text is typed; one that is not remembered is no error."""
    with record.store.write(record.actor) as session:
        codes = {each: dict(known) for each, known in short_codes(session).items()}
        codes.get(kind, {}).pop(typed.strip().casefold(), None)
        session.put("setting", {"name": _NAME, "value": _adapter().dump_json(codes).decode()})


@cache
def _adapter() -> "TypeAdapter[dict[str, dict[str, str]]]":
    from pydantic import TypeAdapter  # late, because the window starts without

    return TypeAdapter(dict[str, dict[str, str]])
