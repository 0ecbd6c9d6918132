"""The status bar: what was saved, and which file is open."""

from PySide6.QtWidgets import QStatusBar

from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.words import Words


class StatusBar(QStatusBar):
    """Words of the pages on the left, and what is always so on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = Words()
        self._file = Words(kind="muted")
        self.addWidget(self._saved, 1)
        self.addPermanentWidget(self._file)

    def show_record(self, desk: Desk) -> None:
        """Say which record is open."""
        self._file.say(str(desk.record.path))
        self._file.setAccessibleName(self.tr("Open file: {0}").format(desk.record.path))

    def say(self, words: str) -> None:
        """Say what was saved, or why it was not."""
        self._saved.say(words)
