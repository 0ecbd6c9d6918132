"""Each setting acts at once and is there at the next start; ways of working are the record's."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from wardenlog.services import ways
from wardenlog.services.ways import Ways
from wardenlog.settings import RegisterChoices, SettingsFile, ViewChoice
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.frame import Frame
from wardenlog.ui.frame.pages import PageSpec
from wardenlog.ui.settings.page import SettingsPage
from wardenlog.ui.theme.tokens import CONTRAST_DARK


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    return made


def pick(choice: QComboBox, value: object) -> None:
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_a_look_is_put_on_and_kept(desk: Desk, page: SettingsPage, tmp_path: Path) -> None:
    pick(page.look, "contrast_dark")
    assert desk.theme.tokens is CONTRAST_DARK
    assert SettingsFile(tmp_path / "settings.json").now.look == "contrast_dark"
    pick(page.look, "light")


def test_another_text_size_lays_the_page_out_anew_and_keeps_the_keyboard_there(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    frame = Frame(desk, (PageSpec("settings", SettingsPage, "below"),))
    qtbot.addWidget(frame)
    frame.show()
    frame.go_to("settings")
    frame.activateWindow()
    before = frame.page("settings")
    assert isinstance(before, SettingsPage)
    before.text_size.setFocus()
    pick(before.text_size, 150)
    qtbot.waitUntil(lambda: frame.page("settings") is not before)
    after = frame.page("settings")
    assert isinstance(after, SettingsPage)
    assert after.text_size.currentData() == 150
    assert frame.focusWidget() is after.text_size
    pick(after.text_size, 100)
    qtbot.waitUntil(lambda: frame.page("settings") is not after)


def test_ways_of_working_are_kept_in_the_record(desk: Desk, page: SettingsPage) -> None:
    assert not page.second_check.isChecked()
    page.second_check.click()
    page.rekey.setValue(5)
    page.rekey.editingFinished.emit()
    assert ways.load(desk.record) == Ways(second_check=True, rekey_percent=5)


def test_remembered_choices_are_forgotten_but_not_look_and_keys(
    desk: Desk, page: SettingsPage
) -> None:
    desk.settings.choose(
        look="light",
        shortcuts={"sheet.save": ("F7",)},
        registers={"people": RegisterChoices(order="name")},
        view=ViewChoice(agreement="GA-9", from_on=date(2025, 4, 1)),
    )
    page._forget.trigger()
    now = desk.settings.now
    assert (now.registers, now.view, now.page) == ({}, None, None)
    assert (now.look, now.shortcuts) == ("light", {"sheet.save": ("F7",)})


def test_a_choice_that_cannot_be_kept_is_told(
    qtbot: QtBot, desk: Desk, page: SettingsPage, tmp_path: Path
) -> None:
    (tmp_path / "settings.json.new").mkdir()
    with qtbot.waitSignal(page.told) as told:
        pick(page.rows, "compact")
    assert told.args == ["Your choices could not be remembered"]
    desk.theme.resize(100, "comfortable")


def test_the_keys_are_reached_from_here(qtbot: QtBot, desk: Desk, page: SettingsPage) -> None:
    with qtbot.waitSignal(desk.bus.place_wanted) as asked:
        page._keys.trigger()
    assert asked.args == [Place("keys")]
