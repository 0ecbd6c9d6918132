"""Keys are changed at once everywhere, kept, never given twice, and always given back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from wardenlog.errors import UserError
from wardenlog.settings import SettingsFile
from wardenlog.ui.actions import ACTIONS, ActionButton, make_action
from wardenlog.ui.keys.keys import Keys, writes
from wardenlog.ui.keys.model import KeysModel
from wardenlog.ui.keys.window import KeysWindow


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.done = 0
        self.line = QLineEdit()
        self.save = make_action("sheet.save", self, self.count)
        self.button = ActionButton(self.save)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.button)

    def count(self) -> None:
        self.done += 1


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keys(page: Page, settings: SettingsFile) -> Keys:
    return Keys(settings, page)


def test_changed_keys_work_at_once_and_are_in_the_tip(qtbot: QtBot, page: Page, keys: Keys) -> None:
    keys.change("sheet.save", ["F12"])
    page.show()
    page.activateWindow()
    page.line.setFocus()
    qtbot.waitUntil(page.line.hasFocus)
    QTest.keyClick(page.line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.done == 0
    QTest.keyClick(page.line, Qt.Key.Key_F12)
    assert page.done == 1
    assert page.button.toolTip().endswith("(F12)")
    assert page.button.accessibleDescription() == page.button.toolTip()


def test_changed_keys_are_there_at_the_next_start(
    page: Page, keys: Keys, settings: SettingsFile, tmp_path: Path
) -> None:
    keys.change("sheet.save", ["F12"])
    again = Keys(SettingsFile(tmp_path / "settings.json"), page)
    assert again.of("sheet.save") == ("F12",)
    assert again.is_changed("sheet.save")


def test_an_action_made_later_gets_its_keys_with_the_focus(
    qtbot: QtBot, page: Page, keys: Keys
) -> None:
    keys.change("sheet.save", ["F12"])
    late = Page()
    qtbot.addWidget(late)
    late.show()
    late.activateWindow()
    late.line.setFocus()
    qtbot.waitUntil(late.line.hasFocus)
    assert late.save.shortcut() == QKeySequence("F12")


def test_the_first_keys_come_back_for_one_or_all(
    page: Page, keys: Keys, settings: SettingsFile
) -> None:
    keys.change("sheet.save", [])
    keys.change("sheet.undo", ["F12"])
    assert page.save.shortcut().isEmpty()
    keys.reset("sheet.save")
    assert page.save.shortcut() == QKeySequence("Ctrl+S")
    assert keys.is_changed("sheet.undo")
    keys.reset()
    assert settings.now.shortcuts == {}


@pytest.mark.parametrize("key", ["Ctrl+Z", "Alt+2", "Ctrl+F1"])
def test_keys_that_do_something_else_there_are_refused(keys: Keys, key: str) -> None:
    with pytest.raises(UserError, match="already does"):
        keys.change("sheet.save", [key])
    assert not keys.is_changed("sheet.save")


def test_first_keys_that_were_given_away_do_not_come_back_twice(keys: Keys) -> None:
    keys.change("sheet.problem", ["F12"])
    keys.change("sheet.save", ["F8"])
    with pytest.raises(UserError, match="already does “Save”"):
        keys.reset("sheet.problem")


def test_keys_of_another_screen_are_free(keys: Keys) -> None:
    keys.change("sheet.save", ["Ctrl+B"])
    assert keys.of("sheet.save") == ("Ctrl+B",)


@pytest.mark.parametrize("key", ["A", "Shift+A", "1", "+", "Shift++", "Space", ","])
def test_keys_that_write_are_refused(keys: Keys, key: str) -> None:
    with pytest.raises(UserError, match="needed for typing"):
        keys.change("sheet.save", [key])


@pytest.mark.parametrize("key", ["F5", "Ctrl+A", "Alt+Shift+A", "Ins", "Ctrl++", "Return"])
def test_keys_that_do_not_write_are_no_typing(key: str) -> None:
    assert not writes(key)


def test_the_list_of_keys_is_a_sound_model(qtmodeltester: ModelTester, keys: Keys) -> None:
    model = KeysModel(keys)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == len(ACTIONS)
    model.find("sheet undo")
    assert {line.action_id for line in model.all_lines()} == set(ACTIONS)
    assert all("undo" in str(model.line(row)).casefold() for row in range(model.rowCount()))


def test_keys_are_changed_in_their_window(
    qtbot: QtBot, page: Page, keys: Keys, settings: SettingsFile
) -> None:
    window = KeysWindow(keys, 30, page)
    row = window.model.position("sheet.save")
    assert row is not None
    window._select(row)
    assert window.edit.keySequence() == QKeySequence("Ctrl+S")
    window.edit.setKeySequence(QKeySequence("F12"))
    window._change.trigger()
    assert settings.now.shortcuts == {"sheet.save": ("F12",)}
    assert page.save.shortcut() == QKeySequence("F12")
    line = window.model.line(window.table.currentIndex().row())
    assert line is not None
    assert (line.action_id, line.keys) == ("sheet.save", "F12")
    window.edit.setKeySequence(QKeySequence("Ctrl+Z"))
    window._change.trigger()
    assert "“Ctrl+Z” already does “Undo" in window.said.text()
    window._reset.trigger()
    assert settings.now.shortcuts == {}


def test_all_keys_are_copied_as_text(qtbot: QtBot, page: Page, keys: Keys) -> None:
    window = KeysWindow(keys, 30, page)
    window._find.setText("nothing has this")
    window._copy.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert any(line.startswith("Ctrl+S ") and "Save" in line for line in lines)
    assert len([line for line in lines if ": " in line]) == len(ACTIONS)
