"""What the record already holds, found by the names that a log uses instead of ids."""

from collections.abc import Collection
from typing import Any, Final

from wardenlog.model import Aggregate
from wardenlog.store import ReadSession

Key = tuple[Any, ...]

_LIVE_LAST: Final = "ORDER BY void_reason IS NULL, id DESC"
_QUERIES: Final = {
    "council": "SELECT id FROM council",
    "organisation": "SELECT id, code FROM organisation",
    "person": "SELECT id, code FROM person",
    "hotspot": "SELECT id, code FROM hotspot",
    "pspo": "SELECT id, code FROM pspo",
    "funding_source": "SELECT id, code FROM funding_source",
    "agreement": "SELECT id, reference FROM agreement",
    "shift": "SELECT id, sheet FROM shift",
    "line_month": "SELECT id, agreement_id, line, month FROM line_month",
    "intelligence": "SELECT id, day, channel, hotspot_id FROM intelligence",
    "nil_day": "SELECT id, day, person_id FROM nil_day",
    "supplied_incidents": "SELECT id, source, extracted_on FROM supplied_incidents",
}
_CODED: Final = ("organisation", "person", "hotspot", "pspo", "funding_source", "agreement")


class Record:
    """The record at one moment, by kind and natural key."""

    def __init__(self, session: ReadSession) -> None:
        self._session: Final = session
        self._ids: dict[str, dict[Key, list[str]]] = {}
        self._codes: dict[str, str] | None = None

    def find(self, kind: str, key: Key) -> str | None:
        """Return the id of the record of that kind and key: a live one before a void one."""
        found = self.find_all(kind, key)
        return found[0] if found else None

    def find_all(self, kind: str, key: Key) -> list[str]:
        """Return the ids of every record of that kind and key: live and older ones first."""
        if kind not in self._ids:
            by_key = self._ids[kind] = {}
            for identity, *parts in self._session.rows(f"{_QUERIES[kind]} {_LIVE_LAST}"):
                by_key.setdefault(tuple(parts), []).insert(0, identity)
        return self._ids[kind].get(key, [])

    def codes(self, kind: str) -> Collection[str]:
        """Return the codes of every record of a kind that has codes."""
        self.find(kind, ())
        return [str(key[0]) for key in self._ids[kind]]

    def code(self, identity: str) -> str | None:
        """Return the code of a record; None where no record with a code has that id."""
        if self._codes is None:
            self._codes = {}
            for kind in _CODED:
                self.find(kind, ())
                for key, ids in self._ids[kind].items():
                    self._codes |= dict.fromkeys(ids, str(key[0]))
        return self._codes.get(identity)

    def load(self, kind: str, identity: str | None) -> Aggregate | None:
        """Return a record as it stands; None for no id."""
        return None if identity is None else self._session.load(kind, identity)

    def revision(self, aggregate: Aggregate) -> str | None:
        """Return the id of a record's newest revision."""
        latest = self._session.latest(aggregate.kind, aggregate.id)
        return None if latest is None else latest.id
