"""Two parts stand beside each other only where both have room; else the page is scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.beside import Beside


def both(qtbot: QtBot, width: int) -> Beside:
    made = Beside()
    qtbot.addWidget(made)
    for _ in range(2):
        part = QWidget()
        part.setMinimumWidth(1)
        made.addWidget(part)
    made.share(3, 2)
    made.resize(width, 400)
    made.show()
    return made


def test_a_wide_window_shares_its_width(qtbot: QtBot) -> None:
    made = both(qtbot, 2_000)
    assert made.orientation() == Qt.Orientation.Horizontal
    list_wide, form_wide = made.sizes()
    assert abs(list_wide * 2 - form_wide * 3) < 20
    assert made.minimumSizeHint().height() < 100


def test_a_narrow_one_has_them_one_above_the_other_with_lines_in_sight(qtbot: QtBot) -> None:
    made = both(qtbot, 300)
    assert made.orientation() == Qt.Orientation.Vertical
    part = made.widget(0)
    assert part is not None
    assert part.minimumHeight() >= made.fontMetrics().height() * 5
    made.resize(2_000, 400)
    assert made.orientation() == Qt.Orientation.Horizontal
    assert part.minimumHeight() == 0
