"""Saves a list as a CSV file: how far it has come, and a way to stop it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Progress, Task


class CsvSaving(QWidget):
    """A strip below the list that is there while a file is written; `told` says what came of it."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Saving the list"))
        self._bar.setAccessibleDescription(self.tr("How many of its rows are written."))
        self._stop = make_action("list.stop", self, self.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar, 1)
        layout.addWidget(ActionButton(self._stop))
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def start(self, job: Callable[[Job], Path]) -> None:
        """Write a file, unless one is being written."""
        if self._task is not None:
            return
        self._bar.setRange(0, 0)
        self.show()
        self._task = self._desk.work.start(job)
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._saved)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._stopped)

    def stop(self) -> None:
        """Stop; no file is left behind."""
        if self._task is not None:
            self._task.cancel()

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def _saved(self, path: Path) -> None:
        self._end()
        self.told.emit(self.tr("Saved the list as {0}").format(path))

    def _failed(self, error: BaseException) -> None:
        self._end()
        self._desk.prompts.tell_error(error)

    def _stopped(self) -> None:
        self._end()
        self.told.emit(self.tr("Stopped. No file was written."))

    def _end(self) -> None:
        self._task = None
        self.hide()
