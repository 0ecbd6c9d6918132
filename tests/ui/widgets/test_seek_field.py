"""A field to find with has pictures as large as its text, and a cross that clears it."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from wardenlog.ui.theme.icons import icon_size
from wardenlog.ui.widgets.seek_field import SeekField


def test_a_cross_clears_what_is_typed(qtbot: QtBot) -> None:
    field = SeekField()
    qtbot.addWidget(field)
    field.show()
    cross = field.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    assert not cross.isVisible()
    field.setText("market")
    assert cross.isVisible()
    cross.click()
    assert field.text() == ""
    assert not cross.isVisible()


def test_its_pictures_leave_room_for_the_words(qtbot: QtBot) -> None:
    field = SeekField()
    qtbot.addWidget(field)
    assert field.textMargins().left() > icon_size()
    assert field.textMargins().right() >= icon_size()
