"""A hostile backup cannot write outside, run or hang (promise 12)."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.records import Town
from wardenlog.errors import MachineError
from wardenlog.store import Store, gate, restore
from wardenlog.store.connection import connect
from wardenlog.store.gate import look_into

AT = datetime(2026, 4, 2, 9, tzinfo=UTC)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.fixture
def made(store: Store, town: Town, tmp_path: Path) -> Path:
    path = store.back_up(tmp_path / "backups", AT)
    store.close()
    return path


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(path: Path) -> str | None:
    """Look into a file and try to restore it over a record; both must refuse and touch nothing."""
    with pytest.raises(MachineError) as e, look_into(path):
        pass
    record = path.parent.parent / "record.sqlite3"
    before = {it.name: it.read_bytes() for it in record.parent.iterdir() if it.is_file()}
    with pytest.raises(MachineError) as again:
        restore.restore(record, path, "aside", lambda *_: None)
    assert again.value.code == e.value.code
    after = {it.name: it.read_bytes() for it in record.parent.iterdir() if it.is_file()}
    assert after == before
    assert not (record.parent / "set-aside").exists()
    return e.value.code


@pytest.mark.parametrize(
    "statements",
    [
        (f"CREATE VIEW harmless AS {ENDLESS}",),
        ("ALTER TABLE draft RENAME TO gone", f"CREATE VIEW draft AS {ENDLESS}"),
        ("CREATE TRIGGER quiet AFTER INSERT ON revision BEGIN DELETE FROM person; END",),
        ("DROP TRIGGER revision_keeps",),
        (
            "DROP TRIGGER revision_stands",
            "CREATE TRIGGER revision_stands BEFORE UPDATE ON revision BEGIN SELECT 1; END",
        ),
        ("CREATE TABLE extra (path TEXT)",),
        ("CREATE VIRTUAL TABLE outside USING fts5(words)",),
        ("CREATE INDEX slow ON draft (abs(-9223372036854775808))",),
        ("DROP TABLE draft",),
    ],
)
def test_what_we_never_put_in_a_record_is_not_opened(made: Path, statements: tuple[str]) -> None:
    spoil(made, *statements)
    assert refused(made) == "not_as_made"


@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("application_id = 0", "other_application"),
        ("application_id = 1196444487", "other_application"),
        ("user_version = 99", "newer_version"),
        ("user_version = 0", "not_as_made"),
    ],
)
def test_another_programs_file_and_another_version_are_refused(
    made: Path, pragma: str, code: str
) -> None:
    spoil(made, f"PRAGMA {pragma}")
    assert refused(made) == code


def test_what_is_no_database_is_refused(made: Path) -> None:
    for content, code in (
        (b"", "damaged"),
        (b"PK\x03\x04../../outside", "damaged"),
        (b"PK\x03\x04" + b"../../outside" * 100, "not_a_database"),
        (b"SQLite format 3\0" + bytes(84), "damaged"),
    ):
        made.write_bytes(content)
        assert refused(made) == code


def test_a_file_cut_short_is_refused(made: Path) -> None:
    whole = made.read_bytes()
    for part in (0.999, 0.5, 0.05):
        made.write_bytes(whole[: int(len(whole) * part)])
        assert refused(made) == "damaged"


def test_a_file_with_a_page_overwritten_is_refused_before_it_replaces_anything(
    made: Path, tmp_path: Path
) -> None:
    whole = bytearray(made.read_bytes())
    for place in range(8192, len(whole) - 4096, 4096):
        whole[place : place + 64] = b"\xa5" * 64
    made.write_bytes(whole)
    record = tmp_path / "record.sqlite3"
    before = record.read_bytes()
    with pytest.raises(MachineError) as e:
        restore.restore(record, made, "aside", lambda *_: None)
    assert e.value.code in {"damaged", "not_sound"}
    assert record.read_bytes() == before


def test_a_changed_log_is_found_before_it_replaces_anything(made: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'revision_stands'"
        ).fetchone()
    spoil(
        made,
        "DROP TRIGGER revision_stands",
        "UPDATE revision SET actor = 'x' WHERE seq = 2",
        trigger,
    )
    record = tmp_path / "record.sqlite3"
    with pytest.raises(MachineError, match="Nothing was restored") as e:
        restore.restore(record, made, "aside", lambda *_: None)
    assert e.value.code == "not_sound"


def test_changes_left_beside_a_copied_record_are_not_lost_in_silence(made: Path) -> None:
    made.with_name(f"{made.name}-wal").write_bytes(b"something")
    with pytest.raises(MachineError) as e, look_into(made):
        pass
    assert e.value.code == "unfinished_changes"


def test_looking_has_a_limit_of_time(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST_SECONDS", 0.2)
    with pytest.raises(MachineError) as e, look_into(made) as connection:
        connection.execute(f"SELECT max(i) FROM ({ENDLESS})").fetchone()
    assert e.value.code == "too_slow"


def test_looking_writes_nothing(made: Path) -> None:
    before = made.read_bytes()
    with look_into(made) as connection, pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM draft")
    assert made.read_bytes() == before
    assert [it.name for it in made.parent.iterdir()] == [made.name]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as e, look_into(tmp_path / "nowhere.sqlite3"):
        pass
    assert e.value.code == "cannot_open"


def test_a_record_in_use_is_read_as_it_lies(store: Store, town: Town, path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with look_into(path) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() != (0,)
