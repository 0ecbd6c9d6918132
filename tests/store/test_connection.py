"""Every connection has every safeguard on; scripts never commit."""

from pathlib import Path

import pytest

from wardenlog.store.connection import connect, run_script, snapshot, transaction
from wardenlog.store.driver import sqlite

SAFEGUARDS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "temp_store": 2,
    "trusted_schema": 0,
    "journal_mode": "wal",
    "synchronous": 2,
}


@pytest.mark.parametrize("read_only", [False, True])
def test_every_safeguard_is_on(path: Path, read_only: bool) -> None:
    connect(path).execute("CREATE TABLE t (x)").connection.close()
    connection = connect(path, read_only=read_only)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SAFEGUARDS}
    connection.close()
    assert found == SAFEGUARDS


def test_names_with_spaces_marks_and_accents_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "Rhôs & Co #1 100%?.sqlite3"
    connection = connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert path.exists()
    assert [it.name for it in tmp_path.iterdir()] == [path.name]


def test_a_key_encrypts_the_file_and_only_that_key_opens_it(path: Path) -> None:
    key = bytes(range(32))
    connection = connect(path, key)
    connection.execute("CREATE TABLE canary_table (x)")
    connection.close()
    assert b"canary_table" not in path.read_bytes()
    with pytest.raises(sqlite.DatabaseError):
        connect(path, bytes(32))
    again = connect(path, key, read_only=True)
    assert again.execute("SELECT name FROM sqlite_schema").fetchall() == [("canary_table",)]
    again.close()


def test_a_script_runs_every_statement_and_leaves_the_transaction_open(path: Path) -> None:
    connection = connect(path)
    with snapshot(connection):
        run_script(
            connection,
            "-- made; here\n"
            "CREATE TEMP TABLE t (x TEXT);\n"
            "CREATE TEMP TRIGGER twice AFTER INSERT ON t WHEN NEW.x = 'a;b' BEGIN\n"
            "  INSERT INTO t VALUES ('c'); INSERT INTO t VALUES ('d'); END;\n"
            "INSERT INTO t VALUES ('a;b') -- the last has no semicolon",
        )
        assert connection.in_transaction
        assert connection.execute("SELECT x FROM t").fetchall() == [("a;b",), ("c",), ("d",)]
    assert connection.execute("SELECT * FROM temp.sqlite_schema").fetchall() == []
    connection.close()


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    connection = connect(path)
    connection.execute("CREATE TABLE t (x)")

    def interrupted() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (2)")
    assert connection.execute("SELECT x FROM t").fetchall() == [(2,)]
    connection.close()
