"""What is done with the rows of a list: voided, restored, copied, and saved as CSV."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.widgets.register.bodies import Bodies, choose, codes, show
from wardenlog.errors import MachineError
from wardenlog.model import Organisation, new_id
from wardenlog.services.logbook import Logbook
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Register


def test_selected_rows_are_voided_with_one_reason_and_restored(
    qtbot: QtBot,
    shown: Register[Organisation],
    desk: Desk,
    prompts: FakePrompts,
) -> None:
    prompts.text = "Merged"
    choose(shown, 0, 1)
    assert not shown.restore_action.isEnabled()
    with qtbot.waitSignal(desk.bus.changed) as told:
        shown.void_action.trigger()
    assert [each.reason for each in told.args[0].revisions] == ["Merged", "Merged"]
    qtbot.waitUntil(shown.restore_action.isEnabled)
    assert not shown.void_action.isEnabled()
    assert shown.model.index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    with qtbot.waitSignal(desk.bus.changed):
        shown.restore_action.trigger()
    qtbot.waitUntil(shown.void_action.isEnabled)
    assert shown.model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    with qtbot.waitSignal(desk.bus.changed) as told:
        shown.undo_action.trigger()
    assert [each.operation for each in told.args[0].revisions] == ["undo", "undo"]
    qtbot.waitUntil(shown.restore_action.isEnabled)
    assert not shown.undo_action.isEnabled()


def test_a_void_that_fails_is_told_and_voids_nothing(
    qtbot: QtBot,
    shown: Register[Organisation],
    prompts: FakePrompts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(records: object, reason: str) -> None:
        raise MachineError("The disk is full.", code="disk_full")

    monkeypatch.setattr(Logbook, "void_all", lambda self, records, reason: fail(records, reason))
    prompts.text = "Merged"
    shown.void_action.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert shown.void_action.isEnabled()


def test_chosen_rows_are_copied_with_their_headings(
    qtbot: QtBot, shown: Register[Organisation]
) -> None:
    choose(shown, 1, 3)
    with qtbot.waitSignal(shown.told):
        shown.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == (
        "Code\tName\tLength\nA2\tAnvil 2\t7\nB1\tBellow 1\t8\n"
    )


def test_every_row_that_is_listed_is_saved_as_csv(
    qtbot: QtBot,
    desk: Desk,
    bodies: Bodies,
    prompts: FakePrompts,
    tmp_path: Path,
) -> None:
    made = Organisation(id=new_id(), code="Z1", name="=cmd|' /C calc'!A0")
    desk.logbook.save(made)
    bodies.ids_in_order.append(made.id)
    shown = show(qtbot, desk, bodies)
    shown.narrowing.field.setText("calc")
    qtbot.waitUntil(lambda: codes(shown) == ["Z1"])
    prompts.file = tmp_path / "list.csv"
    with qtbot.waitSignal(shown.told) as told:
        shown.csv_action.trigger()
    assert str(prompts.file) in told.args[0]
    assert prompts.file.read_bytes() == (
        "\ufeffCode,Name,Length\r\nZ1,'=cmd|' /C calc'!A0,18\r\n".encode()
    )
    assert not shown._deeds.saving.isVisible()


def test_saving_as_csv_can_be_stopped_and_leaves_no_file(
    qtbot: QtBot, desk: Desk, bodies: Bodies, prompts: FakePrompts, tmp_path: Path
) -> None:
    shown = show(qtbot, desk, bodies)
    prompts.file = tmp_path / "list.csv"
    held = Event()
    desk.work.start(lambda _job: held.wait(5))  # nothing is written before this is over
    shown.csv_action.trigger()
    assert shown._deeds.saving.isVisible()
    with qtbot.waitSignal(shown.told) as told:
        shown._deeds.saving.stop()
        held.set()
    assert told.args == ["Stopped. No file was written."]
    assert not list(tmp_path.glob("*.csv*"))


def test_a_csv_that_cannot_be_written_is_told(
    qtbot: QtBot, shown: Register[Organisation], prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "gone" / "list.csv"
    shown.csv_action.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "does not exist" in str(prompts.told[0])
    assert not shown._deeds.saving.running
