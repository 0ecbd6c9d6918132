"""The strip asks about what the checks find on the sheet, and takes a reason or leads to it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Shift
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.editor import SheetEditor
from wardenlog.ui.sheets.grid_model import COLUMN_OF
from wardenlog.ui.sheets.page import SheetsPage

WHY = "The market ran late."


def long_visit(sheet: Shift, number: int) -> Shift:
    """The sheet with one visit of 4 hours, all the others void."""
    visits = tuple(
        each.model_copy(update={"out_at": each.in_at.replace(hour=each.in_at.hour + 4)})
        if each.number == number
        else each.model_copy(update={"void_reason": "a test"})
        for each in sheet.visits
    )
    return sheet.model_copy(update={"visits": visits, "incidents": ()})


@pytest.fixture
def sheet(desk: Desk, council: Council) -> Shift:
    made = long_visit(council.sheet("S1", days=92), 2)
    desk.logbook.save(made)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SheetsPage]:
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    desk.bus.place_wanted.connect(made.show_place)
    made.show()
    yield made
    desk.bus.place_wanted.disconnect(made.show_place)


@pytest.fixture
def editor(qtbot: QtBot, page: SheetsPage, sheet: Shift) -> SheetEditor:
    page.show_place(Place("sheets", "shift", sheet.id))
    settle(qtbot, page.editor)
    return page.editor


def settle(qtbot: QtBot, editor: SheetEditor) -> None:
    qtbot.waitUntil(lambda: not editor.checks.busy)


def lines(editor: SheetEditor) -> list[str]:
    return [editor.problems.item(n).text() for n in range(editor.problems.count())]


def keep(qtbot: QtBot, editor: SheetEditor) -> None:
    with qtbot.waitSignal(editor._desk.bus.changed):
        editor.checks.keep.trigger()
    settle(qtbot, editor)


def test_what_the_checks_find_is_said_when_a_sheet_is_opened(editor: SheetEditor) -> None:
    (line,) = lines(editor)
    assert line == "⚠ Visit 2: from 18:45 to 22:45 is 4 h 00, more than 3 hours."
    assert "Compare it with the paper sheet." in editor.problems.item(0).toolTip()
    assert editor.checks.keep.isEnabled()


def test_enter_on_the_line_goes_to_the_cell(editor: SheetEditor) -> None:
    editor._next.trigger()
    index = editor.grid.currentIndex()
    assert (index.row(), index.column()) == (1, COLUMN_OF["left"])


def test_a_reason_folds_the_line_and_can_be_changed_or_taken_back(
    qtbot: QtBot, editor: SheetEditor, prompts: FakePrompts
) -> None:
    prompts.text = WHY
    keep(qtbot, editor)
    assert prompts.asked == ["Keep it as it is, because …"]
    assert lines(editor) == [f"✓ Visit 2, Visit longer than 3 hours. Kept: {WHY}"]
    prompts.text, prompts.answer = "The GPS says so.", "Give another reason"
    keep(qtbot, editor)
    assert lines(editor) == ["✓ Visit 2, Visit longer than 3 hours. Kept: The GPS says so."]
    prompts.answer = "Take the reason back"
    keep(qtbot, editor)
    assert lines(editor)[0].startswith("⚠ Visit 2: ")


def test_a_mended_sheet_is_asked_about_no_more_once_it_is_saved(
    qtbot: QtBot, editor: SheetEditor
) -> None:
    editor.presenter.change_cell(1, "left", "1905")
    editor.refresh()
    assert len(lines(editor)) == 1
    assert editor.save()
    settle(qtbot, editor)
    assert lines(editor) == []
    assert not editor.problems.isVisible()
    assert not editor.checks.keep.isEnabled()


def test_a_remark_gives_way_to_the_check_on_the_same_field(
    qtbot: QtBot, page: SheetsPage, desk: Desk, council: Council
) -> None:
    whole = council.sheet("S3", visits=1, days=92)
    visits = tuple(each.model_copy(update={"out_at": None}) for each in whole.visits)
    made = whole.model_copy(update={"visits": visits})
    desk.logbook.save(made)
    page.show_place(Place("sheets", "shift", made.id))
    assert [line[0] for line in lines(page.editor)] == ["●"]
    settle(qtbot, page.editor)
    (line,) = lines(page.editor)
    assert line.startswith("⚠ Visit 1: in at")


def test_a_finished_sheet_that_is_asked_about_can_be_gone_back_to(
    qtbot: QtBot, editor: SheetEditor, sheet: Shift, prompts: FakePrompts
) -> None:
    editor.finish()
    settle(qtbot, editor)
    assert editor.presenter.draft.id != sheet.id
    assert lines(editor) == [
        "⚠ Sheet S1 is finished. The checks ask about: Visit longer than 3 hours. Enter goes back."
    ]
    editor._next.trigger()
    settle(qtbot, editor)
    assert editor.presenter.draft.id == sheet.id
    assert lines(editor)[0].startswith("⚠ Visit 2: ")


def test_a_new_sheet_is_asked_about_nothing(qtbot: QtBot, editor: SheetEditor) -> None:
    editor.start_new()
    settle(qtbot, editor)
    assert lines(editor) == []


@pytest.mark.parametrize(
    ("visit", "field", "widget"),
    [(1, "funding", "funding"), (None, "crew", "crew"), (2, "sheet", "sheet")],
)
def test_a_place_names_a_field_of_the_head_too(
    qtbot: QtBot, editor: SheetEditor, visit: int | None, field: str, widget: str
) -> None:
    editor.go_to(visit, field)
    focused = editor.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == widget


def test_a_place_that_no_field_shows_opens_the_details(editor: SheetEditor) -> None:
    editor.go_to(2, "tallies")
    assert editor.details.isVisible()
    assert editor.details.row == 1
    editor.go_to(None, "powers")
    assert editor.details.row is None


def test_another_sheet_with_changes_is_told_and_stays(
    page: SheetsPage, editor: SheetEditor, desk: Desk, council: Council
) -> None:
    other = council.sheet("S2", days=93)
    desk.logbook.save(other)
    editor.presenter.change("team", "North")
    told: list[str] = []
    page.told.connect(told.append)
    page.show_place(Place("sheets", "shift", other.id))
    assert editor.presenter.draft.sheet == "S1"
    assert told[-1] == "Sheet S1 has changes that are not saved. Save it first"
