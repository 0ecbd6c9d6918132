"""The choices below a table: two columns of them, or one where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget


class Options(QWidget):
    """Each has a label, a box to choose from, and what it is about for a screen reader."""

    def __init__(self, rows: Sequence[tuple[str, QComboBox, str]], last: QWidget) -> None:
        """Lay them out in their order, and `last`, which is its own label, after them."""
        super().__init__()
        self._pairs: list[tuple[QLabel, QComboBox]] = []
        self._last = last
        self._across = 0
        for text, combo, about in rows:
            label = QLabel(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text.replace("&", ""))
            combo.setAccessibleDescription(about)
            self._pairs.append((label, combo))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        self._place(2)

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column, which a narrow window still has."""
        return QSize(self._column(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._grid.horizontalSpacing()
        self._place(2 if self.width() >= self._column() * 2 + gap else 1)

    def _column(self) -> int:
        labels = max(label.sizeHint().width() for label, _ in self._pairs)
        boxes = max(combo.minimumSizeHint().width() for _, combo in self._pairs)
        return max(labels + self._grid.horizontalSpacing() + boxes, self._last.sizeHint().width())

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for n, (label, combo) in enumerate(self._pairs):
            row, column = divmod(n, across)
            self._grid.addWidget(label, row, column * 2)
            self._grid.addWidget(combo, row, column * 2 + 1)
        row, column = divmod(len(self._pairs), across)
        self._grid.addWidget(self._last, row, column * 2, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, across - 1)
