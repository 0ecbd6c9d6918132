"""Backups are made when they are due and before an import, copied elsewhere, and thinned."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.backups.conftest import NOW, Save
from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.backups import found, making
from wardenlog.services.backups.making import Second, State
from wardenlog.services.record import Record
from wardenlog.store import Store

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def backups(store: Store) -> list[found.Backup]:
    return found.in_folders([found.own_folder(store.path)])


def keep(store: Store, after: timedelta, second: Second | None = None) -> State:
    with clock.freeze(NOW + after):
        return making.keep(store, second)


def test_a_backup_is_due_at_once_and_then_after_half_an_hour_with_changes(
    store: Store, save: Save
) -> None:
    assert keep(store, MINUTE).good_at == NOW + MINUTE
    save("0001")
    assert keep(store, 30 * MINUTE).made is None
    assert keep(store, 31 * MINUTE).good_at == NOW + 31 * MINUTE
    assert len(backups(store)) == 2


def test_without_changes_no_backup_is_made_however_long(store: Store, save: Save) -> None:
    keep(store, MINUTE)
    state = keep(store, 400 * DAY)
    assert state == State(NOW + MINUTE, late=False)
    assert len(backups(store)) == 1


def test_a_draft_and_a_setting_are_changes_too(store: Store, save: Save) -> None:
    keep(store, MINUTE)
    with store.write("Sam") as session:
        session.put("setting", {"name": "ways", "value": "other"})
    assert keep(store, 40 * MINUTE).made is not None


def test_an_empty_record_needs_no_backup_and_one_asked_for_is_refused(store: Store) -> None:
    assert keep(store, DAY) == State(None, late=False)
    with pytest.raises(UserError, match="nothing to back up"):
        making.make_now(store, None)


def test_a_backup_dated_in_the_future_by_a_wrong_clock_puts_nothing_off(
    store: Store, save: Save
) -> None:
    keep(store, 900 * DAY)
    save("0001")
    assert keep(store, MINUTE).made is not None


def test_a_newest_backup_that_is_damaged_is_not_relied_on(store: Store, save: Save) -> None:
    made = keep(store, MINUTE).made
    assert made is not None
    made.write_bytes(made.read_bytes()[:3000])
    assert keep(store, 2 * MINUTE).made is not None
    assert [each.problem is None for each in backups(store)] == [True, False]


def test_a_backup_that_fails_is_said_and_made_the_next_time(store: Store, save: Save) -> None:
    folder = found.own_folder(store.path)
    folder.write_text("in the way")
    with store.read() as session:
        first = clock.from_utc_text(session.value("SELECT min(at) FROM revision"))
    state = keep(store, MINUTE)
    assert state.failed is not None
    assert "No backup was made" in state.failed
    assert not state.late
    assert keep(store, 4 * DAY).late == (NOW + 4 * DAY - first > making.LATE)
    folder.unlink()
    assert keep(store, 4 * DAY).made is not None


def test_three_days_of_changes_in_no_backup_are_late(
    store: Store, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MachineError("The disk is full.", code="disk_full")

    keep(store, MINUTE)
    save("0001")
    monkeypatch.setattr(making, "make", fail)
    early, late = keep(store, 3 * DAY), keep(store, 3 * DAY + 2 * MINUTE)
    assert (early.late, early.failed) == (False, "The disk is full.")
    assert late.late
    assert late.good_at == NOW + MINUTE


def test_each_backup_is_copied_to_the_second_folder_and_read_back(
    store: Store, save: Save, tmp_path: Path
) -> None:
    second = Second(tmp_path / "stick", NOW)
    second.folder.mkdir()
    state = keep(store, MINUTE, second)
    assert state.made is not None
    copied = second.folder / state.made.name
    assert copied.read_bytes() == state.made.read_bytes()
    assert (state.second_failed, state.second_had_at) == (None, NOW + MINUTE)
    copied.unlink()  # a stick that was away
    keep(store, 2 * MINUTE, second)
    assert copied.exists()


def test_a_second_folder_out_of_reach_is_said_and_late_after_three_days(
    store: Store, save: Save, tmp_path: Path
) -> None:
    second = Second(tmp_path / "away", NOW)
    early, late = keep(store, DAY, second), keep(store, 3 * DAY + MINUTE, second)
    assert early.made is not None
    assert early.second_failed is not None
    assert "away" in early.second_failed
    assert (early.second_late, late.second_late) == (False, True)
    assert early.second_had_at == NOW


def test_a_backup_is_not_copied_onto_itself(store: Store, save: Save) -> None:
    made = making.make(store)
    with pytest.raises(UserError) as e:
        making.copy_to(made, made.parent)
    assert e.value.code == "same_folder"
    assert found.describe(made).problem is None


def test_a_copy_that_is_not_the_same_leaves_nothing(
    store: Store, save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, folder = making.make(store), tmp_path / "bad disk"
    folder.mkdir()
    monkeypatch.setattr("wardenlog.files.saving.os.fsync", lambda _: spoil(folder))
    with pytest.raises(UserError) as e:
        making.copy_to(made, folder)
    assert e.value.code == "not_proven"
    assert list(folder.iterdir()) == []


def spoil(folder: Path) -> None:
    for part in folder.iterdir():
        with part.open("r+b") as file:
            file.seek(5000)
            file.write(b"\x55" * 10)


def test_thinning_leaves_other_installations_and_other_files_alone(
    store: Store, save: Save
) -> None:
    folder = found.own_folder(store.path)
    for day in range(40):
        with clock.freeze(NOW + day * DAY):
            made = making.make(store)
    other = folder / made.name.replace(made.name[10:18], "00000000")
    other.write_bytes(b"another council's")
    (folder / "notes.txt").write_text("mine")
    gone = making.thin(folder, store.origin, NOW + 39 * DAY)
    assert len(gone) > 15
    assert other.exists()
    assert (folder / "notes.txt").exists()
    assert made.exists()


def test_before_an_import_the_record_is_backed_up_unless_a_backup_holds_it_all(
    store: Store, save: Save
) -> None:
    making.make_before(store, "the import")
    assert len(backups(store)) == 1
    making.make_before(store, "the import")
    assert len(backups(store)) == 1
    save("0001")
    with clock.freeze(NOW + MINUTE):
        making.make_before(store, "the import")
    assert len(backups(store)) == 2


def test_an_import_is_not_begun_where_the_backup_before_it_fails(store: Store, save: Save) -> None:
    found.own_folder(store.path).write_text("in the way")
    with pytest.raises(MachineError, match="The import was not begun"):
        making.make_before(store, "the import")


def test_the_record_that_is_backed_up_is_the_one_that_is_open(store: Store, save: Save) -> None:
    assert Record(store, "Sam").path.parent == making.make(store).parent.parent
