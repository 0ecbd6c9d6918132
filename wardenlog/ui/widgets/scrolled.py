"""Scrolls what needs more room than there is, and keeps in sight what has the keyboard."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

_LINES: Final = 8
"""Lines of text that are in sight at least."""


class Scrolled(QScrollArea):
    """A part of a page that is scrolled up and down where the rest of the page must stay put."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._body = _Body()
        self.setWidget(self._body)
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the parts have their places
        self._soon.timeout.connect(self._follow)
        self._body.resized.connect(self._soon.start)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._soon.start)

    @property
    def body(self) -> QVBoxLayout:
        """Where the parts go, one below the other."""
        return self._body.parts

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest part, and the height of some lines."""
        bar = self.verticalScrollBar().sizeHint().width()
        wide = self._body.minimumSizeHint().width() + bar
        return QSize(wide, self.fontMetrics().height() * _LINES)

    def _follow(self) -> None:
        """Bring what has the keyboard into sight, with as much around it as there is room for."""
        here: QWidget | None = self.window().focusWidget()
        if here is None or not self._body.isAncestorOf(here):
            return
        room = self.viewport().height()
        seen: QWidget | None = None
        while here is not None and here is not self._body and here.height() <= room:
            seen, here = here, here.parentWidget()
        if seen is not None:
            place = QRect(seen.mapTo(self._body, QPoint()), seen.size())
            self.ensureVisible(0, place.bottom(), 0, 0)
            self.ensureVisible(0, place.top(), 0, 0)


class _Body(QWidget):
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.parts = QVBoxLayout(self)
        self.parts.setContentsMargins(0, 0, 0, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the parts cannot do without, not what they would like."""
        return self.parts.totalMinimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
