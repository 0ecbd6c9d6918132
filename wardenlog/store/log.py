"""The log: an append-only chain of revisions, each one aggregate whole, the truth of the record."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from wardenlog import clock
from wardenlog.model import new_id
from wardenlog.store.driver import sqlite

SALT_BYTES: Final = 16

RECORD, AMEND, VOID, RESTORE, UNDO = "record", "amend", "void", "restore", "undo"
"""What a revision does to its aggregate."""

Header = tuple[str | int | None, ...]
"""(id, kind, aggregate_id, parent, origin, origin_seq, at, actor, operation, reason, batch_id,
undoes)"""


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the log, without its salt; `payload` is None where it has been erased."""

    seq: int
    id: str
    kind: str
    aggregate_id: str
    parent: str | None
    origin: str
    origin_seq: int
    at: str
    actor: str
    operation: str
    reason: str | None
    batch_id: str | None
    undoes: str | None
    payload: str | None
    digest: str
    chain: str

    @property
    def header(self) -> Header:
        """What the chain covers beside the digest."""
        return (
            self.id,
            self.kind,
            self.aggregate_id,
            self.parent,
            self.origin,
            self.origin_seq,
            self.at,
            self.actor,
            self.operation,
            self.reason,
            self.batch_id,
            self.undoes,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision of the whole log: what the record stood at."""

    seq: int
    id: str
    at: str
    chain: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be appended: a new state of one aggregate, and why."""

    kind: str
    aggregate_id: str
    operation: str
    payload: str
    reason: str | None = None
    batch_id: str | None = None
    undoes: str | None = None


COLUMNS: Final = (
    "seq, id, kind, aggregate_id, parent, origin, origin_seq, at, actor, operation, reason, "
    "batch_id, undoes, payload, digest, chain"
)
"""The columns of a Revision, in order."""

_INSERT: Final = (
    f"INSERT INTO revision ({COLUMNS}, salt) VALUES ({', '.join('?' * (COLUMNS.count(',') + 2))})"
)


def digest_of(salt: bytes, payload: str) -> str:
    """Return the digest of a payload: it proves the content without giving it away."""
    return sha256(salt + payload.encode()).hexdigest()


def chain_of(previous: str, header: Header, digest: str) -> str:
    """Return the link that ties a revision to everything its origin wrote before it.

    `previous` is the origin's last link, empty before its first revision.
    """
    text = json.dumps([previous, *header, digest], separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def head(connection: sqlite.Connection) -> Head | None:
    """Return where the log stands, or None while it is empty."""
    row = connection.execute(
        "SELECT seq, id, at, chain FROM revision ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return row and Head(*row)


def latest(connection: sqlite.Connection, aggregate_id: str) -> Revision | None:
    """Return the newest revision of an aggregate, or None where it was never recorded."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM revision WHERE aggregate_id = ? ORDER BY seq DESC LIMIT 1",
        (aggregate_id,),
    ).fetchone()
    return row and Revision(*row)


def find(connection: sqlite.Connection, revision_id: str) -> Revision | None:
    """Return the revision of that id, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM revision WHERE id = ?", (revision_id,)
    ).fetchone()
    return row and Revision(*row)


def history(connection: sqlite.Connection, kind: str, aggregate_id: str) -> list[Revision]:
    """Return every revision of an aggregate, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM revision WHERE aggregate_id = ? AND kind = ? ORDER BY seq",
        (aggregate_id, kind),
    )
    return [Revision(*row) for row in rows]


def of_batch(connection: sqlite.Connection, batch_id: str) -> list[Revision]:
    """Return every revision of an import and of undoing it, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM revision WHERE batch_id = ? ORDER BY seq", (batch_id,)
    )
    return [Revision(*row) for row in rows]


def standing(revisions: Iterable[Revision]) -> list[Revision]:
    """Return the changes of one aggregate that are not taken back, oldest first.

    Needs all its revisions, oldest first. Taking back a revision returns to what stood before
    it, so taking back an undo brings again what that had taken.
    """
    stood: tuple[Revision, ...] = ()
    before: dict[str, tuple[Revision, ...]] = {}
    for revision in revisions:
        before[revision.id] = stood
        stood = (*stood, revision) if revision.undoes is None else before[revision.undoes]
    return list(stood)


class LogWriter:
    """Appends this installation's revisions inside one write transaction."""

    def __init__(self, connection: sqlite.Connection, origin: str, actor: str) -> None:
        self._connection = connection
        self._origin = origin
        self._actor = actor
        self._seq: int
        self._origin_seq: int
        self._chain: str
        (self._seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM revision").fetchone()
        self._origin_seq, self._chain = connection.execute(
            "SELECT origin_seq, chain FROM revision WHERE origin = ? "
            "ORDER BY origin_seq DESC LIMIT 1",
            (origin,),
        ).fetchone() or (0, "")

    def append(self, entry: Entry, parent: Revision | None) -> Revision:
        """Add a revision that follows `parent`, the newest of its aggregate."""
        self._seq += 1
        self._origin_seq += 1
        header = (
            new_id(),
            entry.kind,
            entry.aggregate_id,
            parent.id if parent else None,
            self._origin,
            self._origin_seq,
            clock.utc_text(clock.now()),
            self._actor,
            entry.operation,
            entry.reason,
            entry.batch_id,
            entry.undoes,
        )
        salt = secrets.token_bytes(SALT_BYTES)
        digest = digest_of(salt, entry.payload)
        self._chain = chain_of(self._chain, header, digest)
        row = (self._seq, *header, entry.payload, digest, self._chain)
        self._connection.execute(_INSERT, (*row, salt))
        return Revision(*row)
