"""The page of powers: the register, and beside it the case and the form of what is selected."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services import checks
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed, short_words
from wardenlog.services.powers import (
    Case,
    Finding,
    Overview,
    PowerLine,
    Powers,
    case_of,
    lines_of,
    overview,
)
from wardenlog.services.record import Record
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.powers.case import CasePanel
from wardenlog.ui.powers.change import ChangePanel
from wardenlog.ui.powers.lists import powers_list
from wardenlog.ui.powers.step import NextStepDialog, possible_steps
from wardenlog.ui.powers.wording import authority_words, totals_words
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.beside import Beside
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.words import Words

MOST_AT_ONCE: Final = 100
"""Uses that are changed together; more are no case that somebody looks at."""

_LIST_SHARE: Final = 13
_CASE_SHARE: Final = 7


class PowersPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case: Case | None = None
        self._last: Changes | None = None
        self.register = Register(
            desk, powers_list(desk.record, desk.view), Powers(desk.record), show_title=False
        )
        self.case = CasePanel()
        self.change = ChangePanel(desk, self.case)
        self.totals = Words(kind="muted")
        self.authorities = Words(kind="warn", wrap=True)
        self._nothing = Words(
            self.tr("Choose a line of the list to see its case here."), "muted", wrap=True
        )
        self._make_actions()
        self._lay_out()
        self._connect()
        self._look()

    # What the frame calls

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.register.focus_list()

    def show_place(self, place: Place) -> None:
        """Select a power use in the list."""
        if place.record_id is not None:
            self.register.show_record(place.record_id)

    def unsaved(self) -> str | None:
        """Return what closing would lose changes of, or None."""
        return self.tr("the status of a power") if self.change.dirty else None

    def save(self) -> bool:
        """Save what is typed; whether that worked."""
        return self.change.save()

    # Making it

    def _make_actions(self) -> None:
        register = self.register
        self._next = register.add_action("powers.next", self.record_next, main=True)
        self._sheet = register.add_action("powers.sheet", self._go_to_sheet)
        self._keep = register.add_action("powers.keep", self.ask_why)
        self._take_back = make_action("powers.take_back", self, self.take_back)
        self._take_back.setVisible(False)
        self._look_after = make_action("powers.authorisations", self, self._go_to_people)
        for action in (self._next, self._sheet, self._keep, self._take_back):
            action.setEnabled(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("Powers"), "title"))
        top.addWidget(Words(self.tr("Which powers were used, at what stage, by whom?"), "muted"), 1)
        top.addWidget(ActionButton(self._take_back))
        self._bar = QWidget()
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.authorities, 1)
        line.addWidget(ActionButton(self._look_after))
        self._card = QFrame()
        self._card.setProperty("card", True)
        card = QVBoxLayout(self._card)
        card.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignCenter)
        card.addWidget(self.change, 1)
        split = Beside()
        split.addWidget(self.register)
        split.addWidget(self._card)
        split.share(_LIST_SHARE, _CASE_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.totals)
        layout.addWidget(self._bar)
        layout.addWidget(split, 1)
        self._bar.hide()
        self._show_case(None)

    def _connect(self) -> None:
        self.register.selected.connect(self._follow)
        self.register.open_wanted.connect(self._enter)
        self.register.told.connect(self.told)
        self.case.step_wanted.connect(self.register.show_record)
        self.change.changed.connect(self._remember)
        self.change.told.connect(self.told)
        self.change.left.connect(self.register.focus_list)
        self._desk.bus.changed.connect(self._look)
        self._desk.view.changed.connect(self._look)

    # Following what is selected

    def _follow(self, row: PowerLine | None) -> None:
        """Show the case of the current row; what is being typed stays where it is."""
        if self.change.dirty:
            self.told.emit(self.tr("Save (Ctrl+S) or cancel (Esc) to look at another power"))
            return
        self._show_case(row)

    def _show_case(self, row: PowerLine | None) -> None:
        self._case = None if row is None else self._read_case(row)
        there = row is not None and self._case is not None
        for widget in (self.case, self.change):
            widget.setVisible(there)
        self._nothing.setVisible(not there)
        if row is not None and self._case is not None:
            self.case.show_case(self._case, row)
            self.change.show_lines(self._to_change(row))
        else:
            self.change.show_lines(())
        self._next.setEnabled(self._case is not None and bool(possible_steps(self._case)))
        self._sheet.setEnabled(there)
        self._keep.setEnabled(bool(self._waiting()))

    def _to_change(self, row: PowerLine) -> Sequence[PowerLine]:
        """Return the selected uses, or the current one alone where they are too many."""
        chosen = self.register.chosen_ids()
        if len(chosen) > MOST_AT_ONCE:
            self.told.emit(
                self.tr(
                    "At most {0} powers are changed at once. The form is for one of them."
                ).format(MOST_AT_ONCE)
            )
        return lines_of(self._desk.record, chosen) if 1 < len(chosen) <= MOST_AT_ONCE else [row]

    def _read_case(self, row: PowerLine) -> Case | None:
        today = clock.local_date(clock.now())
        try:
            return case_of(self._desk.record, row.id, today)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return None

    def _waiting(self) -> list[Finding]:
        """Return what the checks ask about the current row that nobody has explained."""
        row = self.register.current()
        return [] if row is None else [each for each in row.findings if each.explained is None]

    def _enter(self, record_id: str) -> None:
        del record_id  # it is the current one
        self.change.begin()

    # Doing things

    def record_next(self) -> None:
        """Open the box that records what came next in the case."""
        if self._case is not None:
            box = NextStepDialog(self._desk, self._case, self)
            box.recorded.connect(self._step_recorded)
            box.open()

    def ask_why(self) -> None:
        """Ask why what the checks ask about is right as it stands, and keep the answer."""
        waiting = self._waiting()
        if waiting:
            self._desk.prompts.ask_text(
                self.tr("Keep, because…"),
                self.tr(
                    "{0} Why is it right as it stands? The reason goes into the return."
                ).format(" ".join(each.says[:1].upper() + each.says[1:] for each in waiting)),
                partial(self._explain, waiting),
            )

    def take_back(self) -> None:
        """Undo what was last saved here, all of it at once."""
        if self._last is None:
            return
        try:
            changes = self._desk.logbook.take_back(self._last)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._remember(None)
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Taken back"))

    def _explain(self, findings: list[Finding], text: str) -> None:
        try:
            changes = checks.explain(self._desk.record, findings, text)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._remember(changes)
        self.told.emit(self.tr("Kept. Ctrl+Z takes it back."))

    def _step_recorded(self, news: tuple[str, Changes]) -> None:
        use_id, changes = news
        self._remember(changes)
        self.register.show_record(use_id)
        self.told.emit(self.tr("Recorded the next step. Ctrl+Z takes it back."))

    def _remember(self, changes: Changes | None) -> None:
        """Keep what can be taken back, and tell everybody of it."""
        self._last = changes if changes is not None and changes.revisions else None
        self._take_back.setEnabled(self._last is not None)
        self._take_back.setVisible(self._last is not None)
        if changes is not None:
            self._desk.bus.tell(changes)

    def _go_to_sheet(self) -> None:
        row = self.register.current()
        if row is not None:
            self._desk.bus.go(Place("sheets", "shift", row.shift_id, "powers", row.visit))

    def _go_to_people(self) -> None:
        self._desk.bus.go(Place("people"))

    # What stands above

    def _look(self) -> None:
        task = self._desk.lists.start(
            partial(_read_overview, self._desk.record, self._desk.view.now)
        )
        task.succeeded.connect(self._show_overview)
        task.failed.connect(self._desk.prompts.tell_error)

    def _show_overview(self, found: Overview) -> None:
        period = short_words(self._desk.view.now.period)
        self.totals.say("" if found.totals is None else totals_words(found.totals, period))
        words = authority_words(found.authorities)
        self.authorities.say(words)
        self._bar.setVisible(bool(words))


def _read_overview(record: Record, viewed: Viewed, job: Job) -> Overview:
    del job  # it is short
    return overview(record, viewed)
