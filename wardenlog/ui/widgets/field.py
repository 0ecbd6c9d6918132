"""A line to type in that leaves undo and void to the screen when it has no use for them."""

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_REDO: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
"""Redo on every computer, also where Qt's own key for it is Ctrl+Shift+Z alone."""


class Field(QLineEdit):
    """A line edit. Ctrl+Z takes back typing in it first, and then reaches the screen; so Ctrl+Y."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_the_screens(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _is_the_screens(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _REDO:
            return not self.isRedoAvailable()
        return event.matches(QKeySequence.StandardKey.DeleteEndOfWord)

    def mark(self, sentence: str | None) -> None:
        """Show what is wrong with what is typed, or that nothing is."""
        mark_wrong(self, sentence)


def mark_wrong(widget: QWidget, sentence: str | None) -> None:
    """Show what is wrong with what is in a widget, or that nothing is."""
    wrong = sentence is not None
    if bool(widget.property("wrong")) != wrong:
        if wrong:
            widget.setProperty("about", widget.accessibleDescription())
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        if not wrong:
            widget.setAccessibleDescription(widget.property("about"))
    widget.setToolTip(sentence or "")
    if sentence is not None:
        widget.setAccessibleDescription(sentence)
