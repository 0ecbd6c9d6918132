"""A sentence that wraps is never less high than its lines."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.words import Words


def test_what_is_around_it_makes_room_for_its_lines(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    words = Words("A sentence that is wrapped. " * 8, wrap=True)
    QVBoxLayout(page).addWidget(words)
    page.resize(1_500, 20)
    page.show()
    wide = words.minimumSizeHint().height()
    page.resize(200, 20)
    qtbot.waitUntil(lambda: page.height() >= words.heightForWidth(words.width()))
    assert words.minimumSizeHint().height() > wide
    assert Words("", wrap=True).minimumSizeHint().height() <= wide
