"""A filter's box says what it is about, fits its words, and stands out while it narrows."""

from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from wardenlog.ui.widgets.register.choice import Choice


def shown(choice: Choice) -> str:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    return str(option.currentText)


def test_it_says_its_name_and_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    choice = Choice("Step")
    qtbot.addWidget(choice)
    choice.addItems(["All", "Failure to comply (s. 48)"])
    assert shown(choice) == "Step: All"
    narrow = choice.sizeHint().width()
    choice.setCurrentIndex(1)
    assert shown(choice) == "Step: Failure to comply (s. 48)"
    words = choice.fontMetrics().horizontalAdvance(shown(choice))
    assert choice.sizeHint().width() > max(narrow, words)
    assert choice.accessibleName() == "Step"


def test_what_is_too_long_is_cut_with_an_ellipsis(qtbot: QtBot) -> None:
    choice = Choice("Organisation")
    qtbot.addWidget(choice)
    choice.addItem("A very long name of an organisation " * 4)
    assert shown(choice).endswith("…")
    assert choice.toolTip() == choice.itemText(0)


def test_a_chosen_one_stands_out(qtbot: QtBot) -> None:
    choice = Choice("Void")
    qtbot.addWidget(choice)
    choice.stand_out(out=True)
    assert choice.property("chosen") is True
    choice.stand_out(out=False)
    assert choice.property("chosen") is False
