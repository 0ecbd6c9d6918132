"""The page of today: reads what is missing, late or short, shows it, and takes the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.looking import Checks
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import NEW, Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.today import saying
from wardenlog.ui.today.backups import BackupWarning
from wardenlog.ui.today.card import Card, LineButton
from wardenlog.ui.today.nil_days import NilDays
from wardenlog.ui.today.rate import RateCard
from wardenlog.ui.today.saying import KeptDraft, Line, Said
from wardenlog.ui.today.sharing import share
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.words import Words

if TYPE_CHECKING:
    from wardenlog.services.blank_sheets import BlankSheets
    from wardenlog.services.today import Today

_PAUSE_MS = 300
"""Changes that come together are read together."""

_PAINTED_AFTER_MS = 20
"""Reading begins once the page is painted, so that it is there at once."""

_LEFT = ("unfinished", "missing", "drafts", "due")
_RIGHT = ("short", "checks", "expiring")
_FEWEST_LINES = 2
"""Lines that each list gets, even where there is no room for more."""

_BESIDE_FROM = 140
"""Characters across the page, below which its columns stand one under another."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read, with the drafts beside it."""

    today: "Today"
    drafts: tuple[KeptDraft, ...]


class TodayPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Seen | None = None
        self._task: Task | None = None
        self._stale = True
        self._serial = ""
        self._take_back: Callable[[], Changes | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_if_seen)
        self._look = make_action("today.read", self, self.read)
        self._nil = make_action("today.nil", self, self.say_nothing)
        self._undo = make_action("today.undo", self, self.take_back)
        self._print = make_action("today.print", self, self.print_sheets)
        self.week = Words(kind="muted", wrap=True)
        self.news = Words(kind="good", wrap=True)
        self.backups = BackupWarning(desk.backups)
        self.cards = {name: Card(name) for name in (*_LEFT, *_RIGHT)}
        self.days = NilDays(self._nil, desk.settings.now.speaks_for_days)
        self.rate = RateCard(desk.theme)
        self._lay_out()
        self._offer_undo("", None)
        self.week.say(self.tr("Reading…"))
        self.backups.wanted.connect(self._go)
        desk.backups.stood.connect(self._make_room)
        for card in (*self.cards.values(), self.days):
            card.wanted.connect(self._go)
        self.days.person_chosen.connect(self._remember_speaker)
        desk.bus.changed.connect(self._hear)
        desk.view.changed.connect(self._hear)

    def start(self) -> None:
        """Put the keyboard on the first thing to do."""
        for card in (*self._left, *self._right):
            if card.said.standing != "calm" and card.begin():
                return
        self._print_button.setFocus()

    def show_place(self, place: Place) -> None:
        """Show the page: it has no records of its own."""

    # Making it

    def _lay_out(self) -> None:
        self._left = [*(self.cards[name] for name in _LEFT[:-1]), self.days, self.cards["due"]]
        self._right = [self.cards[name] for name in _RIGHT]
        self._print_button = ActionButton(self._print)
        words = QVBoxLayout()
        words.addWidget(Words(self.tr("Today"), "title"))
        words.addWidget(self.week)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        for action in (self._undo, self._look):
            top.addWidget(ActionButton(action), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._print_button, 0, Qt.AlignmentFlag.AlignTop)
        self._columns = QHBoxLayout()
        self._lists: list[QVBoxLayout] = []
        space = self.fontMetrics().height() // 2
        self._columns.setSpacing(space)
        for cards in (self._left, self._right):
            column = QVBoxLayout()
            column.setSpacing(space)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
            self._columns.addLayout(column, 1)
            self._lists.append(column)
        rate = QVBoxLayout()
        rate.addWidget(self.rate, 24)
        rate.addStretch(1)
        self._columns.addLayout(rate, 1)
        self._inside = QWidget()
        self._layout = inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(top)
        inside.addWidget(self.backups)
        inside.addWidget(self.news)
        inside.addLayout(self._columns, 1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)

    # Reading it

    def read(self) -> None:
        """Read the record again, beside the window."""
        if self._task is not None:
            self._task.cancel()
        self._stale = False
        if self.seen is None:
            self.week.say(self.tr("Reading…"))
        looked = partial(_look, self._desk.record, self._desk.checks, self._desk.view.now)
        self._task = self._desk.lists.start(looked)
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            QTimer.singleShot(_PAINTED_AFTER_MS, self._read_if_seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_FROM
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        if self.seen is not None:
            self._show()

    def _hear(self, changes: object = None) -> None:
        self._stale = True
        self._pause.start()

    def _read_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self.read()

    def _arrived(self, seen: Seen) -> None:
        self._task = None
        first = self.seen is None
        self.seen = seen
        self.week.say(saying.week_words(seen.today))
        self.rate.say(seen.today)
        self._show()
        if first and self.window().focusWidget() is self._print_button:
            self.start()  # again, now that there is something to do; nobody has gone elsewhere

    def _make_room(self, _state: object) -> None:
        """Fit the lists anew: the warning about backups may have come or gone."""
        if self.isVisible():
            self._show()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.week.say(self.tr("This could not be read. Press F5 to look again."))
        self._desk.prompts.tell_error(error)

    def _show(self) -> None:
        if self.seen is None:
            return
        now = self.seen.today
        said: dict[str, Said] = {
            "unfinished": saying.unfinished(now),
            "missing": saying.missing(now),
            "drafts": saying.drafts(self.seen.drafts),
            "short": saying.short_of_plan(now),
            "checks": saying.checks(now),
            "expiring": saying.expiring(now),
            "due": saying.due(now),
        }
        self.days.say_days(now)
        self._nil.setEnabled(bool(now.without_sheet))
        waiting = [each for name, each in said.items() if name != "due"]
        if saying.nothing_waits(waiting, len(now.without_sheet)):
            self.news.say(
                self.tr("✓ Nothing is waiting. Everything is typed, finished and explained.")
            )
        elif self._take_back is None:
            self.news.say("")
        self.news.setVisible(bool(self.news.text()))
        self._fill(said)
        self._order_keys()

    def _fill(self, said: Mapping[str, Said]) -> None:
        """Give each list as many lines as fit without scrolling."""
        for name, each in said.items():
            self.cards[name].say(each, _FEWEST_LINES)
        self._layout.activate()
        room = self._area.viewport().height() - self._columns.geometry().top()
        for column, names in zip(self._lists, (_LEFT, _RIGHT), strict=True):
            left = room - column.heightForWidth(column.geometry().width())
            wanted = [len(said[name].lines) for name in names]
            least = sum(min(_FEWEST_LINES, want) for want in wanted)
            more = left // LineButton(Line("")).sizeHint().height()
            for name, most in zip(names, share(wanted, least + more, _FEWEST_LINES), strict=True):
                self.cards[name].say(said[name], most)

    def _order_keys(self) -> None:
        after: QWidget = self._print_button
        for card in (*self._left, *self._right):
            after = card.order_keys(after)
        QWidget.setTabOrder(after, self.rate.table)

    # Answering it

    def say_nothing(self) -> None:
        """Record that there is nothing to report of the chosen day; asks for a name first."""
        day, person = self.days.chosen_day(), self.days.chosen_person()
        if day is None:
            return
        if person is None:
            self.days.person.setFocus()
            self.told.emit(self.tr("Choose who says that there is nothing to report"))
            return
        from wardenlog.services import today

        changes = self._do(partial(today.say_nothing_to_report, self._desk.record, day, person))
        if changes is None:
            return
        name = self.days.person.currentText()
        revision = changes.revisions[0].id
        self._offer_undo(
            self.tr("✓ {0}: nothing to report, says {1}").format(date_in_short(day), name),
            partial(self._desk.logbook.undo, revision),
        )
        self._desk.bus.tell(changes)
        self.read()

    def take_back(self) -> None:
        """Take back what was last said on this page."""
        take_back = self._take_back
        if take_back is None:
            return
        self._offer_undo("", None)
        try:
            changes = take_back()
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        if changes is not None:
            self._desk.bus.tell(changes)
        self.told.emit(self.tr("Taken back"))
        self.read()

    def print_sheets(self) -> None:
        """Open the form for blank sheets."""
        from wardenlog.ui.blank_sheets.dialog import BlankSheetsDialog

        dialog = BlankSheetsDialog(self._desk, self)
        dialog.printed.connect(self._printed)
        dialog.open()

    def _printed(self, sheets: "BlankSheets") -> None:
        first, last = sheets.serials[0], sheets.serials[-1]
        self.told.emit(
            self.tr("Blank sheets {0} to {1} are in the file that was opened").format(first, last)
        )
        self.read()

    def _go(self, line: Line) -> None:
        if line.serial is not None:
            self._ask_about(line.serial)
        elif line.place is not None:
            self._desk.bus.go(line.place)

    def _ask_about(self, serial: str) -> None:
        self._serial = serial
        self._desk.prompts.choose(
            self.tr("Sheet {0}").format(serial),
            self.tr(
                "Sheet {0} was printed and has not been typed. If it turns up, type it under this"
                " number and it leaves this list. If it will not be typed, say why."
            ).format(serial),
            {
                self.tr("Type it now"): partial(
                    self._desk.bus.go, Place("sheets", "shift", NEW, sheet=serial)
                ),
                self.tr("Spoiled or lost…"): self._ask_why,
            },
        )

    def _ask_why(self) -> None:
        self._desk.prompts.ask_text(
            self.tr("Sheet {0}").format(self._serial),
            self.tr("Sheet {0} is spoiled or lost, because …").format(self._serial),
            self._spoil,
        )

    def _spoil(self, reason: str) -> None:
        from wardenlog.services import blank_sheets

        record, serial = self._desk.record, self._serial
        try:
            blank_sheets.spoil(record, serial, reason)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._offer_undo(
            self.tr("✓ Sheet {0} will not be typed: {1}").format(serial, reason),
            partial(blank_sheets.unspoil, record, serial),
        )
        self.read()

    def _offer_undo(self, said: str, take_back: Callable[[], Changes | None] | None) -> None:
        self._take_back = take_back
        self._undo.setEnabled(take_back is not None)
        self._undo.setVisible(take_back is not None)
        self.news.say(said)
        self.news.setVisible(bool(said))
        if said:
            self.told.emit(self.tr("Saved"))

    def _do(self, change: Callable[[], Changes]) -> Changes | None:
        try:
            return change()
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return None

    def _remember_speaker(self, person_id: str) -> None:
        self._desk.settings.choose(speaks_for_days=person_id)


def _look(record: Record, checks: Checks, viewed: Viewed, job: Job) -> Seen:
    """Read the page; what that and the chart need is imported here, so that no window waits."""
    import pyqtgraph  # noqa: F401 - the chart's library, which takes longer than all the rest

    from wardenlog.services import drafts, today
    from wardenlog.ui.sheets.keeping import KIND
    from wardenlog.ui.sheets.kept import kept_sheet

    seen = today.look(record, checks, viewed, partial(job.report, "", 0, 1))
    read = (kept_sheet(each) for each in drafts.drafts(record, KIND))
    kept = tuple(
        KeptDraft(each.draft.id, each.draft.sheet, len(each.draft.visits), each.kept_at)
        for each in read
        if each is not None
    )
    return Seen(seen, kept)
