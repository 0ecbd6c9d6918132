"""How far a job has come, and a way to stop it: one line, hidden while nothing runs."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.tasks import Job, Progress, Task, TaskRunner


class Working(QWidget):
    """Runs one job at a time; a newer one takes the older one's place.

    `done` carries what the job returned, `failed` what it raised; `stopped` comes when the user
    stopped it.
    """

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, runner: TaskRunner, name: str) -> None:
        super().__init__()
        self._runner = runner
        self._task: Task | None = None
        self._bar = QProgressBar()
        self._bar.setAccessibleName(name)
        self._bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._bar, 1)
        self._stop: QAction | None = None
        self.setVisible(False)

    def offer(self, stop: QAction) -> None:
        """Put an action that stops the job beside the bar; it is on while one runs."""
        self._stop = stop
        self._layout.addWidget(ActionButton(stop))
        self._show_running()

    @property
    def busy(self) -> bool:
        """Whether a job is on its way."""
        return self._task is not None

    def start(self, job: Callable[[Job], object], words: str) -> None:
        """Run a job beside the window, in place of one that still runs."""
        self.drop()
        self._bar.setRange(0, 0)
        self._bar.setFormat(words)
        task = self._runner.start(job)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        self._task = task
        self._show_running()

    def stop(self) -> None:
        """Ask the job to stop; `stopped` comes once it has."""
        if self._task is not None:
            self._task.cancel()
            self._bar.setFormat(self.tr("Stopping…"))
            if self._stop is not None:
                self._stop.setEnabled(False)

    def drop(self) -> None:
        """Stop the job without a word."""
        task, self._task = self._task, None
        if task is not None:
            task.disconnect(self)
            task.cancel()
        self._show_running()

    def _show_running(self) -> None:
        self.setVisible(self.busy)
        if self._stop is not None:
            self._stop.setEnabled(self.busy)
            self._stop.setVisible(self.busy)

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def _succeeded(self, result: object) -> None:
        self._end()
        self.done.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._end()
        self.failed.emit(error)

    def _cancelled(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._task = None
        self._show_running()
