"""The list screen put together: what is above the table, the table, and its actions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from wardenlog.services.listing import Listing, Sought
from wardenlog.services.logbook import Changes
from wardenlog.settings import RegisterChoices
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.register.deeds import Deeds
from wardenlog.ui.widgets.register.jobs import is_void
from wardenlog.ui.widgets.register.narrowing import Narrowing
from wardenlog.ui.widgets.register.nothing import Nothing
from wardenlog.ui.widgets.register.reading import Reading
from wardenlog.ui.widgets.register.spec import RegisterSpec
from wardenlog.ui.widgets.register.table import RegisterTable
from wardenlog.ui.widgets.table_model import PagedTableModel
from wardenlog.ui.widgets.words import Words

_MOST_LOOKED_AT: Final = 64
"""Rows of a selection that are looked at to see what may be done with it."""

RowT = TypeVar("RowT")
translate = QCoreApplication.translate


class Register(QWidget, Generic[RowT]):
    """A list of records. `selected` carries the current row or None, `told` words to say."""

    open_wanted = Signal(str)
    selected = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        spec: RegisterSpec[RowT],
        listing: Listing[RowT],
        *,
        show_title: bool = True,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._spec = spec
        self.model: PagedTableModel[RowT] = PagedTableModel(
            spec.columns, listing.rows, partial(is_void, spec)
        )
        self.table: RegisterTable[RowT] = RegisterTable(spec, self.model)
        self.narrowing = Narrowing(spec)
        self.nothing = Nothing(spec)
        self._reading = Reading(desk, listing, self.table)
        self._deeds = Deeds(desk, spec, listing, self.table)
        self._own = 0
        self._buttons = Flow()
        self._count = Words(kind="muted")
        self._make_actions()
        self._lay_out(show_title=show_title)
        self._recall()
        self._connect()
        self._follow()
        self.reread()

    # What a page uses

    def add_action(
        self, action_id: str, do: Callable[[], object], *, main: bool = False
    ) -> QAction:
        """Put an action of the registry before the list's own; the main one stands out.

        `do` is a bound method. The page turns the action on and off, as `selected` tells it.
        """
        action = make_action(action_id, self, do)
        button = ActionButton(action)
        button.setProperty("main", main)
        self._buttons.insert_widget(self._own, button)
        self._own += 1
        if main:
            self.nothing.offer(action)
        return action

    def current(self) -> RowT | None:
        """Return the current row, or None."""
        return self.table.current()

    def current_id(self) -> str | None:
        """Return the current row's id, or None."""
        return self.table.current_id()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected rows, from the top."""
        return self.table.chosen_ids()

    def show_record(self, record_id: str) -> None:
        """Make a record current; where the list leaves it out, everything is listed."""
        self._reading.read(self.sought, record_id)

    def mark(self, record_id: str) -> None:
        """Make a record current where the list holds it; a narrowed list stays as it is."""
        self._reading.read(self.sought, record_id, must=False)

    def focus_list(self) -> None:
        """Put the keyboard on the rows, or where there are none in the find box."""
        focus: QWidget = self.table if self.table.isVisibleTo(self) else self.narrowing.field
        focus.setFocus()

    def reread(self) -> None:
        """Read the list again, beside the window; what is chosen in it stays chosen."""
        self._reading.read(self.sought)
        if self.model.rowCount() == 0:
            self._count.say(self.tr("Reading…"))

    @property
    def sought(self) -> Sought:
        """What is sought, in which order."""
        return self.narrowing.sought

    @property
    def busy(self) -> bool:
        """Whether rows are still to arrive."""
        return self._reading.busy or self.narrowing.busy

    # Making it

    def _make_actions(self) -> None:
        deeds = self._deeds
        self.open_action = make_action("list.open", self, self._open)
        self.void_action = make_action("list.void", self, deeds.ask_void)
        self.restore_action = make_action("list.restore", self, deeds.restore)
        self.undo_action = make_action("list.undo", self, deeds.undo)
        self.history_action = make_action("list.history", self, deeds.show_history)
        self.copy_action = make_action("list.copy", self, deeds.copy)
        self.csv_action = make_action("list.csv", self, deeds.ask_csv)
        self.find_action = make_action("list.find", self, self._go_find)
        self.clear_action = make_action("list.clear", self, self.narrowing.clear)
        spec = self._spec
        voids = spec.void_reason_of is not None
        for action, there in (
            (self.open_action, spec.opens),
            (self.void_action, voids),
            (self.restore_action, voids),
            (self.undo_action, voids),
            (self.history_action, spec.record_of is not None),
            (self.find_action, bool(spec.find_hint)),
        ):
            action.setVisible(there)
            action.setEnabled(there)

    def _lay_out(self, *, show_title: bool) -> None:
        title = translate("register", self._spec.title)
        self.table.setAccessibleName(title)
        self.table.setAccessibleDescription(
            self.tr("Enter opens the selected record. Shift and the arrow keys select several.")
        )
        for action in (self.open_action, self.void_action):
            self._buttons.addWidget(ActionButton(action))
        self._buttons.addWidget(self._make_more())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.nothing.offer(self.clear_action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if show_title:
            layout.addWidget(Words(title, "title"))
        tools = QHBoxLayout()
        tools.addLayout(self._buttons, 1)
        tools.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(tools)
        layout.addWidget(self.narrowing)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._deeds.saving)

    def _make_more(self) -> QPushButton:
        self._menu = QMenu(self)
        for action in (
            self.open_action,
            self.void_action,
            self.restore_action,
            self.undo_action,
            self.history_action,
            self.copy_action,
            self.csv_action,
            self.find_action,
            self.clear_action,
        ):
            self._menu.addAction(action)
        more = QPushButton(self.tr("More"))
        more.setMenu(self._menu)
        more.setAccessibleName(self.tr("More"))
        more.setAccessibleDescription(self.tr("Everything else that can be done with the list."))
        self._count.setMinimumHeight(more.sizeHint().height())  # on a line with the buttons
        return more

    def _connect(self) -> None:
        table = self.table
        self.narrowing.changed.connect(self._narrowed)
        table.horizontalHeader().sectionClicked.connect(self._sort_by_section)
        table.arranged.connect(self._remember)
        table.doubleClicked.connect(self._open)
        table.customContextMenuRequested.connect(self._show_menu)
        table.selectionModel().selectionChanged.connect(self._follow)
        table.selectionModel().currentChanged.connect(self._follow)
        self.model.sort_wanted.connect(self._sort)
        self.model.failed.connect(self._desk.prompts.tell_error)
        self._reading.shown.connect(self._show_what_is_there)
        self._reading.missing.connect(self._show_all_for)
        self._deeds.told.connect(self.told)
        self._deeds.changed.connect(self._follow)
        self._desk.bus.changed.connect(self._hear)
        self._desk.view.changed.connect(self.narrowing.refill)

    # Reading it

    def _show_what_is_there(self) -> None:
        there = self.model.rowCount() > 0
        if not there:
            self.nothing.say(narrows=self.narrowing.narrows)
        self._stack.setCurrentWidget(self.table if there else self.nothing)
        self._follow()

    def _show_all_for(self, record_id: str) -> None:
        if self.narrowing.narrows:
            self.narrowing.clear()
            self.show_record(record_id)

    def _narrowed(self) -> None:
        self._remember()
        self._show_order()
        self.reread()
        self._count.say(self.tr("Reading…"))

    def _sort(self, wanted: tuple[str, bool]) -> None:
        self.narrowing.order_by(*wanted)

    def _sort_by_section(self, section: int) -> None:
        same = self._spec.columns[section].order == self.sought.order
        descending = not self.sought.descending if same else False
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.model.sort(section, way)
        self._show_order()

    def _show_order(self) -> None:
        """Show in the headings what the list is in order by."""
        orders = [column.order for column in self._spec.columns]
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(
            orders.index(self.sought.order), down if self.sought.descending else up
        )

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.kinds & self._spec.kinds:
            self.narrowing.refill()
            self.reread()

    # What was chosen, from one start to the next

    def _recall(self) -> None:
        kept = self._desk.settings.now.registers.get(self._spec.key)
        if kept is not None:
            self.narrowing.take(kept.order, kept.descending, kept.filters)
            self.table.arrange(kept.columns)
        self._show_order()

    def _remember(self) -> None:
        sought, settings = self.sought, self._desk.settings
        choices = RegisterChoices(
            order=sought.order,
            descending=sought.descending,
            filters=self.narrowing.chosen,
            columns=self.table.columns(),
        )
        registers = settings.now.registers | {self._spec.key: choices}
        if registers == settings.now.registers:
            return
        try:
            settings.remember(replace(settings.now, registers=registers))
        except OSError:
            self.told.emit(self.tr("Your choices could not be remembered"))

    # Following what is chosen

    def _follow(self) -> None:
        """Turn the actions on and off, as the selected rows allow, and say how many they are."""
        current, chosen = self.current(), self.table.chosen()
        void, standing = self._standing(self.table.ranges())
        spec = self._spec
        self.open_action.setEnabled(spec.opens and current is not None)
        self.void_action.setEnabled(standing and self.void_action.isVisible())
        self.restore_action.setEnabled(void)
        self.undo_action.setEnabled(self._deeds.can_undo)
        self.history_action.setEnabled(spec.record_of is not None and current is not None)
        self.copy_action.setEnabled(chosen > 0)
        self.csv_action.setEnabled(self.model.rowCount() > 0)
        self.clear_action.setEnabled(self.narrowing.narrows)
        self._say_count(chosen)
        self.selected.emit(current)

    def _standing(self, ranges: Sequence[tuple[int, int]]) -> tuple[bool, bool]:
        """Return whether a void row is selected, and whether one that is not."""
        if self._spec.void_reason_of is None:
            return False, bool(ranges)
        rows = [row for first, last in ranges for row in range(first, min(last, first + 64) + 1)]
        if len(rows) > _MOST_LOOKED_AT:
            return True, True
        known = [row for row in map(self.model.row, rows) if row is not None]
        void = [is_void(self._spec, row) for row in known]
        return any(void), not all(void)

    def _say_count(self, chosen: int) -> None:
        number = self.model.rowCount()
        words = translate("register", self._spec.one if number == 1 else self._spec.many)
        said = self.tr("Reading…") if self._reading.begun else f"{number:,} {words}"
        if self.narrowing.narrows:
            said = self.tr("{0} found").format(said)
        if chosen > 1:
            said = self.tr("{0}, {1} selected").format(said, f"{chosen:,}")
        self._count.say(said)
        self._count.setToolTip(said)

    def _open(self) -> None:
        record_id = self.current_id()
        if self._spec.opens and record_id is not None:
            self.open_wanted.emit(record_id)

    def _go_find(self) -> None:
        self.narrowing.field.setFocus()
        self.narrowing.field.selectAll()

    def _show_menu(self, where: QPoint) -> None:
        self._menu.popup(self.table.viewport().mapToGlobal(where))
