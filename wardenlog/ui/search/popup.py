"""What quick find shows under its box: the hits, or a sentence where there are none."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from wardenlog.services.search import Hit
from wardenlog.ui.search.hits import HitsModel, hit_words
from wardenlog.ui.search.painting import HitPainter
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.words import Words

_WIDTH: Final = 72
_MOST_OF_WINDOW: Final = 0.7


class HitsPopup(QFrame):
    """Lies over the window, under the box, and never takes the keyboard from it."""

    chosen = Signal(object)  # Hit

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._edge = self.fontMetrics().height() // 4
        self.setProperty("card", True)
        self.model = HitsModel()
        self.model.setParent(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitPainter(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setAccessibleDescription(self.tr("Up and Down choose, Enter goes there."))
        self.list.clicked.connect(self._click)
        self._words = Words(kind="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self._edge, self._edge, self._edge, self._edge)
        layout.addWidget(self.list)
        layout.addWidget(self._words)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], box: QWidget) -> None:
        """Show hits under a box, the first one marked."""
        self.model.show(hits)
        self._words.hide()
        self.list.show()
        self._mark(self.model.next_hit(-1, 1))
        rows = range(self.model.rowCount())
        self._place(box, sum(self.list.sizeHintForRow(row) for row in rows))

    def show_words(self, words: str, box: QWidget) -> None:
        """Show a sentence instead."""
        self.model.show(())
        self.list.hide()
        self._words.say(words)
        self._words.show()
        self._place(box, self._words.heightForWidth(self._width(box)))

    def move_mark(self, step: int) -> str:
        """Mark the next hit up or down; return its words."""
        self._mark(self.model.next_hit(self.list.currentIndex().row(), step))
        hit = self.marked
        return "" if hit is None else hit_words(hit)

    @property
    def marked(self) -> Hit | None:
        """The hit that Enter would go to, if any."""
        return self.model.hit(self.list.currentIndex().row()) if self.list.isVisible() else None

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    def _click(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row())
        if hit is not None:
            self.chosen.emit(hit)

    def _width(self, box: QWidget) -> int:
        wanted = max(box.width(), self.fontMetrics().averageCharWidth() * _WIDTH)
        return min(wanted, self._window.width())

    def _place(self, box: QWidget, height: int) -> None:
        window = self._window
        most = round(window.height() * _MOST_OF_WINDOW)
        around = 2 * (self._edge + self.list.frameWidth() + 2)
        width = self._width(box)
        corner = box.mapTo(window, QPoint(0, box.height()))
        left = max(0, min(corner.x(), window.width() - width))
        self.setGeometry(left, corner.y(), width, min(height + around, most))
        self.show()
        self.raise_()
