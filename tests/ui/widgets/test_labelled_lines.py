"""Fields under their labels stand on one line where that is wide enough, else on several."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.labelled_lines import LabelledLines


def test_they_break_where_they_are_told_to_and_never_widen_the_page(qtbot: QtBot) -> None:
    lines = LabelledLines()
    qtbot.addWidget(lines)
    fields = [QLineEdit() for _ in range(5)]
    for n, field in enumerate(fields):
        field.setMinimumWidth(100)
        lines.add(QLabel(f"Field {n}"), field, stretch=n // 4, breaks=n == 3)
    assert lines.minimumSizeHint().width() < 200
    lines.resize(800, 200)
    lines.show()
    assert len({field.y() for field in fields}) == 1
    lines.resize(420, 200)
    qtbot.waitUntil(lambda: fields[3].y() > fields[2].y())
    assert fields[0].y() == fields[2].y()
    assert fields[3].y() == fields[4].y()
    lines.resize(220, 300)
    qtbot.waitUntil(lambda: fields[2].y() > fields[1].y())
    assert all(field.geometry().right() <= 220 for field in fields)


def test_a_field_that_is_put_away_takes_no_room(qtbot: QtBot) -> None:
    lines = LabelledLines()
    qtbot.addWidget(lines)
    fields = [QLineEdit() for _ in range(3)]
    for field in fields:
        field.setMinimumWidth(100)
        lines.add(QLabel("Field"), field)
    lines.resize(240, 200)
    lines.show()
    qtbot.waitUntil(lambda: fields[2].y() > fields[0].y())
    fields[1].hide()
    lines.arrange()
    qtbot.waitUntil(lambda: fields[2].y() == fields[0].y())
