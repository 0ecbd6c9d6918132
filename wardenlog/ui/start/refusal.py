"""Says why the record cannot be opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.widgets.words import Words


class RefusalPage(QWidget):
    """One sentence, in place of a record; `restore_wanted` says that a backup shall take it."""

    restore_wanted = Signal()

    def __init__(self, sentence: str, *, restorable: bool) -> None:
        """`restorable` where the record itself is at fault, so that a backup would help."""
        super().__init__()
        self.restore = make_action("start.restore", self, self.restore_wanted.emit)
        self.restore.setEnabled(restorable)
        layout = QVBoxLayout(self)
        margin = self.fontMetrics().height() * 3
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(Words(self.tr("The record was not opened"), "title"))
        layout.addWidget(Words(sentence, wrap=True))
        button = ActionButton(self.restore)
        button.setVisible(restorable)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()
