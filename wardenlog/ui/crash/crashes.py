"""Logs what goes wrong inside the program, and tells it once, with a way on."""

import logging
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QWidget

from wardenlog import logs
from wardenlog.errors import MachineError, UserError
from wardenlog.ui.prompts import Prompts

if TYPE_CHECKING:
    from wardenlog.ui.crash.box import CrashBox

_log = logging.getLogger(__name__)

_QUIET_SECONDS: Final = 60.0
"""How long the same error is only counted after it was told: a list may raise at every move."""

_MOST_KEPT: Final = 20


class Crashes(QObject):
    """Takes errors from any thread; the box is shown in the window's, and never two at once."""

    _arrived = Signal(object)  # the exception

    def __init__(self, window: QWidget, logs_folder: Path, prompts: Prompts) -> None:
        super().__init__(window)
        self._window = window
        self._logs = logs_folder
        self._prompts = prompts
        self._told: Counter[str] = Counter()
        self._told_at: dict[str, float] = {}
        self._box: CrashBox | None = None
        self._in_box = 0
        self._fatal: list[str] = []
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def box(self) -> "CrashBox | None":
        """The box that is open, if any."""
        return self._box

    @Slot(object)
    def report(self, error: object) -> None:
        """Log an error that nobody caught, and tell of it; the same object is told only once.

        The log gets its kind and place, never its words, which may quote the record.
        """
        if not isinstance(error, BaseException) or getattr(error, "was_reported", False):
            return
        error.was_reported = True  # type: ignore[attr-defined]
        told = logs.told(error)
        self._told[told] += 1
        number = self._told[told]
        if number == 1:
            _log.error("%s", told)
        elif number & (number - 1) == 0:  # 2, 4, 8 … times, so that the log stays short
            _log.error("%s, %d times", logs.place(error), number)
        self._arrived.emit(error)

    def tell_last_time(self, trace: str) -> None:
        """Say that the program did not close properly last time; `trace` may be empty."""
        _log.warning("did not close properly last time\n%s", trace)
        self._fatal = [f"Last time it did not close properly.\n{trace}"]
        self._show(
            self.tr("wardenlog did not close properly last time"),
            [
                self.tr("Nothing that was saved is lost."),
                self.tr(
                    "A sheet that was being typed is kept as a draft, which the Sheets page offers"
                    " you."
                ),
            ],
        )

    @Slot(object)
    def _tell(self, error: object) -> None:
        if isinstance(error, UserError | MachineError):
            self._prompts.tell_error(error)
            return
        if not isinstance(error, BaseException):
            return
        if self._box is not None:
            self._in_box += 1
            self._box.say_count(self._in_box)
            return
        place, now = logs.place(error), time.monotonic()
        before = self._told_at.get(place)
        self._told_at[place] = now
        if before is not None and now - before < _QUIET_SECONDS:
            return
        self._show(
            self.tr("Something went wrong inside wardenlog"),
            [
                self.tr(
                    "What you saved is safe, and what you were typing is kept as a draft. You can"
                    " go on working."
                ),
                self.tr(
                    "If it happens again, save a report and give it to whoever looks after"
                    " wardenlog."
                ),
            ],
            place,
        )

    def _show(self, title: str, words: list[str], place: str = "") -> None:
        from wardenlog.ui.crash.box import CrashBox

        nothing = self.tr(
            "The report says which part of the program failed. It holds no names, notes or"
            " anything else from your record."
        )
        self._box = CrashBox(title, [*words, nothing], place, self._window)
        self._in_box = 1
        self._box.report_wanted.connect(self._ask_for_file)
        self._box.finished.connect(self._closed)
        self._box.open()

    @Slot()
    def _closed(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None

    @Slot()
    def _ask_for_file(self) -> None:
        self._prompts.ask_save_file(
            self.tr("Save report"),
            Path.home() / "wardenlog-report.zip",
            self.tr("Zip file (*.zip)"),
            self._save,
        )

    def _save(self, path: Path) -> None:
        from wardenlog.services.trouble import save_report

        troubles = [
            f"{told}\n({number} times)" for told, number in self._told.most_common(_MOST_KEPT)
        ]
        versions = {"Qt": qVersion(), "PySide6": PySide6.__version__}
        try:
            save_report(path, self._logs, [*self._fatal, *troubles], versions)
        except UserError as e:
            self._say(e.message, well=False)
        else:
            self._say(self.tr("The report is saved in {0}.").format(path), well=True)

    def _say(self, words: str, *, well: bool) -> None:
        if self._box is not None:
            self._box.say_saved(words, well=well)
