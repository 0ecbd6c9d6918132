"""The list that drops from a field: as wide as what it offers, whatever the field's own width."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView


class OfferList(QListView):
    """Give it to a completer as its popup; it stays on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()  # its lines have the look's height only now
        self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        """Take the width that the offers need, to the left where the screen ends."""
        beside = self.width() - self.viewport().width()
        needed = self.sizeHintForColumn(0) + beside
        if needed <= self.width():
            return
        screen = self.screen().availableGeometry()
        width = min(needed, screen.width())
        left = max(screen.left(), min(self.x(), screen.right() + 1 - width))
        if width > self.width():
            self.setGeometry(QRect(left, self.y(), width, self.height()))


def give_list(completer: QCompleter) -> None:
    """Let a completer show what it offers in a list that is wide enough."""
    completer.setPopup(OfferList())
