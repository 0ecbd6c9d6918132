"""The button of the status bar that says when the last good backup was made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from wardenlog import clock
from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.widgets.shapes import LOOK

if TYPE_CHECKING:
    from datetime import datetime

    from wardenlog.services.backups.making import State


class BackupStatus(QPushButton):
    """Says “Backup 14:02”, or that something is wrong; `wanted` comes when it is pressed."""

    wanted = Signal()

    def __init__(self, keeper: BackupKeeper) -> None:
        super().__init__()
        self.setProperty("plain", True)
        self.setAccessibleName(self.tr("Last backup"))
        self.setAccessibleDescription(self.tr("Goes to the backups."))
        self.setVisible(False)
        self.clicked.connect(self._press)
        keeper.stood.connect(self._show_state)
        if keeper.state is not None:
            self._show_state(keeper.state)

    def _press(self) -> None:
        self.wanted.emit()

    def _show_state(self, state: "State") -> None:
        if state.failed or state.late:
            words, tip = self.tr("{0} Backup failed").format(LOOK), state.failed
            if not state.failed:
                words = self.tr("{0} Backup is late").format(LOOK)
        elif state.second_late:
            words, tip = self.tr("{0} Second backup is late").format(LOOK), state.second_failed
        elif state.good_at is None:
            words, tip = self.tr("No backup yet"), None
        else:
            words, tip = self.tr("Backup {0}").format(_when(state.good_at)), None
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip or self.tr("When the last good backup was made. Press to see all."))
        self.setVisible(True)


def _when(at: "datetime") -> str:
    """Return the time of a moment of today, and the day of an earlier one."""
    day = clock.local_date(at)
    if day == clock.local_date(clock.now()):
        return clock.wall_text(at)
    number, month, _year = clock.date_text(day).split()
    return f"{number} {month[:3]}"
