"""Saves a return in other forms beside the window: its figures as CSV, its summary as PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog.services.record import Record
from wardenlog.services.returns.building import Wanted
from wardenlog.services.returns.exporting import one_page, save_long_csv, save_page
from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.summary_pdf import draw
from wardenlog.ui.returns.working import Working
from wardenlog.ui.tasks import Job


class Saving(QWidget):
    """A line that is there while a file is written.

    `told` says what came of it, `turned` comes when saving begins or ends.
    """

    told = Signal(str)
    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._working = Working(desk.work, self.tr("How far the saving has come"))
        self._working.offer(make_action("return.unsave", self, self._working.stop))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._working)
        self.setVisible(False)
        self._ask: Wanted | None = None
        self._working.done.connect(self._done)
        self._working.failed.connect(self._failed)
        self._working.stopped.connect(self._stopped)

    @property
    def busy(self) -> bool:
        """Whether a file is on its way."""
        return self._working.busy

    def save_csv(self, ask: Wanted) -> None:
        """Ask where, and write every figure of a return."""
        self._ask = ask
        self._desk.prompts.ask_save_file(
            self.tr("Save the figures"),
            self._folder() / self._name(ask, ".csv"),
            self.tr("CSV file (*.csv)"),
            self._start_csv,
        )

    def save_pdf(self, ask: Wanted) -> None:
        """Ask where, and write the summary of a return."""
        self._ask = ask
        self._desk.prompts.ask_save_file(
            self.tr("Save the summary"),
            self._folder() / self._name(ask, ".pdf"),
            self.tr("PDF (*.pdf)"),
            self._start_pdf,
        )

    def _folder(self) -> Path:
        return self._desk.settings.now.returns.folder or Path.home()

    def _name(self, ask: Wanted, suffix: str) -> str:
        return f"{ask.agreement} {ask.period.code()}{suffix}".replace("/", "-")

    def _start_csv(self, path: Path) -> None:
        if self._ask is not None:
            self._start(partial(_write_csv, self._desk.record, self._ask, path))

    def _start_pdf(self, path: Path) -> None:
        if self._ask is not None:
            self._start(partial(_write_pdf, self._desk.record, self._ask, path))

    def _start(self, job: partial[Path]) -> None:
        self._working.start(job, self.tr("Counting the figures"))
        self._turn()

    def _done(self, path: Path) -> None:
        self._turn()
        self.told.emit(self.tr("Saved as {0}").format(path))

    def _failed(self, error: BaseException) -> None:
        self._turn()
        self._desk.prompts.tell_error(error)

    def _stopped(self) -> None:
        self._turn()
        self.told.emit(self.tr("Stopped. No file was written."))

    def _turn(self) -> None:
        self.setVisible(self.busy)
        self.turned.emit()


def _write_csv(record: Record, ask: Wanted, path: Path, job: Job) -> Path:
    return save_long_csv(record, ask, path, job.report).path


def _write_pdf(record: Record, ask: Wanted, path: Path, job: Job) -> Path:
    job.report("Counting", 0, 2)
    page = one_page(record, ask)
    job.report("Drawing", 1, 2)
    save_page(record, path, draw(page))
    return path
