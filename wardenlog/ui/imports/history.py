"""The imports made so far, each of which can be undone as a whole, and brought again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.services.logbook import Changes
from wardenlog.services.spreadsheets import ImportBatch, imports_made
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.imports.choosing import dress_table
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_WIDTHS: Final = (26, 40, 16, 12, 13, 13, 20)


class History(QWidget):
    """The list of imports, the newest first. `told` carries what an undo did."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._batches: dict[str, ImportBatch] = {}
        self.model: PagedTableModel[ImportBatch] = PagedTableModel(self._columns(), self._read)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Imports made so far"))
        self.table.setAccessibleDescription(self.tr("The newest first; one is undone whole."))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        dress_table(self.table, _WIDTHS, 1)
        self._undo = make_action("import.undo", self, self.undo)
        self._none = Words(self.tr("Nothing has been imported yet."), "muted")
        head = QHBoxLayout()
        head.addWidget(Words(self.tr("Imports so far"), "heading"))
        head.addStretch()
        head.addWidget(ActionButton(self._undo))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        layout.addStretch()
        self.table.selectionModel().currentRowChanged.connect(self._name_action)
        desk.bus.changed.connect(self._hear)
        self.read()

    def read(self) -> None:
        """Read the imports again; the one that was chosen stays so, or else the newest."""
        before = self.model.id_at(self.table.currentIndex().row())
        made = imports_made(self._desk.record)
        self._batches = {batch.id: batch for batch in made}
        self.model.show(list(self._batches))
        self._none.setVisible(not made)
        self.table.setVisible(bool(made))
        self._undo.setVisible(bool(made))
        place = self.model.position(before) if before else None
        self.table.setCurrentIndex(self.model.index(place or 0, 0))
        self._name_action()

    def choose_newest(self) -> None:
        """Choose the newest import."""
        self.table.setCurrentIndex(self.model.index(0, 0))

    def undo(self) -> None:
        """Take the chosen import back whole or, where it is undone, bring it again."""
        batch = self.model.row(self.table.currentIndex().row())
        if batch is None or not self._undo.isEnabled():
            return
        self._undo.setEnabled(False)
        task = self._desk.work.start(partial(_undo, self._desk, batch.id))
        task.succeeded.connect(self._undone)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._name_action)

    def _undone(self, changes: Changes) -> None:
        self._desk.bus.tell(changes)
        self.read()
        self.told.emit(
            self.tr("The import stands again")
            if changes.put_back
            else self.tr("The import was undone whole")
        )

    def _failed(self, error: BaseException) -> None:
        self._name_action()
        self._desk.prompts.tell_error(error)

    def _hear(self, _changes: object) -> None:
        self.read()

    def _name_action(self) -> None:
        batch = self.model.row(self.table.currentIndex().row())
        undone = batch is not None and batch.undone_at is not None
        self._undo.setText(self.tr("Bring it again") if undone else self.tr("Undo import"))
        self._undo.setEnabled(batch is not None)

    def _read(self, ids: Sequence[str]) -> Mapping[str, ImportBatch]:
        return {each: self._batches[each] for each in ids if each in self._batches}

    def _columns(self) -> tuple[Column[ImportBatch], ...]:
        undone, stands = self.tr("– Undone"), self.tr("✓ Stands")
        return (
            Column("at", self.tr("When"), _when, _WIDTHS[0]),
            Column("source", self.tr("File"), _source, _WIDTHS[1]),
            Column("actor", self.tr("By"), _actor, _WIDTHS[2]),
            Column("added", self.tr("Added"), _added, _WIDTHS[3], number=True),
            Column("changed", self.tr("Changed"), _changed, _WIDTHS[4], number=True),
            Column("rejected", self.tr("Refused"), _refused, _WIDTHS[5], number=True),
            Column("state", self.tr("State"), partial(_state, undone, stands), _WIDTHS[6]),
        )


def _undo(desk: Desk, batch_id: str, _job: Job) -> Changes:
    return desk.logbook.undo(batch_id)


def _when(batch: ImportBatch) -> str:
    at = clock.from_utc_text(batch.at)
    return f"{date_in_short(clock.local_date(at))} {clock.wall_text(at)}"


def _source(batch: ImportBatch) -> str:
    return batch.source


def _actor(batch: ImportBatch) -> str:
    return batch.actor


def _added(batch: ImportBatch) -> str:
    return f"{batch.added:,}"


def _changed(batch: ImportBatch) -> str:
    return f"{batch.changed:,}"


def _refused(batch: ImportBatch) -> str:
    return f"{batch.rejected:,}"


def _state(undone: str, stands: str, batch: ImportBatch) -> str:
    return stands if batch.undone_at is None else undone
