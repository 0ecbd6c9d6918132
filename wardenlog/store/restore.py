"""Puts a backup in the place of the record: copied beside it, proven there, then swapped at once.

Until the swap is decided the record keeps every byte; afterwards it is whole, also where the
program is killed in between (`wardenlog.store.swap`).
"""

import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from wardenlog.errors import MachineError
from wardenlog.store import gate, log, swap
from wardenlog.store.backup import sync
from wardenlog.store.connection import connect
from wardenlog.store.driver import sqlite
from wardenlog.store.failures import machine_error
from wardenlog.store.rebuild import rebuild
from wardenlog.store.store import Store
from wardenlog.store.verify import verify

Report = Callable[[str, int, int], None]
"""Hears which step a restore is in, how much of it is done, and of how much."""

_BLOCK: Final = 1 << 20
_REMADE: Final = frozenset({"projection", "reference"})
"""What a rebuild puts right."""

_BESIDE: Final = ("", "-wal", "-shm", "-journal")


def restore(
    record: Path, backup: Path, aside: str, report: Report, key: bytes | None = None
) -> log.Head | None:
    """Put a backup in the record’s place, and return where its log stands.

    Nobody may have the record open; where there is none, or a damaged one, that is no hindrance.
    What was there goes to the folder `aside` among those set aside. Whatever is raised, the record
    is as it was: MachineError as `gate.look_into` does, `not_sound` where the backup’s log or
    tables are not what they should be, `locked` where the record is in use, `disk_full` and its
    like where the machine fails, and whatever `report` raises to stop it.
    """
    with gate.look_into(backup, key) as connection:
        expected = log.head(connection)
    staged = record.with_name(f"{record.name}.{secrets.token_hex(4)}{swap.STAGED}")
    try:
        _copy(backup, staged, report)
        _prove(staged, backup, expected, report, key)
        _settle(staged, key)
        sync(staged)
        _come_to_rest(record, key)
        report("Putting it in place", 0, 1)
        _swap(record, staged, aside)
    finally:
        if not swap.is_decided(record):
            _forget(staged)
    return expected


def clear_unfinished(record: Path) -> None:
    """Delete copies that a killed restore left before its swap was decided.

    Only where no restore runs.
    """
    if not swap.is_decided(record):
        for left in record.parent.glob(f"{record.name}.*{swap.STAGED}*"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _copy(backup: Path, staged: Path, report: Report) -> None:
    try:
        size, done = backup.stat().st_size, 0
        staged.parent.mkdir(parents=True, exist_ok=True)
        with backup.open("rb") as source, staged.open("xb") as target:
            while block := source.read(_BLOCK):
                target.write(block)
                done += len(block)
                report("Copying the backup", min(done, size), size)
    except OSError as e:
        raise MachineError(
            f"Nothing was restored: {backup.name} could not be copied to {staged.parent}"
            f" ({e.strerror}). Check both disks, then try again.",
            code="cannot_write",
        ) from e


def _prove(
    staged: Path, backup: Path, expected: log.Head | None, report: Report, key: bytes | None
) -> None:
    """Open the copy as the record it is to be, and check all of it; its tables may be made again.

    It must not be told as a fault of the log that tables made from it are not as they should be.
    """

    def tell(done: int, total: int) -> None:
        report("Checking the backup", done, total)

    try:
        with Store.open(staged, create=False, key=key) as store:
            found = verify(store, tell)
            if found and {it.code for it in found} <= _REMADE:
                rebuild(store, tell)
                found = verify(store, tell)
            with store.read() as session:
                head = session.head()
    except sqlite.DatabaseError as e:
        raise _not_sound(backup, str(e)) from e
    if found:
        raise _not_sound(backup, found[0].message)
    if head != expected:
        raise _not_sound(backup, "It changed while it was copied.")


def _not_sound(backup: Path, why: str) -> MachineError:
    return MachineError(
        f"Nothing was restored, because {backup.name} is not sound. {why} Choose another backup.",
        code="not_sound",
    )


def _come_to_rest(record: Path, key: bytes | None) -> None:
    """Bring what is still beside the record into it, which also shows that nobody has it open.

    A damaged record cannot be asked; it is set aside with all that is beside it.
    """
    if not record.exists():
        return
    try:
        _settle(record, key)
    except sqlite.DatabaseError as e:
        told = machine_error(e, record)
        if told is None:
            raise
        if told.code == "locked":
            raise MachineError(
                f"Nothing was restored: {record} is in use. Close every other wardenlog, also on"
                " the command line, then try again.",
                code="locked",
            ) from e
        if told.code in {"disk_full", "permission", "out_of_memory"}:
            raise told from e


def _settle(path: Path, key: bytes | None) -> None:
    """Make one file of a record: it leaves its write-ahead log only while nobody else is in it."""
    with closing(connect(path, key, journal="DELETE")):
        pass


def _swap(record: Path, staged: Path, aside: str) -> None:
    try:
        swap.decide(record, staged, aside)
    except OSError as e:
        sentence = (
            f"{record} could not be replaced ({e.strerror}). Close every other program that has it"
            " open, then start wardenlog again: it goes on with the restore."
            if swap.is_decided(record)
            else f"Nothing was restored: {record.parent} cannot be written in ({e.strerror})."
        )
        raise MachineError(sentence, code="locked") from e


def _forget(staged: Path) -> None:
    for ending in _BESIDE:
        with suppress(OSError):
            staged.with_name(f"{staged.name}{ending}").unlink(missing_ok=True)
