"""The box that says what a restore would lose and gain, before anything is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog.services.backups import wording
from wardenlog.services.backups.restoring import Preview
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.widgets.words import Kind, Words

_WIDE = 76


class RestoreDialog(QDialog):
    """`confirmed` carries the file that is to become the record. Esc does nothing."""

    confirmed = Signal(object)

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview = preview
        self.setWindowTitle(self.tr("Restore a backup"))
        self.restore = make_action("backups.confirm", self, self.confirm)
        main = ActionButton(self.restore)
        main.setProperty("main", True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        cancel.setAccessibleDescription(self.tr("The record stays as it is."))
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(main)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        unit = self.fontMetrics().height()
        layout.setContentsMargins(unit, unit, unit, unit)
        layout.setSpacing(unit * 3 // 4)
        for words, kind in self.said():
            layout.addWidget(Words(words, kind, wrap=True))
        layout.addStretch()
        layout.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDE)
        self.setAccessibleDescription(" ".join(words for words, _ in self.said()))
        cancel.setFocus()
        self.finished.connect(self.deleteLater)

    def said(self) -> list[tuple[str, Kind]]:
        """Return what the box says, each sentence in its kind of writing."""
        preview = self._preview
        loses = bool(preview.lost or preview.drafts) or preview.present == "unreadable"
        lost = wording.lost_words(preview)
        said: list[tuple[str, Kind]] = [
            (self.tr("Put this backup in the place of the record?"), "heading"),
            (wording.backup_words(preview.backup), "body"),
            (f"▲ {lost}" if loses else f"✓ {lost}", "warn" if loses else "good"),
            (wording.gained_words(preview), "body"),
            (wording.aside_words(preview), "muted"),
        ]
        return [each for each in said if each[0]]

    def confirm(self) -> None:
        """Go on with the restore."""
        self.accept()
        self.confirmed.emit(self._preview.backup.path)
