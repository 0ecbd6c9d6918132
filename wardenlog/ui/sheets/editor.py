"""The shift sheet on the screen: head, visits, what needs attention, and the keys to go on."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.prompts import error_words
from wardenlog.ui.sheets import echo
from wardenlog.ui.sheets.buttons import SheetButtons
from wardenlog.ui.sheets.detail_keys import DetailKeys
from wardenlog.ui.sheets.detail_panel import DetailPanel
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.figures import SheetFigures
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.grid_edits import GridEdits
from wardenlog.ui.sheets.grid_model import COLUMN_OF, GridModel
from wardenlog.ui.sheets.head_locks import HeadLocks
from wardenlog.ui.sheets.header import SheetHeader
from wardenlog.ui.sheets.heading import SheetHeading, kept_words
from wardenlog.ui.sheets.keeping import DraftKeeper, Kept
from wardenlog.ui.sheets.kept import KeptSheet
from wardenlog.ui.sheets.leaving import Leaving
from wardenlog.ui.sheets.naming import Naming
from wardenlog.ui.sheets.next_visit import NextVisit
from wardenlog.ui.sheets.places import Places
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problem_list import ProblemList
from wardenlog.ui.sheets.problems import Problem
from wardenlog.ui.sheets.second_looks import SecondLooks
from wardenlog.ui.sheets.sheet_checks import Behind, SheetChecks
from wardenlog.ui.sheets.standing import counted_elsewhere
from wardenlog.ui.sheets.undo_keys import UndoKeys
from wardenlog.ui.sheets.visit_voiding import VisitVoiding
from wardenlog.ui.widgets.scrolled import Scrolled
from wardenlog.ui.widgets.words import Words

_KEEP_AFTER_MS = 1_000


class SheetEditor(QWidget):
    """One sheet. `left` comes with the sheet's id when the user goes back to the list, `told` with
    the saved state, `drafts_changed` when the draft of a sheet was kept or forgotten.
    """

    left = Signal(object)
    told = Signal(str)
    drafts_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tried = False
        self._was_dirty = False
        self._kept_at: datetime | None = None
        self._safe: SheetDraft | None = None
        self._finished_last: str | None = None
        self._keeper = DraftKeeper(desk, self)
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._presenter = SheetPresenter(desk.logbook, desk.sheets, desk.choices())
        self._model = GridModel(self._presenter, desk.theme)
        self._heading = SheetHeading()
        self._header = SheetHeader(self._presenter.choices)
        self.grid = VisitGrid(self._model, self._presenter)
        self._echo = Words(kind="muted", wrap=True)
        self.problems = ProblemList(self._presenter)
        self.checks = SheetChecks(self, desk, self.problems.in_hand)
        self._figures = SheetFigures(desk, self._presenter)
        self.details = DetailPanel(self._presenter, desk.theme)
        self._places = Places(self._presenter, self._header, self.grid, self.details)
        self._edits = GridEdits(self.grid, self._presenter)
        self._naming = Naming(desk, self._header, self.grid, self._presenter)
        self._undo = UndoKeys(self, self._places, desk.bus)
        self._voiding = VisitVoiding(self, self._places, desk.prompts)
        self._locks = HeadLocks(self, self._header, desk.settings, desk.prompts)
        self._detail_keys = DetailKeys(self, self._places)
        self._next_visit = NextVisit(self, self._places)
        self._leaving = Leaving(
            self, desk.prompts, self.save, self._throw_this_away, self._leave_for_now
        )
        covered = (self._header, self.grid, self._echo, self._figures, self.problems)
        self.second = SecondLooks(self, desk, self._presenter, covered)
        self._make_actions()
        self._lay_out()
        self._connect()

    # What other parts of the window call

    @property
    def presenter(self) -> SheetPresenter:
        """The sheet behind the screen."""
        return self._presenter

    def start_new(self, number: str | None = None) -> None:
        """Begin a new sheet at its date, with a number where the paper has one already."""
        self._presenter.start_new(number)
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
        self._safe = self._presenter.draft

    def keep_draft(self) -> None:
        """Keep the sheet as it stands, with what is typed in open fields, beside the window."""
        self._keep_soon.stop()
        draft = self._places.so_far()
        if self._presenter.would_change(draft):
            self._keeper.keep(draft, self._presenter.revision)
        else:
            self._keeper.forget(draft.id)

    def throw_away(self, sheet_id: str) -> None:
        """Forget the draft of a sheet."""
        self._keeper.know(sheet_id)
        self._keeper.forget(sheet_id)

    def take_what_is_typed(self) -> None:
        """Take over the fields that are still open."""
        self._places.commit()

    def has_changes(self) -> bool:
        """Whether there is anything that was neither saved nor kept because somebody said so."""
        self.take_what_is_typed()
        return self._presenter.is_dirty and self._presenter.draft != self._safe

    def go_to(self, visit: int | None, field: str) -> None:
        """Put the keyboard on a field of the head, or of the visit with a number."""
        self._places.go_to_field(visit, field)

    def refresh(self) -> None:
        """Show the sheet as the presenter holds it."""
        presenter = self._presenter
        draft, reading = presenter.draft, presenter.reading
        self._model.refresh(tell_missing=self._tried)
        self._header.show_draft(
            draft, reading, echo.header_words(reading), tell_missing=self._tried
        )
        void = draft.void_reason is not None
        self._show_heading()
        self._figures.follow()
        self._show_problems()
        self._say_line()
        self.details.refresh()
        self._voiding.void.setEnabled(not void and bool(draft.visits))
        self._reopen.setVisible(draft.finished and presenter.is_recorded and not void)
        for action in (self._save, self._finish):
            action.setEnabled(not void)
        self.second.follow()
        self._tell_state()
        self.keep_draft()

    def save(self) -> bool:
        """Save the sheet as it is; whether nothing of it can be lost now.

        One that cannot be read yet is kept as it was typed: it counts nowhere until it can be.
        """
        self.take_what_is_typed()
        return self._keep_as_typed() if self._presenter.blocking else self._keep(finished=None)

    def finish(self) -> None:
        """Finish the sheet and begin the next."""
        self.take_what_is_typed()
        if self._keep(finished=True):
            finished = self._presenter.draft
            self._finished_last = finished.id
            self._presenter.start_next(self._locks.locked)
            self._shown_anew("day")
            self.checks.look(None, Behind(finished.id, finished.sheet))

    # Making it

    def _make_actions(self) -> None:
        self._save = make_action("sheet.save", self, self.save)
        self._finish = make_action("sheet.finish", self, self.finish)
        self._reopen = make_action("sheet.reopen", self, self._mark_unfinished)
        make_action("sheet.add", self, self._naming.add)
        self._next = make_action("sheet.problem", self, self.problems.next)
        self._list = make_action("sheet.list", self, self._leave)

    def _lay_out(self) -> None:
        others = (
            self._list,
            self._undo.undo,
            self._voiding.void,
            self._reopen,
            *self.second.actions,
            self.checks.keep,
        )
        body = Scrolled()
        for part in (
            self._heading,
            self._header,
            self.grid,
            self._echo,
            self._figures,
            self.details,
            self.problems,
        ):
            body.body.addWidget(part, 1 if part is self.grid else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body, 1)
        layout.addWidget(SheetButtons(others, (self._save, self._finish)))

    def _connect(self) -> None:
        self._header.typed.connect(self._take_header)
        self._header.done.connect(self._begin_visits)
        self._model.typed.connect(self.refresh)
        self.details.typed.connect(self.refresh)
        for keys in (self._header, self.grid, self.details):
            keys.keyed.connect(self._key_typed)
        self.second.changed.connect(self._show_heading)
        for part in (self._edits, self._naming, self._undo, self._voiding, self._detail_keys):
            part.changed.connect(self.refresh)
        for speaker in (
            self.checks,
            self.second,
            self._edits,
            self._naming,
            self._undo,
            self._locks,
            self._detail_keys,
        ):
            speaker.told.connect(self.told)
        self.checks.changed.connect(self._show_problems)
        self.grid.selectionModel().currentChanged.connect(self._say_line)
        self.problems.wanted.connect(self._go_to_problem)
        self.problems.place_wanted.connect(self._desk.bus.go)
        self._desk.theme.changed.connect(self.refresh)
        self._desk.bus.changed.connect(self._hear)
        self._keep_soon.timeout.connect(self.keep_draft)
        self._keeper.kept.connect(self._draft_kept)
        self._keeper.failed.connect(self._draft_lost)

    # Keeping it

    def _tell_state(self) -> None:
        dirty = self._presenter.is_dirty
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            not_yet = self.tr("Sheet {0} has changes that are not saved yet").format(
                self._presenter.draft.sheet
            )
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
            on_purpose = self._safe == self._presenter.draft
            self.told.emit(kept_words(self._presenter, kept.at, on_purpose=on_purpose))
        self._show_heading()

    def _draft_lost(self, error: BaseException) -> None:
        self.told.emit(self.tr("The draft could not be kept. {0}").format(error_words(error)))

    def _keep_as_typed(self) -> bool:
        """Keep a sheet that cannot be read yet, and go to what is wrong with it first."""
        presenter = self._presenter
        self._tried = True
        self.refresh()
        self._places.go_to(presenter.blocking[0])
        if not presenter.is_dirty:
            self.told.emit(self.tr("Nothing is typed on this sheet yet"))
            return True
        try:
            at = self._keeper.keep_now(presenter.draft, presenter.revision)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return False
        self._safe, self._kept_at = presenter.draft, at
        self._show_heading()
        self.told.emit(kept_words(presenter, at, on_purpose=True))
        return True

    def _keep(self, *, finished: bool | None) -> bool:
        try:
            changes = self._presenter.save(finished=finished)
        except (UserError, MachineError) as e:
            self._refused(e)
            return False
        self._tried = False
        self.refresh()
        self._desk.bus.tell(changes)
        sheet, day = self._presenter.draft.sheet, self._presenter.reading.day
        words = self.tr("Sheet {0} saved {1}").format(sheet, clock.wall_text(clock.now()))
        self.told.emit(words + counted_elsewhere(self._desk.view.now, self._desk.agreements(), day))
        return True

    def _refused(self, error: UserError | MachineError) -> None:
        self._tried = True
        self.refresh()
        self.told.emit(error.message)
        if self._presenter.blocking:
            self._places.go_to(self._presenter.blocking[0])
        else:
            self._desk.prompts.tell_error(error)

    def _mark_unfinished(self) -> None:
        self.take_what_is_typed()
        self._keep(finished=False)

    # Going on

    def _shown_anew(self, field: str | None, kept_at: datetime | None = None) -> None:
        self._tried = False
        self._kept_at = kept_at
        self._safe = None
        self.checks.forget()
        self.refresh()
        self._ask_checks()
        if field is None:
            self.grid.setFocus()
            self.grid.setCurrentIndex(self._model.index(0, COLUMN_OF["hotspot"]))
        else:
            self.grid.rest()
            self._header.begin_sheet()

    def _take_header(self, typed: tuple[str, str]) -> None:
        self._presenter.change(*typed)
        self.refresh()

    def _show_heading(self) -> None:
        self._heading.show_sheet(self._presenter, self._kept_at, self.second.words)

    def _show_problems(self) -> None:
        found = self.checks.findings
        self.problems.show_problems(found, self.checks.behind, tell_missing=self._tried)
        self._next.setEnabled(self.problems.count() > 0)

    def _ask_checks(self) -> None:
        """Ask what the checks and the council's ways say of the sheet as it is recorded now."""
        self.second.look()
        recorded = self._presenter.is_recorded
        self.checks.look(self._presenter.draft.id if recorded else None)

    def _go_to_problem(self, problem: Problem) -> None:
        self._places.go_to(problem)

    def _begin_visits(self) -> None:
        self.grid.begin(len(self._presenter.draft.visits))

    def _say_line(self) -> None:
        row = self.grid.currentIndex().row()
        draft, reading = self._presenter.draft, self._presenter.reading
        here = 0 <= row < len(draft.visits)
        self._echo.say(echo.visit_words(draft.visits[row], reading.visits[row]) if here else " ")

    def _hear(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        self._presenter.note(changes)
        if changes.kinds & {"person", "hotspot", "funding_source", "shift"}:
            choices = self._desk.choices()
            self._presenter.know(choices)
            self._header.know(choices)
            self.refresh()
        self._ask_checks()

    # Leaving it

    def _leave(self) -> None:
        if self.details.isVisible():
            self._detail_keys.close()
        elif self.has_changes():
            self._leaving.ask(self._presenter.draft.sheet)
        else:
            self._leave_for_now()

    def _throw_this_away(self) -> None:
        self.throw_away(self._presenter.draft.id)

    def _leave_for_now(self) -> None:
        """Leave; a blank sheet takes the place of this one, so that nothing more is kept of it."""
        self._keep_soon.stop()
        left = self._presenter.draft.id if self._presenter.is_recorded else self._finished_last
        self._presenter.start_new()
        self._shown_anew(None)
        self.left.emit(left)
