"""What is scrolled needs little room itself, and what has the keyboard is in sight."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.scrolled import Scrolled


def _page(qtbot: QtBot) -> tuple[QWidget, list[QLineEdit], QPushButton]:
    page, scrolled = QWidget(), Scrolled()
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        scrolled.body.addWidget(field)
    button = QPushButton("Go on")
    layout = QVBoxLayout(page)
    layout.addWidget(scrolled, 1)
    layout.addWidget(button)
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page, fields, button


def _in_sight(page: QWidget, widget: QWidget) -> bool:
    place = QRect(widget.mapTo(page, QPoint()), widget.size())
    return page.rect().contains(place) and not widget.visibleRegion().isEmpty()


def test_what_stands_beside_it_stays_in_sight(qtbot: QtBot) -> None:
    page, fields, button = _page(qtbot)
    assert _in_sight(page, button)
    assert not _in_sight(page, fields[-1])


def test_what_gets_the_keyboard_comes_into_sight(qtbot: QtBot) -> None:
    page, fields, _button = _page(qtbot)
    fields[-1].setFocus()
    qtbot.waitUntil(lambda: _in_sight(page, fields[-1]))
    fields[0].setFocus()
    qtbot.waitUntil(lambda: _in_sight(page, fields[0]))
