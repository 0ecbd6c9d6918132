"""Runs what takes long beside the window: one job at a time, with progress and a way to stop it.

A job is a plain function `fn(job)` that opens sessions of its own. What it returns or raises
arrives as a signal of its Task, always in the window's thread.
"""

import gc
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from wardenlog.errors import MachineError, UserError

_SECONDS_BETWEEN_REPORTS: Final = 0.05
_COLLECT_EVERY_MS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: in which step, how much of it is done, and of how much."""

    step: str
    done: int
    total: int


class Cancelled(Exception):  # noqa: N818 - not an error: somebody wanted it to stop
    """Raised inside a job that was asked to stop, where it next reports."""


class Job:
    """What a running job may do: say how far it has come, which also stops it when asked to."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told_at = 0.0

    def report(self, step: str, done: int, total: int) -> None:
        """Say how far the job has come; raises Cancelled once it was asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._told_at >= _SECONDS_BETWEEN_REPORTS:
            self._told_at = now
            self._tell(Progress(step, done, total))

    def stop(self) -> None:
        """Ask the job to stop when it next reports."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop.is_set()

    def asked_to_stop(self) -> bool:
        """Return the same, as the function that a read session asks again and again."""
        return self._stop.is_set()


@dataclass(frozen=True, slots=True)
class _Outcome:
    result: object = None
    error: BaseException | None = None


class Task(QObject):
    """One job on its way. Exactly one of succeeded, failed and cancelled comes, then nothing."""

    progressed = Signal(object)  # Progress
    succeeded = Signal(object)  # what the job returned
    failed = Signal(object)  # the exception
    cancelled = Signal()
    broke = Signal(object)  # the exception, beside `failed`, where it is a bug of ours
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.job = Job(self._arrived.emit)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop; `cancelled` comes once it has, even where it had just finished."""
        self.job.stop()

    def run(self, fn: Callable[[Job], object]) -> None:
        """Do the job; the runner calls this on its own thread."""
        try:
            outcome = _Outcome(None if self.job.stopping else fn(self.job))
        except BaseException as e:  # noqa: BLE001 - whatever it is, the window must hear of it
            outcome = _Outcome(error=e)
        self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, news: object) -> None:
        if isinstance(news, Progress):
            if not self.job.stopping:
                self.progressed.emit(news)
            return
        if not isinstance(news, _Outcome):
            raise TypeError(news)
        if self.job.stopping or isinstance(news.error, Cancelled):
            self.cancelled.emit()
        elif news.error is not None:
            if not isinstance(news.error, UserError | MachineError):
                self.broke.emit(news.error)
            self.failed.emit(news.error)
        else:
            self.succeeded.emit(news.result)
        self.deleteLater()


class TaskRunner(QObject):
    """A pool of one: jobs run in the order they were started. `broke` tells of a bug in any."""

    broke = Signal(object)  # the exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wardenlog")

    def start(self, fn: Callable[[Job], object]) -> Task:
        """Queue a job; connect to the task's signals before returning to the event loop.

        A runner that was closed does no more jobs: it cancels them.
        """
        task = Task(self)
        task.broke.connect(self.broke)
        if self._closed:
            task.cancel()
            task.run(fn)
        else:
            self._pool.submit(task.run, fn)
        return task

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self.findChildren(Task))

    def cancel(self) -> None:
        """Ask every job to stop, without waiting for it."""
        for task in self.findChildren(Task):
            task.cancel()

    def wait(self) -> None:
        """Wait until every job that was started is done; only for a runner of small jobs."""
        if not self._closed:
            self._pool.submit(_nothing).result()

    def close(self) -> None:
        """Ask every job to stop, and wait for the one that runs."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _nothing() -> None:
    """Be a job that is done once all before it are."""


class Collector(QObject):
    """Collects garbage in the window's thread only: elsewhere it would destroy widgets there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_COLLECT_EVERY_MS)

    @Slot()
    def collect(self) -> None:
        """Collect the generations that Python itself would have collected by now."""
        for generation, (count, limit) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if limit and count > limit:
                gc.collect(generation)
                return
