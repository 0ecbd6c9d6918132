"""How large a box is when it opens: as large as its text asks, and no larger than its window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


def size_over(box: QWidget, characters: int, lines: int) -> QSize:
    """Return a size of so many characters and lines, within the window that the box is over."""
    metrics, over = box.fontMetrics(), box.parentWidget()
    wanted = QSize(metrics.averageCharWidth() * characters, metrics.height() * lines)
    return wanted if over is None else wanted.boundedTo(over.window().size())
