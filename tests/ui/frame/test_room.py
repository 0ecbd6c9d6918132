"""A page is scrolled where it needs more room than there is, and only there."""

from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.frame.room import Pages, Room


def page_of(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget)
    return page


def test_a_page_that_can_be_smaller_is_not_scrolled(qtbot: QtBot) -> None:
    words = QLabel("A sentence that is wrapped where the window is narrow.", wordWrap=True)
    pages = Pages()
    pages.addWidget(page_of(words, QListView(), QListView()))
    room = Room(pages)
    qtbot.addWidget(room)
    here = pages.currentWidget()
    assert here is not None
    wanted = here.sizeHint().height()
    room.resize(400, wanted - 100)
    room.show()
    assert room.verticalScrollBar().maximum() == 0


def test_a_page_that_cannot_be_smaller_is_scrolled(qtbot: QtBot) -> None:
    tall = QWidget()
    tall.setMinimumHeight(500)
    pages = Pages()
    pages.addWidget(page_of(QLabel("Words", wordWrap=True), tall))
    room = Room(pages)
    qtbot.addWidget(room)
    room.resize(400, 300)
    room.show()
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() > 0)
