"""The box behind a figure that no records make: how it was reached, in a sentence."""

from typing import Final

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from wardenlog.ui.returns.box import Box
from wardenlog.ui.widgets.words import Words

_CHARS: Final = 70


class ReachedDialog(Box):
    """Says how a figure of the terms, or of what was sent, was reached."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent, self.tr("What is behind it"), _CHARS)
        self.says = Words(wrap=True)
        self.says.say(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleDescription(self.tr("Closes this box. Nothing was changed."))
        self.column.addWidget(Words(title, "heading", wrap=True))
        self.column.addWidget(self.says)
        self.column.addStretch()
        self.feet.addStretch()
        self.feet.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.fit()
