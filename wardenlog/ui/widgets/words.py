"""Labels in the window's few kinds of writing."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

Kind = Literal["title", "heading", "body", "muted", "good", "warn", "bad"]


class Words(QLabel):
    """A label of one kind of writing, in plain text; a long one wraps where it is told to."""

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

    def say(self, text: str, kind: Kind | None = None) -> None:
        """Show a text, and in another kind of writing where one is given."""
        self.setText(text)
        if kind is not None and kind != self.property("words"):
            self.setProperty("words", kind)
            self.style().unpolish(self)
            self.style().polish(self)
