"""Restores a backup for the window: once nothing runs any more, beside it, and never by halves."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wardenlog.ui.backups.restoring import RestoringPage
from wardenlog.ui.tasks import Job, Task, TaskRunner

if TYPE_CHECKING:
    from wardenlog.services.backups.restoring import Restored

_LOOK_EVERY_MS: Final = 20


class Restore(QObject):
    """One restore on its way. `restored` carries what it left, `failed` why nothing changed.

    `stopped` comes where a person stopped it.
    """

    restored = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        record: Path,
        backup: Path,
        runners: Sequence[TaskRunner],
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        """`runners` may still use the record, which `close` closes once they are at rest.

        The last of them does the work.
        """
        super().__init__(parent)
        self.page = RestoringPage()
        self._record = record
        self._backup = backup
        self._runners = runners
        self._close = close
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._go_on)
        self._task: Task | None = None
        self.page.stop_wanted.connect(self.stop)

    def start(self) -> None:
        """Ask what runs to stop, and begin once it has."""
        for runner in self._runners:
            runner.cancel()
        self._timer.start()

    def stop(self) -> None:
        """Stop, unless the backup is being put in place already."""
        if self._task is not None:
            self._task.cancel()
        elif self._timer.isActive():
            self._timer.stop()
            self._close()
            self.stopped.emit()

    def _go_on(self) -> None:
        if any(runner.busy for runner in self._runners):
            return
        self._timer.stop()
        self._close()
        self._task = task = self._runners[-1].start(partial(_restore, self._record, self._backup))
        task.progressed.connect(self.page.show_progress)
        task.succeeded.connect(self.restored)
        task.failed.connect(self.failed)
        task.cancelled.connect(self.stopped)
        task.destroyed.connect(self.deleteLater)


def _restore(record: Path, backup: Path, job: Job) -> "Restored":
    from wardenlog.services.backups import restoring

    return restoring.restore(record, backup, job.report)
