"""The box that sends, amends or approves a return: what is in the way, and what will be frozen."""

from functools import partial
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.returns.building import Wanted, wanted
from wardenlog.services.returns.sending import (
    NotReadyError,
    Obstacle,
    Ready,
    Sent,
    approve,
    look,
    send,
)
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.box import Box
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.form import ToBuild, WorkbookForm
from wardenlog.ui.returns.places import place_of
from wardenlog.ui.returns.wording import approval_words, freezing_words, sent_words, translate
from wardenlog.ui.returns.working import Working
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words

Deed = Literal["send", "amend", "approve"]

_CHARS: Final = 110
_LINES: Final = 14
_NO_COMMENT: Final = "no_comment"
_TITLES: Final = {
    "send": QT_TRANSLATE_NOOP("returns", "Send the return"),
    "amend": QT_TRANSLATE_NOOP("returns", "Amend the return"),
    "approve": QT_TRANSLATE_NOOP("returns", "Approve the return"),
}


def _what(obstacle: Obstacle) -> str:
    return obstacle.what[:1].upper() + obstacle.what[1:]


def _where(obstacle: Obstacle) -> str:
    return obstacle.where


def _do(obstacle: Obstacle) -> str:
    return obstacle.do


COLUMNS: Final[tuple[Column[Obstacle], ...]] = (
    Column("where", QT_TRANSLATE_NOOP("returns", "Where"), _where, 24, tip=_where),
    Column("what", QT_TRANSLATE_NOOP("returns", "What is in the way"), _what, 40, tip=_what),
    Column("do", QT_TRANSLATE_NOOP("returns", "What to do"), _do, 40, tip=_do),
)


class SendDialog(Box):
    """Looks first, then asks. `sent` carries the `Sent` or the `Changes` of an approval."""

    sent = Signal(object)

    def __init__(
        self, desk: Desk, agreement: str, period: Period, deed: Deed, parent: QWidget
    ) -> None:
        super().__init__(parent, translate("returns", _TITLES[deed]), _CHARS)
        self._desk = desk
        self._agreement = agreement
        self._period = period
        self._deed: Deed = deed
        self._ready: Ready | None = None
        self._asked: ToBuild | None = None
        self._sending = False
        self._over = False
        self._path: Path | None = None
        self.form = WorkbookForm(agreement, period, desk.settings.now.returns, fixed=True)
        self.comment = QPlainTextEdit()
        self.obstacles: FigureTable[Obstacle] = FigureTable(
            desk.theme,
            COLUMNS,
            self.tr("What is in the way"),
            self.tr("What must be put right first. Enter goes to the place."),
            stretch=2,
            by_cell=False,
        )
        self.says = Words(wrap=True)
        self.working = Working(desk.work, self.tr("How far it has come"))
        self._make_actions()
        self._lay_out()
        self._connect()
        self.look()

    @property
    def busy(self) -> bool:
        """Whether figures are being looked at, or the return is being made."""
        return self.working.busy

    def look(self) -> None:
        """Look whether anything is in the way, beside the window."""
        self._sending = False
        self._follow()
        self.says.say(self.tr("Looking at the figures…"), "muted")
        ask = wanted(self._agreement, self._period.from_on, self._period.last_on)
        self.working.start(partial(_look, self._desk, ask), self.tr("Counting"))

    def send(self) -> None:
        """Do it: make the workbook and freeze its figures, or record the approval."""
        if self.working.busy or not self.send_action.isEnabled():
            return
        try:
            self._asked = self.form.asked(self.comment.toPlainText())
        except UserError as e:
            self.form.mark(e)
            self.says.say(f"✕ {e.message}", "bad")
            return
        self.form.mark(None)
        if self._deed != "approve":
            self._desk.settings.choose(returns=self.form.choices())
        self._start(replace=False)

    # Making it

    def _make_actions(self) -> None:
        action = {"send": "return.freeze", "amend": "return.freeze", "approve": "return.agree"}
        self.send_action = make_action(action[self._deed], self, self.send)
        self.go_action = make_action("return.fix", self, self._go)
        self.stop_action = make_action("return.cancel", self, self.working.stop)
        self.folder_action = make_action("return.show_folder", self, self._show_folder)
        self.close_action = make_action("return.close", self, self.reject)

    def _lay_out(self) -> None:
        self._comment_label = Words(self.tr("Comment"), wrap=True)
        self._comment_label.setBuddy(self.comment)
        self.comment.setAccessibleName(self.tr("Comment"))
        self.comment.setAccessibleDescription(
            self.tr("Printed on the Claim: what happened, and what will change.")
        )
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.form.setVisible(self._deed != "approve")
        self._main = ActionButton(self.send_action)
        self._main.setProperty("main", True)
        self.working.offer(self.stop_action)
        self.feet.addWidget(ActionButton(self.go_action))
        self.feet.addWidget(ActionButton(self.folder_action))
        self.feet.addStretch()
        self.feet.addWidget(self._main)
        self.feet.addWidget(ActionButton(self.close_action))
        title = f"{translate('returns', _TITLES[self._deed])}: {self._period.words()}"
        self.column.addWidget(Words(title, "heading", wrap=True))
        for widget in (
            self.says,
            self.obstacles,
            self._comment_label,
            self.comment,
            self.form,
            self.working,
        ):
            self.column.addWidget(widget)
        self.column.addStretch()
        self.fit(_LINES)

    def _connect(self) -> None:
        self.form.choose_wanted.connect(self._choose_folder)
        self.comment.textChanged.connect(self._follow)
        self.obstacles.wanted.connect(self._want)
        self.obstacles.looked_at.connect(self._follow_obstacle)
        self.working.done.connect(self._arrived)
        self.working.failed.connect(self._failed)
        self.working.stopped.connect(self._stopped)
        self.finished.connect(self.working.drop)

    # What may be done now

    def _in_the_way(self) -> tuple[Obstacle, ...]:
        """Return what keeps it from being sent, but for a comment that can be typed here."""
        if self._ready is None:
            return ()
        found = tuple(each for each in self._ready.obstacles if each.code != _NO_COMMENT)
        if self._deed != "approve" and self._ready.wants_approval and not self._ready.approved_by:
            found = (*found, _not_approved(self._period))
        return found

    @property
    def needs_comment(self) -> bool:
        """Whether the return must say why its hours are under the target."""
        return self._ready is not None and any(
            each.code == _NO_COMMENT for each in self._ready.obstacles
        )

    def _follow(self) -> None:
        blocked = bool(self._in_the_way())
        looked = self._ready is not None and not self.working.busy and not self._sending
        typed = bool(self.comment.toPlainText().strip())
        self.send_action.setEnabled(looked and not blocked and (typed or not self.needs_comment))
        self.obstacles.setVisible(blocked)
        self.go_action.setVisible(blocked)
        for widget in (self._comment_label, self.comment):
            widget.setVisible(looked and not blocked)
        self.form.setVisible(looked and not blocked and self._deed != "approve")
        self.send_action.setVisible(not self._over)
        self.folder_action.setVisible(self._path is not None)
        self.folder_action.setEnabled(self._path is not None)

    def _follow_obstacle(self, obstacle: object) -> None:
        there = isinstance(obstacle, Obstacle) and _place(obstacle) is not None
        self.go_action.setEnabled(there)

    # What came of it

    def _arrived(self, news: object) -> None:
        if isinstance(news, Ready):
            self._ready = news
            self._show_ready(news)
        elif isinstance(news, Sent):
            self._desk.bus.tell(news.changes)
            self.sent.emit(news)
            self._path = news.path
            self._end(sent_words(news))
            self.says.setToolTip(str(news.path))
        elif isinstance(news, Changes):
            self._desk.bus.tell(news)
            self.sent.emit(news)
            self._end(self.tr("✓ Approved. It can be sent while no figure changes."))

    def _show_ready(self, ready: Ready) -> None:
        found = self._in_the_way()
        self.obstacles.take(found)
        self._comment_label.say(self._comment_words())
        kept = ready.figures.wanted.comment
        if kept and not self.comment.toPlainText():
            self.comment.setPlainText(kept)
        self._follow()
        if found:
            one = self.tr("✕ This return cannot be sent yet. 1 thing is in the way.")
            many = self.tr("✕ This return cannot be sent yet. {0} things are in the way.")
            self.says.say(one if len(found) == 1 else many.format(f"{len(found):,}"), "bad")
            self.obstacles.setFocus()
        else:
            words = approval_words if self._deed == "approve" else freezing_words
            self.says.say(words(ready.figures, self._desk.record.actor), "body")
            (self.comment if self.needs_comment else self._main).setFocus()
        self.fit(_LINES)

    def _comment_words(self) -> str:
        if self.needs_comment:
            return self.tr(
                "Comment. Required, as the hours are under 90 % of the target: what happened, and"
                " what will change."
            )
        return self.tr("Comment, if any. It is printed on the Claim.")

    def _end(self, words: str) -> None:
        self._ready = None
        self._over = True
        self.obstacles.take(())
        self._follow()
        self.says.say(words, "body")
        self.says.setFocus()
        self.fit(_LINES)

    def _failed(self, error: BaseException) -> None:
        self._sending = False
        if isinstance(error, NotReadyError) and self._ready is not None:
            self.look()
            return
        self._follow()
        if isinstance(error, UserError) and error.code == "file_exists":
            self._desk.prompts.choose(
                self.tr("This file is already there"),
                error.message,
                {self.tr("Replace it"): self._replace},
            )
            return
        self._desk.prompts.tell_error(error)
        if isinstance(error, UserError) and error.code == "changed_meanwhile":
            self.look()

    def _stopped(self) -> None:
        self._sending = False
        self._follow()
        self.says.say(self.tr("Stopped. Nothing was sent, and no file was written."))

    # Doing it

    def _replace(self) -> None:
        self._start(replace=True)

    def _start(self, *, replace: bool) -> None:
        if self._asked is None:
            return
        self._sending = True
        job = (
            partial(_approve, self._desk, self._asked)
            if self._deed == "approve"
            else partial(_send, self._desk, self._asked, replace)
        )
        self.working.start(job, "")
        self.send_action.setEnabled(False)

    def _show_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _choose_folder(self) -> None:
        title = self.tr("Where the workbook goes")
        self._desk.prompts.ask_folder(title, Path(self.form.out.text()), self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self.form.out.setText(str(folder))

    def _want(self, obstacle: Obstacle, key: str) -> None:
        del obstacle, key  # the current row is the one that was pressed
        self._go()

    def _go(self) -> None:
        obstacle = self.obstacles.current()
        place = None if obstacle is None else _place(obstacle)
        if place is not None:
            self.accept()
            self._desk.bus.go(place)


def _place(obstacle: Obstacle) -> Place | None:
    """Return where something in the way is put right."""
    if obstacle.record_kind is not None and obstacle.record_id is not None:
        found = place_of(obstacle.record_kind, obstacle.record_id, obstacle.visit)
        if found is not None:
            return found
    if obstacle.check is not None:
        return Place("checks", "check", obstacle.check)
    return Place("grant") if obstacle.code == "not_over" else None


def _not_approved(period: Period) -> Obstacle:
    return Obstacle(
        "not_approved",
        "nobody has approved these figures.",
        period.words(),
        "Ask a second person to approve them as they are now: Approve on this page.",
    )


def _look(desk: Desk, ask: Wanted, job: Job) -> Ready:
    del job  # one question; what comes too late is passed over
    return look(desk.record, ask)


def _send(desk: Desk, asked: ToBuild, replace: bool, job: Job) -> Sent:  # noqa: FBT001 - as it was answered
    return send(desk.record, asked.wanted, asked.out, replace=replace, report=job.report)


def _approve(desk: Desk, asked: ToBuild, job: Job) -> Changes:
    del job  # all or none: there is nothing to stop half-way
    return approve(desk.record, asked.wanted)
