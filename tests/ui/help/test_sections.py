"""F1 leads to the section about what has the keyboard, also in a dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.desk import Desk
from wardenlog.ui.help.pages import written
from wardenlog.ui.help.sections import SECTIONS, place_about
from wardenlog.ui.help.window import HelpKey, HelpWindow


@pytest.mark.parametrize("part", SECTIONS)
def test_every_section_is_a_heading_of_its_page(part: str) -> None:
    topic, section = SECTIONS[part]
    assert section is None or section in written(topic).anchors()


def test_the_nearest_part_around_the_keyboard_is_meant(qtbot: QtBot) -> None:
    outside = QWidget()
    qtbot.addWidget(outside)
    part = QWidget(outside)
    part.setObjectName("plan_rules")
    field = QLineEdit(part)
    assert place_about(field, "hotspots").field == "plan-rules"
    assert place_about(outside, "hotspots").record_id == "hotspots"
    assert place_about(outside, "hotspots").field is None


def test_f1_in_a_dialog_opens_help_that_closes_with_it(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    key = HelpKey(qapp, desk.settings, desk.theme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field = QLineEdit()
    field.setObjectName("authorisations")
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_F1)
    helper = dialog.findChild(HelpWindow)
    assert helper is not None
    assert helper.isVisible()
    assert helper.page.text.source().fragment() == "authorisations"
    dialog.reject()
    assert not helper.isVisible()
    key.deleteLater()
