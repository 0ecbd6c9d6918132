"""Backups are made beside the window; what fails is said once, and what is well is shown."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOW
from tests.ui.council import Council
from wardenlog import clock
from wardenlog.errors import MachineError
from wardenlog.services.backups import found, making
from wardenlog.services.backups.making import State
from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.backup_status import BackupStatus
from wardenlog.ui.today.backups import BackupWarning


def look(qtbot: QtBot, keeper: BackupKeeper) -> State:
    with qtbot.waitSignal(keeper.stood) as stood:
        keeper.look()
    assert isinstance(stood.args[0], State)
    return stood.args[0]


def test_the_first_look_makes_a_backup_and_the_status_bar_says_when(
    qtbot: QtBot, desk: Desk
) -> None:
    status = BackupStatus(desk.backups)
    qtbot.addWidget(status)
    assert status.isHidden()
    assert look(qtbot, desk.backups).made is not None
    assert status.text() == f"Backup {clock.wall_text(NOW)}"
    with clock.freeze(NOW + timedelta(days=2)):
        status._show_state(State(NOW, late=False))
    assert status.text() == "Backup 3 Nov"
    assert status.accessibleName() == status.text()


def test_a_failure_is_told_once_and_its_end_too(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MachineError("The disk is full.", code="disk_full")

    told: list[str] = []
    desk.backups.told.connect(told.append)
    status = BackupStatus(desk.backups)
    qtbot.addWidget(status)
    with monkeypatch.context() as patch:
        patch.setattr(making, "make", fail)
        for _ in range(3):
            look(qtbot, desk.backups)
        assert told == ["The disk is full."]
        assert status.text() == "▲ Backup failed"
        assert status.toolTip() == "The disk is full."
    look(qtbot, desk.backups)
    assert told == ["The disk is full.", "Backups are made again."]
    assert status.text().startswith("Backup ")


def test_today_warns_after_three_days_and_not_before(qtbot: QtBot, desk: Desk) -> None:
    warning = BackupWarning(desk.backups)
    qtbot.addWidget(warning)
    desk.backups.stood.emit(State(NOW, late=False, failed="The disk is full."))
    assert warning.isHidden()
    desk.backups.stood.emit(State(NOW, late=True, failed="The disk is full."))
    assert not warning.isHidden()
    assert "The disk is full." in warning.words.text()
    desk.backups.stood.emit(State(NOW, late=False, second_late=True))
    assert "second folder" in warning.words.text()
    desk.backups.stood.emit(State(NOW, late=False))
    assert warning.isHidden()


def test_the_second_folder_is_remembered_with_when_it_had_the_newest(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignal(desk.backups.stood):
        assert desk.backups.choose_second(stick)
    assert desk.backups.second_folder == stick
    assert len(list(stick.iterdir())) == 1
    assert desk.settings.now.backups.had_at == clock.utc_text(NOW)


def test_a_stopped_backup_leaves_nothing_and_the_next_look_makes_it(
    qtbot: QtBot, desk: Desk, council: Council
) -> None:
    with qtbot.waitSignal(desk.backups.ended):
        assert desk.backups.back_up()
        desk.backups.stop()
    assert found.in_folders([found.own_folder(desk.record.path)]) == []
    assert look(qtbot, desk.backups).made is not None


def test_one_backup_at_a_time(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.backups.ended):
        assert desk.backups.back_up()
        assert not desk.backups.back_up()
