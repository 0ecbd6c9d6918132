"""The full-text index that quick find asks: kept with the projection, and like it never the truth.

A passage's rowid is the number of its aggregate's first revision and its position, so it can be
found again without a table that says where it is. A deleted passage leaves no words behind
(promise 24): SQLite overwrites the page, FTS5's secure-delete takes the words out of the index.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from wardenlog.store.driver import sqlite
from wardenlog.store.projection.words import FIELDS, Passage, passages

if TYPE_CHECKING:
    from wardenlog.model import Aggregate

TABLE: Final = "search"

POSITIONS: Final = 1 << 16
"""Rowids that belong to one aggregate; no sheet has so many visits and power uses."""

_FIRST_REVISION: Final = "SELECT min(seq) FROM revision WHERE aggregate_id = ?"
_INSERT: Final = (
    f"INSERT INTO {TABLE} (rowid, {', '.join(FIELDS)}) VALUES (?, {', '.join('?' * len(FIELDS))})"
)
_SELECT: Final = f"SELECT rowid, {', '.join(FIELDS)} FROM {TABLE} WHERE rowid BETWEEN ? AND ?"
_DELETE: Final = f"DELETE FROM {TABLE} WHERE rowid BETWEEN ? AND ?"

Row = tuple[Any, ...]
"""A rowid, and the words by FIELDS."""


def start(connection: sqlite.Connection) -> None:
    """Let an index just made forget what is deleted from it; the setting stays in the file."""
    connection.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('secure-delete', 1)")


def is_part(table: str) -> bool:
    """Whether a table is one of those in which FTS5 keeps the index."""
    return table.startswith(f"{TABLE}_")


def rows_of(aggregate: "Aggregate", first_revision: int) -> list[Row]:
    """Return the index's rows of an aggregate whose first revision has that number."""
    return [_row(passage, first_revision) for passage in passages(aggregate)]


def stored_rows(connection: sqlite.Connection, first_revision: int) -> list[Row]:
    """Return the rows that the index holds of the aggregate with that first revision."""
    return connection.execute(_SELECT, _span(first_revision)).fetchall()  # type: ignore[no-any-return]


def insert(connection: sqlite.Connection, rows: Iterable[Row]) -> None:
    """Add rows to the index."""
    connection.executemany(_INSERT, rows)


def replace(connection: sqlite.Connection, aggregate: "Aggregate", *, present: bool) -> None:
    """Make the index hold an aggregate as it is now; one whose words are the same is left alone.

    `present` says that another state of it may be there. Its revision must be in the log.
    """
    expected = passages(aggregate)
    if not expected and not present:
        return
    first = _first_revision(connection, aggregate.id)
    rows = [_row(passage, first) for passage in expected]
    if present:
        if stored_rows(connection, first) == rows:
            return
        connection.execute(_DELETE, _span(first))
    insert(connection, rows)


def remove(connection: sqlite.Connection, aggregate_id: str) -> None:
    """Take every word of an aggregate out of the index."""
    connection.execute(_DELETE, _span(_first_revision(connection, aggregate_id)))


def refresh(connection: sqlite.Connection) -> None:
    """Let SQLite's integrity check see the index as it is now.

    A connection that read it before other connections changed it checks what it remembers of it,
    and reports damage that is not there, until it has opened the table again.
    """
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (TABLE,)).fetchone():
        connection.execute(f"SELECT rowid FROM {TABLE} LIMIT 1").fetchone()


def indexed(connection: sqlite.Connection) -> set[int]:
    """Return the first revision of every aggregate that the index holds words of."""
    return {seq for (seq,) in connection.execute(f"SELECT rowid / {POSITIONS} FROM {TABLE}")}


def _first_revision(connection: sqlite.Connection, aggregate_id: str) -> int:
    (seq,) = connection.execute(_FIRST_REVISION, (aggregate_id,)).fetchone()
    return int(seq)


def _row(passage: Passage, first_revision: int) -> Row:
    return (first_revision * POSITIONS + passage.position, *passage[1:])


def _span(first_revision: int) -> tuple[int, int]:
    return first_revision * POSITIONS, (first_revision + 1) * POSITIONS - 1
