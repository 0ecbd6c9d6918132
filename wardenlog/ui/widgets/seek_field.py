"""A line to find with: a magnifier before what is typed, and a cross after it that clears it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from wardenlog.ui.theme.icons import icon, icon_size
from wardenlog.ui.widgets.field import Field


class SeekField(Field):
    """A field whose pictures are as large as its text: Qt's own are 16 pixels at every size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cross = QToolButton(self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.setProperty("within", True)
        self._cross.setToolTip(self.tr("Clear what is typed."))
        self._cross.setAccessibleName(self.tr("Clear"))
        self._cross.hide()
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self._follow)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = icon_size()
        painter = QPainter(self)
        self._glass.paint(painter, self._edge(), (self.height() - side) // 2, side, side)

    def _dress(self) -> None:
        ink, side = QPalette.ColorRole.PlaceholderText, icon_size()
        self._glass = icon("search", ink=ink)
        self._cross.setIcon(icon("x", ink=ink))
        self._cross.setIconSize(QSize(side, side))
        self.setTextMargins(side + self._edge() // 4, 0, side, 0)
        self._place()

    def _place(self) -> None:
        side = self.height() - self._edge() // 2
        self._cross.setGeometry(self.width() - side - self._edge() // 4, 0, side, side)
        self._cross.move(self._cross.x(), (self.height() - side) // 2)

    def _follow(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def _edge(self) -> int:
        """Return how far from the edge the magnifier is, in pixels."""
        return self.fontMetrics().height() // 2
