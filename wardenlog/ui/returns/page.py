"""The page that builds a return: the form, how far the building has come, and what came of it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.model.vocabulary import HoursCounted
from wardenlog.services.logbook import Changes
from wardenlog.services.returns.building import Built
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.form import Asked, ReturnForm
from wardenlog.ui.tasks import Job, Progress, Task
from wardenlog.ui.widgets.words import Words

_WIDEST = 130
"""Characters across: a line that is longer is hard to follow."""


class ReturnsPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._path: Path | None = None
        self.form = ReturnForm(desk.settings.now.returns, Path.home())
        self.result = _Result()
        self._bar = QProgressBar()
        self._build = make_action("return.build", self, self.build)
        self._cancel = make_action("return.cancel", self, self.cancel)
        self._folder = make_action("return.folder", self, self._open_folder)
        self._lay_out()
        self._show_running(running=False)
        self.form.choose_wanted.connect(self._choose_folder)
        desk.bus.changed.connect(self._hear)
        self.form.know(desk.agreements())
        self._follow_view()
        self.form.chosen.connect(desk.view.choose)
        desk.view.changed.connect(self._follow_view)

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.form.agreement.setFocus()

    def show_place(self, place: Place) -> None:
        """Choose the agreement that is named."""
        self.form.agreement.setCurrentIndex(self.form.agreement.findData(place.record_id))

    def build(self) -> None:
        """Build the return that the form asks for, beside the window."""
        if self._task is not None:
            return
        try:
            asked = self.form.asked()
        except UserError as e:
            self.form.mark(e)
            self.result.say_error(e.message)
            return
        self.form.mark(None)
        self._remember()
        self._task = self._desk.work.start(partial(_build, self._desk, asked))
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._built)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)
        self.result.clear()
        self._show_running(running=True)

    def cancel(self) -> None:
        """Stop the building when it next says how far it has come."""
        if self._task is not None:
            self._task.cancel()
            self._cancel.setEnabled(False)
            self._bar.setFormat(self.tr("Stopping…"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        main = ActionButton(self._build)
        main.setProperty("main", True)
        buttons.addWidget(main)
        buttons.addWidget(self._bar, 1)
        buttons.addWidget(ActionButton(self._cancel))
        buttons.addStretch()
        self._bar.setAccessibleName(self.tr("How far the return has come"))
        self._folder_button = ActionButton(self._folder)
        for card in (self.form, self.result):
            card.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        layout = QVBoxLayout(self)
        layout.addWidget(Words(self.tr("Returns"), "title"))
        layout.addWidget(
            Words(
                self.tr(
                    "Makes the workbook for your funder from what is recorded. The record stays"
                    " as it is, so a return can be built as often as you like."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        layout.addWidget(self.result)
        folder = QHBoxLayout()
        folder.addWidget(self._folder_button)
        folder.addStretch()
        layout.addLayout(folder)
        layout.addStretch()

    def _show_running(self, *, running: bool) -> None:
        self._build.setEnabled(not running)
        self._cancel.setEnabled(running)
        self._cancel.setVisible(running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)
        self._bar.setFormat("")
        self._folder.setVisible(not running and self._path is not None)

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def _built(self, built: Built) -> None:
        self._task = None
        self._path = built.path
        self._show_running(running=False)
        self.result.show_built(built)
        self.told.emit(self.tr("Return written"))

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._show_running(running=False)
        self._desk.prompts.tell_error(error)

    def _cancelled(self) -> None:
        self._task = None
        self._show_running(running=False)
        self.result.say(self.tr("Stopped. No file was written."))

    def _remember(self) -> None:
        settings = self._desk.settings
        now = replace(settings.now, returns=self.form.choices())
        try:
            settings.remember(now)
        except OSError:
            self.told.emit(self.tr("Your choices could not be remembered"))

    def _choose_folder(self) -> None:
        self._desk.prompts.ask_folder(
            self.tr("Where the workbook goes"), Path(self.form.out.text()), self._take_folder
        )

    def _take_folder(self, folder: Path) -> None:
        self.form.out.setText(str(folder))

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _follow_view(self) -> None:
        self.form.show_viewed(self._desk.view.now)

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.kinds & {"agreement", "organisation"}:
            self.form.know(self._desk.agreements())


class _Result(QFrame):
    """What came of the last building, in words; every figure is the return's own."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._head = Words(kind="heading")
        self._body = Words(wrap=True)
        self._body.setTextInteractionFlags(
            self._body.textInteractionFlags().TextSelectableByMouse
            | self._body.textInteractionFlags().TextSelectableByKeyboard
        )
        self._body.setAccessibleName(self.tr("What came of it"))
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._body)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self.setVisible(False)

    def say(self, head: str, body: str = "") -> None:
        """Say something, with more of it below."""
        self._head.say(head, "heading")
        self._body.say(body)
        self._body.setToolTip(body)
        self._body.setVisible(bool(body))
        self.setVisible(True)

    def say_error(self, sentence: str) -> None:
        """Say what stands in the way."""
        self.say(f"▲ {sentence}")

    def show_built(self, built: Built) -> None:
        """Say what the return claims, and where it is."""
        claim, findings = built.figures.claim, len(built.figures.findings)
        amount = self.tr("no amount agreed") if claim.amount is None else f"£{claim.amount:,.2f}"
        by_person = claim.unit == HoursCounted.PERSON
        minutes = claim.person_minutes if by_person else claim.patrol_minutes
        unit = self.tr("person-hours") if by_person else self.tr("patrol-hours")
        self.say(
            self.tr("✓ {0} claimable {1} · {2}").format(f"{minutes / 60:,.2f}", unit, amount),
            "\n".join(
                (
                    self.tr("Receipt code {0}").format(built.receipt_code),
                    self.tr("To look at: {0}, listed on its Checks sheet").format(findings)
                    if findings
                    else self.tr("Nothing found that needs a look"),
                    str(built.path),
                )
            ),
        )

    def words(self) -> str:
        """Return everything it says."""
        return f"{self._head.text()}\n{self._body.text()}"


def _build(desk: Desk, asked: Asked, job: Job) -> Built:
    return desk.build_return(asked.wanted, asked.out, job.report)
