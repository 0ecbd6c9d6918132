"""One SQLite library in the process, and write-ahead logging only where it is safe."""

import subprocess
import sys

import pytest

from wardenlog.errors import MachineError
from wardenlog.store import Store, engine_version, journal_mode
from wardenlog.store.driver import Version, check_engine, sqlite


@pytest.mark.parametrize(
    ("engine", "mode"),
    [
        ((3, 45, 1), "TRUNCATE"),
        ((3, 50, 7), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_is_used_only_on_an_engine_without_the_reset_bug(engine: Version, mode: str) -> None:
    assert journal_mode(engine) == mode


def test_the_engine_shipped_is_safe_for_wal() -> None:
    assert journal_mode(engine_version()) == "WAL"


def test_an_engine_that_lacks_what_we_rely_on_is_refused() -> None:
    check_engine((3, 42, 0))
    with pytest.raises(MachineError, match=r"SQLite 3\.41\.2, but wardenlog needs 3\.42\.0"):
        check_engine((3, 41, 2))


def test_sqlite_utils_uses_the_same_library(store: Store) -> None:
    with store.write("Sam") as session:
        database = session.database
        assert isinstance(database.conn, sqlite.Connection)
        assert "revision" in database.table_names()
        assert session.connection.in_transaction


def test_sqlite_utils_imported_first_is_a_bug_and_said_so() -> None:
    program = "import sqlite_utils, wardenlog.store"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "sqlite_utils was imported before wardenlog.store" in run.stderr


def test_importing_the_store_does_not_import_sqlite_utils() -> None:
    program = "import sys, wardenlog.store; sys.exit('sqlite_utils' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
