"""The page of powers: seen, followed, changed, kept and taken back, by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.model import PowerUse, Shift, new_id
from wardenlog.model.vocabulary import PowerStatus, Use
from wardenlog.services.periods import Viewed
from wardenlog.ui.actions import ActionButton
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.powers import page as page_module
from wardenlog.ui.powers.page import PowersPage
from wardenlog.ui.powers.step import NextStepDialog
from wardenlog.ui.widgets.words import Words

Key, Mod = Qt.Key, Qt.KeyboardModifier


def use(power: str, stage: str, reference: str, used: Use = Use.OWN) -> PowerUse:
    return PowerUse(id=new_id(), visit=1, power=power, stage=stage, use=used, reference=reference)


@pytest.fixture
def sheets(desk: Desk, council: Council) -> tuple[Shift, Shift]:
    first = council.sheet("0001").model_copy(
        update={
            "powers": (
                use("CPW", "CPW.ISSUED", "CP/1"),
                use("CPN", "CPN.FPN", "CP/2"),
                use("POL-ARR", "POL-ARR.DONE", "N/1", Use.ASSISTED),
            )
        }
    )
    second = council.sheet("0002", days=4).model_copy(
        update={"powers": (use("CPN", "CPN.ISSUED", "CP/1"),)}
    )
    for each in (first, second):
        desk.logbook.save(each)
    return first, second


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, sheets: tuple[Shift, Shift]) -> PowersPage:
    made = PowersPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made.register.model.rowCount() == 4)
    return made


def cells(page: PowersPage, key: str) -> list[str]:
    model = page.register.model
    column = next(n for n, each in enumerate(model.columns) if each.key == key)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def select(page: PowersPage, qtbot: QtBot, *stages: str) -> None:
    rows = [n for n in range(page.register.model.rowCount()) if stage_at(page, n) in stages]
    page.register.table.choose(rows[0], rows)
    qtbot.waitUntil(lambda: page._case is not None)


def stage_at(page: PowersPage, row: int) -> str:
    line = page.register.model.row(row)
    return "" if line is None else line.stage


def said(page: PowersPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def field(page: PowersPage, name: str) -> QLineEdit:
    widget = page.change.form.widget_of(name)
    assert isinstance(widget, QLineEdit)
    return widget


def status(page: PowersPage) -> QComboBox:
    widget = page.change.form.widget_of("status")
    assert isinstance(widget, QComboBox)
    return widget


def pay(page: PowersPage, since: str = "10/7/2025") -> None:
    status(page).setFocus()
    QTest.keyClicks(status(page), "Pa")
    QTest.keyClick(status(page), Key.Key_Return)
    field(page, "status_on").setText(since)


def recorded(desk: Desk, shift: Shift) -> tuple[PowerUse, ...]:
    found, _ = desk.logbook.load("shift", shift.id)
    assert isinstance(found, Shift)
    return found.powers


def test_the_list_says_how_each_power_stands(page: PowersPage) -> None:
    assert sorted(cells(page, "power")) == ["CPN", "CPN", "CPW", "POL-ARR"]
    assert cells(page, "day")[0] == "5 Jul 2025"
    assert "✕ Overdue 15 Jul 2025" in cells(page, "due")
    assert "○ Appeal ended 25 Jul 2025" in cells(page, "due")
    assert sorted(cells(page, "use")) == ["Assisted", "Own", "Own", "Own"]
    model = page.register.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


def test_own_and_assisted_stand_apart_above_the_list(
    page: PowersPage, desk: Desk, qtbot: QtBot
) -> None:
    july = Period(date(2025, 7, 1), date(2025, 10, 1))
    desk.view.choose(Viewed(desk.view.now.agreement, july))
    qtbot.waitUntil(lambda: "own 3 · assisted 1" in page.totals.text())


def test_the_case_shows_its_steps_and_a_step_goes_to_its_row(
    page: PowersPage, qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.ISSUED")
    steps = page.case.steps
    assert [steps.item(n).text().split(" · ")[1] for n in range(steps.count())] == [
        "Warning issued",
        "CPN issued",
    ]
    assert "Case CP/1" in said(page)
    assert "May come next" in said(page)
    steps.setCurrentRow(0)
    steps.setFocus()
    QTest.keyClick(steps, Key.Key_Return)
    qtbot.waitUntil(
        lambda: stage_at(page, page.register.table.currentIndex().row()) == "CPW.ISSUED"
    )


def test_a_status_is_changed_and_taken_back_by_keyboard(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN")
    page.start()
    QTest.keyClick(page.register.table, Key.Key_Return)
    qtbot.waitUntil(lambda: status(page).hasFocus())
    pay(page)
    QTest.keyClick(field(page, "status_on"), Key.Key_S, Mod.ControlModifier)
    (fine,) = [each for each in recorded(desk, sheets[0]) if each.stage == "CPN.FPN"]
    assert (fine.status, fine.status_on) == (PowerStatus.PAID, date(2025, 7, 10))
    qtbot.waitUntil(lambda: "● Paid 10 Jul 2025" in cells(page, "status"))
    assert page.register.table.hasFocus()
    QTest.keyClick(page.register.table, Key.Key_Z, Mod.ControlModifier)
    assert recorded(desk, sheets[0]) == sheets[0].powers
    qtbot.waitUntil(lambda: "● Paid 10 Jul 2025" not in cells(page, "status"))


def test_several_are_changed_at_once_and_keep_what_they_differ_in(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN", "CPN.ISSUED")
    assert "Change 2 selected powers" in said(page)
    assert "They differ" in said(page)
    assert field(page, "reference").text() == ""
    status(page).setCurrentIndex(status(page).findText("Cancelled"))
    status(page).activated.emit(status(page).currentIndex())
    field(page, "status_on").setText("1/8/2025")
    assert page.save()
    changed = [*recorded(desk, sheets[0])[1:2], *recorded(desk, sheets[1])]
    assert [each.status for each in changed] == [PowerStatus.CANCELLED] * 2
    assert [each.reference for each in changed] == ["CP/2", "CP/1"]


def test_what_is_being_typed_stays_while_another_row_is_chosen(
    page: PowersPage, qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN")
    field(page, "outcome").setText("Sent a reminder")
    assert page.unsaved() is not None
    with qtbot.waitSignal(page.told):
        select(page, qtbot, "CPW.ISSUED")
    assert field(page, "outcome").text() == "Sent a reminder"
    page.change.cancel()
    assert page.unsaved() is None


def test_a_date_that_cannot_be_read_is_said_beside_its_field(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN")
    pay(page, "soon")
    assert not page.save()
    assert "✕ This is not a date" in said(page)
    assert recorded(desk, sheets[0]) == sheets[0].powers


def test_a_warning_is_kept_because_of_something(
    page: PowersPage, desk: Desk, prompts: FakePrompts, qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN")
    assert "no earlier breach" in said(page)
    prompts.text = "The breach was seen by the police."
    page.start()
    QTest.keyClick(page.register.table, Key.Key_K, Mod.ControlModifier)
    qtbot.waitUntil(lambda: "✓ kept" in cells(page, "warnings"))
    qtbot.waitUntil(lambda: "Kept, because: The breach was seen" in said(page))
    page.take_back()
    qtbot.waitUntil(lambda: "✓ kept" not in cells(page, "warnings"))


def test_the_next_step_is_recorded_on_a_sheet(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.ISSUED")
    page.start()
    QTest.keyClick(page.register.table, Key.Key_N, Mod.ControlModifier)
    box = page.findChild(NextStepDialog)
    assert box is not None
    qtbot.waitUntil(box.isVisible)
    box.save()
    assert "✕ Choose" in "\n".join(each.text() for each in box.findChildren(Words))
    stage = box.form.widget_of("stage")
    assert isinstance(stage, QComboBox)
    stage.setCurrentIndex(stage.findText("Failure to comply (s. 48)"))
    box.save()
    made = recorded(desk, sheets[1])[-1]
    assert (made.stage, made.reference, made.visit) == ("CPN.BREACH", "CP/1", 1)
    qtbot.waitUntil(lambda: page.register.current_id() == made.id)


def test_a_place_selects_a_power_and_its_sheet_is_gone_to(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], qtbot: QtBot
) -> None:
    wanted = sheets[0].powers[0].id
    page.show_place(Place("powers", "power", wanted))
    qtbot.waitUntil(lambda: page.register.current_id() == wanted)
    with qtbot.waitSignal(desk.bus.place_wanted) as gone:
        page._sheet.trigger()
    assert gone.args == [Place("sheets", "shift", sheets[0].id, "powers", 1)]


def test_too_many_are_not_changed_at_once(
    page: PowersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MOST_AT_ONCE", 1)
    with qtbot.waitSignal(page.told, check_params_cb=lambda words: "At most 1" in words):
        select(page, qtbot, "CPN.FPN", "CPN.ISSUED")
    assert "Change this step" in said(page)


def test_a_missing_officer_is_said_in_the_form(
    page: PowersPage, desk: Desk, sheets: tuple[Shift, Shift], council: Council, qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.FPN")
    field(page, "person_id").setText("JR")
    assert page.save()
    assert recorded(desk, sheets[0])[1].person_id == council.jo.id


def test_the_buttons_of_the_form_stay_in_sight_in_a_small_window(
    page: PowersPage, qtbot: QtBot
) -> None:
    select(page, qtbot, "CPN.ISSUED")
    wide = page.fontMetrics().averageCharWidth() * 135
    page.resize(wide, 900)
    qtbot.waitUntil(lambda: page.minimumHeight() <= 440)
    page.resize(wide, 420)
    buttons = page.change.findChildren(ActionButton)
    assert len(buttons) == 2
    qtbot.waitUntil(lambda: page.height() <= 440)
    for button in buttons:
        bottom = button.mapTo(page, button.rect().bottomLeft()).y()
        assert bottom <= page.height()
    page.change.form.go_to(("amount",))
    amount = field(page, "amount")
    assert (
        amount.mapTo(page, amount.rect().bottomLeft()).y()
        < buttons[0].mapTo(page, buttons[0].rect().topLeft()).y()
    )
