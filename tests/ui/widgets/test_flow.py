"""Widgets that do not fit beside each other go on the next line; hidden ones take no room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.flow import Flow


class Block(QWidget):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size


def test_lines_are_as_long_as_the_width_allows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = Flow(page)
    flow.setSpacing(10)
    blocks = [Block(100, 20), Block(100, 30), Block(100, 20)]
    for block in blocks:
        flow.addWidget(block)
    first = Block(50, 20)
    flow.insert_widget(0, first)
    page.resize(280, 200)
    page.show()
    assert [(it.x(), it.y()) for it in (first, *blocks)] == [(0, 5), (60, 5), (170, 0), (0, 40)]
    assert flow.heightForWidth(280) == 60
    assert flow.heightForWidth(1_000) == 30
    assert flow.heightForWidth(10) == 120
    blocks[1].hide()
    assert flow.heightForWidth(280) == 20
    assert flow.count() == 4
    assert flow.itemAt(4) is None
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is first
    assert flow.takeAt(9) is None
