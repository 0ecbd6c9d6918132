"""Lets a backup be read as a record only once it is sure to be one (promises.md, 12).

Its first bytes and its size are read before SQLite sees it; then it is opened so that nothing
can be written, and what it is made of is compared with what this program makes. Until that is
the same, no table or view of it is asked anything. Every query has a limit of time.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from wardenlog.errors import MachineError
from wardenlog.store import migrations
from wardenlog.store.connection import connect, snapshot, stoppable
from wardenlog.store.driver import sqlite
from wardenlog.store.schema import SCHEMA_VERSION, SchemaObject, read_schema, shipped

LONGEST_SECONDS: Final = 60.0
"""How long looking into a backup may take, for each gigabyte of it or part of one."""

_HEADER_BYTES: Final = 100
_PAGE_BYTES: Final = slice(16, 18)
_PAGES: Final = slice(28, 32)
_LARGEST_PAGE: Final = 65_536
_GIGABYTE: Final = 1 << 30
_FIRST_VERSION: Final = 1
_ACTIVE: Final = frozenset({"view", "trigger"})


@contextmanager
def look_into(path: Path, key: bytes | None = None) -> Iterator[sqlite.Connection]:
    """Open a backup to read as it lies there, in one transaction; nothing beside it is read.

    MachineError where it is not one: `cannot_open`, `not_a_database`, `other_application`,
    `newer_version`, `damaged`, `unfinished_changes` where what was saved last is
    still in a file beside it, `not_as_made` where it holds what this program never makes, and
    `too_slow` where reading it takes longer than it should.
    """
    size = _check_bytes(path, key)
    until = time.monotonic() + LONGEST_SECONDS * (1 + size // _GIGABYTE)

    def over() -> bool:
        return time.monotonic() > until

    try:
        with (
            closing(connect(path, key, as_it_lies=True)) as connection,
            stoppable(connection, over),
            snapshot(connection),
        ):
            _check_made_of(path, connection)
            yield connection
    except sqlite.DatabaseError as e:
        if over():
            raise MachineError(
                f"{path} takes too long to read. It may be damaged, or made to do harm. Choose"
                " another backup.",
                code="too_slow",
            ) from e
        raise _damaged(path) from e


def _check_bytes(path: Path, key: bytes | None) -> int:
    """Check a file’s first bytes and its size; return the size."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = path.stat().st_size
        wal = path.with_name(f"{path.name}-wal")
        unfinished = wal.exists() and wal.stat().st_size > 0
    except OSError as e:
        raise MachineError(
            f"{path} cannot be read ({e.strerror}). Choose a file that you may read.",
            code="cannot_open",
        ) from e
    if unfinished:
        raise MachineError(
            f"{path} was in use when it was copied: part of it is still in {wal.name}. Open its"
            " folder once with wardenlog, then restore it.",
            code="unfinished_changes",
        )
    if key is not None:
        return size
    if len(header) < _HEADER_BYTES:
        raise _damaged(path)
    migrations.check_header(path, header)
    page = int.from_bytes(header[_PAGE_BYTES])
    page = _LARGEST_PAGE if page == 1 else page
    if size < page * int.from_bytes(header[_PAGES]):
        raise _damaged(path)
    return size


def _check_made_of(path: Path, connection: sqlite.Connection) -> None:
    version = migrations.check_version(connection, path)
    found, ours = set(read_schema(connection)), set(shipped())
    strange = found ^ ours
    if version < SCHEMA_VERSION:  # what does nothing by itself may have been otherwise
        strange = {it for it in found - ours if it.type in _ACTIVE or _is_virtual(it)}
    if strange or version < _FIRST_VERSION:
        raise MachineError(
            f"{path} holds what wardenlog never puts in a record, or lacks what it does. It may be"
            " made to do harm, and was not opened. Choose another backup.",
            code="not_as_made",
        )


def _is_virtual(it: SchemaObject) -> bool:
    return not it.sql.upper().startswith(("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX"))


def _damaged(path: Path) -> MachineError:
    return MachineError(
        f"{path} is damaged or not whole, and cannot be restored. Choose another backup.",
        code="damaged",
    )
