"""Lays widgets out in lines, as words in a paragraph: what does not fit goes to the next line."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Items from left to right, then on the next line; hidden ones take no room.

    With `at_end` the lines end at the right edge.
    """

    def __init__(self, parent: QWidget | None = None, *, at_end: bool = False) -> None:
        super().__init__(parent)
        self._at_end = at_end
        self._items: list[QLayoutItem] = []
        self._width = 0
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, position: int, widget: QWidget) -> None:
        """Add a widget before the one at a position."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)
        if rect.width() != self._width:
            self._width = rect.width()
            self.update()  # another width may need another height

    def sizeHint(self) -> QSize:
        """Return what one line of all of them needs."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = max(0, self.spacing()) * (len(sizes) - 1)
        return QSize(sum(each.width() for each in sizes) + max(0, gaps), self._tallest(sizes))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return QSize(size.width(), max(size.height(), self._height()))

    @staticmethod
    def _tallest(sizes: Sequence[QSize]) -> int:
        return max((each.height() for each in sizes), default=0)

    def _height(self) -> int:
        """Return the height of the lines at the width there was last."""
        return self.heightForWidth(self._width) if self._width else 0

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height of the lines in a width, and put the items there if asked to."""
        gap, y = max(0, self.spacing()), rect.y()
        for line in self._lines(rect.width(), gap):
            height = max(item.sizeHint().height() for item in line)
            long = sum(item.sizeHint().width() + gap for item in line) - gap
            x = rect.x() + (max(0, rect.width() - long) if self._at_end else 0)
            for item in line:
                size = item.sizeHint()
                if move:
                    middle = y + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, middle), size))
                x += size.width() + gap
            y += height + gap
        return max(0, y - gap - rect.y())

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        """Return the items that take room, line by line."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + gap
        return lines
