"""A restore from an open record: what is unsaved stops it, what fails leaves the record open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.drill import figures
from tests.ui.tour import DEMO_NOW, Tour, type_a_sheet
from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.backups import found
from wardenlog.ui.backups.restoring import RestoringPage
from wardenlog.ui.frame.backup_status import BackupStatus
from wardenlog.ui.start import RefusalPage


@pytest.fixture
def tour(qapp: QApplication, tmp_path: Path) -> Iterator[Tour]:
    with clock.freeze(DEMO_NOW):
        made = Tour(qapp, tmp_path)
        yield made
        made.close()


def backed_up(tour: Tour) -> Path:
    page = tour.page("backups")
    page.back_up()
    tour.settle(page.now.isEnabled)
    (backup,) = found.in_folders([found.own_folder(page._desk.record.path)])
    return backup.path


def restore(tour: Tour, path: Path) -> None:
    tour.program._restore(path)
    tour.settle(lambda: tour.program.window.frame is not None)


def test_what_was_done_since_is_gone_and_can_be_had_again(tour: Tour) -> None:
    backup, before = backed_up(tour), figures(tour)
    desk = tour.page("today")._desk
    with desk.record.store.read() as session:
        sheet = session.value("SELECT id FROM shift LIMIT 1")
    desk.logbook.void("shift", sheet, "typed twice")
    restore(tour, backup)
    assert figures(tour) == before
    tour.page("backups").back_up()
    tour.settle(tour.page("backups").now.isEnabled)
    shown = [each for each in tour.window.findChildren(BackupStatus) if each.isVisible()]
    assert len(shown) == 1
    (aside,) = (backup.parent.parent / "set-aside").iterdir()
    restore(tour, aside / desk.record.path.name)
    after = figures(tour)
    assert after != before
    assert tour.prompts.told == []


def test_unsaved_work_is_saved_first(tour: Tour) -> None:
    backup = backed_up(tour)
    sheets = tour.page("sheets")
    sheets._begin()
    type_a_sheet(sheets)
    tour.settle()
    frame = tour.program.window.frame
    tour.program._restore(backup)
    assert isinstance(tour.prompts.told[0], UserError)
    assert "not saved" in tour.prompts.told[0].message
    assert tour.program.window.frame is frame


def test_a_restore_that_fails_leaves_the_record_open_as_it_was(tour: Tour, tmp_path: Path) -> None:
    before = figures(tour)
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(backed_up(tour).read_bytes()[:20000])
    restore(tour, bad)
    assert isinstance(tour.prompts.told[0], MachineError)
    assert figures(tour) == before


def test_a_restore_can_be_stopped(tour: Tour) -> None:
    backup, before = backed_up(tour), figures(tour)
    tour.program._restore(backup)
    page = tour.program.window.centralWidget()
    assert isinstance(page, RestoringPage)
    page.stop.trigger()
    tour.settle(lambda: tour.program.window.frame is not None)
    assert figures(tour) == before
    assert tour.prompts.told == []
    assert not list(backup.parent.parent.glob("*.restoring*"))


def test_a_damaged_record_is_told_and_a_backup_offered(tour: Tour) -> None:
    backup, before = backed_up(tour), figures(tour)
    record = tour.page("today")._desk.record.path
    tour.close()
    record.write_bytes(b"damaged" * 3000)
    tour.open()
    page = tour.program.window.centralWidget()
    assert isinstance(page, RefusalPage)
    assert page.restore.isEnabled()
    restore(tour, backup)
    assert figures(tour) == before
    (aside,) = (record.parent / "set-aside").iterdir()
    assert (aside / record.name).read_bytes() == b"damaged" * 3000
