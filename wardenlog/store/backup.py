"""Copies the record, while it is written to, into a backup that is proven before it has its name.

Every file that bears such a name was read back and compared with the moment of its copy
(promises.md, 10). A backup is one SQLite file: there is nothing in it to unpack.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from wardenlog.errors import MachineError, UserError
from wardenlog.files.saving import keep_folder_entry
from wardenlog.store import log
from wardenlog.store.connection import connect
from wardenlog.store.driver import sqlite
from wardenlog.store.failures import machine_error
from wardenlog.store.gate import look_into
from wardenlog.store.schema import KEPT_TABLES, SchemaObject, read_schema
from wardenlog.store.store import CopyProgress

PAGES_A_STEP: Final = 256
"""A megabyte: a copy can be stopped between two steps."""

UNFINISHED: Final = ".part"
"""How the name of a copy ends that is not proven yet."""

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(
    r"wardenlog-(?P<origin>[0-9a-f]{8})-(?P<at>[0-9]{8}T[0-9]{6}Z)-(?P<chain>[0-9a-f]{8})\.sqlite3"
)
_SAID: Final = {
    "disk_full": "the disk is full. Free some space, or choose another folder.",
    "read_only": "you may not write there. Choose another folder.",
    "permission": "you may not write there. Choose another folder.",
    "cannot_open": "you may not write there. Choose another folder.",
    "disk_error": "the disk could not be written. Check that it is connected and sound.",
}
_IN_WORDS: Final = {
    "disk is full": "disk_full",
    "readonly": "read_only",
    "unable to open": "cannot_open",
    "disk I/O": "disk_error",
}


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of a backup tells: whose it is, when it was made, and its chain’s head."""

    origin: str
    at: datetime
    chain: str

    def __str__(self) -> str:
        return f"wardenlog-{self.origin}-{self.at.strftime(_STAMP)}-{self.chain}.sqlite3"

    @classmethod
    def read(cls, name: str) -> "Name | None":
        """Return what a file’s name tells, or None where it is no backup’s."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        try:
            at = datetime.strptime(found["at"], _STAMP).replace(tzinfo=UTC)
        except ValueError:  # the thirtieth of February
            return None
        return cls(found["origin"], at, found["chain"])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a record holds: its newest revision, the rows of each table, and a mark of it all.

    Two records with one `mark` hold the same log, and the same of everything kept beside it.
    """

    origin: str
    head: log.Head | None
    rows: tuple[tuple[str, int], ...]
    mark: str


def standing(connection: sqlite.Connection) -> Standing:
    """Return what a record holds, in one transaction of the caller’s."""
    (origin,) = connection.execute("SELECT value FROM setting WHERE name = 'origin'").fetchone()
    rows = tuple(
        (it.name, connection.execute(f'SELECT count(*) FROM "{it.name}"').fetchone()[0])
        for it in read_schema(connection)
        if it.type == "table"
    )
    head = log.head(connection)
    return Standing(str(origin), head, rows, _mark(connection, head))


def mark(connection: sqlite.Connection) -> str:
    """Return the mark of a record, as `Standing` has it."""
    return _mark(connection, log.head(connection))


def _mark(connection: sqlite.Connection, head: log.Head | None) -> str:
    """Digest where the log stands and the rows beside it; of the long access log, its newest."""
    digest = sha256((head.chain if head else "").encode())
    present = {it.name for it in read_schema(connection)}
    for table in filter(present.__contains__, KEPT_TABLES):  # an older file has fewer
        what = "max(seq)" if table == "access_event" else "*"
        for row in connection.execute(f'SELECT {what} FROM "{table}" ORDER BY 1'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def tag(origin: str) -> str:
    """Return what the names of an installation’s backups say of it: its id’s last characters."""
    return origin[-8:]


def copy(
    connection: sqlite.Connection,
    key: bytes | None,
    folder: Path,
    at: datetime,
    progress: CopyProgress | None = None,
) -> Path:
    """Copy a record into a folder, prove the copy, and return its path.

    The connection must be in a transaction that reads, so that what the copy is compared with is
    the moment it was made of, however much is saved meanwhile. Whatever goes wrong leaves nothing
    new in the folder: UserError (code `nothing_to_back_up`) for a record that holds nothing,
    MachineError where the machine fails or the copy is not as it should be (code `not_proven`).
    """
    now = standing(connection)
    if now.head is None:
        raise UserError(
            "There is nothing to back up yet: nothing was saved.", code="nothing_to_back_up"
        )
    target = folder / str(Name(tag(now.origin), at, now.head.chain[:8]))
    part = folder / f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}"
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _copy_pages(connection, key, part, progress)
            _prove(part, key, now, read_schema(connection))
            sync(part)
            part.replace(target)
            keep_folder_entry(folder)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return target


def sync(path: Path) -> None:
    """Make what was written to a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def is_sound(connection: sqlite.Connection) -> bool:
    """Whether SQLite finds a file’s pages sound."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])


def _copy_pages(
    source: sqlite.Connection, key: bytes | None, part: Path, progress: CopyProgress | None
) -> None:
    with closing(connect(part, key, journal="OFF")) as target:

        def tell(_status: int, remaining: int, total: int) -> None:
            if progress is not None:
                progress(total - remaining, total)

        source.backup(target, pages=PAGES_A_STEP, progress=tell)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, whole without any beside it


def _prove(part: Path, key: bytes | None, now: Standing, made_of: list[SchemaObject]) -> None:
    """Open the copy as it would be opened to be restored, and compare it with the record."""
    why = "the copy did not come out as the record is. Check the disk, or choose another folder."
    try:
        with look_into(part, key) as made:
            if is_sound(made) and read_schema(made) == made_of and standing(made) == now:
                return
    except MachineError as e:
        if e.code == "not_as_made":
            why = "the record is not made as it should be. Run “wardenlog verify”."
    raise MachineError(f"No backup was made in {part.parent}: {why}", code="not_proven")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say in words what the machine says of making a backup; earlier ones are never touched."""
    try:
        yield
    except sqlite.Error as e:
        told = machine_error(e, folder)
        code = told.code if told else _code_in_words(e)
        said = _SAID.get(code or "", told.message if told else "")
        if not said:
            raise
        raise MachineError(f"No backup was made in {folder}: {said}", code=code) from e
    except OSError as e:
        raise MachineError(
            f"No backup was made in {folder} ({e.strerror or e}). Check that the folder can be"
            " reached and written in, or choose another.",
            code="cannot_write",
        ) from e


def _code_in_words(error: sqlite.Error) -> str | None:
    """Return our code for an error of SQLite’s that has words alone, as those of a copy do."""
    said = str(error)
    return next((code for words, code in _IN_WORDS.items() if words in said), None)
