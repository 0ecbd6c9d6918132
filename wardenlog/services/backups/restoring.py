"""Restores a backup: first what would be lost or gained by it, then the swap (promise 9)."""

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.backups.found import Backup, describe
from wardenlog.services.record import open_record
from wardenlog.store import Head, Store
from wardenlog.store import restore as storage
from wardenlog.store.difference import Beyond, beyond
from wardenlog.store.gate import look_into
from wardenlog.store.restore import Report
from wardenlog.store.swap import SET_ASIDE

KEPT_ASIDE: Final = timedelta(days=14)

Present = Literal["none", "unreadable", "open"]

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAMES: Final = ("sheet", "reference", "code", "name", "label")
"""Where a payload says what its record is called, the best first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind: how many, and what they are called where they have a name."""

    kind: str
    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would do to the record that is there now."""

    backup: Backup
    present: Present
    lost: tuple[Group, ...] = ()
    """What was saved in the present record and is not in the backup."""
    gained: tuple[Group, ...] = ()
    """What is in the backup and not in the present record."""
    drafts: int = 0
    """Sheets being typed, not saved, that only the present record holds."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore left: where the log stands, and the folder of what was there before."""

    head: Head
    aside: Path | None


def preview(store: Store | None, record: Path, path: Path) -> Preview:
    """Say what restoring a file would lose and gain.

    `store` is the present record where it is open. MachineError as `store.gate.look_into` has it,
    UserError (code `cannot_restore`) for a file that cannot be restored.
    """
    backup = describe(path)
    if backup.problem is not None:
        raise UserError(backup.problem, code="cannot_restore")
    if store is None:
        return Preview(backup, "unreadable" if record.exists() else "none")
    with store.read() as session, look_into(path) as other:
        connection = session.connection
        known = {each for (each,) in other.execute("SELECT id FROM draft")}
        drafts = [each for (each,) in session.rows("SELECT id FROM draft") if each not in known]
        return Preview(
            backup,
            "open",
            _grouped(beyond(connection, other)),
            _grouped(beyond(other, connection)),
            len(drafts),
        )


def preview_closed(record: Path, path: Path, *, allow_unsafe: bool = False) -> Preview:
    """Say what restoring a file would lose and gain, where the record is not open.

    One that is damaged has nothing to compare with.
    """
    if not record.exists():
        return preview(None, record, path)
    try:
        store = open_record(record.parent, create=False, read_only=True, allow_unsafe=allow_unsafe)
    except MachineError as e:
        if e.code == "unsafe_folder":
            raise
        return preview(None, record, path)
    with store:
        return preview(store, record, path)


def restore(record: Path, path: Path, report: Report) -> Restored:
    """Put a backup in the place of the record, which nobody may have open, and open it once.

    What was there is set aside, kept for fourteen days. Errors as `store.restore.restore`: then
    the record is as it was.
    """
    present = record.exists()
    aside = clock.now().strftime(_STAMP)
    expected = storage.restore(record, path, aside, report)
    with Store.open(record, create=False) as store, store.read() as session:
        head = session.head()
    if head is None or head != expected:
        raise MachineError(
            f"{record} does not stand where the backup did. Restore another backup.",
            code="not_sound",
        )
    return Restored(head, record.parent / SET_ASIDE / aside if present else None)


def clear_aside(record: Path, now: datetime) -> list[Path]:
    """Delete what was set aside more than fourteen days ago, and return its folders."""
    gone = []
    with suppress(OSError):
        for folder in (record.parent / SET_ASIDE).iterdir():
            if folder.is_dir() and not folder.is_symlink() and _is_old(folder.name, now):
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder)
    return gone


def _is_old(name: str, now: datetime) -> bool:
    try:
        at = datetime.strptime(name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return False  # somebody else’s folder
    return now - at > KEPT_ASIDE


def _grouped(changes: Sequence[Beyond]) -> tuple[Group, ...]:
    """Gather records by kind, sheets first, then the kinds with the most records."""
    kinds: dict[str, list[Beyond]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change)
    groups = [
        Group(kind, len(found), tuple(filter(None, map(_name, found))))
        for kind, found in kinds.items()
    ]
    return tuple(sorted(groups, key=_first_sheets))


def _first_sheets(group: Group) -> tuple[bool, int, str]:
    return group.kind != "shift", -group.number, group.kind


def _name(change: Beyond) -> str:
    said = json.loads(change.payload) if change.payload else None
    if not isinstance(said, dict):
        return ""
    return next((str(said[key]) for key in _NAMES if said.get(key)), "")
