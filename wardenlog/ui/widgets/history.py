"""The window that tells a record's history: who changed it, when, what, and why."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services.history import Event, History, history
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.fitting import size_over
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

COLUMNS: Final[tuple[Column[Event], ...]] = (
    Column("when", "When", lambda event: event.when, 24),
    Column("who", "Who", lambda event: event.actor, 16),
    Column("did", "Done", lambda event: event.did, 12),
    Column("changes", "What", lambda event: "; ".join(event.changes), 60),
    Column("reason", "Why", lambda event: event.reason or "", 26),
)


class HistoryDialog(QDialog):
    """The history of one record over a list; the newest change can be taken back."""

    def __init__(self, desk: Desk, kind: str, record_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind, self._id = kind, record_id
        self._events: dict[str, Event] = {}
        self.model: PagedTableModel[Event] = PagedTableModel(COLUMNS, self._rows)
        self.table = QTableView()
        self.details = QPlainTextEdit()
        self._title = Words(kind="heading")
        self._undo = make_action("history.undo", self, self._take_back)
        self._close = make_action("history.close", self, self.reject)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._tell_details)
        desk.bus.changed.connect(self._read)
        self.finished.connect(self.deleteLater)
        self._read()

    def _lay_out(self) -> None:
        metrics, table = self.fontMetrics(), self.table
        self.setWindowTitle(self.tr("History"))
        self.resize(size_over(self, 130, 30))
        self._undo.setEnabled(False)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Changes, the newest first"))
        table.setAccessibleDescription(self.tr("The selected change is told in full below."))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)
        for n, column in enumerate(COLUMNS):
            table.setColumnWidth(n, metrics.averageCharWidth() * (column.width + 3))
        what = [column.key for column in COLUMNS].index("changes")
        header = table.horizontalHeader()
        header.setMinimumSectionSize(header.sectionSizeHint(what))
        header.setSectionResizeMode(what, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("The selected change in full"))
        self.details.setAccessibleDescription(self.tr("Every part of it that is not as before."))
        self.details.setMaximumHeight(metrics.height() * 10)
        buttons = QHBoxLayout()
        buttons.addWidget(ActionButton(self._undo))
        buttons.addStretch()
        buttons.addWidget(ActionButton(self._close))
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(table, 1)
        layout.addWidget(self.details)
        layout.addLayout(buttons)

    def _rows(self, ids: Collection[str]) -> Mapping[str, Event]:
        return {each: self._events[each] for each in ids}

    def _read(self) -> None:
        task = self._desk.lists.start(partial(_history, self._desk, self._kind, self._id))
        task.succeeded.connect(self._show_history)
        task.failed.connect(self._desk.prompts.tell_error)

    def _show_history(self, told: History) -> None:
        self._title.say(self.tr("History of {0}").format(told.name))
        self._events = {event.id: event for event in told.events}
        self.model.show(list(self._events))
        self._undo.setEnabled(bool(told.events))
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_details(self) -> None:
        event = self.model.row(self.table.currentIndex().row())
        if event is None:
            self.details.setPlainText("")
            return
        head = self.tr("{0} by {1}, {2}").format(event.did, event.actor, event.when)
        why = [self.tr("Why: {0}").format(event.reason)] if event.reason else []
        self.details.setPlainText("\n".join((head, *why, *event.changes)))

    def _take_back(self) -> None:
        newest = self.model.id_at(0)
        if newest is None:
            return
        try:
            changes = self._desk.logbook.undo(newest)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)


def _history(desk: Desk, kind: str, record_id: str, job: Job) -> History:
    del job  # a few queries; what comes too late is passed over
    return history(desk.record, kind, record_id)
