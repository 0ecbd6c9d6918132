"""The page of backups lists them, makes one, and says what a restore would lose before it asks."""

from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.errors import UserError
from wardenlog.services.backups import making
from wardenlog.ui.backups.page import BackupsPage
from wardenlog.ui.backups.preview import RestoreDialog
from wardenlog.ui.desk import Desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BackupsPage:
    made = BackupsPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def read(qtbot: QtBot, page: BackupsPage, lines: int) -> None:
    page.read()
    qtbot.waitUntil(lambda: page.list.lines.rowCount() == lines)


def test_a_backup_made_now_is_listed(qtbot: QtBot, page: BackupsPage, desk: Desk) -> None:
    with qtbot.waitSignal(desk.backups.ended):
        page.now.trigger()
        assert not page.now.isEnabled()
    qtbot.waitUntil(lambda: page.list.lines.rowCount() == 1)
    assert page.now.isEnabled()
    assert page.state.text().startswith("✓ The last good backup was made")
    assert page.list.lines.index(0, 6).data() == "✓ Can be restored"


def test_a_damaged_backup_is_listed_with_why(qtbot: QtBot, page: BackupsPage, desk: Desk) -> None:
    made = making.make(desk.record.store)
    made.write_bytes(made.read_bytes()[:9000])
    read(qtbot, page, 1)
    state = page.list.lines.index(0, 6)
    assert state.data() == "✕ Cannot be restored"
    assert "damaged" in state.data(3)


def test_the_model_of_the_list_keeps_its_promises(
    qtmodeltester: ModelTester, qtbot: QtBot, page: BackupsPage, desk: Desk
) -> None:
    making.make(desk.record.store)
    read(qtbot, page, 1)
    qtmodeltester.check(page.list.lines)  # type: ignore[no-untyped-call]


def test_a_restore_says_what_would_be_lost_and_waits_for_a_yes(
    qtbot: QtBot, page: BackupsPage, desk: Desk, council: Council
) -> None:
    made = making.make(desk.record.store)
    with desk.record.store.write("Sam") as session:
        session.save(council.sheet("0412"))
    read(qtbot, page, 1)
    page.restore.trigger()
    qtbot.waitUntil(lambda: page.findChild(RestoreDialog) is not None)
    box = page.findChild(RestoreDialog)
    assert box is not None
    words = " ".join(each for each, _ in box.said())
    assert "▲ Saved since then, and would be lost: 1 shift sheet (0412)." in words
    assert "Nothing would be gained." in words
    with qtbot.assertNotEmitted(desk.backups.restore_wanted):
        box.reject()
    page.restore.trigger()
    qtbot.waitUntil(lambda: page._task is None)
    box = page.findChildren(RestoreDialog)[-1]
    with qtbot.waitSignal(desk.backups.restore_wanted) as wanted:
        box.restore.trigger()
    assert wanted.args == [made]


def test_a_file_that_is_no_backup_is_refused_in_words(
    qtbot: QtBot, page: BackupsPage, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "holiday.sqlite3"
    prompts.file.write_bytes(b"photos" * 100)
    page.file.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert isinstance(prompts.told[0], UserError)
    assert page._task is None


def test_a_second_folder_is_chosen_and_given_up(
    qtbot: QtBot, page: BackupsPage, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.folder = tmp_path / "stick"
    prompts.folder.mkdir()
    assert page.stop.isVisible() is False
    with qtbot.waitSignal(desk.backups.stood):
        page.choose.trigger()
    read(qtbot, page, 2)
    assert str(prompts.folder) in page.second.text()
    page.stop.trigger()
    assert desk.backups.second_folder is None
    assert "Choose a second folder" in page.second.text()
    assert len(list(prompts.folder.iterdir())) == 1


def test_the_folder_of_the_backups_is_no_second_folder(
    page: BackupsPage, desk: Desk, prompts: FakePrompts
) -> None:
    page.choose_second(page._own)
    assert isinstance(prompts.told[0], UserError)
    assert desk.backups.second_folder is None
