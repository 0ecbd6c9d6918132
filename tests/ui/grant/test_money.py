"""The money of the grant by keyboard: posts, budget lines, amounts, pasted, imported, year ends."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Agreement
from wardenlog.services.grant import budget, underspend
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.budget import BudgetTab
from wardenlog.ui.grant.ledger import PREVIEW, LedgerDialog
from wardenlog.ui.grant.page import GrantPage
from wardenlog.ui.grant.paste import PasteAmounts
from wardenlog.ui.grant.posts import PostsTab
from wardenlog.ui.grant.spending import SpendingTab
from wardenlog.ui.grant.year_end import YearTab
from wardenlog.ui.tasks import Task
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.list_and_form import ListAndForm

CTRL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[GrantPage]:
    made = GrantPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not desk.lists.findChildren(Task))


def tab(page: GrantPage, kind: type[W], qtbot: QtBot) -> W:
    """The tab of a kind, in view and read."""
    found = next(
        each
        for each in (page.tabs.widget(n) for n in range(page.tabs.count()))
        if isinstance(each, kind)
    )
    page.tabs.setCurrentWidget(found)
    page.activateWindow()
    assert isinstance(found, ListAndForm)
    qtbot.waitUntil(lambda: not found.register.busy)
    return found


def type_in(both: ListAndForm, name: str | int, text: str, *more: str | int) -> None:
    widget = both.form.form.widget_of(name, *more)
    if isinstance(widget, QComboBox):
        places = [n for n in range(widget.count()) if text in widget.itemText(n)]
        widget.setCurrentIndex(places[0])
        widget.activated.emit(places[0])
    else:
        assert isinstance(widget, LineInput)
        widget.setText(text)


def save(both: ListAndForm, qtbot: QtBot) -> None:
    press(both, Qt.Key.Key_S)
    assert not both.form.dirty
    assert both.form.record_id is not None
    qtbot.waitUntil(lambda: both.register.current_id() == both.form.record_id)
    qtbot.waitUntil(lambda: not both.register.busy)


def press(both: ListAndForm, key: Qt.Key) -> None:
    """Press Ctrl and a key where the keyboard is in a tab, or in its list where it is not."""
    nothing = both.register.nothing
    here: QWidget | None = both.focusWidget()
    if here is None or not here.isVisible() or not both.isAncestorOf(here):
        here = nothing.buttons[-1] if nothing.isVisible() else both.register.table
    here.setFocus()
    QTest.keyClick(here, key, CTRL)


def cells(model: QAbstractItemModel, row: int = 0) -> list[str]:
    return [model.index(row, n).data() for n in range(model.columnCount())]


def with_line(page: GrantPage, qtbot: QtBot) -> BudgetTab:
    both = tab(page, BudgetTab, qtbot)
    press(both, Qt.Key.Key_N)
    type_in(both, "reference", "PAY")
    type_in(both, "category", "Wages")
    type_in(both, "original", "1,000")
    save(both, qtbot)
    return both


def test_a_budget_line_is_typed_shown_and_taken_back(
    page: GrantPage, qtbot: QtBot, desk: Desk
) -> None:
    both = with_line(page, qtbot)
    model = both.register.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    row = dict(zip((column.key for column in model.columns), cells(model), strict=True))
    assert (row["current"], row["spent"], row["outturn"]) == (
        "£1,000.00",
        "not recorded",
        "not recorded",
    )
    qtbot.waitUntil(both.panel.isVisible)
    assert "PAY: budget £1,000.00" in both.panel.chart.accessibleDescription()
    press(both, Qt.Key.Key_Z)
    found = budget.budget(desk.record, desk.view.now)
    assert found is not None
    assert found.rows == ()
    qtbot.waitUntil(lambda: both.register.model.rowCount() == 0)


def test_a_wrong_line_says_so_beside_its_field(page: GrantPage, qtbot: QtBot) -> None:
    both = with_line(page, qtbot)
    both.begin()
    type_in(both, "reference", "pay")
    type_in(both, "category", "Again")
    type_in(both, "original", "1")
    press(both, Qt.Key.Key_S)
    assert both.form.is_new
    assert both.form.form.widget_of("reference").hasFocus()


def test_a_post_shows_its_vacancy_in_words_too(
    page: GrantPage, qtbot: QtBot, council: Council
) -> None:
    both = tab(page, PostsTab, qtbot)
    press(both, Qt.Key.Key_N)
    type_in(both, "reference", "CW1")
    type_in(both, "planned_start", "1/1/2025")
    save(both, qtbot)
    assert cells(both.register.model)[0] == "CW1"
    said = both.times.bars.accessibleDescription()
    assert said.startswith("CW1: held by nobody; vacant 1 Jan 2025 to")
    QAbstractItemModelTester(
        both.register.model,
        QAbstractItemModelTester.FailureReportingMode.Warning,
        both.register.model,
    )


def test_a_credit_is_typed_with_a_minus(page: GrantPage, qtbot: QtBot, desk: Desk) -> None:
    with_line(page, qtbot)
    both = tab(page, SpendingTab, qtbot)
    press(both, Qt.Key.Key_N)
    type_in(both, "spent_on", "1/7/2025")
    type_in(both, "line", "PAY")
    type_in(both, "amount", "-12.50")
    save(both, qtbot)
    assert cells(both.register.model)[:3] == ["1 Jul 2025", "PAY", "-£12.50"]
    assert _total(desk) == -12_50


def test_an_amount_is_voided_by_keys_and_counts_nowhere(
    page: GrantPage, qtbot: QtBot, desk: Desk, prompts: FakePrompts
) -> None:
    with_line(page, qtbot)
    both = tab(page, SpendingTab, qtbot)
    press(both, Qt.Key.Key_N)
    type_in(both, "spent_on", "1/7/2025")
    type_in(both, "line", "PAY")
    type_in(both, "amount", "10")
    save(both, qtbot)
    prompts.text = "Typed twice."
    table = both.register.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home, CTRL)
    assert both.register.void_action.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: _total(desk) is None)


def test_the_ledger_opens_by_its_key_again_after_it_was_closed(
    page: GrantPage, qtbot: QtBot, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    with_line(page, qtbot)
    both = tab(page, SpendingTab, qtbot)
    prompts.file = tmp_path / "ledger.csv"
    prompts.file.write_text("Date,Account,Amount,Reference\n01/07/2025,6110,10,R1\n")
    for _ in range(2):
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        press(both, Qt.Key.Key_I)
        box = _opened(both, qtbot)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not any(it.isVisible() for it in both.findChildren(LedgerDialog)))


def _total(desk: Desk) -> int | None:
    found = budget.budget(desk.record, desk.view.now)
    assert found is not None
    return found.total.agreement_to_date


def test_pasted_errors_stand_beside_their_cells(page: GrantPage, qtbot: QtBot, desk: Desk) -> None:
    with_line(page, qtbot)
    both = tab(page, SpendingTab, qtbot)
    box = PasteAmounts(desk, both)
    qtbot.addWidget(box)
    box.text.setPlainText("01/07/2025\tPAY\t10\tR1\n01/07/2025\tPAY\tten\tR2\n")
    box.look()
    QAbstractItemModelTester(
        box.model, QAbstractItemModelTester.FailureReportingMode.Warning, box.model
    )
    assert cells(box.model, 0)[-1] == "● Will be added"
    assert cells(box.model, 1)[3] == "✕ ten"
    assert cells(box.model, 1)[-1].startswith("✕ “ten” is not an amount")
    box.add()
    assert _total(desk) == 10_00
    box.close()


def test_a_ledger_is_imported_by_keys_and_a_second_time_adds_nothing(
    page: GrantPage, qtbot: QtBot, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    with_line(page, qtbot)
    both = tab(page, SpendingTab, qtbot)
    path = tmp_path / "ledger.csv"
    path.write_text(
        "Date,Account,Amount,Reference\n01/07/2025,6110,10,R1\n31/07/2025,6110,(2.50),R2\n"
    )
    prompts.file = path
    for expected in ([], ["unchanged"]):
        both.ask_ledger()
        box = _opened(both, qtbot)
        QAbstractItemModelTester(
            box.codes.model, QAbstractItemModelTester.FailureReportingMode.Warning, box.codes.model
        )
        QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
        model = box.codes.model
        if not expected:
            assert not box._next.isEnabled()
            assert model.setData(model.index(0, 2), "PAY")
        QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(partial(_shows, box, PREVIEW))
        if expected:
            assert not box._save.isEnabled()
            box.reject()
        else:
            QTest.keyClick(box, Qt.Key.Key_S, CTRL)
            qtbot.waitUntil(lambda: _total(desk) == 7_50)
    assert _total(desk) == 7_50


def _opened(both: SpendingTab, qtbot: QtBot) -> LedgerDialog:
    def there() -> bool:
        return any(box.isVisible() for box in both.findChildren(LedgerDialog))

    qtbot.waitUntil(there, timeout=20_000)
    return next(box for box in both.findChildren(LedgerDialog) if box.isVisible())


def _shows(box: LedgerDialog, step: int) -> bool:
    return box.step == step


def test_a_treatment_is_asked_for_by_keys(
    page: GrantPage, qtbot: QtBot, desk: Desk, council: Council
) -> None:
    both = tab(page, YearTab, qtbot)
    qtbot.waitUntil(lambda: both.register.model.rowCount() == 2)
    qtbot.waitUntil(both.panel.isVisible)
    both.register.table.setCurrentIndex(both.register.model.index(1, 0))
    press(both, Qt.Key.Key_N)
    type_in(both, "treatment", "Carry")
    type_in(both, "amount", "20")
    save(both, qtbot)
    year = underspend.year_lines(desk.record, desk.view.now)[1]
    assert year.left.treatment is not None
    assert (year.left.year, year.left.treatment.amount) == ("2025-26", 20_00)
    saved, _ = desk.logbook.load("agreement", council.agreement.id)
    assert isinstance(saved, Agreement)
    assert len(saved.underspends) == 1
    assert "Carry it forward" in cells(both.register.model, 1)[-1]
    qtbot.waitUntil(lambda: both.panel.model.rowCount() > 0)
    QAbstractItemModelTester(
        both.panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, both.panel.model
    )
    last: Any = cells(both.panel.model, both.panel.model.rowCount() - 1)
    assert last[:2] == ["Accrual", "£0.00"]
