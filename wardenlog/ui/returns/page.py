"""The page of returns: every period of the agreement in view, and the one chosen worked out."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.returns.behind import Asked
from wardenlog.services.returns.building import Wanted, wanted
from wardenlog.services.returns.periods import ReturnPeriod, return_periods
from wardenlog.services.returns.sending import Sent
from wardenlog.services.returns.shown import Shown, show
from wardenlog.ui.actions import make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.behind import BehindDialog
from wardenlog.ui.returns.building import BuildDialog
from wardenlog.ui.returns.heading import Heading
from wardenlog.ui.returns.period import PeriodPage
from wardenlog.ui.returns.periods import PeriodList
from wardenlog.ui.returns.reached import ReachedDialog
from wardenlog.ui.returns.saving import Saving
from wardenlog.ui.returns.sending import Deed, SendDialog
from wardenlog.ui.returns.working import Working
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.words import Words

_PAUSE_MS: Final = 300
"""Changes that come together are counted together."""


class ReturnsPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stale = True
        self._row: ReturnPeriod | None = None
        self._folder: Path | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.periods = PeriodList(desk.theme)
        self.period = PeriodPage(desk)
        self.heading = Heading()
        self.listing = Working(desk.lists, self.tr("How far the list of periods has come"))
        self.counting = Working(desk.lists, self.tr("How far the figures have come"))
        self.saving = Saving(desk)
        self._empty = Words(wrap=True)
        self._make_actions()
        self._lay_out()
        self._connect()
        self._follow()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.periods.setFocus()

    def show_place(self, place: Place) -> None:
        """Show the newest period of the agreement that is named."""
        if place.record_id is not None:
            for known in self._desk.agreements():
                if known.reference == place.record_id != self._desk.view.now.agreement:
                    viewed = Viewed(known.reference, self._desk.view.now.period)
                    self._desk.view.choose(viewed)

    @property
    def busy(self) -> bool:
        """Whether anything is still to arrive."""
        tabs = self.period.busy
        return self._pause.isActive() or self.listing.busy or self.counting.busy or tabs

    # Making it

    def _make_actions(self) -> None:
        self.send_action = make_action("return.send", self, self.send)
        self.amend_action = make_action("return.amend", self, self.amend)
        self.approve_action = make_action("return.approve", self, self.approve)
        self.build_action = make_action("return.build", self, self.build)
        self.behind_action = make_action("return.behind", self, self.period.ask)
        self.csv_action = make_action("return.csv", self, self.save_csv)
        self.pdf_action = make_action("return.pdf", self, self.save_pdf)
        self.others_action = make_action("return.others", self, self._check_others)
        self.folder_action = make_action("return.folder", self, self._open_folder)
        self.code_action = make_action("return.code", self, self._copy_code)
        self.read_action = make_action("return.read", self, self.read)
        self.stop_action = make_action("return.stop", self, self.counting.stop)

    def _lay_out(self) -> None:
        self.counting.offer(self.stop_action)
        self.heading.offer(
            (self.send_action, self.amend_action),
            (
                self.approve_action,
                self.build_action,
                self.csv_action,
                self.pdf_action,
                self.behind_action,
                self.code_action,
                self.folder_action,
                self.read_action,
                self.others_action,
            ),
        )
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.counting)
        column.addWidget(self.saving)
        column.addWidget(self.period, 1)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.addWidget(self.periods)
        self._both.addWidget(below)
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(1, 1)
        row = self._desk.theme.row_height
        self._both.setSizes([row * 5, row * 20])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Words(self.tr("Returns"), "title"))
        layout.addWidget(self._empty)
        layout.addWidget(self._both, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._read_if_seen)
        self.periods.chosen.connect(self._choose)
        self.periods.wanted.connect(self._enter)
        self.listing.done.connect(self._list)
        self.listing.failed.connect(self._failed)
        self.counting.done.connect(self._show)
        self.counting.failed.connect(self._failed)
        self.counting.stopped.connect(self._stopped)
        self.saving.told.connect(self.told)
        self.saving.turned.connect(self._follow)
        self.period.behind_wanted.connect(self.show_behind)
        self.period.reached_wanted.connect(self.show_reached)
        self.period.check_wanted.connect(self._go_to_check)
        self._desk.bus.changed.connect(self._hear)
        self._desk.view.changed.connect(self._view_changed)

    # Reading it

    def read(self) -> None:
        """Read the periods again, and count the one in view, beside the window."""
        self._stale = False
        viewed = self._desk.view.now
        there = viewed.agreement is not None
        self._empty.setVisible(not there)
        self._both.setVisible(there)
        if viewed.agreement is None:
            self._empty.say(
                self.tr(
                    "There is no grant agreement yet, so there is nothing to return. Add one on"
                    " the page Grant (Alt+6)."
                )
            )
            return
        self.listing.start(
            partial(_read, self._desk, viewed.agreement), self.tr("Reading the periods")
        )
        self._count(viewed)

    def _count(self, viewed: Viewed) -> None:
        self.heading.say_counting(viewed.period)
        self.period.wait(viewed)
        self.counting.start(partial(_count, self._desk, viewed), self.tr("Counting the figures"))
        self._follow()

    def _list(self, rows: list[ReturnPeriod]) -> None:
        self.periods.take_periods(rows, self._desk.view.now.period)
        self._take_row()

    def _take_row(self) -> None:
        viewed = self._desk.view.now
        self._row = self.periods.of(viewed.period)
        self.heading.show_row(self._row)
        self.period.show_period(viewed.agreement or "", self._row)
        self._follow()

    def _show(self, shown: Shown) -> None:
        self.heading.show_figures(shown)
        self.period.show_figures(shown)
        self._follow()

    def _failed(self, error: BaseException) -> None:
        self.heading.say_stopped(self.tr("This could not be counted. Press F5 to count again."))
        self._follow()
        self._desk.prompts.tell_error(error)

    def _stopped(self) -> None:
        self.heading.say_stopped(self.tr("Stopped. Press F5 to count again."))
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_seen()

    def _hear(self, changes: object = None) -> None:
        del changes  # any record may stand behind a figure
        self._stale = True
        self._pause.start()

    def _view_changed(self) -> None:
        self._stale = True
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self.read()

    # Following what is chosen

    def _choose(self, row: ReturnPeriod) -> None:
        viewed = Viewed(self._desk.view.now.agreement, row.period)
        if viewed != self._desk.view.now:
            self._desk.view.choose(viewed)

    def _enter(self, row: ReturnPeriod, key: str) -> None:
        del row, key  # the period in view is the current one
        self.period.focus_tab()

    def _follow(self) -> None:
        """Turn the actions on and off, as the period in view allows."""
        row = self._row
        there = row is not None
        sent = row is not None and row.version is not None
        self.send_action.setVisible(not sent)
        self.send_action.setEnabled(there and not sent)
        self.amend_action.setVisible(sent)
        self.amend_action.setEnabled(sent)
        approves = there and self.period.approves
        self.approve_action.setVisible(approves)
        self.approve_action.setEnabled(approves)
        self.build_action.setEnabled(self._desk.view.now.agreement is not None)
        exports = self._desk.view.now.agreement is not None and not self.saving.busy
        self.csv_action.setEnabled(exports)
        self.pdf_action.setEnabled(exports)
        self.behind_action.setEnabled(self.period.can_ask)
        self.code_action.setEnabled(row is not None and row.receipt_code is not None)
        folder = self._folder or self._desk.settings.now.returns.folder
        self.folder_action.setEnabled(folder is not None)
        self.read_action.setEnabled(not self.counting.busy)

    # Doing something with it

    def build(self) -> None:
        """Ask what to put into a workbook, and build it."""
        viewed = self._desk.view.now
        if viewed.agreement is not None:
            box = BuildDialog(self._desk, viewed.agreement, viewed.period, self)
            box.built.connect(self._built)
            box.open()

    def save_csv(self) -> None:
        """Ask where, and write every figure of the period in view."""
        ask = self._wanted()
        if ask is not None:
            self.saving.save_csv(ask)

    def save_pdf(self) -> None:
        """Ask where, and write the summary of the period in view."""
        ask = self._wanted()
        if ask is not None:
            self.saving.save_pdf(ask)

    def send(self) -> None:
        """Look at the figures, say what will be frozen, and send the return if wanted."""
        self._ask("send")

    def amend(self) -> None:
        """Do the same for a new version of a return that was sent."""
        self._ask("amend")

    def approve(self) -> None:
        """Look at the figures, and record the approval if wanted."""
        self._ask("approve")

    def show_behind(self, asked: object) -> None:
        """Show what is behind a figure; say so where nothing is."""
        if isinstance(asked, Asked):
            BehindDialog(self._desk, asked, self).open()
        else:
            self.told.emit(self.tr("No records stand behind this cell"))

    def show_reached(self, title: str, words: str) -> None:
        """Say how a figure was reached that no records make."""
        ReachedDialog(title, words, self).open()

    def _ask(self, deed: Deed) -> None:
        viewed = self._desk.view.now
        if viewed.agreement is not None:
            box = SendDialog(self._desk, viewed.agreement, viewed.period, deed, self)
            box.sent.connect(self._sent)
            box.open()

    def _wanted(self) -> Wanted | None:
        viewed = self._desk.view.now
        if viewed.agreement is None:
            return None
        return wanted(viewed.agreement, viewed.period.from_on, viewed.period.last_on)

    def _check_others(self) -> None:
        self._desk.bus.go(Place("check_returns"))

    def _built(self, path: Path) -> None:
        self._folder = path.parent
        self._follow()
        self.told.emit(self.tr("Workbook written"))

    def _sent(self, news: object) -> None:
        approved = isinstance(news, Changes)
        if isinstance(news, Sent):
            self._folder = news.path.parent
        self._follow()
        self.told.emit(self.tr("Return approved") if approved else self.tr("Return kept as sent"))

    def _open_folder(self) -> None:
        folder = self._folder or self._desk.settings.now.returns.folder
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy_code(self) -> None:
        if self._row is not None and self._row.receipt_code is not None:
            QGuiApplication.clipboard().setText(self._row.receipt_code)
            self.told.emit(self.tr("Receipt code copied: {0}").format(self._row.receipt_code))

    def _go_to_check(self, check: str) -> None:
        self._desk.bus.go(Place("checks", "check", check))


def _read(desk: Desk, agreement: str, job: Job) -> list[ReturnPeriod]:
    del job  # a few quick questions
    return return_periods(desk.record, agreement, clock.local_date(clock.now()))


def _count(desk: Desk, viewed: Viewed, job: Job) -> Shown:
    import pyqtgraph  # noqa: F401 - loaded here, so that the chart is there at once

    period: Period = viewed.period
    ask = wanted(viewed.agreement or "", period.from_on, period.last_on)
    return show(desk.record, ask, job.asked_to_stop)
