"""A file is imported step by step from the keyboard, saved as one batch, and undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from tests.imports.files import as_book, small_log
from tests.imports.spreadsheet.desks import HEADINGS, VISITS, book
from tests.ui.conftest import FakePrompts
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.imports.flow import COLUMNS, FILE, NAMES, PREVIEW
from wardenlog.ui.imports.page import ImportPage

Step = Callable[[], object]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ImportPage:
    made = ImportPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.start()
    return made


def wait(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(lambda: page.flow._task is None, timeout=60_000)


def go(qtbot: QtBot, page: ImportPage, step: Step) -> None:
    step()
    wait(qtbot, page)


def open_file(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.flow.open(path)
    wait(qtbot, page)


def sheets(desk: Desk) -> list[str]:
    with desk.record.store.read() as session:
        return [sheet for (sheet,) in session.rows("SELECT sheet FROM shift ORDER BY sheet")]


def test_a_spreadsheet_is_imported_and_undone_by_keys(
    qtbot: QtBot, page: ImportPage, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.file = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS])
    QTest.keyClick(page.flow.file.button, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    assert page.flow.step == COLUMNS
    QTest.keyClick(page.flow.columns.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.flow.step == NAMES
    assert "✓" in page.flow.names.said.text()
    QTest.keyClick(page.flow.names.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    assert page.flow.step == PREVIEW
    assert page.flow._save_button.text() == "Import 3 visits on 2 sheets"
    with qtbot.waitSignal(desk.bus.changed):
        QTest.keyClick(page.flow.shown.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    assert "Imported 3 visits on 2 sheets" in page.flow.file.said.text()
    assert len(sheets(desk)) == 2
    for count, state in ((0, "– Undone"), (2, "✓ Stands")):
        with qtbot.waitSignal(page.history.told):
            QTest.keyClick(page.history.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(sheets(desk)) == count
        assert page.history.model.index(0, 6).data() == state


def test_the_keys_that_go_on_and_those_that_save_do_the_same_on_every_step(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    open_file(qtbot, page, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.flow.columns.table, Qt.Key.Key_S, control)
    assert page.flow.step == NAMES
    QTest.keyClick(page.flow.names.table, Qt.Key.Key_S, control)
    wait(qtbot, page)
    assert page.flow.step == PREVIEW
    assert page.flow._next_button.isHidden()
    with qtbot.waitSignal(desk.bus.changed):
        QTest.keyClick(page.flow.shown.table, Qt.Key.Key_Return, control)
    wait(qtbot, page)
    assert len(sheets(desk)) == 2


def test_a_field_is_chosen_from_the_list_in_its_cell(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    open_file(qtbot, page, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    table, model = page.flow.columns.table, page.flow.columns.model
    table.setCurrentIndex(model.index(3, 2))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QComboBox)
    assert editor is not None
    assert editor.accessibleName() == "What it holds"
    editor.setCurrentIndex(editor.findData("ignore"))
    editor.activated.emit(editor.currentIndex())
    assert model.index(3, 2).data() == "Not read"
    assert "No column holds Hotspot" in page.flow.columns.faults.text()
    assert not page.flow._next.isEnabled()


def test_ambiguous_dates_stop_until_they_are_decided(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    rows = [HEADINGS, ("01/02/2025", *VISITS[0][1:])]
    open_file(qtbot, page, book(tmp_path / "log.xlsx", rows))
    columns = page.flow.columns
    assert not page.flow._next.isEnabled()
    columns.order.setCurrentIndex(2)
    columns.order.activated.emit(2)
    assert page.flow._next.isEnabled()
    page.flow.next()
    go(qtbot, page, page.flow.next)
    assert page.flow.shown.model.index(0, 3).data().startswith("02/01/2025")


def test_unknown_names_are_placed_once_each(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    rows = [HEADINGS, VISITS[0], ("14/01/2025", "12:00", "12:20", "Norton Brige", "TB", 1)]
    open_file(qtbot, page, book(tmp_path / "log.xlsx", rows))
    page.flow.next()
    names = page.flow.names
    model = names.model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["TB", "Norton Brige"]
    assert model.setData(model.index(0, 3), "new")
    assert model.setData(model.index(0, 5), "Tom Bell")
    assert model.setData(model.index(1, 3), "=NB")
    assert names.said.text() == "✓ Every name is decided."
    go(qtbot, page, page.flow.next)
    assert "New: person TB Tom Bell." in page.flow.shown.warnings.text()
    go(qtbot, page, page.flow.save)
    assert sheets(desk) == ["2025-01-13 AK JR", "2025-01-14 TB"]


def test_going_back_keeps_what_was_decided(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    rows = [HEADINGS, ("14/01/2025", "12:00", "12:20", "Depot", "AK", 1)]
    open_file(qtbot, page, book(tmp_path / "log.xlsx", rows))
    page.flow.next()
    page.flow.names.model.setData(page.flow.names.model.index(0, 3), "leave_out")
    page.flow.back()
    assert page.flow.step == COLUMNS
    page.flow.next()
    assert page.flow.names.model.index(0, 3).data() == "Leave these rows out"


def test_refused_rows_are_shown_first_and_kept(
    qtbot: QtBot, page: ImportPage, prompts: FakePrompts, tmp_path: Path
) -> None:
    rows = [HEADINGS, *VISITS, ("13/01/2025", "soon", "15:42", "NC", "AK", 6)]
    open_file(qtbot, page, book(tmp_path / "log.xlsx", rows))
    page.flow.next()
    go(qtbot, page, page.flow.next)
    shown = page.flow.shown
    assert shown.model.index(0, 0).data() == "▲ Refused"
    assert shown.model.index(0, 3).data() == "13/01/2025 NC soon–15:42"
    shown.table.setCurrentIndex(shown.model.index(0, 0))
    assert shown.whole.text().startswith("Row 5, Time in: “soon” is not a time")
    shown.states.setCurrentIndex(shown.states.findData("added"))
    shown.states.activated.emit(shown.states.currentIndex())
    assert shown.model.rowCount() == 3
    prompts.file = tmp_path / "refused.xlsx"
    page.flow.save_refused()
    assert prompts.file.exists()


def test_a_standard_log_goes_straight_to_its_preview(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    open_file(qtbot, page, as_book(small_log(), tmp_path / "log.xlsx"))
    assert page.flow.step == PREVIEW
    assert page.flow._save_button.text().startswith("Import ")
    go(qtbot, page, page.flow.save)
    assert sheets(desk) == ["S1"]


def test_a_file_that_cannot_be_read_is_told_beside_the_button(
    qtbot: QtBot, page: ImportPage, prompts: FakePrompts, tmp_path: Path
) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"%PDF-1.7")
    open_file(qtbot, page, path)
    assert page.flow.step == FILE
    assert "it is a PDF" in page.flow.file.said.text()
    assert prompts.told == []


def test_a_file_is_dropped_on_the_page(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(1, 1),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.flow.file.dropEvent(event)
    wait(qtbot, page)
    assert page.flow.step == COLUMNS


def test_stopping_saves_nothing(qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    page.flow.open(book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    page.flow.stop()
    wait(qtbot, page)
    assert page.flow.step == FILE
    assert sheets(desk) == []


def test_a_place_of_an_import_is_shown(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    for day in ("13/01/2025", "14/01/2025"):
        rows = [HEADINGS, (day, *VISITS[0][1:])]
        open_file(qtbot, page, book(tmp_path / f"{day[:2]}.xlsx", rows))
        page.flow.next()
        go(qtbot, page, page.flow.next)
        go(qtbot, page, page.flow.save)
    older = page.history.model.id_at(1)
    page.show_place(Place("imports", "import", older))
    assert page.history.table.currentIndex().row() == 1


def test_every_model_holds_together_and_every_widget_has_a_name(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    rows = [HEADINGS, *VISITS, ("14/01/2025", "12:00", "12:20", "Depot", "TB", 1)]
    open_file(qtbot, page, book(tmp_path / "log.xlsx", rows))
    page.flow.next()
    go(qtbot, page, page.flow.next)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    for model in (
        page.flow.columns.model,
        page.flow.names.model,
        page.flow.shown.model,
        page.history.model,
    ):
        assert model.rowCount() >= 0
        QAbstractItemModelTester(model, mode)
    focusable = [
        each
        for each in page.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each, QListView)  # a combo box's own list
    ]
    assert len(focusable) > 10
    unnamed = [
        each for each in focusable if not each.accessibleName() and not getattr(each, "text", str)()
    ]
    assert [type(each).__name__ for each in unnamed] == []
