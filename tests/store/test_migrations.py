"""Files of other programs and newer versions keep every byte; older ones are brought up whole."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from tests.store.records import Town, tables, tamper
from wardenlog.errors import MachineError
from wardenlog.model import new_id
from wardenlog.store import Store, gate, log, migrations, payload, restore, schema, verify
from wardenlog.store.connection import connect
from wardenlog.store.migrations import Migration


def contents(folder: Path) -> dict[str, str]:
    return {it.name: hashlib.sha256(it.read_bytes()).hexdigest() for it in folder.iterdir()}


def refused(path: Path, *, read_only: bool = False) -> MachineError:
    """Open a file, which must be refused with nothing beside it touched."""
    before = contents(path.parent)
    with pytest.raises(MachineError) as e:
        Store.open(path, read_only=read_only)
    assert contents(path.parent) == before
    return e.value


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_file_is_refused_with_every_byte_as_it_was(
    store: Store, town: Town, path: Path, read_only: bool
) -> None:
    store.close()
    tamper(path, "PRAGMA user_version = 7")
    error = refused(path, read_only=read_only)
    assert error.code == "newer_version"
    assert "file version 7; this program reads up to 1" in str(error)


def test_a_newer_version_still_in_the_write_ahead_log_is_seen(
    store: Store, town: Town, path: Path, tmp_path: Path
) -> None:
    store.close()
    connection = connect(path)
    connection.execute("PRAGMA user_version = 7")
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in (path.name, f"{path.name}-wal"):  # as a killed program would leave them
        (copied / name).write_bytes((path.parent / name).read_bytes())
    connection.close()
    assert refused(copied / path.name).code == "newer_version"


def test_an_uncommitted_version_in_the_write_ahead_log_is_not_believed(
    store: Store, town: Town, path: Path, tmp_path: Path
) -> None:
    store.close()
    connection = connect(path)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("PRAGMA user_version = 7")
    connection.execute("CREATE TABLE filler (x)")
    connection.execute("INSERT INTO filler VALUES (randomblob(400000))")
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        (copied / name).write_bytes((path.parent / name).read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    assert (copied / f"{path.name}-wal").stat().st_size > 100_000
    with Store.open(copied / path.name) as opened:
        assert verify(opened) == []


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.close()
    error = refused(path)
    assert error.code == "other_application"
    assert "not a wardenlog file" in str(error)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(5000), b"hello", b"SQLite"])
def test_what_is_not_a_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(path).code == "not_a_database"


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(MachineError) as e:
        Store.open(path)
    assert e.value.code == "cannot_open"


def test_no_record_is_made_where_none_is_wanted(path: Path) -> None:
    for create, read_only in ((False, False), (True, True)):
        with pytest.raises(MachineError) as e:
            Store.open(path, create=create, read_only=read_only)
        assert e.value.code == "no_record"
    assert not path.exists()


def test_the_folder_of_a_new_record_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "record.sqlite3"
    with Store.open(path) as store:
        assert verify(store) == []
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineError) as e:
        Store.open(tmp_path / "file" / "record.sqlite3")
    assert e.value.code == "cannot_open"


@pytest.mark.parametrize("begun", [False, True])
def test_a_record_whose_making_was_cut_short_is_made_again(path: Path, begun: bool) -> None:
    path.touch()
    if begun:
        connect(path).close()
    with Store.open(path) as store:
        assert verify(store) == []


def test_an_empty_file_opened_to_read_holds_no_record(path: Path) -> None:
    connect(path).close()
    with pytest.raises(MachineError) as e:
        Store.open(path, read_only=True)
    assert e.value.code == "no_record"


def test_the_marks_of_a_file_are_in_its_header(store: Store, path: Path) -> None:
    store.close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"WDLG"
    assert int.from_bytes(header[60:64]) == schema.SCHEMA_VERSION == 1


def _next_version(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Pretend that version 2 has another setting and writes a hotspot's ward in capitals."""
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(2, script),))
    monkeypatch.setitem(
        payload.UPCASTERS, "hotspot", (lambda old: {**old, "ward": "WARD OF " + old["name"]},)
    )


def test_an_older_file_is_brought_up_and_its_tables_derived_anew(
    store: Store, town: Town, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write("Sam") as session:
        session.save(town.sheet(1))
    store.close()
    _next_version(monkeypatch, "INSERT INTO setting VALUES ('new', 'yes');")
    with Store.open(path) as newer:
        with newer.read() as session:
            assert session.value("SELECT value FROM setting WHERE name = 'new'") == "yes"
            assert session.value("SELECT ward FROM hotspot WHERE code = 'H0'") == "WARD OF Place 0"
            assert session.value("PRAGMA user_version") == 2
            assert session.value("SELECT count(*) FROM visit") == 6
        assert verify(newer) == []
    with Store.open(path) as again:
        assert verify(again) == []


def test_an_older_file_is_backed_up_first_and_that_backup_can_be_restored(
    store: Store, town: Town, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    _next_version(monkeypatch, "INSERT INTO setting VALUES ('new', 'yes');")
    with Store.open(path) as newer:
        head = log.head(newer._idle[False][0])
    (backup,) = (path.parent / "backups").iterdir()
    path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "SCHEMA_VERSION", 2)
        assert restore.restore(path, backup, "aside", lambda *_: None) == head
    with Store.open(path) as again:
        assert verify(again) == []


def test_an_older_file_is_not_opened_to_read_only(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    _next_version(monkeypatch, "")
    with pytest.raises(MachineError) as e:
        Store.open(path, read_only=True)
    assert e.value.code == "older_version"


def test_a_migration_that_fails_changes_nothing(
    store: Store, town: Town, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(store)
    store.close()
    with monkeypatch.context() as patch:
        _next_version(patch, "INSERT INTO setting VALUES ('new', 'yes');")
        patch.setitem(payload.UPCASTERS, "hotspot", (lambda old: {**old, "colour": "red"},))
        with pytest.raises(MachineError) as e:
            Store.open(path)
        assert e.value.code == "unreadable_record"
    with Store.open(path) as untouched:
        assert tables(untouched) == before
        assert verify(untouched) == []
        with untouched.read() as session:
            assert session.value("SELECT count(*) FROM setting") == 1


def test_two_stores_may_have_one_file_open(store: Store, town: Town, path: Path) -> None:
    with Store.open(path) as second:
        with second.write("Robin") as session:
            session.save(town.council.model_copy(update={"name": "Renamed"}))
        assert second.origin == store.origin
    with store.read() as reading:
        assert reading.value("SELECT name FROM organisation") == "Renamed"
        assert reading.load("organisation", new_id()) is None
