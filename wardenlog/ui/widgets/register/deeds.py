"""What is done with the chosen rows of a list: void, restore, take back, copy, save, look into."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from wardenlog.services.listing import Listing
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.history import HistoryDialog
from wardenlog.ui.widgets.register import jobs
from wardenlog.ui.widgets.register.saving import CsvSaving
from wardenlog.ui.widgets.register.spec import RegisterSpec
from wardenlog.ui.widgets.register.table import RegisterTable

translate = QCoreApplication.translate


class Deeds(QObject):
    """Does things with rows beside the window. `told` says what came of it.

    `changed` comes when something can be taken back, or no longer can.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        spec: RegisterSpec[Any],
        listing: Listing[Any],
        table: RegisterTable[Any],
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._spec = spec
        self._listing = listing
        self._table = table
        self._to_void: Sequence[str] = ()
        self._last: Changes | None = None
        self.saving = CsvSaving(desk)
        self.saving.told.connect(self.told)

    @property
    def can_undo(self) -> bool:
        """Whether something was voided or restored here that can be taken back."""
        return self._last is not None

    def ask_void(self) -> None:
        """Ask why the chosen rows are void, and make them so."""
        self._to_void = self._table.chosen_ids()
        number = len(self._to_void)
        which = self._words(number)
        if number == 1:
            question = self.tr("Why is this {0} void? It stays in the list and counts nowhere.")
        else:
            question = self.tr("Why are these {0} void? They stay in the list and count nowhere.")
        self._desk.prompts.ask_text(
            self.tr("Void {0}").format(f"{number:,} {which}"),
            question.format(which if number == 1 else f"{number:,} {which}"),
            self._void_for,
        )

    def restore(self) -> None:
        """Take back the voids of the chosen rows."""
        chosen = self._table.chosen_ids()
        self._change(
            partial(jobs.restore_rows, self._spec, self._desk.logbook, self._listing, chosen)
        )

    def undo(self) -> None:
        """Take back what was last voided or restored here."""
        if self._last is not None:
            task = self._start(partial(jobs.undo_changes, self._desk.logbook, self._last))
            task.succeeded.connect(self._taken_back)
            self._keep(None)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, with their headings."""
        chosen = self._table.chosen_ids()
        task = self._start(partial(jobs.tab_separated, self._spec, self._listing, chosen))
        task.succeeded.connect(self._copied)

    def ask_csv(self) -> None:
        """Ask for a file and save every row that is listed."""
        title = translate("register", self._spec.title)
        self._desk.prompts.ask_save_file(
            self.tr("Save the list"),
            Path.home() / f"{title}.csv",
            self.tr("CSV file (*.csv)"),
            self._save_csv,
        )

    def show_history(self) -> None:
        """Show who changed the current row's record, when, and what."""
        row = self._table.current()
        if row is not None and self._spec.record_of is not None:
            kind, record_id = self._spec.record_of(row)
            HistoryDialog(self._desk, kind, record_id, self._table).open()

    def _words(self, number: int) -> str:
        return translate("register", self._spec.one if number == 1 else self._spec.many)

    def _void_for(self, reason: str) -> None:
        chosen = (self._to_void, reason)
        self._change(partial(jobs.void_rows, self._spec, self._desk.logbook, self._listing, chosen))

    def _change(self, job: Callable[[Job], Changes]) -> None:
        self._start(job).succeeded.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        self._keep(changes if changes.revisions else None)
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Saved"))

    def _taken_back(self, changes: Changes) -> None:
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Taken back"))

    def _keep(self, changes: Changes | None) -> None:
        self._last = changes
        self.changed.emit()

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(self.tr("Copied. Paste the rows into a spreadsheet."))

    def _save_csv(self, path: Path) -> None:
        places = (path, self._desk.record.path)
        ids = self._table.rows.ids
        self.saving.start(partial(jobs.csv_file, self._spec, self._listing, ids, places))

    def _start(self, job: Callable[[Job], object]) -> Task:
        task = self._desk.lists.start(job)
        task.failed.connect(self._desk.prompts.tell_error)
        return task
