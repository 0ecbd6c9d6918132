"""Labels in the window's few kinds of writing."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

Kind = Literal["title", "heading", "body", "muted", "good", "warn", "bad"]


class Words(QLabel):
    """A label of one kind of writing, in plain text; a long one wraps where it is told to.

    One that wraps is never less high than its lines: what is around it makes room, or scrolls.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "body",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("words", kind)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self.wordWrap() or not self.text():
            return hint
        return QSize(hint.width(), max(0, self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def say(self, text: str, kind: Kind | None = None) -> None:
        """Show a text, and in another kind of writing where one is given."""
        self.setText(text)
        if kind is not None and kind != self.property("words"):
            self.setProperty("words", kind)
            self.style().unpolish(self)
            self.style().polish(self)
