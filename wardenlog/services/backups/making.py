"""Makes backups when they are due and before what could do harm, and thins them (promise 11)."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.files.saving import is_same_file, replace_file
from wardenlog.services.backups.found import named, own_folder
from wardenlog.services.backups.thinning import staying
from wardenlog.store import Store
from wardenlog.store.backup import UNFINISHED, mark, tag
from wardenlog.store.gate import look_into

EVERY: Final = timedelta(minutes=30)
LATE: Final = timedelta(days=3)

_BLOCK: Final = 1 << 20
_log = logging.getLogger(__name__)

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Second:
    """Another folder that backups are copied to, and when it last had the newest of them.

    Before it ever had, that is when it was chosen.
    """

    folder: Path
    had_at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """How things stand with the backups of a record."""

    good_at: datetime | None
    """When the newest good backup was made, wherever it lies beside the record."""
    late: bool
    """Whether changes of more than three days are in no backup."""
    second_late: bool = False
    """Whether the second folder has gone without the newest backup for more than three days."""
    second_had_at: datetime | None = None
    failed: str | None = None
    """Why a backup that was due was not made."""
    second_failed: str | None = None
    """Why it was not copied to the second folder."""
    made: Path | None = None


def make(store: Store, report: Report | None = None) -> Path:
    """Make a backup now, in the record’s own folder of them, and return it.

    UserError and MachineError as `store.backup.copy`; whatever `report` raises ends it.
    """

    def tell(done: int, total: int) -> None:
        if report is not None:
            report("Making a backup", done, total)

    return store.back_up(own_folder(store.path), clock.now(), tell)


def make_before(store: Store, what: str) -> None:
    """Make a backup before something large, such as `the import`, unless the newest holds it all.

    MachineError where that cannot be done: then it is better not begun.
    """
    with store.read() as session:
        if session.head() is None:
            return
    if _newest(store).holds_all:
        return
    try:
        make(store)
    except MachineError as e:
        raise MachineError(
            f"{what[0].upper()}{what[1:]} was not begun, because the record could not be backed up"
            f" first. {e.message}",
            code=e.code,
        ) from e


def keep(store: Store, second: Second | None, report: Report | None = None) -> State:
    """Make a backup if one is due, copy it to the second folder, thin, and say how things stand.

    A backup that cannot be made is told in the state, not raised; it is due again the next time.
    """
    return _keep(store, second, report, at_once=False)


def make_now(store: Store, second: Second | None, report: Report | None = None) -> State:
    """Make a backup now, as `keep` does one that is due; UserError where there is nothing yet."""
    with store.read() as session:
        if session.head() is None:
            raise UserError(
                "There is nothing to back up yet: nothing was saved.", code="nothing_to_back_up"
            )
    return _keep(store, second, report, at_once=True)


def copy_to(backup: Path, folder: Path) -> Path:
    """Copy a backup to another folder, a network’s too, and read it back to compare.

    UserError where that cannot be done; nothing of a copy that is not whole stays.
    """
    target = folder / backup.name
    if is_same_file(target, backup):
        raise UserError(
            f"{folder} is where the backups are already. Choose another folder, best on another"
            " disk.",
            code="same_folder",
        )
    digest = sha256()

    def write(file: BinaryIO) -> None:
        with backup.open("rb") as source:
            while block := source.read(_BLOCK):
                digest.update(block)
                file.write(block)

    def check(part: Path) -> None:
        with part.open("rb") as copied:
            read = sha256()
            while block := copied.read(_BLOCK):
                read.update(block)
        if read.digest() != digest.digest():
            raise UserError(
                f"The copy in {folder} did not come out the same. Check that disk.",
                code="not_proven",
            )

    replace_file(target, write, check)
    return target


def thin(folder: Path, origin: str, now: datetime) -> list[Path]:
    """Delete the backups of one installation that need not stay, and return them.

    Nothing else in the folder is touched but copies that were never finished, of a day ago.
    """
    mine = [(name.at, path) for name, path in named(folder) if name.origin == tag(origin)]
    stay = staying((at for at, _ in mine), now)
    gone = [path for at, path in mine if at not in stay]
    for path in gone:
        path.unlink(missing_ok=True)
    for left in folder.glob(f".wardenlog-{tag(origin)}-*{UNFINISHED}"):
        if now - clock.from_timestamp(left.stat().st_mtime) > timedelta(days=1):
            left.unlink(missing_ok=True)
    return gone


@dataclass(frozen=True, slots=True)
class _Newest:
    path: Path | None
    at: datetime | None
    holds_all: bool


def _newest(store: Store) -> _Newest:
    """Return the newest backup that opens, and whether it holds all that the record does."""
    with store.read() as session:
        now = mark(session.connection)
    with suppress(OSError):
        for name, path in named(own_folder(store.path)):
            if name.origin == tag(store.origin):
                with suppress(MachineError), look_into(path) as connection:
                    return _Newest(path, name.at, mark(connection) == now)
    return _Newest(None, None, holds_all=False)


def _keep(store: Store, second: Second | None, report: Report | None, *, at_once: bool) -> State:
    now, newest, failed, made = clock.now(), _newest(store), None, None
    with store.read() as session:
        first = session.value("SELECT at FROM revision ORDER BY seq LIMIT 1")
    if first is None:
        return State(None, late=False)
    if at_once or (not newest.holds_all and _is_due(newest.at, now)):
        try:
            made = make(store, report)
            newest = _Newest(made, now, holds_all=True)
            thin(made.parent, store.origin, now)
        except (MachineError, UserError) as e:
            failed = e.message
            _log.warning("no backup was made: %s", e.code)
        except OSError as e:
            _log.warning("old backups were not thinned: %s", e.strerror)
    since = newest.at or clock.from_utc_text(first)
    late = not newest.holds_all and now - since > LATE
    if second is None:
        return State(newest.at, late, failed=failed, made=made)
    second_failed = _bring(newest, second, store.origin, now)
    had_at = second.had_at if second_failed else now
    return State(
        newest.at,
        late,
        second_late=now - had_at > LATE,
        second_had_at=had_at,
        failed=failed,
        second_failed=second_failed,
        made=made,
    )


def _is_due(made_at: datetime | None, now: datetime) -> bool:
    """Whether it is time; one dated in the future, by a clock that was wrong, puts nothing off."""
    return made_at is None or not timedelta(0) <= now - made_at < EVERY


def _bring(newest: _Newest, second: Second, origin: str, now: datetime) -> str | None:
    """Copy the newest backup to the second folder; return why it is not there, if it is not."""
    if newest.path is None:
        return None
    try:
        if (second.folder / newest.path.name).exists():
            return None
        copy_to(newest.path, second.folder)
        thin(second.folder, origin, now)
    except UserError as e:
        return e.message
    except OSError as e:
        return (
            f"The folder {second.folder} cannot be used ({e.strerror}). Connect it, or choose"
            " another."
        )
    return None
