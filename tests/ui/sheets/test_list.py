"""The list of sheets: right in every order, quick at any length, and its model as Qt wants it."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.list_page import SheetList
from wardenlog.ui.widgets.table_model import PAGE, Column, PagedTableModel


def columns() -> tuple[Column[str], ...]:
    return (
        Column("name", "Name", lambda row: row, 10, order="name"),
        Column("length", "Length", lambda row: str(len(row)), 5, number=True),
    )


class Shelf:
    """Rows by id, which counts how often it is read."""

    def __init__(self) -> None:
        self.reads: list[int] = []

    def read(self, ids: Sequence[str]) -> dict[str, str]:
        self.reads.append(len(ids))
        return {each: f"row {each}" for each in ids}


def test_the_model_is_as_qt_wants_it(qtbot: QtBot) -> None:
    model = PagedTableModel(columns(), Shelf().read)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show([str(n) for n in range(1_000)])
    assert model.index(999, 0).data() == "row 999"
    model.show(["a"])
    model.show([])


def test_rows_are_read_a_page_at_a_time(qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PagedTableModel(columns(), shelf.read)
    model.show([str(n) for n in range(100_000)])
    for row in range(PAGE):
        for column in range(2):
            model.index(row, column).data()
    model.index(99_999, 0).data()
    assert shelf.reads == [PAGE, PAGE]
    assert 100_000 % PAGE == 0


def test_a_page_that_cannot_be_read_is_blank_and_told_once(qtbot: QtBot) -> None:
    def read(ids: Sequence[str]) -> dict[str, str]:
        raise OSError("disk")

    model = PagedTableModel(columns(), read)
    model.show(["1", "2"])
    with qtbot.waitSignal(model.failed) as told:
        assert model.index(0, 0).data() is None
    assert isinstance(told.args[0], OSError)
    assert model.index(1, 1).data() is None
    assert model.data(QModelIndex()) is None


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, council: Council) -> SheetList:
    for n, visits in ((1, 2), (2, 4), (3, 3)):
        desk.logbook.save(council.sheet(f"S{n}", visits=visits, days=n))
    page = SheetList(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def listed(page: SheetList) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_the_newest_sheet_is_first_with_what_it_counts(shown: SheetList) -> None:
    assert listed(shown) == ["S3", "S2", "S1"]
    row = [shown.model.index(0, n).data() for n in range(shown.model.columnCount())]
    assert row == ["S3", "Fri 4 Jul 2025", "Centre", "AK JR", "3", "✓ Finished", "2 h 00"]


def test_it_is_sorted_by_any_column_with_an_order(qtbot: QtBot, shown: SheetList) -> None:
    shown.table.horizontalHeader().sectionClicked.emit(4)
    qtbot.waitUntil(lambda: listed(shown) == ["S1", "S3", "S2"])
    shown.table.horizontalHeader().sectionClicked.emit(4)
    qtbot.waitUntil(lambda: listed(shown) == ["S2", "S3", "S1"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S2", ["S2"]),
        ("centre", ["S3", "S2", "S1"]),
        ("jr", ["S3", "S2", "S1"]),
        ("station", ["S2"]),
        ("centre stat", ["S2"]),
        ("100%", []),
    ],
)
def test_words_narrow_it(qtbot: QtBot, shown: SheetList, text: str, found: list[str]) -> None:
    field = shown.findChild(QLineEdit)
    assert field is not None
    field.setText(text)
    qtbot.waitUntil(lambda: not shown._typing.isActive() and listed(shown) == found)


def test_a_sheet_is_voided_and_restored(
    qtbot: QtBot, shown: SheetList, desk: Desk, prompts: FakePrompts
) -> None:
    prompts.text = "Typed twice"
    shown._void.trigger()
    qtbot.waitUntil(lambda: shown.model.index(0, 5).data() == "✕ Void")
    assert "Typed twice" in shown.model.index(0, 6).data(Qt.ItemDataRole.ToolTipRole)
    assert not shown._void.isEnabled()
    shown._restore.trigger()
    qtbot.waitUntil(lambda: shown.model.index(0, 5).data() == "✓ Finished")
