"""The step that takes a file: dropped on it, or chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.widgets.words import Words


class FileStep(QFrame):
    """A place to drop a file on, with the button that chooses one. `dropped` carries its path."""

    dropped = Signal(object)

    def __init__(self, choose: QAction) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAcceptDrops(True)
        self.button = ActionButton(choose)
        self.button.setProperty("main", True)
        self.said = Words(wrap=True)
        self.said.setVisible(False)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(Words(self.tr("or drop it here"), "muted"))
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        space = self.fontMetrics().height()
        layout.setContentsMargins(space, space, space, space)
        layout.addWidget(self.said)
        layout.addWidget(Words(self.tr("Bring in a spreadsheet"), "heading"))
        layout.addWidget(
            Words(
                self.tr(
                    "Your own list with one row a visit (.xlsx, .ods, .xls or .csv), or a standard"
                    " log. wardenlog sees which it is, and shows what it would add before"
                    " anything is saved."
                ),
                wrap=True,
            )
        )
        layout.addLayout(row)

    def say(self, text: str, *, good: bool) -> None:
        """Say what came of the last import, or what is wrong with a file."""
        self.said.say(f"✓ {text}" if good else f"▲ {text}", "good" if good else "bad")
        self.said.setVisible(bool(text))

    def begin(self) -> None:
        """Put the keyboard on the button."""
        self.button.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))
