"""SQLite's failures, sorted by code: the machine's are told in a sentence, the rest are bugs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from wardenlog.errors import MachineError
from wardenlog.store.driver import sqlite

_PRIMARY_CODE: Final = 0xFF
"""Extended result codes keep the primary one in their low byte."""


class _Told(NamedTuple):
    code: str
    sentence: str


_LOCKED: Final = _Told(
    "locked",
    "Nothing was saved: another program is using {path}. Wait a moment, then try again.",
)
_NOT_ALLOWED: Final = _Told(
    "permission",
    "{path} cannot be opened, because you are not allowed to use it. Ask whoever looks after this "
    "computer for permission.",
)
_FULL: Final = _Told(
    "disk_full",
    "Nothing was saved: the disk that holds {path} is full. Free some space, then try again.",
)
_READ_ONLY: Final = _Told(
    "read_only",
    "{path} may be read but not changed, so nothing was saved. Ask whoever looks after this "
    "computer for permission to change it and its folder.",
)
_CANNOT_OPEN: Final = _Told(
    "cannot_open",
    "{path} cannot be opened. Check that its folder exists and that you may write in it.",
)
_DAMAGED: Final = _Told(
    "damaged",
    "{path} is damaged. Change nothing in it, and restore the newest good backup.",
)
_NOT_OURS: Final = _Told(
    "not_a_database",
    "{path} is not a wardenlog file, or it is encrypted with another key. Choose another file.",
)
_DISK_ERROR: Final = _Told(
    "disk_error",
    "The disk that holds {path} could not be read or written. Check that it is connected and "
    "sound, then try again.",
)
_NO_MEMORY: Final = _Told(
    "out_of_memory",
    "The computer has too little free memory. Close other programs, then try again.",
)

_TOLD: Final = {
    sqlite.SQLITE_FULL: _FULL,
    sqlite.SQLITE_BUSY: _LOCKED,
    sqlite.SQLITE_LOCKED: _LOCKED,
    sqlite.SQLITE_PROTOCOL: _LOCKED,
    sqlite.SQLITE_READONLY: _READ_ONLY,
    sqlite.SQLITE_PERM: _NOT_ALLOWED,
    sqlite.SQLITE_AUTH: _NOT_ALLOWED,
    sqlite.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite.SQLITE_CORRUPT: _DAMAGED,
    sqlite.SQLITE_NOTADB: _NOT_OURS,
    sqlite.SQLITE_IOERR: _DISK_ERROR,
    sqlite.SQLITE_NOMEM: _NO_MEMORY,
}
"""By primary result code: our code, and the sentence. Codes not here are bugs."""


def machine_error(error: Exception, path: Path) -> MachineError | None:
    """Return what to tell the user of an SQLite error, or None where it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & _PRIMARY_CODE not in _TOLD:
        return None
    told = _TOLD[code & _PRIMARY_CODE]
    return MachineError(told.sentence.format(path=path), code=told.code)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the machine's failures on a file into MachineError; let our bugs through."""
    try:
        yield
    except sqlite.Error as e:
        told = machine_error(e, path)
        if told is None:
            raise
        raise told from e
