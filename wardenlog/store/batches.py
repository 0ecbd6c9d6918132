"""Imports: which file was read in, when, by whom, and what came of it."""

from dataclasses import dataclass
from typing import Final

from wardenlog.store.driver import sqlite


@dataclass(frozen=True, slots=True)
class Batch:
    """A file about to be read in as one: its id, name without folder, SHA-256 and rows refused."""

    id: str
    source: str
    sha256: str
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """A file that was read in; `undone_at` is None while it stands."""

    id: str
    at: str
    actor: str
    source: str
    sha256: str
    added: int
    changed: int
    unchanged: int
    rejected: int
    undone_at: str | None


_SELECT: Final = (
    "SELECT id, at, actor, source, sha256, added, changed, unchanged, rejected, undone_at "
    "FROM import_batch"
)


def all_batches(connection: sqlite.Connection) -> list[ImportBatch]:
    """Return every import, oldest first, undone ones too."""
    return [ImportBatch(*row) for row in connection.execute(f"{_SELECT} ORDER BY at, id")]


def find_batch(connection: sqlite.Connection, batch_id: str) -> ImportBatch | None:
    """Return the import of that id, or None."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (batch_id,)).fetchone()
    return row and ImportBatch(*row)


def batch_of_file(connection: sqlite.Connection, sha256: str) -> ImportBatch | None:
    """Return the standing import of a file with exactly this content, or None."""
    row = connection.execute(
        f"{_SELECT} WHERE sha256 = ? AND undone_at IS NULL ORDER BY at DESC LIMIT 1", (sha256,)
    ).fetchone()
    return row and ImportBatch(*row)
