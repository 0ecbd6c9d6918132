"""The room that the page in view has: a page that needs more is scrolled, so the window fits."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class Pages(QStackedWidget):
    """The pages, one in view, which alone says how much room is needed."""

    def minimumSizeHint(self) -> QSize:
        here = self.currentWidget()
        return QSize() if here is None else here.minimumSizeHint().grownBy(self.contentsMargins())

    def heightForWidth(self, width: int) -> int:
        """Return the height that the page in view cannot do without, not what it would like."""
        here = self.currentWidget()
        layout = None if here is None else here.layout()
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return layout.totalMinimumHeightForWidth(width)


class Room(QScrollArea):
    """Shows the pages at the size there is, or scrolls where that is less than the page needs."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(pages)

    def minimumSizeHint(self) -> QSize:
        return QSize()
