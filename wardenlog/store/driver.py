"""The one SQLite library of the process: sqlcipher3, for encrypted and plain files alike.

It is registered under the names that sqlite_utils looks for, so this module must be imported
before sqlite_utils is; `wardenlog.store` sees to that.
"""

import sys
from typing import Final

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite

from wardenlog.errors import MachineError

__all__ = [
    "OLDEST_ENGINE",
    "WAL_SAFE_ENGINE",
    "Version",
    "check_engine",
    "engine_version",
    "journal_mode",
    "register",
    "sqlite",
]

Version = tuple[int, int, int]

OLDEST_ENGINE: Final = (3, 42, 0)
"""STRICT tables, UPSERT with RETURNING and FTS5's secure-delete."""

WAL_SAFE_ENGINE: Final = (3, 51, 3)
"""The first engine without the WAL-reset corruption bug of 3.7.0 to 3.51.2 (promise 3)."""


def engine_version() -> Version:
    """Return the version of the SQLite engine in use."""
    major, minor, patch = sqlite.sqlite_version.split(".")[:3]
    return int(major), int(minor), int(patch)


def journal_mode(engine: Version) -> str:
    """Return the journal that is safe on an engine: WAL, or TRUNCATE on an older one."""
    return "WAL" if engine >= WAL_SAFE_ENGINE else "TRUNCATE"


def check_engine(engine: Version) -> None:
    """Raise MachineError (code `old_engine`) where the engine lacks what the store relies on."""
    if engine < OLDEST_ENGINE:
        have, need = (".".join(map(str, version)) for version in (engine, OLDEST_ENGINE))
        raise MachineError(
            f"This installation comes with SQLite {have}, but wardenlog needs {need} or later. "
            "Install wardenlog again.",
            code="old_engine",
        )


def register() -> None:
    """Make sqlite_utils use this library; RuntimeError where it already uses another."""
    if "sqlite_utils" in sys.modules and sys.modules.get("pysqlite3") is not sqlcipher3:
        raise RuntimeError("sqlite_utils was imported before wardenlog.store")
    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = sqlite


check_engine(engine_version())
register()
