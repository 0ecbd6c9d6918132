"""Which files this program opens, how a new one is made, and how an older one is brought up.

The first page is read as plain bytes before SQLite touches the file, so that a file written by
a newer version keeps every byte (promise 13).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardenlog import clock
from wardenlog.errors import MachineError
from wardenlog.model import new_id
from wardenlog.paths import BACKUPS_NAME
from wardenlog.store import log, schema
from wardenlog.store.connection import run_script, snapshot, transaction, without_foreign_keys
from wardenlog.store.driver import sqlite
from wardenlog.store.rebuild import refill

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_SCHEMA_COOKIE: Final = slice(40, 44)
_USER_VERSION: Final = slice(60, 64)
_APPLICATION_ID: Final = slice(68, 72)

_WAL_HEADER_BYTES: Final = 32
_FRAME_HEADER_BYTES: Final = 24
_NO_COMMIT: Final = bytes(4)
_PAGE_ONE: Final = (1).to_bytes(4)


@dataclass(frozen=True, slots=True)
class Migration:
    """What brings the log's tables to `version`; the projection is rebuilt afterwards."""

    version: int
    script: str


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step since version 1, oldest first."""


def check_file(path: Path) -> None:
    """Raise MachineError for a file that is not ours or comes from a newer version.

    Codes `not_a_database`, `other_application`, `newer_version`, `cannot_open`. Touches nothing.
    Must not be called while this process has the file open: on POSIX, closing a file drops the
    locks that SQLite holds on it.
    """
    try:
        header = _newest_header(path)
    except OSError as e:
        raise MachineError(
            f"{path} cannot be read ({e.strerror}). Check that it is a file you may read.",
            code="cannot_open",
        ) from e
    if header:
        check_header(path, header)


def check_header(path: Path, header: bytes) -> None:
    """Raise MachineError, as `check_file` does, for what a file begins with."""
    if not header.startswith(_MAGIC):
        raise MachineError(
            f"{path} is not a wardenlog file, or it is encrypted. Choose another file.",
            code="not_a_database",
        )
    if header[_SCHEMA_COOKIE] == bytes(4):
        return  # its making was interrupted; it holds nothing yet
    _check_marks(
        path,
        application_id=int.from_bytes(header[_APPLICATION_ID]),
        version=int.from_bytes(header[_USER_VERSION]),
    )


def _check_marks(path: Path, *, application_id: int, version: int) -> None:
    if application_id != schema.APPLICATION_ID:
        raise MachineError(
            f"{path} is a database of another program, not a wardenlog file. Choose another file.",
            code="other_application",
        )
    if version > schema.SCHEMA_VERSION:
        raise MachineError(
            f"{path} was written by a newer wardenlog (file version {version}; this program reads "
            f"up to {schema.SCHEMA_VERSION}). Nothing in it was touched. Install the newer "
            "wardenlog to open it.",
            code="newer_version",
        )


def _newest_header(path: Path) -> bytes:
    """Return the first bytes of the file as last committed, from its write-ahead log if there."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    wal = path.with_name(f"{path.name}-wal")
    return (_header_in_wal(wal) if wal.exists() else b"") or header


def _header_in_wal(wal: Path) -> bytes:
    committed = pending = b""
    with wal.open("rb") as file:
        start = file.read(_WAL_HEADER_BYTES)
        page_bytes, salts = int.from_bytes(start[8:12]), start[16:24]
        while True:
            frame = file.read(_FRAME_HEADER_BYTES)
            if len(frame) < _FRAME_HEADER_BYTES or frame[8:16] != salts:
                return committed
            page = file.tell()
            if frame[:4] == _PAGE_ONE:
                pending = file.read(_HEADER_BYTES)
            file.seek(page + page_bytes)
            if frame[4:8] != _NO_COMMIT:
                committed = pending


def prepare(
    connection: sqlite.Connection, path: Path, *, read_only: bool, key: bytes | None = None
) -> None:
    """Make the schema in an empty file, or bring an older one up to this version.

    An older one is backed up first. Raises MachineError as `check_file` does, code `no_record` for
    an empty file opened to read, `older_version` for an older one, and as `backup.copy` does.
    """
    if _is_empty(connection):
        if read_only:
            raise MachineError(f"There is no record in {path}.", code="no_record")
        _initialise(connection)
    if check_version(connection, path) < schema.SCHEMA_VERSION:
        if read_only:
            raise MachineError(
                f"{path} was written by an older wardenlog. Open it once for changes, so that it "
                "can be brought up to date.",
                code="older_version",
            )
        _back_up(connection, path, key)
        migrate(connection)


def _back_up(connection: sqlite.Connection, path: Path, key: bytes | None) -> None:
    """Keep an older file as it is before it is brought up (promise 11)."""
    from wardenlog.store import backup

    with snapshot(connection):
        if log.head(connection) is not None:
            backup.copy(connection, key, path.parent / BACKUPS_NAME, clock.now())


def check_version(connection: sqlite.Connection, path: Path) -> int:
    """Return a file's version; MachineError for one that is not ours or newer than the program."""
    version = _pragma(connection, "user_version")
    _check_marks(path, application_id=_pragma(connection, "application_id"), version=version)
    return version


def migrate(connection: sqlite.Connection) -> None:
    """Bring an older file up to this version, all or nothing (promise 14)."""
    with without_foreign_keys(connection), transaction(connection):
        for migration in MIGRATIONS:
            if migration.version > _pragma(connection, "user_version"):
                run_script(connection, migration.script)
                connection.execute(f"PRAGMA user_version = {migration.version}")
        refill(connection)


def _initialise(connection: sqlite.Connection) -> None:
    with transaction(connection):
        if not _is_empty(connection):
            return  # another program made it while we waited for the lock
        schema.create(connection)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        connection.execute("INSERT INTO setting (name, value) VALUES ('origin', ?)", (new_id(),))


def _is_empty(connection: sqlite.Connection) -> bool:
    return not schema.read_schema(connection)


def _pragma(connection: sqlite.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
