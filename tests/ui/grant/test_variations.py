"""A variation is typed, signed, corrected, made void and taken back by keyboard."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Agreement, Term, Variation
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.terms import OnDay, terms_at
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.page import GrantPage
from wardenlog.ui.grant.variations import VariationsTab
from wardenlog.ui.widgets.form.inputs import ChoiceInput, LineInput
from wardenlog.ui.widgets.words import Words

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SIGNED = VariationStatus.SIGNED


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> GrantPage:
    made = GrantPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.tabs.setCurrentWidget(made.variations)
    qtbot.waitUntil(partial(is_read, made.variations))
    return made


@pytest.fixture
def tab(page: GrantPage) -> VariationsTab:
    return page.variations


def is_read(tab: VariationsTab) -> bool:
    return not tab.register.busy and tab.register.model.rowCount() > 0


def line(tab: VariationsTab, *path: str | int) -> LineInput:
    widget = tab.form.form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def choose(tab: VariationsTab, words: str, *path: str | int) -> None:
    widget = tab.form.form.widget_of(*path)
    assert isinstance(widget, ChoiceInput)
    widget.setFocus()
    QTest.keyClicks(widget, words)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said(tab: VariationsTab) -> str:
    return "\n".join(each.text() for each in tab.form.findChildren(Words) if each.isVisible())


def cells(tab: VariationsTab, key: str) -> list[str]:
    model = tab.register.model
    column = next(n for n, each in enumerate(model.columns) if each.key == key)
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def agreement(desk: Desk) -> Agreement:
    found, _ = desk.logbook.load("agreement", "GA-9")
    assert isinstance(found, Agreement)
    return found


def rate(desk: Desk, day: date) -> str:
    found = terms_at(desk.record, "GA-9", OnDay(day))
    return next(it.value for it in found if it.item == "hourly_rate")


def with_draft(desk: Desk) -> None:
    before = agreement(desk)
    draft = Variation(
        number=1,
        effective_from=date(2025, 10, 1),
        status=VariationStatus.DRAFT,
        terms=(Term(item=TermItem.HOURLY_RATE, value="33"),),
    )
    changed = before.model_copy(update={"variations": (*before.variations, draft)})
    desk.bus.tell(desk.logbook.save(changed))


def test_variations_are_listed_with_what_they_change(tab: VariationsTab) -> None:
    assert cells(tab, "number") == ["0"]
    assert cells(tab, "status") == ["● Signed"]
    assert "Rate for an hour" in cells(tab, "changes")[0]
    model = tab.register.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


def test_a_variation_is_typed_and_signed_by_keyboard_alone(
    tab: VariationsTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.start()
    QTest.keyClick(tab.register.table, Qt.Key.Key_N, CTRL)
    assert "Variation 1" in said(tab)
    first = line(tab, "effective_from")
    assert first.hasFocus()
    QTest.keyClicks(first, "1/10/2025")
    QTest.keyClick(first, Qt.Key.Key_Return)
    add = tab.form.form.table("terms")
    QTest.keyClick(add._button, Qt.Key.Key_Space)
    QTest.keyClicks(focused(), "Two wardens")
    assert "Value: count as 2 hours / count as 1 hour." in said(tab)
    value = line(tab, "terms", 0, "value")
    value.setFocus()
    QTest.keyClicks(value, "patrol")
    assert "Two wardens together for one hour count as 1 hour" in said(tab)
    assert "(before: count as 2 hours)" in said(tab)
    QTest.keyClick(value, Qt.Key.Key_N, CTRL | SHIFT)
    choose(tab, "Rate", "terms", 1, "item")
    QTest.keyClicks(line(tab, "terms", 1, "value"), "£33.5")
    line(tab, "approval_reference").setFocus()
    assert "Rate for an hour: £33.50 (before: £30.00)" in said(tab)
    QTest.keyClick(focused(), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: cells(tab, "number") == ["1", "0"])
    assert cells(tab, "status")[0] == "○ Draft"
    assert rate(desk, date(2025, 11, 1)) == "30.00"

    qtbot.waitUntil(lambda: tab.register.current_id() == tab.form.record_id)
    tab.window().activateWindow()  # offscreen, a list that is read again takes it away
    tab.start()
    qtbot.waitUntil(tab.register.table.hasFocus)
    QTest.keyClick(tab.register.table, Qt.Key.Key_G, CTRL)
    signed = line(tab, "signed_on")
    assert signed.hasFocus()
    QTest.keyClicks(signed, "20/9/2025")
    QTest.keyClick(signed, Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "Decision 12")
    QTest.keyClick(focused(), Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: cells(tab, "status")[0] == "● Signed")
    saved = agreement(desk).variations[1]
    assert (saved.signed_on, saved.approval_reference) == (date(2025, 9, 20), "Decision 12")
    assert [(it.item.value, it.value) for it in saved.terms] == [
        ("hours_counted", "patrol"),
        ("hourly_rate", "33.50"),
    ]
    assert rate(desk, date(2025, 11, 1)) == "33.50"


def test_what_is_wrong_stands_beside_its_field(tab: VariationsTab) -> None:
    tab.begin()
    tab.form.form.show_values(
        {
            "number": 1,
            "effective_from": date(2025, 10, 1),
            "status": "draft",
            "terms": (
                {"item": "hours_target", "key": "next year", "value": "100"},
                {"item": "hourly_rate", "key": "", "value": "much"},
            ),
        }
    )
    assert not tab.save()
    assert "Write a financial year like 2025-26" in line(tab, "terms", 0, "key").toolTip()
    line(tab, "terms", 0, "key").setText("2025/2026")
    assert not tab.save()
    assert line(tab, "terms", 1, "value").toolTip() == "“much” is not a number."
    line(tab, "terms", 1, "value").setText("33")
    assert tab.save()


def test_what_is_worth_a_look_is_said_and_stops_nothing(
    tab: VariationsTab, desk: Desk, council: Council
) -> None:
    tab.begin()
    tab.form.form.show_values(
        {
            "number": 1,
            "effective_from": date(2024, 12, 1),
            "status": "signed",
            "terms": (
                {"item": "cap", "key": "", "value": "10"},
                {"item": "cap", "key": "", "value": "20"},
            ),
        }
    )
    tab.form._advise()
    told = said(tab)
    assert "▲ This is before the agreement starts, on 1 Jan 2025." in told
    assert "▲ When was it signed? A return asks for the date." in told
    assert "▲ For: This term is set above already." in told
    tab.form.form.show_values(
        {"number": 1, "effective_from": date(2024, 12, 1), "status": "signed", "terms": ()}
    )
    assert tab.save()


def test_a_signed_one_is_corrected_with_a_reason(
    tab: VariationsTab, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    original = f"{council.agreement.id}:0"
    tab.show_record(original)
    qtbot.waitUntil(lambda: tab.form.record_id == original)
    why = line(tab, "correction")
    assert not why.isVisible()
    line(tab, "terms", 1, "value").setText("29")
    assert why.isVisible()
    assert not tab.save()
    assert "Say why it is corrected" in why.toolTip()
    why.setText("Misread")
    assert tab.save()
    assert rate(desk, date(2025, 11, 1)) == "29.00"
    assert desk.logbook.history("agreement", "GA-9")[-1].reason == "Misread"
    assert not why.isVisible()


def test_a_variation_is_made_void_and_that_is_taken_back(
    page: GrantPage, tab: VariationsTab, desk: Desk, prompts: FakePrompts, qtbot: QtBot
) -> None:
    with_draft(desk)
    qtbot.waitUntil(lambda: cells(tab, "number") == ["1", "0"])
    tab.show_record(f"{agreement(desk).id}:1")
    qtbot.waitUntil(lambda: tab.register.current_id() == f"{agreement(desk).id}:1")
    prompts.text = "Never sent"
    tab.start()
    QTest.keyClick(tab.register.table, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: cells(tab, "status")[0] == "✕ Void")
    assert "✕ Void: Never sent" in said(tab)
    QTest.keyClick(tab.register.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: cells(tab, "status")[0] == "○ Draft")
    QTest.keyClick(tab.register.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: cells(tab, "number") == ["0"])
    assert prompts.told == []


def test_a_finding_leads_to_the_field_of_its_variation(
    page: GrantPage, tab: VariationsTab, council: Council, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(0)
    page.show_place(Place("grant", "agreement", council.agreement.id, "variations.0.terms.1.value"))
    assert page.shown() is tab
    assert tab.form.record_id == f"{council.agreement.id}:0"
    assert line(tab, "terms", 1, "value").hasFocus()
