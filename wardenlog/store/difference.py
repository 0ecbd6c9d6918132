"""What one record’s log holds and another’s does not, found by the chains of their origins."""

from collections.abc import Iterator
from dataclasses import dataclass

from wardenlog.store.driver import sqlite


@dataclass(frozen=True, slots=True)
class Beyond:
    """The newest revision of an aggregate among those that only one of two records holds."""

    kind: str
    aggregate_id: str
    at: str
    payload: str | None


def beyond(one: sqlite.Connection, other: sqlite.Connection) -> list[Beyond]:
    """Return each aggregate that `one` has revisions of that `other` lacks, in the log’s order.

    Revisions of an origin with the same link of the chain are the same, and so is all before them.
    """
    newest: dict[str, tuple[int, Beyond]] = {}
    for origin, last in _origins(one):
        common = _common(one, other, origin, last)
        for seq, *row in one.execute(
            "SELECT seq, kind, aggregate_id, at, payload FROM revision"
            " WHERE origin = ? AND origin_seq > ?",
            (origin, common),
        ):
            it = Beyond(*row)
            if it.aggregate_id not in newest or newest[it.aggregate_id][0] < seq:
                newest[it.aggregate_id] = (seq, it)
    return [it for _, it in sorted(newest.values(), key=_seq)]


def _seq(numbered: tuple[int, Beyond]) -> int:
    return numbered[0]


def _origins(connection: sqlite.Connection) -> Iterator[tuple[str, int]]:
    yield from connection.execute("SELECT origin, max(origin_seq) FROM revision GROUP BY origin")


def _common(one: sqlite.Connection, other: sqlite.Connection, origin: str, last: int) -> int:
    """Return the number of the last revision of an origin that both logs hold; 0 for none."""
    (there,) = other.execute(
        "SELECT max(origin_seq) FROM revision WHERE origin = ?", (origin,)
    ).fetchone()
    low, high = 0, min(last, there or 0)
    while low < high:
        middle = (low + high + 1) // 2
        if _link(one, origin, middle) == _link(other, origin, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _link(connection: sqlite.Connection, origin: str, number: int) -> str | None:
    row = connection.execute(
        "SELECT chain FROM revision WHERE origin = ? AND origin_seq = ?", (origin, number)
    ).fetchone()
    return row and str(row[0])
