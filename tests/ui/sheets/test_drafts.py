"""What was being typed outlives the program, and is offered again in plain words."""

import os
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOW, FakePrompts
from tests.ui.council import Council
from wardenlog.app import Program
from wardenlog.paths import STORE_NAME
from wardenlog.services import drafts
from wardenlog.services.drafts import Draft
from wardenlog.services.record import Record
from wardenlog.store import Store
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.kept import content_of, kept_sheet
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.widgets.words import Words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ROOT = Path(__file__).parents[3]
MOST_LOST_SECONDS = 2.0
SECONDS_OF_TYPING = 3.4


@pytest.fixture
def restarted() -> list[Program]:
    """Programs that live until their windows are gone."""
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SheetsPage:
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def type_some(page: SheetsPage) -> SheetDraft:
    page.list.new_wanted.emit()
    page.editor.presenter.change("day", "4/3/2025")
    page.editor.presenter.change("start", "2200")
    page.editor.presenter.change_cell(0, "hotspot", "nc")
    page.editor.presenter.change_cell(0, "came", "25:99")
    page.editor.refresh()
    return page.editor.presenter.draft


def offered(page: SheetsPage) -> list[str]:
    return [
        words.text()
        for words in page.list.offers.findChildren(Words)
        if words.isVisibleTo(page.list.offers)
    ]


def press(page: SheetsPage, name: str) -> None:
    buttons = page.list.offers.findChildren(QPushButton, name)
    next(button for button in buttons if button.isVisibleTo(page.list.offers)).click()


def kept_numbers(record: Record) -> list[str]:
    found = (kept_sheet(each) for each in drafts.drafts(record, "shift"))
    return [each.draft.sheet for each in found if each]


def test_killed_while_typing_a_draft_is_offered_and_two_seconds_are_lost_at_most(
    restarted: list[Program],
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    council: Council,
    prompts: FakePrompts,
) -> None:
    folder = tmp_path / "council"
    with Store.open(folder / STORE_NAME) as store:
        council.record(store)
    typed = type_until_killed(folder)
    killed_at = typed.pop("killed")
    program = Program(qapp, folder, "Sam", settings_folder=folder / "choices", prompts=prompts)
    restarted.append(program)
    qtbot.addWidget(program.window)
    try:
        program.start()
        program.window.show()
        assert program.window.frame is not None
        program.window.frame.go_to("sheets")
        page = program.window.findChild(SheetsPage)
        assert page is not None
        (offer,) = offered(page)
        assert offer.startswith("Sheet 0001 was being typed at ")
        assert offer.endswith("with 1 visit. It is not saved.")
        press(page, "go_on")
        draft = page.editor.presenter.draft
        assert (draft.day, draft.crew) == ("Tue 4 Mar 2025", "AK JR")
        assert (draft.visits[0].hotspot, draft.visits[0].left) == ("NC Norton Centre", "23:40")
        note = draft.visits[0].note
    finally:
        program.close()
    last = int(re.findall(r"w(\d+) ", f"{note} ")[-1])
    lost_since = [at for word, at in typed.items() if int(word) > last]
    lost = killed_at - min(lost_since, default=killed_at)
    sys.stdout.write(f"killed: {len(lost_since)} words, {lost:.2f} s of typing lost\n")
    assert lost <= MOST_LOST_SECONDS


def type_until_killed(folder: Path) -> dict[str, float]:
    """Return when each word was typed, and when the program was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.sheets.typing_child", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        typed: dict[str, float] = {}
        end = time.time() + SECONDS_OF_TYPING
        while time.time() < end:
            word, at = child.stdout.readline().split()
            typed[word] = float(at)
        child.kill()
        typed["killed"] = time.time()
        for line in child.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                word, at = line.split()
                typed[word] = float(at)
    return typed


def test_saving_forgets_the_draft(qtbot: QtBot, page: SheetsPage, desk: Desk) -> None:
    type_some(page)
    qtbot.waitUntil(lambda: kept_numbers(desk.record) == ["0001"])
    page.editor.presenter.change("end", "0600")
    page.editor.presenter.change_cell(0, "came", "2300")
    assert page.editor.save()
    qtbot.waitUntil(lambda: kept_numbers(desk.record) == [])


def test_an_undone_change_leaves_no_draft(qtbot: QtBot, page: SheetsPage, desk: Desk) -> None:
    page.list.new_wanted.emit()
    page.editor.presenter.change("team", "Centre")
    page.editor.refresh()
    qtbot.waitUntil(lambda: kept_numbers(desk.record) == ["0001"])
    page.editor.presenter.undo()
    page.editor.refresh()
    qtbot.waitUntil(lambda: kept_numbers(desk.record) == [])


def test_several_drafts_wait_side_by_side_and_keep_their_numbers(
    qtbot: QtBot, page: SheetsPage, desk: Desk, prompts: FakePrompts
) -> None:
    prompts.answer = "Leave it as a draft"
    first = type_some(page)
    page.editor._leave()
    qtbot.waitUntil(lambda: len(offered(page)) == 1)
    second = type_some(page)
    assert (first.sheet, second.sheet) == ("0001", "0002")
    page.editor._leave()
    qtbot.waitUntil(lambda: len(offered(page)) == 2)
    press(page, "throw_away")
    qtbot.waitUntil(lambda: len(offered(page)) == 1)
    (left,) = kept_numbers(desk.record)
    press(page, "go_on")
    assert page.currentWidget() is page.editor
    assert page.editor.presenter.draft in {first, second}
    assert page.editor.presenter.draft.sheet == left
    assert page.editor.presenter.is_dirty


def test_a_recorded_sheet_opens_as_it_was_being_typed(
    qtbot: QtBot, page: SheetsPage, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    prompts.answer = "Leave it as a draft"
    sheet = council.sheet("400")
    desk.logbook.save(sheet)
    page.list.open_wanted.emit(sheet.id)
    page.editor.presenter.change("team", "North")
    page.editor.refresh()
    page.editor._leave()
    qtbot.waitUntil(lambda: len(offered(page)) == 1)
    page.list.open_wanted.emit(sheet.id)
    assert page.editor.presenter.draft.team == "North"
    page.editor.presenter.undo()
    assert page.editor.presenter.draft.team == "Centre"
    page.editor.presenter.change("team", "South")
    assert page.editor.save()
    assert desk.logbook.load("shift", "400")[0].team == "South"  # type: ignore[attr-defined]


def test_a_draft_never_overwrites_what_was_saved_since(
    qtbot: QtBot, page: SheetsPage, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    prompts.answer = "Leave it as a draft"
    sheet = council.sheet("400")
    desk.logbook.save(sheet)
    page.list.open_wanted.emit(sheet.id)
    page.editor.presenter.change("team", "North")
    page.editor.refresh()
    page.editor._leave()
    qtbot.waitUntil(lambda: len(offered(page)) == 1)
    desk.logbook.save(sheet.model_copy(update={"team": "West"}))
    press(page, "go_on")
    assert not page.editor.save()
    assert desk.logbook.load("shift", "400")[0].team == "West"  # type: ignore[attr-defined]


def test_a_draft_of_another_version_loses_only_what_cannot_be_read() -> None:
    sheet = SheetDraft.blank("7").with_visit(0, "hotspot", "NC").with_visit(1, "note", "Rain")
    content = content_of(sheet, "rev").replace('"note": "Rain"', '"note": {"text": "Rain"}')
    content = content.replace('"sheet": "7"', '"sheet": "7", "weather": ["wet"]')
    kept = kept_sheet(Draft(sheet.id, "shift", None, NOW, content))
    assert kept is not None
    assert kept.revision == "rev"
    assert kept.draft == sheet.with_visit(1, "note", "")
    for broken in ("", "[]", '{"sheet": 3}', '{"sheet": {}}'):
        assert kept_sheet(Draft(sheet.id, "shift", None, NOW, broken)) is None


def test_a_sheet_that_cannot_be_read_is_kept_by_save_and_left_without_a_question(
    qtbot: QtBot, page: SheetsPage, desk: Desk, prompts: FakePrompts
) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    type_some(page)
    page.editor.presenter.change_cell(1, "hotspot", "zz")
    assert page.editor.save()
    assert said[-1].startswith("Sheet 0001 is kept unfinished ")
    assert said[-1].endswith("It is not in the record yet: the header needs attention")
    assert kept_numbers(desk.record) == ["0001"]
    standing = [words.text() for words in page.editor.findChildren(Words)]
    assert any(
        text.startswith("Does not count yet: the header needs attention · kept ")
        for text in standing
    )
    assert page.unsaved() is None
    page.editor._leave()
    assert page.currentWidget() is page.list
    assert prompts.asked == []
    qtbot.waitUntil(lambda: len(offered(page)) == 1)
    press(page, "go_on")
    assert [visit.hotspot for visit in page.editor.presenter.draft.visits] == [
        "NC Norton Centre",
        "zz",
    ]
    assert page.unsaved() is None
    page.editor.presenter.change("team", "North")
    assert page.unsaved() == "Sheet 0001"


def test_finishing_a_sheet_that_cannot_be_read_is_refused_with_the_reason(
    page: SheetsPage, desk: Desk
) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    draft = type_some(page)
    page.editor.finish()
    assert "Not saved. Give the time the shift ended." in said
    assert desk.sheets.line(draft.id) is None
    assert page.editor.presenter.draft.id == draft.id


def test_what_was_recorded_of_a_sheet_stays_while_a_change_cannot_be_read(
    page: SheetsPage, desk: Desk, council: Council
) -> None:
    sheet = council.sheet("400")
    desk.logbook.save(sheet)
    before = desk.sheets.line(sheet.id)
    assert before is not None
    page.list.open_wanted.emit(sheet.id)
    page.editor.presenter.change("team", "North")
    page.editor.presenter.change_cell(0, "left", "2570")
    page.editor.refresh()
    assert page.editor.save()
    assert desk.sheets.line(sheet.id) == before
    minutes = before.standing.removeprefix("Counts: ")
    assert page.editor.presenter.standing == (
        f"Counts as last saved: {minutes}; visit 1 needs attention"
    )
    page.editor.presenter.undo()
    page.editor.refresh()
    assert page.editor.save()
    assert desk.logbook.load("shift", "400")[0].team == "North"  # type: ignore[attr-defined]
    assert kept_numbers(desk.record) == []


def test_save_on_a_blank_sheet_keeps_nothing(page: SheetsPage, desk: Desk) -> None:
    page.list.new_wanted.emit()
    assert page.editor.save()
    assert kept_numbers(desk.record) == []


def is_kept(record: Record, text: str) -> bool:
    return any(text in each.content for each in drafts.drafts(record, "shift"))


def test_a_half_typed_cell_of_the_details_is_kept(
    qtbot: QtBot, page: SheetsPage, desk: Desk
) -> None:
    type_some(page)
    page.editor.grid.show_cell(0, "hotspot")
    for section, column, text in (("powers", 0, "fpn-l"), ("crew", 0, "a"), ("visit", 2, "Ask")):
        page.editor.details.open(0, section)
        page.editor.details.table.begin(0, column)
        cell = page.editor.details.table._cells.open_field
        assert cell is not None
        QTest.keyClicks(cell, text)
        page.editor.keep_draft()
        qtbot.waitUntil(partial(is_kept, desk.record, f'"{text}"'))
        page.editor.details.table.commit()
