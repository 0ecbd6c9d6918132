"""The page of the grant: begins with what is missing, follows the view, takes changes back."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Agreement, new_id
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.page import GrantPage
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.list_and_form import ListAndForm

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> GrantPage:
    made = GrantPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for each in made.lists():
        qtbot.waitUntil(partial(is_read, each))
    return made


def is_read(both: ListAndForm) -> bool:
    return not both.register.busy


def line(both: ListAndForm, *path: str | int) -> LineInput:
    widget = both.form.form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def references(page: GrantPage) -> list[str]:
    model = page.agreements.register.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_agreements_are_listed(page: GrantPage) -> None:
    assert references(page) == ["GA-9"]
    for each in page.lists():
        model = each.register.model
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )


def test_without_an_agreement_the_next_step_is_said_and_done(
    page: GrantPage, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    desk.bus.tell(desk.logbook.void("agreement", council.agreement.id, "Typed twice"))
    assert not page.tabs.isVisible()
    page.start()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert page.tabs.isVisible()
    assert line(page.agreements, "reference").hasFocus()


def test_a_new_agreement_is_typed_saved_and_taken_back_by_keyboard(
    page: GrantPage, desk: Desk, qtbot: QtBot
) -> None:
    page.start()
    page.tabs.setCurrentWidget(page.agreements)
    page.agreements.start()
    QTest.keyClick(page.agreements.register.table, Qt.Key.Key_N, CTRL)
    for name, typed in (
        ("reference", "GA-10"),
        ("funder_id", "PCC"),
        ("start_on", "1/4/2026"),
    ):
        field = line(page.agreements, name)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(page.agreements.form, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: references(page) == ["GA-10", "GA-9"])
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: references(page) == ["GA-9"])
    assert not page.steps.any


def test_a_reference_is_given_once(
    page: GrantPage, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    page.agreements.form.begin(
        {
            "reference": "ga-9",
            "funder_id": council.funder.id,
            "start_on": council.agreement.start_on,
        }
    )
    assert not page.agreements.save()
    assert "There is another agreement ga-9" in line(page.agreements, "reference").toolTip()


def test_an_agreement_is_chosen_for_every_page(
    page: GrantPage, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    later = Agreement(
        id=new_id(),
        reference="GA-10",
        funder_id=council.funder.id,
        start_on=council.agreement.start_on,
    )
    desk.bus.tell(desk.logbook.save(later))
    qtbot.waitUntil(lambda: "GA-10" in references(page))
    assert desk.view.now.agreement == "GA-9"
    page.agreements.register.show_record(later.id)
    qtbot.waitUntil(lambda: page.agreements.register.current_id() == later.id)
    page.look_at_agreement()
    assert desk.view.now.agreement == "GA-10"
