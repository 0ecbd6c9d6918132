"""Lets backups be made beside the window when they are due, and says how things stand with them.

It comes with the window, so what makes a backup is imported only when the first is looked for.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wardenlog import clock
from wardenlog.errors import MachineError
from wardenlog.services.record import Record
from wardenlog.settings import BackupChoices, SettingsFile
from wardenlog.ui.tasks import Job, Task, TaskRunner

if TYPE_CHECKING:
    from wardenlog.services.backups.making import State

_FIRST_MS: Final = 5_000
_EVERY_MS: Final = 60_000


class BackupKeeper(QObject):
    """Looks every minute whether a backup is due. One that fails is tried again the next minute.

    `stood` comes with each new State; `told` says once why a backup failed, and later that they
    are made again; `progressed` and `ended` tell of one that a person asked for. `restore_wanted`
    carries the file that is to become the record.
    """

    stood = Signal(object)
    told = Signal(str)
    progressed = Signal(object)
    ended = Signal()
    failed = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self, record: Record, settings: SettingsFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self.runner = TaskRunner(self)
        self._record = record
        self._settings = settings
        self._task: Task | None = None
        self._failure: str | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._first.timeout.connect(self.look)

    def start(self) -> None:
        """Look for the first time in a moment, and then every minute."""
        self._first.start()
        self._timer.start()

    def look(self) -> None:
        """See whether a backup is due, and make it."""
        if self._task is None:
            self._run(at_once=False)

    def back_up(self) -> bool:
        """Make a backup at once; False while one is being made already."""
        if self._task is not None:
            return False
        task = self._run(at_once=True)
        task.progressed.connect(self.progressed)
        task.failed.connect(self.failed)
        return True

    def stop(self) -> None:
        """Stop the backup that is being made."""
        if self._task is not None:
            self._task.cancel()

    def choose_second(self, folder: Path | None) -> bool:
        """Copy backups to another folder from now on, or to none; whether that is remembered."""
        chosen = BackupChoices(folder, clock.utc_text(clock.now()) if folder else None)
        kept = self._settings.choose(backups=chosen)
        self.look()
        return kept

    @property
    def second_folder(self) -> Path | None:
        """The other folder that backups are copied to."""
        return self._settings.now.backups.folder

    def close(self) -> None:
        """Make no more backups, and wait until the one being made has stopped."""
        self._first.stop()
        self._timer.stop()
        self.runner.close()

    def _run(self, *, at_once: bool) -> Task:
        chosen = self._settings.now.backups
        self._task = task = self.runner.start(
            partial(_keep, self._record, chosen.folder, chosen.had_at, at_once)
        )
        task.succeeded.connect(self._stand)
        task.failed.connect(self._give_up)
        task.cancelled.connect(self._end)
        return task

    def _stand(self, state: "State") -> None:
        self.state = state
        if state.second_had_at is not None:
            had_at = clock.utc_text(state.second_had_at)
            if had_at != self._settings.now.backups.had_at and state.made is not None:
                self._settings.choose(backups=BackupChoices(self.second_folder, had_at))
        failure = state.failed or state.second_failed
        if failure is not None and failure != self._failure:
            self.told.emit(failure)
        elif failure is None and self._failure is not None:
            self.told.emit(self.tr("Backups are made again."))
        self._failure = failure
        self._task = None
        self.stood.emit(state)
        self.ended.emit()

    def _give_up(self, error: BaseException) -> None:
        """Say once what is no bug, such as a record that cannot be read; the next minute tries."""
        if isinstance(error, MachineError) and error.message != self._failure:
            self._failure = error.message
            self.told.emit(error.message)
        self._end()

    def _end(self) -> None:
        self._task = None
        self.ended.emit()


def _keep(
    record: Record,
    folder: Path | None,
    had_at: str | None,
    at_once: bool,  # noqa: FBT001 - given to a job by position
    job: Job,
) -> "State":
    from wardenlog.services.backups import making, restoring

    now = clock.now()
    restoring.clear_aside(record.path, now)
    since = clock.from_utc_text(had_at) if had_at else now
    second = None if folder is None else making.Second(folder, since)
    make = making.make_now if at_once else making.keep
    return make(record.store, second, job.report)
