"""The choices of an import stand in two columns, or in one where the window is narrow."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.imports.options import Options


def test_a_narrow_window_has_one_column(qtbot: QtBot) -> None:
    boxes = [QComboBox() for _ in range(3)]
    for box in boxes:
        box.addItem("finished where every visit has Out and crew")
    last = QCheckBox("A blank date means the date above")
    options = Options([(f"&Choice {n}", box, "About.") for n, box in enumerate(boxes)], last)
    page = QWidget()
    qtbot.addWidget(page)
    options.setParent(page)
    options.resize(2_000, 300)
    page.show()
    assert boxes[0].y() == boxes[1].y()
    assert boxes[1].x() > boxes[0].x()
    options.resize(options.minimumSizeHint().width(), 300)
    qtbot.waitUntil(lambda: boxes[1].y() > boxes[0].y())
    assert boxes[1].x() == boxes[0].x()
    assert last.y() > boxes[2].y()
    assert boxes[0].accessibleName() == "Choice 0"
