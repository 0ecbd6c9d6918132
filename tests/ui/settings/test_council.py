"""The council's own facts are changed in a box that loses nothing."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from wardenlog.model import Council, new_id
from wardenlog.services import setup
from wardenlog.services.choices import council_name
from wardenlog.ui.desk import Desk
from wardenlog.ui.settings.council import CouncilDialog
from wardenlog.ui.settings.page import SettingsPage
from wardenlog.ui.widgets.words import Words


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    return made


def box_of(page: SettingsPage) -> CouncilDialog:
    page.show_council()
    box = page.findChild(CouncilDialog)
    assert box is not None
    return box


def test_the_councils_facts_are_changed(desk: Desk, page: SettingsPage) -> None:
    desk.logbook.save(Council(id=new_id(), name="Exampleton", marking="OFFICIAL"))
    told: list[str] = []
    page.told.connect(told.append)
    box = box_of(page)
    assert any(
        each.text() == "Grant GA-9 from Exampleshire PCC: Wed 1 Jan 2025 to Tue 31 Mar 2026."
        for each in box.findChildren(Words)
    )
    box.form.form.show_values({**box.form.form.values()[0], "name": "Exampleton Borough Council"})
    box.form.form.widget_of("purchase_order").setText("PO-7")  # type: ignore[attr-defined]
    assert box.form.save()
    assert told == ["Saved Exampleton Borough Council"]
    council, _ = desk.logbook.load("council", setup.council_id(desk.record) or "")
    assert isinstance(council, Council)
    assert (council.name, council.purchase_order, council.marking) == (
        "Exampleton Borough Council",
        "PO-7",
        "OFFICIAL",
    )


def test_a_council_that_is_not_recorded_yet_can_be(desk: Desk, page: SettingsPage) -> None:
    box = box_of(page)
    box.form.form.widget_of("name").setText("Exampleton Council")  # type: ignore[attr-defined]
    assert box.form.save()
    assert council_name(desk.record.store) == "Exampleton Council"


def test_closing_asks_before_changes_are_lost(
    desk: Desk, page: SettingsPage, prompts: FakePrompts
) -> None:
    box = box_of(page)
    box.form.form.widget_of("name").setText("Exampleton Council")  # type: ignore[attr-defined]
    box.reject()
    assert len(prompts.asked) == 1
    assert council_name(desk.record.store) is None
