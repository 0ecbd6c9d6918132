"""The form for blank sheets checks what is asked for; it keeps file and numbers, or neither."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOW, FakePrompts
from tests.ui.council import Council
from wardenlog import clock
from wardenlog.services import blank_sheets
from wardenlog.store import Store
from wardenlog.ui.blank_sheets.dialog import BlankSheetsDialog
from wardenlog.ui.desk import Desk


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    files: list[str] = []

    def open_url(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return files


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, store: Store, council: Council) -> Iterator[BlankSheetsDialog]:
    with store.write("Sam") as session:
        session.save(council.sheet("A0042"))
    window = QWidget()
    qtbot.addWidget(window)
    made = BlankSheetsDialog(desk, window)
    made.open()
    yield made
    window.close()


def test_the_next_number_is_offered_and_the_pad_kept_opened_and_registered(
    qtbot: QtBot,
    desk: Desk,
    council: Council,
    dialog: BlankSheetsDialog,
    prompts: FakePrompts,
    opened: list[str],
    tmp_path: Path,
) -> None:
    prompts.file = tmp_path / "pad.pdf"
    values, _ = dialog.form.values()
    assert (values["first"], values["count"]) == ("A0043", 20)
    with qtbot.waitSignal(dialog.printed):
        dialog.save.trigger()
    assert (tmp_path / "pad.pdf").read_bytes().startswith(b"%PDF-")
    assert [Path(file) for file in opened] == [tmp_path / "pad.pdf"]
    assert blank_sheets.offer(desk.record).first == "A0063"
    assert desk.settings.now.blank_sheets == tmp_path
    with desk.record.store.write("Sam") as session:
        session.save(council.sheet("A0045"))
    with clock.freeze(NOW + timedelta(days=20)):
        missing = [each.serial for each in blank_sheets.missing(desk.record)]
    assert missing == ["A0043", "A0044"]


def test_a_number_that_is_taken_is_said_beside_its_field_and_no_file_asked_for(
    dialog: BlankSheetsDialog, prompts: FakePrompts
) -> None:
    dialog.form.show_values({"first": "A0041", "count": 2})
    dialog.save.trigger()
    assert prompts.asked == []
    assert "Sheet A0042 was printed or typed before" in dialog.form._lines["first"].said()[0]


def test_a_file_that_cannot_be_written_numbers_nothing_and_the_form_stays(
    qtbot: QtBot,
    desk: Desk,
    dialog: BlankSheetsDialog,
    prompts: FakePrompts,
    opened: list[str],
    tmp_path: Path,
) -> None:
    prompts.file = tmp_path / "gone" / "pad.pdf"
    dialog.save.trigger()
    qtbot.waitUntil(lambda: dialog._task is None)
    assert "does not exist" in dialog.form._whole.text()
    assert opened == []
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert blank_sheets.offer(desk.record).first == "A0043"
