"""What the window shows while a backup takes the place of the record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.tasks import Progress
from wardenlog.ui.widgets.words import Words


class RestoringPage(QWidget):
    """How far the restore has come; `stop_wanted` comes while it can still be stopped."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stop = make_action("backups.cancel", self, self._want_stop)
        self.step = Words(self.tr("Closing the record…"), wrap=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How far the restore has come"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        margin = self.fontMetrics().height() * 3
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(Words(self.tr("Restoring a backup"), "title"))
        layout.addWidget(self.step)
        layout.addWidget(self._bar)
        button = ActionButton(self.stop)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()
        self.setFocusProxy(button)
        button.setFocus()

    def _want_stop(self) -> None:
        self.stop.setEnabled(False)
        self.step.say(self.tr("Stopping…"))
        self.stop_wanted.emit()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it has come."""
        self.step.say(f"{progress.step}…")
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
