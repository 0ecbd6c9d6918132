"""The history window tells every change, and takes the newest back."""

from typing import cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Organisation
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.history import HistoryDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, council: Council, window: QWidget) -> HistoryDialog:
    desk.logbook.save(council.own.model_copy(update={"name": "Exampleton Borough Council"}))
    desk.logbook.void("organisation", council.own.id, "Merged")
    dialog = HistoryDialog(desk, "organisation", council.own.id, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    return dialog


def test_every_change_is_listed_newest_first(shown: HistoryDialog) -> None:
    tester = QAbstractItemModelTester(
        shown.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    assert tester.model() is shown.model
    told = [[shown.model.index(row, n).data() for n in range(1, 5)] for row in range(3)]
    assert told == [
        ["Sam", "Made void", "Void: Merged", "Merged"],
        [
            "Sam",
            "Changed",
            "Name changed from “Exampleton Council” to “Exampleton Borough Council”",
            "",
        ],
        ["Sam", "Recorded", "Code: C; Name: “Exampleton Council”; Own staff: yes", ""],
    ]
    assert shown._title.text() == "History of organisation C"


def test_the_chosen_change_is_told_in_full(shown: HistoryDialog) -> None:
    shown.table.selectRow(2)
    assert shown.details.toPlainText().splitlines()[1:] == [
        "Code: C",
        "Name: “Exampleton Council”",
        "Own staff: yes",
    ]


def test_the_newest_change_is_taken_back(
    qtbot: QtBot, shown: HistoryDialog, desk: Desk, council: Council
) -> None:
    shown._undo.trigger()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 4)
    assert shown.model.index(0, 2).data() == "Undone"
    body, _ = desk.logbook.load("organisation", council.own.id)
    assert cast("Organisation", body).void_reason is None


def test_what_cannot_be_taken_back_is_told(
    qtbot: QtBot, shown: HistoryDialog, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    desk.logbook.restore("organisation", council.own.id)
    shown._undo.trigger()
    assert "was changed later" in str(prompts.told[0])
