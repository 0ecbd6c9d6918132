"""Connections with every safeguard on, and the only BEGIN, COMMIT and ROLLBACK of the program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from wardenlog.errors import MachineError
from wardenlog.store import references
from wardenlog.store.driver import engine_version, journal_mode, sqlite

BUSY_MILLISECONDS: Final = 5000
"""How long a statement waits for another connection's lock."""

_CACHED_STATEMENTS: Final = 512

_STEPS_BETWEEN_QUESTIONS: Final = 500_000
"""Steps of SQLite's machine, some ten milliseconds, between asking whether to stop."""

_JOURNALS: Final = ("-wal", "-journal")

_FOLDER_REFUSES: Final = (sqlite.SQLITE_CANTOPEN, sqlite.SQLITE_READONLY)

_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


def connect(
    path: Path,
    key: bytes | None = None,
    *,
    read_only: bool = False,
    as_it_lies: bool = False,
    journal: str = journal_mode(engine_version()),
) -> sqlite.Connection:
    """Open a file, creating it unless `read_only`, with the pragmas of promises.md.

    `as_it_lies` opens to read, without locks, a file that nobody writes to: a backup. `journal` is
    another for a file that is only being made. `key` is the raw 32-byte key of an encrypted file.
    A connection may move from one thread to another but must never be used by two at once. Errors
    are SQLite's own, but for MachineError (code `unfinished_changes`) as `_connect_to_read` has it.
    """
    if as_it_lies:
        return _connect(path, key, "mode=ro&immutable=1")
    if read_only:
        return _connect_to_read(path, key)
    connection = _connect(path, key, "mode=rwc")
    try:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path, key: bytes | None) -> sqlite.Connection:
    """Open a file to read, also in a folder where SQLite may not put its index of the log.

    There the file is taken as it is, but only while no journal beside it holds changes, which
    would be missed (promise 7): MachineError (code `unfinished_changes`) where one does.
    """
    connection = _connect(path, key, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite.OperationalError as e:
        connection.close()
        if not path.exists() or e.sqlite_errorcode & 0xFF not in _FOLDER_REFUSES:
            raise
        if any(_holds_something(path.with_name(f"{path.name}{it}")) for it in _JOURNALS):
            raise MachineError(
                f"{path} has changes beside it that its last user’s program did not finish, and "
                "you may not write in its folder. Ask whoever may to open the record once, or "
                "copy the whole folder to a place of your own.",
                code="unfinished_changes",
            ) from e
        return _connect(path, key, "mode=ro&immutable=1")
    except sqlite.DatabaseError:
        return connection  # what is wrong with the file is told by whoever reads it
    return connection


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _connect(path: Path, key: bytes | None, options: str) -> sqlite.Connection:
    connection = sqlite.connect(
        f"file://{_uri_path(path)}?{options}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _uri_path(path: Path) -> str:
    posix = path.absolute().as_posix()
    return quote(posix if posix.startswith("/") else f"/{posix}")


def run_script(connection: sqlite.Connection, script: str) -> None:
    """Run each statement of a script; unlike `executescript` it never commits."""
    statement = ""
    for part in script.split(";"):
        statement += part
        if sqlite.complete_statement(f"{statement};"):
            connection.execute(statement)
            statement = ""
        else:
            statement += ";"  # inside a trigger, a comment or a text
    if statement.strip("; \n\t"):
        connection.execute(statement)


@contextmanager
def transaction(connection: sqlite.Connection) -> Iterator[None]:
    """Keep everything done inside, or, when anything is raised, nothing of it.

    The lock is taken at once, so that what is read inside cannot change before the writing.
    UserError (code `still_referred_to`) at the end where a reference would point at nothing.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        _commit(connection)
    except BaseException:
        if connection.in_transaction:  # a full disk makes SQLite roll back by itself
            connection.execute("ROLLBACK")
        raise


def _commit(connection: sqlite.Connection) -> None:
    try:
        connection.execute("COMMIT")
    except sqlite.IntegrityError as e:  # foreign keys are deferred until now
        told = references.refusal(connection)
        if told is None:
            raise
        raise told from e


@contextmanager
def without_foreign_keys(connection: sqlite.Connection) -> Iterator[None]:
    """Leave foreign keys unchecked inside; a transaction must be opened within, not around."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def stoppable(connection: sqlite.Connection, stop: Callable[[], bool] | None) -> Iterator[None]:
    """End whatever query runs inside once `stop` says so."""
    if stop is None:
        yield
        return
    connection.set_progress_handler(stop, _STEPS_BETWEEN_QUESTIONS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def snapshot(connection: sqlite.Connection) -> Iterator[None]:
    """Let everything read inside come from one moment; TEMP objects made inside go at its end."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT 1 FROM main.sqlite_schema LIMIT 1").fetchone()
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
