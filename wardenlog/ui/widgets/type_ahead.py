"""A field that lists what fits while it is typed in; Enter and Tab take the marked one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from wardenlog.ui.widgets.field import Field

ACCEPTING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOST_SHOWN: Final = 10


class TypeAhead(Field):
    """`accepted` comes when Enter or Tab was pressed in its list: Qt passes the key to nobody."""

    accepted = Signal(object)  # the key

    with_shift = False
    """Whether Shift was held with the last key."""

    def __init__(self, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(values), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)

    def show_all(self) -> None:
        """List every value, whatever is typed (F2)."""
        completer = self.completer()
        completer.setCompletionPrefix("")
        completer.complete()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            self.with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if key == Qt.Key.Key_F2:
                self.show_all()
                return True
            popup = self.completer().popup()
            if key in ACCEPTING and popup is not None and popup.isVisible():
                marked = popup.currentIndex()
                done = not marked.isValid() or self.take(marked)
                popup.hide()
                if done:
                    self.accepted.emit(key)
                event.accept()
                return True
        return super().event(event)

    def take(self, marked: QModelIndex | QPersistentModelIndex) -> bool:
        """Write the marked value into the field; whether the field is done with that."""
        self.setText(str(marked.data()))
        return True
