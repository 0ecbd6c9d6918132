"""The backups that lie in a folder: when each was made, how large it is, and what it holds."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.paths import BACKUPS_NAME
from wardenlog.store import log
from wardenlog.store.backup import Name
from wardenlog.store.gate import look_into


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in a folder; `problem` says why it cannot be restored, if it cannot."""

    path: Path
    at: datetime
    size: int
    """In bytes."""
    chain: str
    """The head of its chain; of one that cannot be read, what its name says of it."""
    revisions: int
    saved_at: datetime | None
    """When the newest thing in it was saved."""
    problem: str | None = None


def own_folder(record: Path) -> Path:
    """Return the folder, beside a record, that its backups go to."""
    return record.parent / BACKUPS_NAME


def named(folder: Path) -> list[tuple[Name, Path]]:
    """Return the files of a folder that are backups by their name, the newest first.

    OSError where there is no such folder, or it cannot be reached.
    """
    there = ((Name.read(path.name), path) for path in folder.iterdir())
    return sorted(
        ((name, path) for name, path in there if name is not None and is_plain(path)),
        key=_made_at,
        reverse=True,
    )


def is_plain(path: Path) -> bool:
    """Whether a path is a file itself: a link could lead anywhere."""
    return path.is_file() and not path.is_symlink()


def in_folders(folders: Iterable[Path]) -> list[Backup]:
    """Return the backups in some folders, the newest first; a folder out of reach has none.

    One that lies in two of them is listed twice.
    """
    found: list[Backup] = []
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            found.extend(describe(path) for _, path in named(folder))
    return sorted(found, key=_at, reverse=True)


def search(folder: Path) -> list[Backup]:
    """Return the backups in a folder that somebody points at, or in the one of its own in it.

    UserError (code `no_backups`) where there are none.
    """
    found = in_folders((folder, folder / BACKUPS_NAME))
    if not found:
        raise UserError(
            f"There are no backups in {folder}. Choose the folder that holds files whose names"
            " begin with “wardenlog-”.",
            code="no_backups",
        )
    return found


def describe(path: Path) -> Backup:
    """Return what a file holds as a backup, whatever its name, or why it cannot be restored."""
    name = Name.read(path.name)
    try:
        about = path.stat()
        at = name.at if name else clock.from_timestamp(about.st_mtime)
        size = about.st_size
    except OSError as e:
        raise UserError(
            f"{path} cannot be read ({e.strerror}). Choose another file.", code="cannot_open"
        ) from e
    try:
        with look_into(path) as connection:
            head = log.head(connection)
    except MachineError as e:
        return Backup(path, at, size, name.chain if name else "", 0, None, e.message)
    if head is None:
        return Backup(path, at, size, "", 0, None, f"{path.name} holds nothing to restore.")
    problem = None
    if name is not None and not head.chain.startswith(name.chain):
        problem = f"{path.name} is not what it was when it was made. Choose another backup."
    saved = clock.from_utc_text(head.at)
    return Backup(path, at, size, head.chain, head.seq, saved, problem)


def _made_at(named_path: tuple[Name, Path]) -> datetime:
    return named_path[0].at


def _at(backup: Backup) -> datetime:
    return backup.at
