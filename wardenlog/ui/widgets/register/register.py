"""The list screen put together: what is above the table, the table, and what is done with rows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from wardenlog.services.listing import Listing, Sought
from wardenlog.services.logbook import Changes
from wardenlog.settings import RegisterChoices
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.register import jobs
from wardenlog.ui.widgets.register.narrowing import Narrowing
from wardenlog.ui.widgets.register.spec import RegisterSpec
from wardenlog.ui.widgets.register.table import RegisterTable
from wardenlog.ui.widgets.table_model import PagedTableModel
from wardenlog.ui.widgets.words import Words

_MOST_KEPT: Final = 2_000
"""A longer selection is not kept when the list is read again."""

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
        self._listing = listing
        self._task: Task | None = None
        self._wanted: str | None = None
        self._to_void: Sequence[str] = ()
        self.model: PagedTableModel[RowT] = PagedTableModel(
            spec.columns, listing.rows, partial(jobs.is_void, spec)
        )
        self.table = RegisterTable(spec, self.model)
        self.narrowing = Narrowing(spec)
        self._count = Words(kind="muted")
        self._nothing = Words(wrap=True)
        self._buttons = Flow()
        self._main_action: QAction | None = None
        self._make_actions()
        self._lay_out(show_title=show_title)
        self._recall()
        self._connect()
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
        self._buttons.insert_widget(len(self._own), button)
        self._own.append(action)
        if main:
            first = ActionButton(action)
            first.setProperty("main", True)
            self._nothing_buttons.insertWidget(1, first)
            self._main_action = action
        return action

    def current(self) -> RowT | None:
        """Return the current row, or None."""
        return self.model.row(self.table.currentIndex().row())

    def current_id(self) -> str | None:
        """Return the current row's id, or None."""
        return self.model.id_at(self.table.currentIndex().row())

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected rows, from the top."""
        return [
            each
            for first, last in self.table.ranges()
            for row in range(first, last + 1)
            if (each := self.model.id_at(row)) is not None
        ]

    def show_record(self, record_id: str) -> None:
        """Make a record current; everything is listed where it would not be else."""
        self._wanted = record_id
        self.reread()

    def focus_list(self) -> None:
        """Put the keyboard on the rows, or where there are none in the find box."""
        nothing = self._stack.currentWidget() is not self.table
        focus: QWidget = self.narrowing.field if nothing else self.table
        focus.setFocus()

    def reread(self) -> None:
        """Read the list again, beside the window; what is chosen in it stays chosen."""
        if self._task is not None:
            self._task.cancel()
        chosen = [last - first + 1 for first, last in self.table.ranges()]
        kept = set(self.chosen_ids()) if sum(chosen) <= _MOST_KEPT else set()
        kept |= {each for each in (self.current_id(), self._top_id(), self._wanted) if each}
        self._task = self._desk.lists.start(
            partial(jobs.read_ids, self._listing, self.narrowing.sought, frozenset(kept))
        )
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._desk.prompts.tell_error)
        if self.model.rowCount() == 0:
            self._count.say(self.tr("Reading…"))

    @property
    def sought(self) -> Sought:
        """What is sought, in which order."""
        return self.narrowing.sought

    # Making it

    def _make_actions(self) -> None:
        spec = self._spec
        voids = spec.void_reason_of is not None
        self._own: list[QAction] = []
        self.open_action = self._action("list.open", self._open, there=spec.opens)
        self.void_action = self._action("list.void", self._ask_void, there=voids)
        self.restore_action = self._action("list.restore", self._restore, there=voids)
        self.copy_action = make_action("list.copy", self, self._copy)
        self.find_action = self._action("list.find", self._go_find, there=bool(spec.find_hint))
        self.clear_action = make_action("list.clear", self, self.narrowing.clear)

    def _action(
        self, action_id: str, do: Callable[[], object], *, there: bool = True
    ) -> QAction | None:
        return make_action(action_id, self, do) if there else None

    def _lay_out(self, *, show_title: bool) -> None:
        title = translate("register", self._spec.title)
        self.table.setAccessibleName(title)
        self.table.setAccessibleDescription(
            self.tr("Enter opens the selected record. Shift and the arrow keys select several.")
        )
        for action in (self.open_action, self.void_action, self.restore_action):
            if action is not None:
                self._buttons.addWidget(ActionButton(action))
        self._menu = QMenu(self)
        for action in self._menu_actions():
            self._menu.addAction(action)
        more = QPushButton(self.tr("More"))
        more.setMenu(self._menu)
        more.setAccessibleName(self.tr("More"))
        more.setAccessibleDescription(self.tr("Everything else that can be done with the list."))
        self._buttons.addWidget(more)
        top = QHBoxLayout()
        if show_title:
            top.addWidget(Words(title, "title"))
        top.addWidget(self._count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(self._buttons)
        layout.addWidget(self.narrowing)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._make_nothing())
        layout.addLayout(self._stack, 1)

    def _menu_actions(self) -> list[QAction]:
        actions = (
            self.open_action,
            self.void_action,
            self.restore_action,
            self.copy_action,
            self.find_action,
            self.clear_action,
        )
        return [action for action in actions if action is not None]

    def _make_nothing(self) -> QWidget:
        """Return what stands in the table's place while nothing is listed."""
        nothing = QWidget()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing_buttons = QHBoxLayout()
        self._nothing_buttons.addStretch()
        self._show_all = ActionButton(self.clear_action)
        self._nothing_buttons.addWidget(self._show_all)
        self._nothing_buttons.addStretch()
        column = QVBoxLayout(nothing)
        column.addStretch(1)
        column.addWidget(self._nothing)
        column.addLayout(self._nothing_buttons)
        column.addStretch(2)
        return nothing

    def _connect(self) -> None:
        self.narrowing.changed.connect(self._narrowed)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by_section)
        self.table.arranged.connect(self._remember)
        self.table.doubleClicked.connect(self._open)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self.model.sort_wanted.connect(self._sort)
        self.model.failed.connect(self._desk.prompts.tell_error)
        self._desk.bus.changed.connect(self._hear)
        self._desk.view.changed.connect(self.narrowing.refill)

    # Reading it

    def _arrived(self, news: object) -> None:
        if not isinstance(news, jobs.Arrived):
            raise TypeError(news)
        self._task = None
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted not in news.positions and self.narrowing.narrows:
            self._wanted = wanted
            self.narrowing.clear()
            return
        current = wanted or self.current_id()
        chosen = {wanted} if wanted else set(self.chosen_ids()) & news.positions.keys()
        top = self._top_id()
        self.model.show(news.ids)
        if news.ids:
            here = news.positions.get(current or "", 0)
            rows = [news.positions[each] for each in chosen] or [here]
            self.table.choose(here, rows)
            self._scroll(here, news.positions.get(top or ""))
        self._show_what_is_there()
        self._follow()

    def _top_id(self) -> str | None:
        return self.model.id_at(self.table.rowAt(0))

    def _scroll(self, current: int, top: int | None) -> None:
        if top is not None:
            self.table.scrollTo(self.model.index(top, 0), self.table.ScrollHint.PositionAtTop)
        self.table.scrollTo(self.model.index(current, 0))

    def _show_what_is_there(self) -> None:
        narrows = self.narrowing.narrows
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        none = self.tr("No {0} matches. Take a word or a filter away.")
        self._nothing.say(
            none.format(translate("register", self._spec.one))
            if narrows
            else translate("register", self._spec.empty)
        )
        self._show_all.setVisible(narrows)
        self._stack.setCurrentIndex(1)

    def _say_count(self, chosen: int) -> None:
        number = self.model.rowCount()
        words = translate("register", self._spec.one if number == 1 else self._spec.many)
        said = f"{number:,} {words}"
        if self.narrowing.narrows:
            said = self.tr("{0} found").format(said)
        if chosen > 1:
            said = self.tr("{0}, {1} selected").format(said, f"{chosen:,}")
        self._count.say(said)

    def _narrowed(self) -> None:
        self._remember()
        self._show_order()
        self.reread()

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
            filters=dict(sought.filters),
            columns=self.table.columns(),
        )
        registers = settings.now.registers | {self._spec.key: choices}
        if registers == settings.now.registers:
            return
        try:
            settings.remember(settings.now.model_copy(update={"registers": registers}))
        except OSError:
            self.told.emit(self.tr("Your choices could not be remembered"))

    # Doing things

    def _follow(self) -> None:
        """Turn the actions on and off, as the selected rows allow."""
        ranges = self.table.ranges()
        chosen = sum(last - first + 1 for first, last in ranges)
        void, standing = self._kinds_chosen(ranges)
        for action, possible in (
            (self.open_action, self.current() is not None),
            (self.void_action, standing),
            (self.restore_action, void),
            (self.copy_action, chosen > 0),
        ):
            if action is not None:
                action.setEnabled(possible)
        self.clear_action.setEnabled(self.narrowing.narrows)
        self._say_count(chosen)
        self.selected.emit(self.current())

    def _kinds_chosen(self, ranges: Sequence[tuple[int, int]]) -> tuple[bool, bool]:
        """Return whether a void row is selected, and whether one that is not."""
        rows = [row for first, last in ranges for row in range(first, min(last, first + 64) + 1)]
        if len(rows) > _MOST_LOOKED_AT:
            return True, True
        known = [row for row in map(self.model.row, rows) if row is not None]
        void = [jobs.is_void(self._spec, row) for row in known]
        return any(void), not all(void)

    def _open(self) -> None:
        record_id = self.current_id()
        if self._spec.opens and record_id is not None:
            self.open_wanted.emit(record_id)

    def _go_find(self) -> None:
        self.narrowing.field.setFocus()
        self.narrowing.field.selectAll()

    def _show_menu(self, where: QPoint) -> None:
        self._menu.popup(self.table.viewport().mapToGlobal(where))

    def _copy(self) -> None:
        task = self._start(
            partial(jobs.tab_separated, self._spec, self._listing, self.chosen_ids())
        )
        task.succeeded.connect(self._copied)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(self.tr("Copied. Paste the rows into a spreadsheet."))

    def _ask_void(self) -> None:
        self._to_void = self.chosen_ids()
        number = len(self._to_void)
        one = number == 1
        which = translate("register", self._spec.one if one else self._spec.many)
        self._desk.prompts.ask_text(
            self.tr("Void {0} {1}").format(f"{number:,}", which),
            self.tr("Why is this {0} void? It stays in the list and counts nowhere.").format(which)
            if one
            else self.tr(
                "Why are these {0} {1} void? They stay in the list and count nowhere."
            ).format(f"{number:,}", which),
            self._void_for,
        )

    def _void_for(self, reason: str) -> None:
        self._change(
            partial(
                jobs.void_rows,
                self._spec,
                self._desk.logbook,
                self._listing,
                (self._to_void, reason),
            )
        )

    def _restore(self) -> None:
        self._change(
            partial(
                jobs.restore_rows,
                self._spec,
                self._desk.logbook,
                self._listing,
                self.chosen_ids(),
            )
        )

    def _change(self, job: Callable[[Job], Changes]) -> None:
        self._start(job).succeeded.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Saved"))

    def _start(self, job: Callable[[Job], object]) -> Task:
        task = self._desk.lists.start(job)
        task.failed.connect(self._desk.prompts.tell_error)
        return task
