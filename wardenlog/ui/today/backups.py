"""The warning of today’s page that the record is not safely copied."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.bus import Place
from wardenlog.ui.today.card import LineButton
from wardenlog.ui.today.saying import Line
from wardenlog.ui.widgets.shapes import LOOK
from wardenlog.ui.widgets.words import Words

if TYPE_CHECKING:
    from wardenlog.services.backups.making import State


class BackupWarning(QFrame):
    """Hidden while all is well. `wanted` carries the line that leads to the backups."""

    wanted = Signal(object)

    def __init__(self, keeper: BackupKeeper) -> None:
        super().__init__()
        self.setObjectName("backup_warning")
        self.setProperty("card", True)
        self.words = Words(kind="warn", wrap=True)
        self.button = LineButton(Line(self.tr("Backups"), place=Place("backups")))
        self.button.chosen.connect(self.wanted)
        row = QHBoxLayout(self)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        keeper.stood.connect(self._say)
        self.setVisible(False)
        if keeper.state is not None:
            self._say(keeper.state)

    def _say(self, state: "State") -> None:
        said = []
        if state.late:
            said.append(self.tr("What was saved in the last three days is in no backup."))
        if state.second_late:
            said.append(
                self.tr("The second folder has had no backup for three days. Connect that disk.")
            )
        if said and state.failed:
            said.append(state.failed)
        self.words.say(f"{LOOK} {' '.join(said)}" if said else "")
        self.setVisible(bool(said))
