"""A restore puts the whole backup in place or leaves every byte, wherever it is cut off."""

import random
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.records import Town, tables, whole_log
from wardenlog.errors import MachineError
from wardenlog.store import Store, restore, swap, verify
from wardenlog.store.connection import connect
from wardenlog.store.difference import beyond
from wardenlog.store.gate import look_into

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 4, 2, 9, tzinfo=UTC)


class StoppedError(Exception):
    pass


def silent(_step: str, _done: int, _total: int) -> None:
    return


@pytest.fixture
def made(store: Store, town: Town, tmp_path: Path) -> Path:
    """A backup of three sheets; the record goes on to five."""
    for number in range(3):
        with store.write("Sam") as session:
            session.save(town.sheet(number))
    path = store.back_up(tmp_path / "backups", AT)
    for number in (3, 4):
        with store.write("Sam") as session:
            session.save(town.sheet(number))
    return path


def everything(path: Path) -> object:
    with Store.open(path) as store:
        assert verify(store) == []
        return whole_log(store), tables(store)


def everything_in(backup: Path, tmp_path: Path) -> object:
    copied = tmp_path / "copied.sqlite3"
    copied.write_bytes(backup.read_bytes())
    return everything(copied)


def test_a_restored_record_is_the_backup_and_the_old_one_is_set_aside_whole(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    before = everything(path)
    head = restore.restore(path, made, "then", silent)
    with look_into(made) as connection:
        assert connection.execute("SELECT chain FROM revision ORDER BY seq DESC").fetchone() == (
            head.chain if head else "",
        )
    assert everything(path) == everything_in(made, tmp_path)
    assert everything(tmp_path / "set-aside" / "then" / path.name) == before
    assert made.exists()


def test_a_lost_record_and_a_damaged_one_are_restored(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    expected = everything_in(made, tmp_path)
    path.unlink()
    restore.restore(path, made, "first", silent)
    assert everything(path) == expected
    assert not (tmp_path / "set-aside").exists()
    for n, damage in enumerate((b"", b"not a database" * 1000, path.read_bytes()[:5000])):
        path.write_bytes(damage)
        path.with_name(f"{path.name}-wal").write_bytes(b"left over")
        restore.restore(path, made, f"damaged {n}", silent)
        assert everything(path) == expected
        aside = tmp_path / "set-aside" / f"damaged {n}"
        assert (aside / path.name).read_bytes()[: len(damage)] in {damage, b""} or damage == b""
        assert not path.with_name(f"{path.name}-wal").exists()


def test_a_record_that_is_open_elsewhere_is_left_alone(
    store: Store, made: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardenlog.store.connection.BUSY_MILLISECONDS", 10)
    before = (whole_log(store), tables(store))
    with pytest.raises(MachineError, match="is in use") as e:
        restore.restore(path, made, "then", silent)
    assert e.value.code == "locked"
    assert (whole_log(store), tables(store)) == before
    assert not list(path.parent.glob("*.restoring*"))


def test_what_is_still_in_the_write_ahead_log_is_set_aside_with_the_rest(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    before = everything(path)
    connection = connect(path)
    connection.execute("INSERT INTO setting (name, value) VALUES ('late', 'yes')")
    kept = {each: each.read_bytes() for each in (path, path.with_name(f"{path.name}-wal"))}
    connection.close()
    for each, content in kept.items():  # as a killed program leaves them
        each.write_bytes(content)
    restore.restore(path, made, "then", silent)
    aside = tmp_path / "set-aside" / "then" / path.name
    with Store.open(aside) as old, old.read() as session:
        assert session.value("SELECT value FROM setting WHERE name = 'late'") == "yes"
    assert before != everything(path)


def test_a_restore_can_be_stopped_at_each_step_and_leaves_every_byte(
    store: Store, made: Path, path: Path
) -> None:
    store.close()
    steps: list[str] = []
    before = path.read_bytes()
    for stop_at in range(1, 50):
        told = 0

        def report(step: str, _done: int, _total: int, stop_at: int = stop_at) -> None:
            nonlocal told
            told += 1
            if told == stop_at:
                steps.append(step)
                raise StoppedError

        try:
            restore.restore(path, made, "then", report)
            break
        except StoppedError:
            with closing(connect(path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert everything_but_header(path) == everything_but_header_of(before)
            assert not list(path.parent.glob("*.restoring*"))
            assert not (path.parent / "set-aside").exists()
    assert {"Copying the backup", "Checking the backup", "Putting it in place"} <= set(steps)


def everything_but_header(path: Path) -> bytes:
    return everything_but_header_of(path.read_bytes())


def everything_but_header_of(content: bytes) -> bytes:
    """What follows the first bytes, which say how the file was last journalled and counted."""
    return content[100:]


@pytest.mark.parametrize("steps", range(1, 9))
def test_a_swap_cut_off_at_any_step_is_finished_by_the_next_start(
    store: Store,
    made: Path,
    path: Path,
    tmp_path: Path,
    steps: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every change of a file’s name is counted; the program dies before number `steps`."""
    store.close()
    old, new = everything(path), everything_in(made, tmp_path)
    done = 0

    def counted(real: object) -> object:
        def change(self: Path, *arguments: object, **options: object) -> object:
            nonlocal done
            done += 1
            if done >= steps:
                raise StoppedError
            return real(self, *arguments, **options)  # type: ignore[operator]

        return change

    with monkeypatch.context() as patch:
        for name in ("replace", "mkdir"):
            patch.setattr(Path, name, counted(getattr(Path, name)))
        try:
            restore.restore(path, made, "then", silent)
        except StoppedError:
            assert steps < 8
    decided = swap.is_decided(path)
    assert everything(path) == (new if decided or done < steps else old)
    assert not swap.is_decided(path)
    restore.clear_unfinished(path)
    assert not list(tmp_path.glob("*.restoring*"))


def test_a_note_that_names_files_elsewhere_moves_nothing_there(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "staged").write_bytes(b"hostile")
    before = everything(path)
    note = path.with_name(f"{path.name}.swap")
    note.write_text('{"staged": "outside/staged", "aside": "../../outside"}', encoding="utf-8")
    assert everything(path) == before
    assert [it.name for it in outside.iterdir()] == ["staged"]


def test_kills_in_the_middle_of_restores_leave_a_whole_record(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    states = (everything(path), everything_in(made, tmp_path))
    present = path.read_bytes()
    chance = random.Random(7)
    for _ in range(10):
        path.write_bytes(present)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.backing_child", "restore", str(path), str(made)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 3)):
                child.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            child.kill()
        assert everything(path) in states
        restore.clear_unfinished(path)
        assert not list(tmp_path.glob("*.restoring*"))


def test_what_only_one_of_two_records_holds_is_found_by_their_chains(
    store: Store, made: Path, town: Town, path: Path, tmp_path: Path
) -> None:
    with store.read() as session, look_into(made) as backup:
        lost = beyond(session.connection, backup)
        gained = beyond(backup, session.connection)
    assert [it.kind for it in lost] == ["shift", "shift"]
    assert gained == []
    store.close()
    restore.restore(path, made, "then", silent)
    with Store.open(path) as again:
        with again.write("Jo") as session:
            session.save(town.sheet(9))
        with again.read() as session, look_into(tmp_path / "set-aside/then" / path.name) as old:
            assert len(beyond(session.connection, old)) == 1  # the log forked after the backup
            assert {it.aggregate_id for it in beyond(old, session.connection)} == {
                it.aggregate_id for it in lost
            }


def test_a_backup_whose_tables_are_not_as_its_log_says_is_put_right(
    store: Store, made: Path, path: Path, tmp_path: Path
) -> None:
    store.close()
    expected = everything_in(made, tmp_path)
    connection = connect(made)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("DELETE FROM tally")
    connection.execute("UPDATE visit SET number = number + 500")
    connection.close()
    restore.restore(path, made, "then", silent)
    assert everything(path) == expected
