"""The program as a whole: first start, opening, closing, and a name for everything with focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council, make_council
from wardenlog.app import DEMO_FOLDER, Program, _fill_demo
from wardenlog.errors import UserError
from wardenlog.paths import STORE_NAME
from wardenlog.services.demo.fill import fill
from wardenlog.services.demo.returns import RETURNS_FOLDER
from wardenlog.services.record import open_record
from wardenlog.store import Store
from wardenlog.ui.frame.status import StatusBar
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.start import RefusalPage, StartPage
from wardenlog.ui.tasks import Cancelled, Job


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path, prompts: FakePrompts
) -> Iterator[Program]:
    made = Program(qapp, folder, "Sam", settings_folder=tmp_path / "choices", prompts=prompts)
    qtbot.addWidget(made.window)
    yield made
    made.close()


def sheets_of(program: Program) -> SheetsPage:
    assert program.window.frame is not None
    page = program.window.frame.page("sheets")
    assert isinstance(page, SheetsPage)
    return page


def begin(program: Program, *, importing: bool = False) -> None:
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    page.grant.show_values(
        {
            "council": "Exampleton Council",
            "funder": "Exampleshire PCC",
            "reference": "HS-1",
            "programme": "Hotspot response",
            "start_on": "1/4/2025",
            "end_on": "31/3/2026",
        }
    )
    page.patrol.show_values(
        {"employer": "council", "wardens": "Amira Khan", "hotspots": "H01 High Street"}
    )
    if importing:
        page.finish_and_import()
    else:
        page.finish()


def test_a_first_start_writes_nothing_until_it_is_finished(program: Program, folder: Path) -> None:
    program.start()
    assert isinstance(program.window.centralWidget(), StartPage)
    assert not folder.exists()
    begin(program)
    assert (folder / STORE_NAME).exists()
    page = sheets_of(program)
    assert page.currentWidget() is page.editor
    draft = page.editor.presenter.draft
    assert (draft.sheet, draft.crew) == ("0001", "AK")
    choices = page.editor.presenter.choices
    assert [one.name for one in choices.funding if one.id == draft.funding] == ["Hotspot response"]
    assert program.window.windowTitle() == "Exampleton Council – wardenlog"
    assert program.window.findChild(StatusBar)._saved.text() == (  # type: ignore[union-attr]
        "The record is made: grant HS-1, wardens 1, hotspots 1. Now type your first sheet."
    )


def test_a_first_start_can_go_on_with_an_import(program: Program) -> None:
    program.start()
    begin(program, importing=True)
    assert program.window.frame is not None
    assert program.window.frame.key == "imports"


def test_a_record_in_which_nothing_is_written_is_begun(program: Program, folder: Path) -> None:
    open_record(folder).close()
    program.start()
    begin(program)
    assert program.window.frame is not None


def test_a_record_in_another_folder_is_opened_and_remembered(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    with open_record(elsewhere) as other:
        make_council().record(other)
    program.start()
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    prompts.folder = tmp_path
    page.folder_wanted.emit()
    assert [type(each) for each in prompts.told] == [UserError]
    prompts.folder = elsewhere
    page.folder_wanted.emit()
    assert program.window.frame is not None
    assert program._settings.now.record_folder == elsewhere


def test_a_record_that_a_service_copies_is_not_opened(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox"
    with open_record(synced, allow_unsafe=True) as other:
        make_council().record(other)
    program.start()
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    prompts.folder = synced
    page.folder_wanted.emit()
    assert [getattr(each, "code", "") for each in prompts.told] == ["unsafe_folder"]
    assert program.window.frame is None
    assert program._settings.now.record_folder is None


def test_the_demo_council_opens_apart_from_the_record(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    program.start()
    program.window.findChild(StartPage).demo_wanted.emit()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: program.window.frame is not None, timeout=240_000)
    page = sheets_of(program)
    qtbot.waitUntil(lambda: page.list.sheets.model.rowCount() > 500)
    assert not (folder / STORE_NAME).exists()
    assert (folder / DEMO_FOLDER / STORE_NAME).exists()
    assert len(list((folder / DEMO_FOLDER / RETURNS_FOLDER).glob("*.xlsx"))) == 7
    assert [each.name for each in folder.glob("demo*")] == [DEMO_FOLDER]
    assert " – wardenlog" in program.window.windowTitle()


def test_a_demo_that_was_stopped_leaves_nothing(folder: Path) -> None:
    job = Job(lambda _: None)
    job.stop()
    with pytest.raises(Cancelled):
        _fill_demo(folder / DEMO_FOLDER, True, job)
    assert list(folder.iterdir()) == []


def test_a_record_that_cannot_be_opened_is_told_in_the_window(
    program: Program, folder: Path
) -> None:
    folder.mkdir()
    (folder / STORE_NAME).write_bytes(b"not a database" * 100)
    program.start()
    page = program.window.centralWidget()
    assert isinstance(page, RefusalPage)


def test_closing_asks_before_changes_are_lost(
    qtbot: QtBot,
    program: Program,
    folder: Path,
    council: Council,
    store: Store,
    prompts: FakePrompts,
) -> None:
    program.start()
    program.window.show()
    page = sheets_of(program)
    page._begin()
    page.editor.presenter.change("team", "Centre")
    assert not program.window.close()
    assert prompts.asked == [
        f"Sheet {page.editor.presenter.draft.sheet} has changes that are not saved."
    ]
    prompts.answer = "Close without saving"
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_everything_with_focus_has_a_name_and_a_description(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    with open_record(folder) as record:
        fill(record)
    program.start()
    program.window.show()
    page = sheets_of(program)
    qtbot.waitUntil(lambda: page.list.sheets.model.rowCount() > 0)
    page._open(str(page.list.sheets.model.id_at(0)))
    gaps = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in program.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and type(widget) is not QListView  # a choice's own list, which is read as the choice
        and type(widget.parent()) is not QTabBar  # its own arrows, which the arrow keys replace
        and not (widget.accessibleName() and widget.accessibleDescription())
    ]
    assert not gaps, gaps
