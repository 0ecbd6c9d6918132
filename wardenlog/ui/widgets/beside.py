"""Two parts beside each other where there is room for both, and else one above the other."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_FROM: Final = 130
"""Characters across, below which two parts are too narrow to work in."""

_LINES: Final = 8
"""Lines that a part has more than it cannot do without, where one is above the other.

The page is scrolled where there is not room for both.
"""

_WIDE: Final = 1_000
"""Pixels a share has at first, before the window gives the parts their room."""


class Beside(QSplitter):
    """A list and what is told of its record. Dragging the line between them shares the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(self.fontMetrics().height() // 2)

    def share(self, first: int, second: int) -> None:
        """Give the two parts these shares of the width, now and in a window of another size."""
        self.setStretchFactor(0, first)
        self.setStretchFactor(1, second)
        self.setSizes([first * _WIDE, second * _WIDE])

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider part alone, so that a narrow window is not scrolled."""
        hint = super().minimumSizeHint()
        across = map(_least, self._parts())
        return QSize(max(across, default=0), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        parts, metrics = self._parts(), self.fontMetrics()
        needed = sum(map(_least, parts)) + self.handleWidth()
        beside = self.width() >= max(needed, metrics.averageCharWidth() * _FROM)
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        for part in parts:
            high = part.minimumSizeHint().height() + metrics.height() * _LINES
            part.setMinimumHeight(0 if beside else high)

    def _parts(self) -> list[QWidget]:
        parts = (self.widget(n) for n in range(self.count()))
        return [part for part in parts if part is not None]


def _least(part: QWidget) -> int:
    """Return the width that a part cannot do without, in pixels."""
    return max(part.minimumSizeHint().width(), part.minimumWidth())
