"""The page of checks: every check on the left; on the right its card, and the records it found."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.services import checks
from wardenlog.services.checks import Checks, Finding, Findings, Looked
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed, short_words
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.checks.findings import FINDINGS
from wardenlog.ui.checks.list import CheckList
from wardenlog.ui.checks.place import place_of
from wardenlog.ui.checks.rule import RuleCard
from wardenlog.ui.checks.wording import whole_words
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Progress, Task
from wardenlog.ui.widgets.beside import Beside
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.words import Words

_PAUSE_MS: Final = 300
"""Changes that come together are read together."""


_SUMMARY_CHARS: Final = 26


class ChecksPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._looked: Looked | None = None
        self._task: Task | None = None
        self._stale = True
        self._wanted: str | None = None
        self._next: str | None = None
        self._asked: list[Finding] = []
        self._last: Changes | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.listing = Findings()
        self.checks = CheckList(desk.theme)
        self.card = RuleCard()
        self.register = Register(desk, FINDINGS, self.listing, show_title=False)
        self.dates = QComboBox()
        self._summary = Words(kind="muted", wrap=True)
        self._progress = QProgressBar()
        self._whole = Words(wrap=True)
        self._make_actions()
        self._lay_out()
        self._connect()
        self._follow()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.checks.setFocus()

    def show_place(self, place: Place) -> None:
        """Show a check by its code."""
        if place.record_id is not None:
            self._wanted = place.record_id
            self.checks.choose(place.record_id)

    # Making it

    def _make_actions(self) -> None:
        register = self.register
        self.fix_action = register.add_action("checks.fix", self.fix, main=True)
        self.explain_action = register.add_action("checks.explain", self.ask_why)
        self.withdraw_action = register.add_action("checks.withdraw", self.withdraw)
        self.checks.addActions([self.explain_action, self.withdraw_action])
        self.undo_action = make_action("checks.undo", self, self.undo)
        self.read_action = make_action("checks.read", self, self.read)
        self.stop_action = make_action("checks.stop", self, self.stop)
        self.stop_action.setVisible(False)
        self.stop_action.setEnabled(False)

    def _lay_out(self) -> None:
        self.dates.setAccessibleName(self.tr("Which dates"))
        self.dates.setAccessibleDescription(
            self.tr("Every date takes longer, and finds sheets with a wrong date too.")
        )
        self._name_dates()
        self._summary.setMinimumWidth(self.fontMetrics().averageCharWidth() * _SUMMARY_CHARS)
        self._progress.setAccessibleName(self.tr("How far the checks have come"))
        self._progress.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._progress.setVisible(False)
        top, tools = QHBoxLayout(), Flow(at_end=True)
        top.addWidget(Words(self.tr("Checks"), "title"))
        top.addWidget(self._summary, 1)
        top.addLayout(tools)
        tools.addWidget(self._progress)
        tools.addWidget(ActionButton(self.stop_action))
        tools.addWidget(self.dates)
        tools.addWidget(ActionButton(self.undo_action))
        tools.addWidget(ActionButton(self.read_action))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.register, 1)
        column.addWidget(self._whole)
        self._whole.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        both = Beside()
        both.addWidget(self.checks)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(both, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._read_if_seen)
        self.checks.chosen.connect(self._show_check)
        self.checks.entered.connect(self.register.focus_list)
        self.register.selected.connect(self._follow)
        self.register.table.selectionModel().selectionChanged.connect(self._follow)
        self.register.table.doubleClicked.connect(self._fix_at)
        self.register.told.connect(self.told)
        self.dates.activated.connect(self.read)
        self._desk.bus.changed.connect(self._hear)
        self._desk.view.changed.connect(self._view_changed)

    def _name_dates(self) -> None:
        chosen = max(0, self.dates.currentIndex())
        self.dates.clear()
        period = self._desk.view.now.period
        self.dates.addItem(self.tr("The period in view: {0}").format(short_words(period)))
        self.dates.addItem(self.tr("Every date"))
        self.dates.setCurrentIndex(chosen)

    # Reading it

    def read(self) -> None:
        """Look at the records again, beside the window."""
        self._cancel()
        self._stale = False
        every = self.dates.currentIndex() == 1
        runner = self._desk.work if every else self._desk.lists
        self._task = runner.start(partial(_look, self._desk.checks, self._desk.view.now, every))
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)
        self._show_busy(busy=True)

    def stop(self) -> None:
        """Stop looking; what was found last stays."""
        self._cancel()
        if self._looked is None:
            self._summary.say(self.tr("Stopped. Press F5 to check again."))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._show_busy(busy=False)

    @property
    def busy(self) -> bool:
        """Whether something is still to arrive."""
        return self._task is not None or self._pause.isActive() or self.register.busy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()

    def _hear(self, changes: object = None) -> None:
        self._stale = True
        self._pause.start()

    def _view_changed(self) -> None:
        self._name_dates()
        self._hear()

    def _read_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self.read()

    def _show_busy(self, *, busy: bool) -> None:
        self._progress.setRange(0, 0)
        self._progress.setVisible(busy)
        self.stop_action.setVisible(busy)
        self.stop_action.setEnabled(busy)
        self.read_action.setEnabled(not busy)
        if busy and self._looked is None:
            self._summary.say(self.tr("Checking…"))

    def _show_progress(self, now: Progress) -> None:
        self._progress.setRange(0, now.total)
        self._progress.setValue(now.done)

    def _arrived(self, looked: Looked) -> None:
        self._task = None
        self._show_busy(busy=False)
        self._looked = looked
        self._summary.say(self._summary_words(looked))
        wanted, self._wanted = self._wanted, None
        self.checks.take(looked.counts, wanted)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._show_busy(busy=False)
        self._summary.say(self.tr("This could not be read. Press F5 to check again."))
        self._desk.prompts.tell_error(error)

    def _summary_words(self, looked: Looked) -> str:
        still = {
            severity: sum(each.open for each in looked.counts if each.severity == severity)
            for severity in ("red", "amber")
        }
        explained = sum(each.explained for each in looked.counts)
        if not any(still.values()):
            return self.tr("✓ Nothing waits for a decision. {0} explained").format(f"{explained:,}")
        return self.tr("Open: {0} red, {1} amber. Explained: {2}").format(
            f"{still['red']:,}", f"{still['amber']:,}", f"{explained:,}"
        )

    # Showing one check

    def _show_check(self, check: str) -> None:
        self.card.show_card(checks.card(check))
        if self._looked is not None:
            self._list_findings(check)

    def _list_findings(self, check: str) -> None:
        found = self._looked.findings if self._looked is not None else ()
        self.listing.show(each for each in found if each.check == check)
        if self._next is not None:
            self.register.show_record(self._next)
            self._next = None
        else:
            self.register.reread()

    def _follow(self) -> None:
        """Turn the actions on and off, as the selected records allow."""
        current, chosen = self.register.current(), self._chosen()
        self.fix_action.setEnabled(current is not None and place_of(current) is not None)
        self.explain_action.setEnabled(bool(chosen))
        self.withdraw_action.setEnabled(any(each.explained for each in chosen))
        self.undo_action.setEnabled(self._last is not None)
        self._whole.say("" if current is None else whole_words(current))

    def _chosen(self) -> list[Finding]:
        ids = self.register.chosen_ids()
        found = self.listing.rows(ids)
        return [found[each] for each in ids if each in found]

    # Doing something about it

    def fix(self) -> None:
        """Go to the record of the current row, and the field to put right."""
        current = self.register.current()
        place = None if current is None else place_of(current)
        if place is not None:
            self._desk.bus.go(place)

    def ask_why(self) -> None:
        """Ask why the selected records are right as they are, and keep them."""
        self._asked = self._chosen()
        number = len(self._asked)
        if number == 0:
            return
        question = (
            self.tr("Keep it as it is, because …")
            if number == 1
            else self.tr("Keep these {0} as they are, because …").format(f"{number:,}")
        )
        title = checks.card(self._asked[0].check).title
        self._desk.prompts.ask_text(title, question, self._explain)

    def withdraw(self) -> None:
        """Take back why the selected records were kept."""
        chosen = [each for each in self._chosen() if each.explained]
        self._change(partial(checks.withdraw, self._desk.record, chosen))

    def undo(self) -> None:
        """Undo what was last kept or taken back here."""
        last, self._last = self._last, None
        if last is not None:
            self._change(partial(self._desk.logbook.take_back, last), again=False)

    def _explain(self, reason: str) -> None:
        self._next = self._after()
        self._change(partial(checks.explain, self._desk.record, self._asked, reason))

    def _after(self) -> str | None:
        """Return the key of the record after the selected ones, to go on with."""
        ids, chosen = list(self.register.model.ids), self.register.chosen_ids()
        place = ids.index(chosen[-1]) + 1 if chosen else len(ids)
        return ids[place] if place < len(ids) else None

    def _change(self, change: Callable[[], Changes], *, again: bool = True) -> None:
        task = self._desk.lists.start(partial(_do, change))
        task.succeeded.connect(self._kept if again else self._undone)
        task.failed.connect(self._desk.prompts.tell_error)

    def _kept(self, changes: Changes) -> None:
        self._last = changes if changes.revisions else None
        self._tell(changes, self.tr("Saved"))

    def _undone(self, changes: Changes) -> None:
        self._tell(changes, self.tr("Taken back"))

    def _tell(self, changes: Changes, words: str) -> None:
        self._desk.bus.tell(changes)
        self._follow()
        self.told.emit(words)

    def _fix_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.fix()


def _look(known: Checks, viewed: Viewed, always: bool, job: Job) -> Looked:  # noqa: FBT001 - as it is chosen
    return known.look(viewed, always=always, report=partial(job.report, ""))


def _do(change: Callable[[], Changes], job: Job) -> Changes:
    del job  # all or none: there is nothing to stop half-way
    return change()
