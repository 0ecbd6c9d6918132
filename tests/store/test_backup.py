"""A backup is a proven restore, whatever is written meanwhile and wherever it is cut off."""

import os
import random
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.records import Town, make_town
from wardenlog.errors import MachineError, UserError
from wardenlog.store import Store, backup, verify
from wardenlog.store.backup import Name
from wardenlog.store.connection import connect
from wardenlog.store.gate import look_into

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 4, 2, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def standing_of(path: Path) -> backup.Standing:
    with look_into(path) as connection:
        return backup.standing(connection)


def test_a_backup_holds_what_the_record_held_and_its_name_says_when_and_what(
    store: Store, town: Town, folder: Path
) -> None:
    made = store.back_up(folder, AT)
    with store.read() as session:
        now = backup.standing(session.connection)
        head = session.head()
    assert head is not None
    assert standing_of(made) == now
    assert Name.read(made.name) == Name(backup.tag(store.origin), AT, head.chain[:8])
    assert [path.name for path in folder.iterdir()] == [made.name]  # one file, and nothing beside


def test_a_backup_opens_as_a_record_that_verifies(
    store: Store, town: Town, folder: Path, tmp_path: Path
) -> None:
    made = store.back_up(folder, AT)
    copied = tmp_path / "again.sqlite3"
    copied.write_bytes(made.read_bytes())
    with Store.open(copied) as again:
        assert verify(again) == []


def test_backups_made_while_a_writer_works_at_full_speed_each_hold_one_moment(
    store: Store, town: Town, folder: Path
) -> None:
    over = threading.Event()
    saved: list[int] = []

    def write() -> None:
        while not over.is_set():
            with store.write("Sam") as session:
                session.save(town.sheet(len(saved), visits=4))
            saved.append(len(saved))

    writer = threading.Thread(target=write)
    writer.start()
    made, before = [], []
    try:
        for number in range(12):
            before.append(len(saved))
            made.append(store.back_up(folder, AT + timedelta(minutes=number)))
    finally:
        over.set()
        writer.join()
    assert len(saved) > before[0] + 12, "the writer did not write meanwhile"
    heads = []
    for least, path in zip(before, made, strict=True):
        with look_into(path) as connection:
            (sheets,) = connection.execute("SELECT count(*) FROM shift").fetchone()
            (visits,) = connection.execute("SELECT count(*) FROM visit").fetchone()
            (head,) = connection.execute("SELECT max(seq) FROM revision").fetchone()
        assert sheets >= least
        assert visits == 4 * sheets
        heads.append(head)
    assert heads == sorted(heads)
    assert verify(store) == []


def test_a_copy_that_does_not_come_out_the_same_never_gets_a_name(
    store: Store, town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(source: Any, key: Any, part: Path, progress: Any) -> None:
        copy_pages(source, key, part, progress)
        with closing(connect(part, journal="DELETE")) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("DELETE FROM hotspot")

    copy_pages = backup._copy_pages
    monkeypatch.setattr(backup, "_copy_pages", spoil)
    with pytest.raises(MachineError, match="did not come out") as e:
        store.back_up(folder, AT)
    assert e.value.code == "not_proven"
    assert list(folder.iterdir()) == []


def test_a_record_that_could_not_be_restored_is_not_said_to_be_backed_up(
    store: Store, town: Town, folder: Path
) -> None:
    with store.maintenance() as connection:
        connection.execute("CREATE TABLE stray (a)")
    with pytest.raises(MachineError, match="wardenlog verify") as e:
        store.back_up(folder, AT)
    assert e.value.code == "not_proven"
    assert list(folder.iterdir()) == []


def test_a_backup_can_be_stopped_and_leaves_nothing(
    store: Store, town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    monkeypatch.setattr(backup, "PAGES_A_STEP", 4)
    with pytest.raises(StoppedError):
        store.back_up(folder, AT, stop)
    assert list(folder.iterdir()) == []
    with store.write("Sam") as session:
        session.save(town.sheet(1))


def test_an_empty_record_has_nothing_to_back_up(store: Store, folder: Path) -> None:
    with pytest.raises(UserError) as e:
        store.back_up(folder, AT)
    assert e.value.code == "nothing_to_back_up"


def test_a_full_disk_is_said_and_leaves_earlier_backups(
    store: Store, town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.back_up(folder, AT)
    whole = first.read_bytes()

    def small(path: Path, key: bytes | None = None, **options: object) -> object:
        connection = connect(path, key, **options)  # type: ignore[arg-type]
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    monkeypatch.setattr(backup, "connect", small)
    with pytest.raises(MachineError, match="No backup was made") as e:
        store.back_up(folder, AT + timedelta(hours=1))
    assert e.value.code == "disk_full"
    assert [path.read_bytes() for path in folder.iterdir()] == [whole]


@pytest.mark.skipif(os.name != "posix", reason="permissions of folders are POSIX’s here")
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_in_is_said(
    store: Store, town: Town, folder: Path
) -> None:
    folder.mkdir(mode=0o555)
    with pytest.raises(MachineError, match="you may not write there"):
        store.back_up(folder, AT)


def test_a_file_where_the_folder_should_be_is_said(store: Store, town: Town, folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(MachineError, match="No backup was made") as e:
        store.back_up(folder, AT)
    assert e.value.code == "cannot_write"


def test_an_encrypted_record_has_encrypted_backups(tmp_path: Path, folder: Path) -> None:
    key = bytes(range(32))
    with Store.open(tmp_path / "secret.sqlite3", key=key) as store:
        make_town().record(store)
        made = store.back_up(folder, AT)
    assert not made.read_bytes().startswith(b"SQLite format 3")
    with look_into(made, key) as connection:
        assert backup.standing(connection).head is not None


def test_a_kill_in_the_middle_leaves_only_whole_backups(
    store: Store, town: Town, folder: Path, path: Path
) -> None:
    with store.write("Sam") as session:
        for number in range(60):
            session.save(town.sheet(number, visits=6))
    chance = random.Random(5)
    cut_off = 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.backing_child", "copy", str(path), str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 4)):
                child.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            child.kill()
        for each in folder.iterdir():
            if each.name.startswith("."):
                cut_off += 1
                each.unlink()
            else:
                assert standing_of(each) == standing_of_store(store)
    assert cut_off, "no child was killed in the middle of a copy"
    assert verify(store) == []


def standing_of_store(store: Store) -> backup.Standing:
    with store.read() as session:
        return backup.standing(session.connection)
