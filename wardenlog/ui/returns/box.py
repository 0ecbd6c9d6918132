"""A box whose content scrolls where the screen is too small for it, with its buttons below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

_MOST: Final = 0.9
"""Of the screen."""


class Box(QDialog):
    """Content goes into `column`, buttons into `feet`; `fit` gives it the room that it needs."""

    def __init__(self, parent: QWidget, title: str, chars: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chars = chars
        inside = QWidget()
        inside.setObjectName("plain")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._room = QScrollArea()
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setWidget(inside)
        self.feet = QHBoxLayout()
        self._layout = layout = QVBoxLayout(self)
        layout.addWidget(self._room, 1)
        layout.addLayout(self.feet)

    def fit(self, least_lines: int = 0) -> None:
        """Be as wide as was asked and as high as the content, as far as the screen lets it."""
        screen = self.screen().availableSize()
        metrics = self.fontMetrics()
        width = min(metrics.averageCharWidth() * self._chars, int(screen.width() * _MOST))
        margins = self._layout.contentsMargins()
        inner = width - margins.left() - margins.right()
        bar = self._room.verticalScrollBar().sizeHint().width()
        content = self.column.totalHeightForWidth(inner - bar)
        if content < 0:
            content = self.column.totalSizeHint().height()
        height = content + self.feet.totalSizeHint().height() + self._layout.spacing()
        height += margins.top() + margins.bottom() + 2
        height = max(height, metrics.height() * least_lines)
        self.resize(width, min(height, int(screen.height() * _MOST)))
