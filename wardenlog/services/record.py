"""Opens the council's record, after asking whether its folder is a safe place for one."""

import getpass
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from wardenlog import __version__
from wardenlog.paths import default_data_dir, store_path
from wardenlog.store import Store, check_folder, engine_version, journal_mode, swap

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """An open record and in whose name it is written: what each use case is given first."""

    store: Store
    actor: str

    @property
    def path(self) -> Path:
        """The file that holds the record."""
        return self.store.path


def data_folder(chosen: Path | None) -> Path:
    """Return the folder of the record: the one chosen, or the computer's default place."""
    return (chosen or default_data_dir()).absolute()


def check_place(folder: Path, *, allow_unsafe: bool) -> None:
    """Raise MachineError (code `unsafe_folder`) for a folder that is no safe place for a record."""
    check_folder(folder, allow_unsafe=allow_unsafe)


def is_there(folder: Path) -> bool:
    """Whether a folder holds a record; a restore that was cut off is finished first."""
    path = store_path(folder)
    swap.finish(path)
    return path.exists()


def open_record(
    chosen: Path | None = None,
    *,
    create: bool = True,
    read_only: bool = False,
    allow_unsafe: bool = False,
) -> Store:
    """Open the record in a folder, made where there is none and `create` is true.

    `read_only` also opens one in a folder that may only be read (promise 7).

    UserError where the folder is on a network or synced to a cloud, which can damage a live
    record, unless `allow_unsafe`; MachineError as `Store.open`.
    """
    folder = data_folder(chosen)
    check_place(folder, allow_unsafe=allow_unsafe)
    engine = engine_version()
    words = ".".join(map(str, engine))
    _log.info("wardenlog %s, SQLite %s, journal %s", __version__, words, journal_mode(engine))
    return Store.open(store_path(folder), create=create, read_only=read_only)


def is_empty(store: Store) -> bool:
    """Whether nothing at all was ever recorded, so that a first start is still to come."""
    with store.read() as session:
        return session.head() is None


def account() -> str:
    """Return the operating system's account name: the actor of a revision unless one is given."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return os.environ.get("USERNAME", "unknown")
