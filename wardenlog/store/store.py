"""The store: one file, from which read and write sessions are taken."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from wardenlog.errors import MachineError
from wardenlog.store import migrations, swap
from wardenlog.store.batches import Batch
from wardenlog.store.connection import (
    connect,
    snapshot,
    stoppable,
    transaction,
    without_foreign_keys,
)
from wardenlog.store.driver import sqlite
from wardenlog.store.failures import translated
from wardenlog.store.folders import cannot_be_used
from wardenlog.store.session import ReadSession, WriteSession

CopyProgress = Callable[[int, int], None]
"""Hears how much of a copy is done, and of how much; whatever it raises ends the copy."""

_open_files: Final[Counter[Path]] = Counter()
_open_files_lock: Final = threading.Lock()


class Store:
    """The record of one council in one file.

    Threads may share a store: each session has a connection to itself for as long as it lasts.
    """

    def __init__(self, path: Path, *, key: bytes | None, read_only: bool) -> None:
        """Use `Store.open`."""
        self.path: Final = path
        self.read_only: Final = read_only
        self._file = path.resolve()
        self._key = key
        self._lock = threading.Lock()
        self._idle: dict[bool, list[sqlite.Connection]] = {True: [], False: []}
        self._borrowers = 0
        self._writers: set[int] = set()
        self._closed = threading.Event()
        self.origin: Final = self._prepare()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = True,
        read_only: bool = False,
        key: bytes | None = None,
    ) -> Self:
        """Open a record, making it and its folder where there is none and `create` is true.

        Raises MachineError: `no_record`, `not_a_database`, `other_application`, `newer_version`,
        or what the machine says. Whether the folder is a safe one is `check_folder`'s business.
        """
        file = Path(path).absolute()
        try:
            swap.finish(file)
            present = file.exists()
        except OSError as e:
            raise cannot_be_used(file.parent, e) from e
        if not present:
            if read_only or not create:
                raise MachineError(f"There is no record at {file}.", code="no_record")
            _make_folder(file.parent)
        return cls(file, key=key, read_only=read_only)

    def close(self) -> None:
        """Close the file; what a session still uses is closed when that session ends."""
        with self._lock:
            if self._closed.is_set():
                return
            self._closed.set()
            self._close_idle()
        with _open_files_lock:
            _open_files[self._file] -= 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def read(self, stop: Callable[[], bool] | None = None) -> Iterator[ReadSession]:
        """Open a read session: everything read in it comes from one moment.

        `stop` is asked again and again while a query runs; once it says so, the query ends with
        an error of SQLite's, which is for a caller who wanted it to end.
        """
        with (
            translated(self.path),
            self._borrowed(read_only=True) as connection,
            stoppable(connection, stop),
            snapshot(connection),
        ):
            session = ReadSession(connection)
            try:
                yield session
            finally:
                session.end()

    @contextmanager
    def write(self, actor: str, *, batch: Batch | None = None) -> Iterator[WriteSession]:
        """Open a write session: everything saved in it is kept at its end, or nothing is.

        UserError (code `still_referred_to`) at the end where something saved refers to what is
        not in the record. MachineError where the machine fails, `locked` where another program
        goes on writing for five seconds. RuntimeError inside another write session of the same
        thread.
        """
        with translated(self.path), self._writing() as connection, transaction(connection):
            session = WriteSession(connection, self.origin, actor, batch)
            try:
                yield session
                session.finish()
            finally:
                session.end()

    def back_up(self, folder: Path, at: datetime, progress: CopyProgress | None = None) -> Path:
        """Copy the record as it stands now into a folder, and return the proven copy.

        Others may write meanwhile. See `wardenlog.store.backup.copy` for what it raises.
        """
        from wardenlog.store import backup

        with self.read() as session:
            return backup.copy(session.connection, self._key, folder, at, progress)

    @contextmanager
    def maintenance(self) -> Iterator[sqlite.Connection]:
        """Give `rebuild` a connection in a transaction that does not check foreign keys."""
        with (
            translated(self.path),
            self._writing() as connection,
            without_foreign_keys(connection),
            transaction(connection),
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite.Connection]:
        if self.read_only:
            raise RuntimeError("this store was opened to read only")
        here = threading.get_ident()
        if here in self._writers:
            raise RuntimeError("a write session inside another would wait for itself")
        self._writers.add(here)
        try:
            with self._borrowed(read_only=False) as connection:
                yield connection
        finally:
            self._writers.discard(here)

    @contextmanager
    def _borrowed(self, *, read_only: bool) -> Iterator[sqlite.Connection]:
        with self._lock:
            if self._closed.is_set():
                raise RuntimeError("this store is closed")
            idle = self._idle[read_only]
            connection = idle.pop() if idle else None
            self._borrowers += 1
        try:
            if connection is None:
                connection = connect(self.path, self._key, read_only=read_only)
            yield connection
        finally:
            with self._lock:
                self._borrowers -= 1
                if connection is not None:
                    self._take_back(connection, read_only=read_only)
                if self._closed.is_set():
                    self._close_idle()

    def _take_back(self, connection: sqlite.Connection, *, read_only: bool) -> None:
        if connection.in_transaction:  # it could not be rolled back: closing does
            connection.close()
        else:
            self._idle[read_only].append(connection)

    def _close_idle(self) -> None:
        """Close every connection once none is in use; the last to close empties the WAL."""
        if self._borrowers:
            return
        for read_only in (True, False):
            while self._idle[read_only]:
                self._idle[read_only].pop().close()

    def _prepare(self) -> str:
        with _open_files_lock, translated(self.path):
            if self._key is None and not _open_files[self._file] and self.path.exists():
                migrations.check_file(self.path)
            connection = connect(self.path, self._key, read_only=self.read_only)
            try:
                migrations.prepare(connection, self.path, read_only=self.read_only, key=self._key)
                (origin,) = connection.execute(
                    "SELECT value FROM setting WHERE name = 'origin'"
                ).fetchone()
            except BaseException:
                connection.close()
                raise
            _open_files[self._file] += 1
        self._idle[self.read_only].append(connection)
        return str(origin)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise cannot_be_used(folder, e) from e
