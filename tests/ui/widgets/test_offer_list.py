"""What a field offers can be read whole, however narrow the field is."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.type_ahead import TypeAhead

LONG = "CPW Community protection warning, written, to a person aged 16 or over"


def test_the_list_of_a_narrow_field_is_as_wide_as_what_it_offers(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = TypeAhead([LONG, "PSPO"], window)
    field.setFixedWidth(60)
    window.show()
    QTest.keyClicks(field, "c")
    popup = field.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert popup.viewport().width() >= popup.fontMetrics().horizontalAdvance(LONG)
    assert popup.screen().availableGeometry().contains(popup.geometry())
    QTest.keyClicks(field, "p")
    assert popup.viewport().width() >= popup.fontMetrics().horizontalAdvance(LONG)
    popup.hide()
