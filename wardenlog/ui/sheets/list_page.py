"""The list of shift sheets: sorted, narrowed and opened by mouse or keys alone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.sheets import Line, Sheets, Sought
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.columns import SHEET_COLUMNS
from wardenlog.ui.sheets.offers import DraftOffers
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.table_model import PagedTableModel
from wardenlog.ui.widgets.words import Words

_TYPING_PAUSE_MS = 150


class SheetList(QWidget):
    """The list. `open_wanted` carries a sheet's id, `told` what to say in the status bar."""

    open_wanted = Signal(str)
    new_wanted = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sought = Sought()
        self._task: Task | None = None
        self._to_void = ""
        self.model: PagedTableModel[Line] = PagedTableModel(SHEET_COLUMNS, desk.sheets.lines)
        self.table = QTableView()
        self.offers = DraftOffers()
        self._find = Field()
        self._order = QComboBox()
        self._count = Words(kind="muted")
        self._empty = Words(wrap=True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._make_actions()
        self._lay_out()
        self._connect()
        self._read()

    # Making it

    def _make_actions(self) -> None:
        self._new = make_action("sheets.new", self, self.new_wanted.emit)
        self._open = make_action("sheets.open", self, self._open_current)
        self._void = make_action("sheets.void", self, self._void_current)
        self._restore = make_action("sheets.restore", self, self._restore_current)
        self._seek = make_action("sheets.find", self, self._find.setFocus)

    def _lay_out(self) -> None:
        self._find.setPlaceholderText(self.tr("Sheet, team, person or hotspot"))
        self._find.setAccessibleName(self.tr("Find a sheet"))
        self._find.setAccessibleDescription(
            self.tr("Words of a sheet number, team, person or hotspot narrow the list.")
        )
        self._find.setClearButtonEnabled(True)
        for column in SHEET_COLUMNS:
            if column.order is not None:
                self._order.addItem(self.tr(column.descending_words), (column.order, True))
                self._order.addItem(self.tr(column.ascending_words), (column.order, False))
        self._order.setAccessibleName(self.tr("Order"))
        self._order.setAccessibleDescription(self.tr("What the list is put in order by."))
        self._show_order()
        self._dress_table()
        tools = QHBoxLayout()
        for action in (self._new, self._open, self._void, self._restore):
            tools.addWidget(ActionButton(action))
        tools.addStretch()
        for label, widget in ((self.tr("Find"), self._find), (self.tr("Order"), self._order)):
            words = QLabel(label)
            words.setBuddy(widget)
            tools.addWidget(words)
            tools.addWidget(widget)
        self._find.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("Shift sheets"), "title"))
        top.addStretch()
        top.addWidget(self._count)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.offers)
        layout.addLayout(tools)
        layout.addLayout(self._stack, 1)

    def _dress_table(self) -> None:
        table, metrics = self.table, self.fontMetrics()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Shift sheets"))
        table.setAccessibleDescription(self.tr("Enter opens the selected sheet."))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        for n, column in enumerate(SHEET_COLUMNS):
            table.setColumnWidth(n, metrics.averageCharWidth() * (column.width + 3))
        crew = next(n for n, column in enumerate(SHEET_COLUMNS) if column.key == "crew")
        header.setSectionResizeMode(crew, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._narrow)
        self._find.textChanged.connect(self._typing.start)
        self._order.activated.connect(self._choose_order)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by_section)
        self.table.doubleClicked.connect(self._open_current)
        self.table.selectionModel().currentChanged.connect(self._follow)
        self.model.sort_wanted.connect(self._sort)
        self.model.failed.connect(self._desk.prompts.tell_error)
        self._desk.bus.changed.connect(self._hear)

    # Reading it

    def _read(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._desk.lists.start(partial(_ids, self._desk.sheets, self._sought))
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._desk.prompts.tell_error)
        if self.model.rowCount() == 0:
            self._count.say(self.tr("Reading…"))

    def _arrived(self, ids: Sequence[str]) -> None:
        selected = self.model.id_at(self.table.currentIndex().row())
        self.model.show(ids)
        self._select(selected)
        words = self.tr("{0} sheets").format(f"{len(ids):,}")
        found = self.tr("{0} sheets found").format(f"{len(ids):,}")
        self._count.say(found if self._sought.find else words)
        self._empty.say(
            self.tr("No sheet has all of “{0}”. Take a word away.").format(self._sought.find)
            if self._sought.find
            else self.tr("No shift sheet yet. Press Ctrl+N to type up the first.")
        )
        self._stack.setCurrentWidget(self.table if ids else self._empty)

    def _select(self, shift_id: str | None) -> None:
        position = None if shift_id is None else self.model.position(shift_id)
        row = 0 if position is None else position
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._follow()

    def _narrow(self) -> None:
        self._seek_now(Sought(self._sought.order, self._sought.descending, self._find.text()))

    def _sort(self, wanted: tuple[str, bool]) -> None:
        order, descending = wanted
        self._seek_now(Sought(order, descending, self._sought.find))
        self._show_order()

    def _seek_now(self, sought: Sought) -> None:
        if sought != self._sought:
            self._sought = sought
            self._read()

    def _sort_by_section(self, section: int) -> None:
        same = SHEET_COLUMNS[section].order == self._sought.order
        descending = not self._sought.descending if same else False
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.model.sort(section, way)
        self._show_order()

    def _choose_order(self) -> None:
        self._sort(self._order.currentData())

    def _show_order(self) -> None:
        wanted = (self._sought.order, self._sought.descending)
        here = [n for n in range(self._order.count()) if tuple(self._order.itemData(n)) == wanted]
        self._order.setCurrentIndex(here[0])
        section = next(n for n, c in enumerate(SHEET_COLUMNS) if c.order == self._sought.order)
        self.table.horizontalHeader().setSortIndicator(
            section,
            Qt.SortOrder.DescendingOrder
            if self._sought.descending
            else Qt.SortOrder.AscendingOrder,
        )

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.kinds & {"shift", "person", "hotspot"}:
            self._read()

    # Doing things

    def _line(self) -> Line | None:
        return self.model.row(self.table.currentIndex().row())

    def _follow(self) -> None:
        line = self._line()
        void = line is not None and line.row.void_reason is not None
        self._open.setEnabled(line is not None)
        self._void.setEnabled(line is not None and not void)
        self._restore.setEnabled(void)

    def _open_current(self) -> None:
        line = self._line()
        if line is not None:
            self.open_wanted.emit(line.row.id)

    def _void_current(self) -> None:
        line = self._line()
        if line is None:
            return
        self._to_void = line.row.id
        self._desk.prompts.ask_text(
            self.tr("Void sheet {0}").format(line.row.sheet),
            self.tr("Why is sheet {0} void? It stays in the list and counts nowhere.").format(
                line.row.sheet
            ),
            self._void_for,
        )

    def _void_for(self, reason: str) -> None:
        self._do(partial(self._desk.logbook.void, "shift", self._to_void, reason))

    def _restore_current(self) -> None:
        line = self._line()
        if line is not None:
            self._do(partial(self._desk.logbook.restore, "shift", line.row.id))

    def _do(self, change: partial[Changes]) -> None:
        try:
            changes = change()
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Saved"))


def _ids(sheets: Sheets, sought: Sought, job: Job) -> list[str]:
    del job  # one query; what came too late is passed over
    return sheets.ids(sought)
