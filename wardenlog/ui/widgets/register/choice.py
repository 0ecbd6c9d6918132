"""A box to choose from above a list: it says what it is about, and is as wide as what it says."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox

_MOST_CHARS: Final = 40
"""Characters of a box; its list is as wide as its longest words."""


class Choice(QComboBox):
    """Reads “Status: All”, so that many fit on a line; one that keeps rows out stands out."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setAccessibleName(label)
        self.currentIndexChanged.connect(self._fit)

    def stand_out(self, *, out: bool) -> None:
        """Look as one that was chosen, or as one that lets everything through."""
        if bool(self.property("chosen")) != out:
            self.setProperty("chosen", out)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        hint = super().sizeHint()
        texts = (self.itemText(n) for n in range(self.count()))
        frame = hint.width() - max(map(metrics.horizontalAdvance, texts), default=0)
        words = min(metrics.horizontalAdvance(self._words()), self._most())
        return QSize(frame + words, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(
            self.view().sizeHintForColumn(0) + self.view().verticalScrollBar().sizeHint().width()
        )
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            self._words(), Qt.TextElideMode.ElideRight, self._most()
        )

    def _words(self) -> str:
        return f"{self._label}: {self.currentText()}"

    def _most(self) -> int:
        return self.fontMetrics().averageCharWidth() * _MOST_CHARS

    def _fit(self) -> None:
        self.setToolTip(self.currentText())
        self.updateGeometry()
