"""Finds text that is cut off: a hint of its size says more than there is room for."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QStatusBar,
    QTabBar,
    QTableView,
    QWidget,
)

from tests.ui.access.audit import called, visible

_SLACK: Final = 2
"""Pixels by which a hint may be more than the room, from rounding."""


def clipped(window: QWidget) -> list[str]:
    """Return what in a window does not show the whole of its text.

    A tip excuses the cells of a table, and fields whose text is the user's; nothing else.
    """
    wrong: list[str] = []
    for widget in visible(window):
        if isinstance(widget.parentWidget(), QStatusBar):
            continue  # one line, whose tip says the rest, and which says again what is said above
        if isinstance(widget, QLabel):
            wrong.extend(_label(widget))
        elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
            wrong.extend(_button(widget))
        elif isinstance(widget, QTabBar):
            wrong.extend(_tabs(widget))
        elif isinstance(widget, QComboBox):
            wrong.extend(_choice(widget))
        elif isinstance(widget, QHeaderView):
            wrong.extend(_headings(widget))
    return [*wrong, *_outside(window)]


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or (label.toolTip() and _can_be_copied(label)):
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        words = label.text().split()
        longest = max(map(label.fontMetrics().horizontalAdvance, words), default=0)
        if needed > label.height() + _SLACK:
            yield f"{called(label)}: {needed} high, room for {label.height()}"
        if longest > label.contentsRect().width() + _SLACK and "\u200b" not in label.text():
            yield f"{called(label)}: a word is {longest} wide, room for {label.width()}"
    elif label.sizeHint().width() > label.width() + _SLACK:
        yield f"{called(label)}: {label.sizeHint().width()} wide, room for {label.width()}"
    elif label.sizeHint().height() > label.height() + _SLACK:
        yield f"{called(label)}: {label.sizeHint().height()} high, room for {label.height()}"


def _can_be_copied(label: QLabel) -> bool:
    """Whether it holds a path to copy, into which no place to break may be put."""
    return bool(label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)


def _button(button: QAbstractButton) -> Iterator[str]:
    hint, size = button.sizeHint(), button.size()
    if button.text() and hint.width() > size.width() + _SLACK and not _tells(button):
        yield f"{called(button)}: {hint.width()} wide, room for {size.width()}"
    if button.text() and hint.height() > size.height() + _SLACK:
        yield f"{called(button)}: {hint.height()} high, room for {size.height()}"


def _tells(button: QAbstractButton) -> bool:
    """Whether its tip is the whole text that it cuts short."""
    return button.toolTip().split(",")[0] in button.accessibleName() and bool(button.toolTip())


def _tabs(tabs: QTabBar) -> Iterator[str]:
    if tabs.tabRect(tabs.count() - 1).right() > tabs.width() + _SLACK and (
        not tabs.usesScrollButtons()
    ):
        yield f"{called(tabs)}: not all tabs are in sight"
    for n in range(tabs.count()):
        text = tabs.fontMetrics().horizontalAdvance(tabs.tabText(n))
        if text > tabs.tabRect(n).width() and not tabs.tabToolTip(n):
            yield f"{called(tabs)}: tab “{tabs.tabText(n)}”"


def _choice(choice: QComboBox) -> Iterator[str]:
    text = choice.fontMetrics().horizontalAdvance(choice.currentText())
    if text > choice.width() - choice.fontMetrics().height() and not choice.toolTip():
        yield f"{called(choice)}: “{choice.currentText()}” {text} wide, room for {choice.width()}"


def _headings(header: QHeaderView) -> Iterator[str]:
    table = header.parentWidget()
    if header.orientation() != Qt.Orientation.Horizontal or not isinstance(table, QTableView):
        return
    font = QFont(header.font())
    font.setBold(True)
    bold = QFontMetrics(font)
    padding = header.fontMetrics().height()
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        needed = bold.horizontalAdvance(text) + padding
        room = header.sectionSize(section)
        if needed > room + _SLACK:
            yield f"{called(table)}: heading “{text}” {needed} wide, room for {room}"


def _outside(window: QWidget) -> Iterator[str]:
    """Find what stands partly outside its parent, where that does not scroll."""
    kinds = QLabel, QAbstractButton, QComboBox
    for widget in visible(window, *kinds):
        parent = widget.parentWidget()
        if parent is None or _scrolls(widget) or _beside_text(widget):
            continue
        room = QRect(0, 0, parent.width(), parent.height())
        if not room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(widget.geometry()):
            yield f"{called(widget)}: stands outside {called(parent)}"


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)


def _beside_text(widget: QWidget) -> bool:
    """Whether it is a part of another widget, such as the arrows of a tab bar."""
    return isinstance(widget.parentWidget(), QTabBar | QComboBox | QGroupBox)
