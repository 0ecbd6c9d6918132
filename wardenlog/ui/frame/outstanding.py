"""How many checks wait for somebody: counted beside the window a moment after each change."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from wardenlog.errors import MachineError, UserError
from wardenlog.services.looking import Checks
from wardenlog.services.periods import Viewed
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task

_PAUSE_MS: Final = 1_500


class Outstanding(QPushButton):
    """Says the number; `wanted` comes when it is pressed."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self.setProperty("plain", True)
        self.setAccessibleName(self.tr("Checks outstanding"))
        self.setAccessibleDescription(self.tr("Goes to the checks of the period in view."))
        self.setToolTip(self.tr("Records of the period in view that need a person to decide."))
        self.setVisible(False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self.clicked.connect(self._press)
        desk.bus.changed.connect(self._again)
        desk.view.changed.connect(self._count)
        desk.lists.destroyed.connect(self._pause.stop)
        self._pause.start()

    def put_away(self) -> None:
        """Count no more: the record is about to be closed."""
        self._pause.stop()
        self._desk.bus.changed.disconnect(self._again)
        self._desk.view.changed.disconnect(self._count)

    def _again(self) -> None:
        self._pause.start()

    def _press(self) -> None:
        self.wanted.emit()

    def _count(self) -> None:
        if self._task is not None:
            self._pause.start()
            return
        self._task = self._desk.lists.start(
            partial(_waiting, self._desk.checks, self._desk.view.now)
        )
        self._task.succeeded.connect(self._show_count)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._stay_silent)

    def _show_count(self, number: int) -> None:
        self._task = None
        words = (
            self.tr("✓ No checks outstanding in this period")
            if number == 0
            else self.tr("▲ 1 check outstanding")
            if number == 1
            else self.tr("▲ {0} checks outstanding").format(f"{number:,}")
        )
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(True)

    def _failed(self, error: BaseException) -> None:
        self._stay_silent()
        if not isinstance(error, UserError | MachineError):
            self._desk.prompts.tell_error(error)

    def _stay_silent(self) -> None:
        """Show no number rather than an old one."""
        self._task = None
        self.setVisible(False)


def _waiting(checks: Checks, viewed: Viewed, job: Job) -> int:
    del job  # one reading of the record; a later change counts again
    return checks.look(viewed).waiting
