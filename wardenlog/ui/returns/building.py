"""The box that makes a workbook to look at: its choices, how far it has come, what came of it."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.services.returns.building import Built
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.box import Box
from wardenlog.ui.returns.form import ToBuild, WorkbookForm
from wardenlog.ui.returns.wording import built_words
from wardenlog.ui.returns.working import Working
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.words import Words

_CHARS: Final = 90


class BuildDialog(Box):
    """`built` carries the path of each workbook that was written."""

    built = Signal(object)

    def __init__(self, desk: Desk, agreement: str, period: Period, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Build a workbook to look at"), _CHARS)
        self._desk = desk
        self._asked: ToBuild | None = None
        self._path: Path | None = None
        self.form = WorkbookForm(agreement, period, desk.settings.now.returns)
        self.working = Working(desk.work, self.tr("How far the return has come"))
        self.says = Words(wrap=True)
        self.build_action = make_action("return.write", self, self.build)
        self.stop_action = make_action("return.cancel", self, self.working.stop)
        self.folder_action = make_action("return.show_folder", self, self._open_folder)
        self.close_action = make_action("return.close", self, self.reject)
        self._lay_out()
        self.form.choose_wanted.connect(self._choose_folder)
        self.working.done.connect(self._built)
        self.working.failed.connect(self._failed)
        self.working.stopped.connect(self._stopped)
        self.finished.connect(self.working.drop)
        self.form.out.setFocus()

    @property
    def busy(self) -> bool:
        """Whether a workbook is being built."""
        return self.working.busy

    def build(self) -> None:
        """Build the return that the form asks for; it asks before it writes over a file."""
        if self.working.busy:
            return
        try:
            self._asked = self.form.asked()
        except UserError as e:
            self.form.mark(e)
            self.says.say(f"✕ {e.message}", "bad")
            return
        self.form.mark(None)
        self._desk.settings.choose(returns=self.form.choices())
        self._start(replace=False)

    def _lay_out(self) -> None:
        main = ActionButton(self.build_action)
        main.setProperty("main", True)
        self.feet.addWidget(ActionButton(self.folder_action))
        self.feet.addStretch()
        self.feet.addWidget(main)
        self.feet.addWidget(ActionButton(self.close_action))
        self.working.offer(self.stop_action)
        self.folder_action.setVisible(False)
        self.says.setAccessibleName(self.tr("What came of it"))
        self.says.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(
            Words(
                self.tr(
                    "Makes the workbook from what is recorded now. The record stays as it is, so"
                    " it can be built as often as you like; nothing counts as sent."
                ),
                "muted",
                wrap=True,
            )
        )
        for widget in (self.form, self.working, self.says):
            self.column.addWidget(widget)
        self.column.addStretch()
        self.fit()

    def _start(self, *, replace: bool) -> None:
        if self._asked is not None:
            self.says.say("")
            self.build_action.setEnabled(False)
            self.working.start(partial(_build, self._desk, self._asked, replace), "")

    def _replace(self) -> None:
        self._start(replace=True)

    def _built(self, built: Built) -> None:
        self.build_action.setEnabled(True)
        self._path = built.path
        self.folder_action.setVisible(True)
        self.says.say(built_words(built), "body")
        self.says.setToolTip(str(built.path))
        self.fit()
        self.built.emit(built.path)

    def _failed(self, error: BaseException) -> None:
        self.build_action.setEnabled(True)
        if isinstance(error, UserError) and error.code == "file_exists":
            self._desk.prompts.choose(
                self.tr("This file is already there"),
                error.message,
                {self.tr("Replace it"): self._replace},
            )
            return
        self._desk.prompts.tell_error(error)

    def _stopped(self) -> None:
        self.build_action.setEnabled(True)
        self.says.say(self.tr("Stopped. No file was written."))

    def _choose_folder(self) -> None:
        title = self.tr("Where the workbook goes")
        self._desk.prompts.ask_folder(title, Path(self.form.out.text()), self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self.form.out.setText(str(folder))

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _build(desk: Desk, asked: ToBuild, replace: bool, job: Job) -> Built:  # noqa: FBT001 - as it was answered
    return desk.build_return(asked.wanted, asked.out, job.report, replace=replace)
