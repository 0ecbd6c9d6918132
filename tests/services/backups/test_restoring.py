"""A restore says first, in words, what it would lose and gain; what was there stays 14 days."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.backups.conftest import NOW, Save
from tests.ui.council import Council
from wardenlog.errors import UserError
from wardenlog.services.backups import found, making, restoring, wording
from wardenlog.services.backups.restoring import Group
from wardenlog.store import Store, verify

DAY = timedelta(days=1)


def silent(_step: str, _done: int, _total: int) -> None:
    return


def test_sheets_saved_since_would_be_lost_and_are_named(
    store: Store, council: Council, save: Save
) -> None:
    save("0410")
    backup = making.make(store)
    save("0412")
    save("0413")
    with store.write("Sam") as session:
        session.save(council.amira.model_copy(update={"name": "Amira Khan-Reed"}))
    look = restoring.preview(store, store.path, backup)
    assert look.lost == (Group("shift", 2, ("0412", "0413")), Group("person", 1, ("AK",)))
    assert look.gained == ()
    assert wording.lost_words(look) == (
        "Saved since then, and would be lost: 2 shift sheets (0412, 0413); 1 person (AK)."
    )
    assert wording.gained_words(look) == "Nothing would be gained."


def test_many_names_are_cut_short(store: Store, save: Save) -> None:
    backup = making.make(store)
    for number in range(15):
        save(f"{number:04}")
    words = wording.lost_words(restoring.preview(store, store.path, backup))
    assert "15 shift sheets (0000, 0001" in words
    assert words.endswith("0011 and 3 more).")


def test_a_draft_that_is_not_in_the_backup_would_be_lost(store: Store, save: Save) -> None:
    backup = making.make(store)
    with store.write("Sam") as session:
        session.put(
            "draft",
            {"id": "d", "kind": "shift", "kept_at": "2026-04-02T09:00:00Z", "content": "{}"},
        )
    look = restoring.preview(store, store.path, backup)
    assert look.drafts == 1
    assert "1 draft" in wording.lost_words(look)


def test_a_restore_brings_back_the_record_and_sets_the_other_aside(
    store: Store, save: Save
) -> None:
    save("0410")
    backup = making.make(store)
    with store.read() as session:
        head = session.head()
    save("0411")
    store.close()
    restored = restoring.restore(store.path, backup, silent)
    assert restored.head == head
    assert restored.aside is not None
    with Store.open(store.path) as again:
        assert verify(again) == []
        look = restoring.preview(again, store.path, restored.aside / store.path.name)
    assert look.gained == (Group("shift", 1, ("0411",)),)
    assert look.lost == ()


def test_a_lost_record_has_nothing_to_lose(store: Store, save: Save) -> None:
    backup = making.make(store)
    store.close()
    store.path.unlink()
    look = restoring.preview_closed(store.path, backup)
    assert look.present == "none"
    assert "nothing would be lost" in wording.lost_words(look)
    assert wording.aside_words(look) == ""
    assert restoring.restore(store.path, backup, silent).aside is None


def test_a_damaged_record_can_be_restored_over(store: Store, save: Save) -> None:
    backup = making.make(store)
    store.close()
    store.path.write_bytes(b"damaged" * 2000)
    look = restoring.preview_closed(store.path, backup)
    assert look.present == "unreadable"
    assert "cannot be told" in wording.lost_words(look)
    restored = restoring.restore(store.path, backup, silent)
    assert restored.aside is not None
    assert (restored.aside / store.path.name).read_bytes() == b"damaged" * 2000


def test_a_file_that_cannot_be_restored_is_refused_with_its_reason(
    store: Store, save: Save, tmp_path: Path
) -> None:
    bad = tmp_path / "holiday.sqlite3"
    bad.write_bytes(b"not one" * 100)
    with pytest.raises(UserError, match="not a wardenlog file"):
        restoring.preview(store, store.path, bad)


def test_a_backup_whose_content_is_not_its_names_is_not_offered(store: Store, save: Save) -> None:
    backup = making.make(store)
    other = backup.with_name(f"{backup.name[:-16]}deadbeef.sqlite3")
    backup.rename(other)
    (there,) = found.in_folders([backup.parent])
    assert there.problem is not None
    assert "not what it was" in there.problem


def test_what_was_set_aside_goes_after_fourteen_days_and_not_before(
    store: Store, save: Save
) -> None:
    backup = making.make(store)
    store.close()
    aside = restoring.restore(store.path, backup, silent).aside
    assert aside is not None
    own = aside.with_name("my own")
    own.mkdir()
    assert restoring.clear_aside(store.path, NOW + 14 * DAY) == []
    assert aside.exists()
    assert restoring.clear_aside(store.path, NOW + 14 * DAY + timedelta(seconds=1)) == [aside]
    assert not aside.exists()
    assert own.exists()


def test_a_folder_is_searched_for_backups(store: Store, save: Save, tmp_path: Path) -> None:
    backup = making.make(store)
    assert [each.path for each in found.search(store.path.parent)] == [backup]
    assert [each.path for each in found.search(backup.parent)] == [backup]
    with pytest.raises(UserError) as e:
        found.search(tmp_path)
    assert e.value.code == "no_backups"


def test_links_are_not_followed(store: Store, save: Save, tmp_path: Path) -> None:
    backup = making.make(store)
    elsewhere = tmp_path / backup.name
    backup.rename(elsewhere)
    backup.symlink_to(elsewhere)
    assert found.in_folders([backup.parent]) == []


def test_moments_and_sizes_are_in_words() -> None:
    assert wording.moment(NOW) == "2 April 2026 at 10:00"
    assert [wording.size_words(each) for each in (10, 5_000, 16_855_040)] == [
        "1 KB",
        "5 KB",
        "16.1 MB",
    ]
