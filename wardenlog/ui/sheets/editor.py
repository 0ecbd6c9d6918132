"""The shift sheet on the screen: head, visits, what needs attention, and the keys to go on."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.prompts import error_words
from wardenlog.ui.sheets import echo
from wardenlog.ui.sheets.detail_panel import DetailPanel
from wardenlog.ui.sheets.draft import SHEET_DETAILS, SheetDraft
from wardenlog.ui.sheets.figures import SheetFigures
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.grid_edits import GridEdits
from wardenlog.ui.sheets.grid_model import COLUMN_OF, COLUMNS, GridModel
from wardenlog.ui.sheets.header import FIELDS, SheetHeader
from wardenlog.ui.sheets.keeping import DraftKeeper, Kept
from wardenlog.ui.sheets.kept import KeptSheet
from wardenlog.ui.sheets.naming import Naming
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem, Weight
from wardenlog.ui.sheets.steps import Taken, changed_place
from wardenlog.ui.widgets.words import Words

_STATES = {False: "○ Unfinished", True: "✓ Finished"}
_PROBLEM_LINES = 4
_KEEP_AFTER_MS = 1_000


class SheetEditor(QWidget):
    """One sheet. `left` comes when the user goes back to the list, `told` with the saved state.

    `drafts_changed` comes when the draft of a sheet was kept or forgotten.
    """

    left = Signal()
    told = Signal(str)
    drafts_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tried = False
        self._was_dirty = False
        self._row_to_void = 0
        self._kept_at: datetime | None = None
        self._keeper = DraftKeeper(desk, self)
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._presenter = SheetPresenter(desk.logbook, desk.sheets, desk.choices())
        self._model = GridModel(self._presenter, desk.theme)
        self._title = Words(kind="title")
        self._state = Words(kind="heading")
        self._standing = Words(kind="heading")
        self._header = SheetHeader(self._presenter.choices)
        self._header.lock(desk.settings.now.sheets.locked)
        self.grid = VisitGrid(self._model, self._presenter)
        self._edits = GridEdits(self.grid, self._presenter)
        self._naming = Naming(desk, self._header, self.grid, self._presenter)
        self._echo = Words(kind="muted")
        self._problems = QListWidget()
        self._figures = SheetFigures(desk, self._presenter)
        self.details = DetailPanel(self._presenter, desk.theme)
        self._make_actions()
        self._lay_out()
        self._header.typed.connect(self._take_header)
        self._header.done.connect(self._begin_visits)
        self._model.typed.connect(self.refresh)
        self.details.typed.connect(self.refresh)
        self.details.done.connect(self._close_details)
        self.details.keyed.connect(self._key_typed)
        self.grid.selectionModel().currentRowChanged.connect(self._follow_row)
        self.grid.selectionModel().currentChanged.connect(self._say_line)
        self._problems.itemActivated.connect(self._go_to_item)
        desk.theme.changed.connect(self.refresh)
        desk.bus.changed.connect(self._hear)
        self._header.keyed.connect(self._key_typed)
        self.grid.keyed.connect(self._key_typed)
        self._edits.changed.connect(self.refresh)
        self._edits.told.connect(self.told)
        self._naming.changed.connect(self.refresh)
        self._naming.told.connect(self.told)
        self._keep_soon.timeout.connect(self.keep_draft)
        self._keeper.kept.connect(self._draft_kept)
        self._keeper.failed.connect(self._draft_lost)

    # What other parts of the window call

    @property
    def presenter(self) -> SheetPresenter:
        """The sheet behind the screen."""
        return self._presenter

    def start_new(self) -> None:
        """Begin a new sheet at its date."""
        self._presenter.start_new()
        self._shown_anew("day")

    def open(self, shift_id: str) -> None:
        """Open a recorded sheet at its first visit; UserError where there is none."""
        self._presenter.open(shift_id)
        self._shown_anew(None)

    def resume(self, kept: KeptSheet) -> None:
        """Go on with a sheet that was being typed."""
        self._presenter.resume(kept.draft, kept.revision)
        self._keeper.know(kept.draft.id)
        self._shown_anew(None, kept.kept_at)

    def keep_draft(self) -> None:
        """Keep the sheet as it stands, with what is typed in open fields, beside the window."""
        self._keep_soon.stop()
        presenter, draft = self._presenter, self._presenter.draft
        for field, text in self._header.typed_so_far():
            draft = draft.with_header(field, text)
        if (cell := self.grid.typed_so_far()) is not None:
            draft = draft.with_visit(*cell)
        if presenter.would_change(draft):
            self._keeper.keep(draft, presenter.revision)
        else:
            self._keeper.forget(draft.id)

    def throw_away(self, sheet_id: str) -> None:
        """Forget the draft of a sheet."""
        self._keeper.know(sheet_id)
        self._keeper.forget(sheet_id)

    def take_what_is_typed(self) -> None:
        """Take over the fields that are still open."""
        self._header.commit()
        self.grid.commit()
        self.details.table.commit()

    def has_changes(self) -> bool:
        """Whether leaving would lose something."""
        self.take_what_is_typed()
        return self._presenter.is_dirty

    def refresh(self) -> None:
        """Show the sheet as the presenter holds it."""
        presenter = self._presenter
        draft, reading = presenter.draft, presenter.reading
        self._model.refresh(tell_missing=self._tried)
        self._header.show_draft(
            draft, reading, echo.header_words(reading), tell_missing=self._tried
        )
        self._title.say(self.tr("Sheet {0}").format(draft.sheet or "…"))
        void = draft.void_reason is not None
        self._show_state()
        line = presenter.line
        counts = line is not None and line.count.visits > 0 and not presenter.is_dirty
        self._standing.say(presenter.standing, "good" if counts else "warn")
        self._figures.follow()
        self._list_problems()
        self._say_line()
        self.details.refresh()
        self._void.setEnabled(not void and bool(draft.visits))
        self._reopen.setVisible(draft.finished and presenter.is_recorded and not void)
        for action in (self._save, self._finish):
            action.setEnabled(not void)
        self._tell_state()
        self.keep_draft()

    def save(self) -> bool:
        """Save the sheet as it is; whether that worked."""
        return self._keep(finished=None)

    def finish(self) -> None:
        """Finish the sheet and begin the next."""
        if self._keep(finished=True):
            self._presenter.start_next(self._desk.settings.now.sheets.locked)
            self._shown_anew("day")

    # Inside

    def _make_actions(self) -> None:
        self._save = make_action("sheet.save", self, self.save)
        self._finish = make_action("sheet.finish", self, self.finish)
        self._reopen = make_action("sheet.reopen", self, self._mark_unfinished)
        self._void = make_action("sheet.void_visit", self, self._void_visit)
        self._undo = make_action("sheet.undo", self, self._take_back)
        self._redo = make_action("sheet.redo", self, self._do_again)
        make_action("sheet.add", self, self._add_name)
        self._lock = make_action("sheet.lock", self, self._turn_lock)
        self._details = make_action("sheet.details", self, self._turn_details)
        self._sheet_details = make_action("sheet.sheet_details", self, self._turn_sheet_details)
        make_action("sheet.next_section", self, self.details.next_section)
        make_action("sheet.previous_section", self, self.details.previous_section)
        self._next = make_action("sheet.problem", self, self._next_problem)
        self._list = make_action("sheet.list", self, self._leave)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addSpacing(self.fontMetrics().height())
        top.addWidget(self._state)
        top.addStretch()
        top.addWidget(self._standing)
        self._problems.setAccessibleName(self.tr("What needs attention"))
        self._problems.setAccessibleDescription(self.tr("Enter goes to the field."))
        self._problems.setWordWrap(True)
        buttons = QHBoxLayout()
        for action in (self._list, self._undo, self._void, self._reopen):
            buttons.addWidget(ActionButton(action))
        buttons.addSpacing(self.fontMetrics().height())
        buttons.addStretch()
        for action in (self._save, self._finish):
            button = ActionButton(action)
            button.setProperty("main", action is self._finish)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._header)
        layout.addWidget(self.grid, 1)
        below = QHBoxLayout()
        below.addWidget(self._echo, 1)
        below.addWidget(self._figures)
        layout.addLayout(below)
        layout.addWidget(self.details)
        layout.addWidget(self._problems)
        layout.addLayout(buttons)

    def _show_state(self) -> None:
        draft = self._presenter.draft
        void = draft.void_reason is not None
        state = "✕ Void" if void else _STATES[draft.finished]
        if self._kept_at is not None and self._presenter.is_dirty:
            state += self.tr(" · draft kept {0}").format(clock.wall_text(self._kept_at))
        self._state.say(state, "bad" if void else "body")

    def _tell_state(self) -> None:
        dirty = self._presenter.is_dirty
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            sheet = self._presenter.draft.sheet
            not_yet = self.tr("Sheet {0} has changes that are not saved yet").format(sheet)
            self.told.emit(not_yet if dirty else self.tr("All saved"))

    def _key_typed(self) -> None:
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def _draft_kept(self, kept: Kept) -> None:
        self.drafts_changed.emit()
        if kept.sheet_id != self._presenter.draft.id:
            return
        self._kept_at = kept.at
        if kept.at is not None and self._presenter.is_dirty:
            self.told.emit(self.tr("Draft kept {0}").format(clock.wall_text(kept.at)))
        self._show_state()

    def _draft_lost(self, error: BaseException) -> None:
        self.told.emit(self.tr("The draft could not be kept. {0}").format(error_words(error)))

    def _shown_anew(self, field: str | None, kept_at: datetime | None = None) -> None:
        self._tried = False
        self._kept_at = kept_at
        self.refresh()
        if field is None:
            self.grid.setFocus()
            self.grid.setCurrentIndex(self._model.index(0, COLUMN_OF["hotspot"]))
        else:
            self._header.begin_sheet()

    def _keep(self, *, finished: bool | None) -> bool:
        self.take_what_is_typed()
        try:
            changes = self._presenter.save(finished=finished)
        except (UserError, MachineError) as e:
            self._refused(e)
            return False
        self._tried = False
        self.refresh()
        self._desk.bus.tell(changes)
        now = clock.wall_text(clock.now())
        sheet = self._presenter.draft.sheet
        self.told.emit(self.tr("Sheet {0} saved {1}").format(sheet, now))
        return True

    def _refused(self, error: UserError | MachineError) -> None:
        self._tried = True
        self.refresh()
        self.told.emit(error.message)
        blocking = [each for each in self._presenter.reading.problems if each.blocks]
        if blocking:
            self._go_to(blocking[0])
        else:
            self._desk.prompts.tell_error(error)

    def _mark_unfinished(self) -> None:
        self._keep(finished=False)

    def _take_header(self, typed: tuple[str, str]) -> None:
        self._presenter.change(*typed)
        self.refresh()

    def _turn_lock(self) -> None:
        """Lock or unlock the field in hand; from the grid the whole head, but for its number."""
        settings = self._desk.settings.now
        locked, here = settings.sheets.locked, self._header.here
        lockable = frozenset(self._header.names) - {"sheet"}
        if here == "sheet":
            self.told.emit(self.tr("The sheet number goes up by one by itself"))
            return
        asked = lockable if here is None else frozenset({here})
        now = locked - asked if asked <= locked else locked | asked
        choices = settings.sheets.model_copy(update={"locked": now})
        try:
            self._desk.settings.remember(settings.model_copy(update={"sheets": choices}))
        except OSError as e:
            self._desk.prompts.tell_error(e)
        self._header.lock(now)
        self.told.emit(
            self.tr("Locked: it carries to the next sheet")
            if asked <= now
            else self.tr("Unlocked: it is blank on the next sheet")
        )

    def _add_name(self) -> None:
        """Add what is typed as a hotspot or person."""
        if self._header.here == "crew":
            self._header.want_to_add()
        elif not self.grid.want_to_add():
            self.told.emit(self.tr("Go to the hotspot or the crew to add one"))

    def _begin_visits(self) -> None:
        self.grid.begin(len(self._presenter.draft.visits))

    def _take_back(self) -> None:
        self._turn(self._presenter.undo, self.tr("Undone: {0}"))

    def _do_again(self) -> None:
        self._turn(self._presenter.redo, self.tr("Done again: {0}"))

    def _turn(self, turn: Callable[[], Taken], words: str) -> None:
        self.take_what_is_typed()
        before = self._presenter.draft
        try:
            taken = turn()
        except (UserError, MachineError) as e:
            self.told.emit(e.message)
            return
        self.refresh()
        self._desk.bus.tell(taken.changes)
        self._show_change(before, self._presenter.draft)
        self.told.emit(words.format(taken.step.words))

    def _show_change(self, before: SheetDraft, after: SheetDraft) -> None:
        """Put the keyboard where the sheet has just changed."""
        place = changed_place(before, after)
        if before.id != after.id or place is None:
            self.grid.setFocus()
            return
        row, field = place
        if self.details.isVisible():
            self.details.table.setFocus()
        elif row is None and self._header.has(field):
            self._header.begin(field)
        elif row is not None and field in COLUMN_OF:
            self.grid.show_cell(row, field)

    def _void_visit(self) -> None:
        if self.details.has_keyboard():
            self.details.remove_line()
            return
        self.grid.commit()
        row = self.grid.currentIndex().row()
        draft = self._presenter.draft
        if not 0 <= row < len(draft.visits):
            return
        if not self._presenter.is_recorded_visit(row):
            self._presenter.remove_visit(row)
            self.refresh()
            return
        number = draft.visits[row].number
        self._row_to_void = row
        self._desk.prompts.ask_text(
            self.tr("Void visit {0}").format(number),
            self.tr("Why is visit {0} void? It stays on the sheet and counts nowhere.").format(
                number
            ),
            self._void_for,
        )

    def _void_for(self, reason: str) -> None:
        self._presenter.void_visit(self._row_to_void, reason)
        self.refresh()

    def _leave(self) -> None:
        if self.details.isVisible():
            self._close_details()
            return
        if not self.has_changes():
            self._leave_for_now()
            return
        self._desk.prompts.choose(
            self.tr("Leave this sheet?"),
            self.tr("Sheet {0} has changes that are not saved.").format(
                self._presenter.draft.sheet
            ),
            {
                self.tr("Save and leave"): self._save_and_leave,
                self.tr("Leave it as a draft"): self._leave_for_now,
                self.tr("Throw away what is not saved"): self._give_up,
            },
        )

    def _save_and_leave(self) -> None:
        if self.save():
            self._leave_for_now()

    def _give_up(self) -> None:
        self.throw_away(self._presenter.draft.id)
        self._leave_for_now()

    def _leave_for_now(self) -> None:
        """Leave; a blank sheet takes the place of this one, so that nothing more is kept of it."""
        self._keep_soon.stop()
        self._presenter.start_new()
        self._shown_anew(None)
        self.left.emit()

    def _hear(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        self._presenter.note(changes)
        if changes.kinds & {
            "person",
            "hotspot",
            "funding_source",
            "shift",
        }:
            choices = self._desk.choices()
            self._presenter.know(choices)
            self._header.know(choices)
            self.refresh()

    # Details

    def _turn_details(self) -> None:
        """Open the details of the visit in hand, or close those that are open."""
        self.take_what_is_typed()
        if self.details.isVisible() and self.details.row is not None:
            self._close_details()
            return
        row = self.grid.currentIndex().row()
        if not 0 <= row < len(self._presenter.draft.visits):
            self.told.emit(self.tr("Type the visit’s hotspot first, then its details."))
            return
        self.details.open(row)
        self.details.begin()

    def _turn_sheet_details(self) -> None:
        """Open what belongs to the whole sheet, or close it."""
        self.take_what_is_typed()
        if self.details.isVisible() and self.details.row is None:
            self._close_details()
            return
        self.details.open(None)
        self.details.begin()

    def _close_details(self) -> None:
        """Go back to the cell that the details were opened from."""
        self.take_what_is_typed()
        self.details.hide()
        self.grid.setFocus()

    def _follow_row(self, here: QModelIndex) -> None:
        """Show the details of the visit that the keyboard went to, while details are shown."""
        shown = self.details.isVisible() and self.details.row is not None
        row = here.row()
        if shown and row != self.details.row and 0 <= row < len(self._presenter.draft.visits):
            section = self.details.model.section
            self.details.open(row, section.name if section else None)

    # Problems

    def _listed(self) -> list[Problem]:
        return [
            each
            for each in self._presenter.reading.problems
            if self._tried or each.weight is not Weight.MISSING
        ]

    def _list_problems(self) -> None:
        self._problems.clear()
        for problem in self._listed():
            mark = "▲" if problem.blocks else "●"
            item = QListWidgetItem(f"{mark} {self._place_words(problem)}: {problem.sentence}")
            item.setData(Qt.ItemDataRole.UserRole, problem)
            self._problems.addItem(item)
        lines = min(self._problems.count(), _PROBLEM_LINES)
        frame = self.fontMetrics().height() // 2
        self._problems.setFixedHeight(max(0, self._problems.sizeHintForRow(0)) * lines + frame)
        self._problems.setVisible(lines > 0)
        self._next.setEnabled(self._problems.count() > 0)

    def _place_words(self, problem: Problem) -> str:
        if problem.line is not None or problem.field in SHEET_DETAILS:
            return self._detail_words(problem)
        if problem.row is None:
            labels = {each.name: each.label for each in FIELDS}
            return self.tr(labels.get(problem.field, "Funding"))
        number = self._presenter.draft.visits[problem.row].number
        column = COLUMNS[COLUMN_OF[problem.field]]
        return self.tr("Visit {0}, {1}").format(number, column.name)

    def _detail_words(self, problem: Problem) -> str:
        if problem.row is None:
            return self.tr("Sheet details")
        number = self._presenter.draft.visits[problem.row].number
        return self.tr("Visit {0}, details").format(number)

    def _go_to_item(self, item: QListWidgetItem) -> None:
        self._go_to(item.data(Qt.ItemDataRole.UserRole))

    def _next_problem(self) -> None:
        row = (self._problems.currentRow() + 1) % self._problems.count()
        self._problems.setCurrentRow(row)
        self._go_to_item(self._problems.item(row))

    def _go_to(self, problem: Problem) -> None:
        if problem.line is not None or problem.field in SHEET_DETAILS:
            self._go_to_detail(problem)
        elif problem.row is None:
            self._header.begin(problem.field)
        else:
            self.grid.begin(problem.row, problem.field)

    def _go_to_detail(self, problem: Problem) -> None:
        self.details.open(problem.row, None)
        self.details.go_to(problem)

    def go_to(self, visit: int | None, field: str) -> None:
        """Put the keyboard on a field of the head, or of the visit with a number."""
        numbers = [each.number for each in self._presenter.draft.visits]
        row = numbers.index(visit) if visit in numbers else None
        self._go_to(Problem(row, field, ""))

    # Words

    def _say_line(self) -> None:
        row = self.grid.currentIndex().row()
        draft, reading = self._presenter.draft, self._presenter.reading
        here = 0 <= row < len(draft.visits)
        self._echo.say(echo.visit_words(draft.visits[row], reading.visits[row]) if here else " ")
