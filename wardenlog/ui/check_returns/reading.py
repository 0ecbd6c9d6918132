"""Checks files one after another beside the window, in processes of their own, until stopped."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wardenlog.services.checking_returns import Checked, check_file
from wardenlog.ui.tasks import Job, Task, TaskRunner


class Reading(QObject):
    """`checked` carries what came of a file, `stopped` a file that was not checked.

    `moved` comes whenever it has come further, `failed` with a bug of ours.
    """

    checked = Signal(object)  # Checked
    stopped = Signal(object)  # Path
    moved = Signal()
    failed = Signal(object)  # the exception

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = TaskRunner(self)
        self._waiting: dict[Task, Path] = {}
        self._done = 0
        self._total = 0

    @property
    def busy(self) -> bool:
        """Whether a file is still to be checked."""
        return bool(self._waiting)

    @property
    def progress(self) -> tuple[int, int]:
        """How many files are done since it was last at rest, and of how many."""
        return self._done, self._total

    def start(self, paths: Sequence[Path]) -> None:
        """Check these files after those that wait."""
        if not self.busy:
            self._done = self._total = 0
        for path in paths:
            task = self._runner.start(partial(_check, path))
            self._waiting[task] = path
            task.succeeded.connect(self._succeeded)
            task.failed.connect(self._failed)
            task.cancelled.connect(self._cancelled)
            self._total += 1
        self.moved.emit()

    def stop(self) -> None:
        """Leave what is not checked yet."""
        for task in list(self._waiting):
            task.cancel()

    def close(self) -> None:
        """Stop for good, and wait for the process that reads."""
        self._runner.close()

    def _succeeded(self, checked: Checked) -> None:
        self._end()
        self.checked.emit(checked)
        self.moved.emit()

    def _failed(self, error: BaseException) -> None:
        path = self._end()
        self.stopped.emit(path)
        self.moved.emit()
        self.failed.emit(error)

    def _cancelled(self) -> None:
        path = self._end()
        self.stopped.emit(path)
        self.moved.emit()

    def _end(self) -> Path | None:
        self._done += 1
        task = self.sender()
        return self._waiting.pop(task, None) if isinstance(task, Task) else None


def _check(path: Path, job: Job) -> Checked:
    def still_wanted() -> None:
        job.report(path.name, 0, 1)

    return check_file(path, still_wanted)
