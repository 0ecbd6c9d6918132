"""Asks which blank sheets to print, and makes their PDF beside the window."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.services import blank_sheets
from wardenlog.services.blank_sheets import BlankSheets
from wardenlog.services.record import Record
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.blank_sheets.drawing import draw
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.form import Form, FormField, Kind
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.words import Words

_FIRST_COUNT: Final = 20

FIELDS: Final = (
    FormField(
        "first",
        QT_TRANSLATE_NOOP("form", "First number"),
        hint=QT_TRANSLATE_NOOP("form", "The sheets are numbered on from here."),
        required=True,
        width=16,
    ),
    FormField(
        "count",
        QT_TRANSLATE_NOOP("form", "How many"),
        Kind.NUMBER,
        hint=QT_TRANSLATE_NOOP("form", "One sheet to a page, up to 200."),
        required=True,
        width=16,
    ),
    FormField(
        "team",
        QT_TRANSLATE_NOOP("form", "Team"),
        hint=QT_TRANSLATE_NOOP(
            "form", "Printed on each sheet. Missing numbers are told team by team."
        ),
        width=24,
    ),
    FormField(
        "day",
        QT_TRANSLATE_NOOP("form", "Date"),
        Kind.DATE,
        hint=QT_TRANSLATE_NOOP("form", "Leave it blank for a pad to use over weeks."),
        width=16,
    ),
)


class BlankSheetsDialog(QDialog):
    """The form. `printed` carries the `BlankSheets` once their file is there."""

    printed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._plan: BlankSheets | None = None
        self._path = Path()
        self.setWindowTitle(self.tr("Print blank sheets"))
        self.form = Form(FIELDS)
        self.save = make_action("today.save_pdf", self, self.ask_where)
        button = ActionButton(self.save)
        button.setProperty("main", True)
        button.setDefault(True)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleDescription(self.tr("Nothing is printed or numbered."))
        self._cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button)
        buttons.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(
            Words(
                self.tr(
                    "Each sheet has a number of its own. A number that does not come back shows"
                    " on Today, so that no patrol is lost."
                ),
                wrap=True,
            )
        )
        layout.addWidget(self.form, 1)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 80, metrics.height() * 26)
        self.finished.connect(self.deleteLater)
        offered = blank_sheets.offer(desk.record)
        self.form.show_values({"first": offered.first, "count": _FIRST_COUNT})
        self.form.begin()

    def ask_where(self) -> None:
        """Check what is asked for, then ask where the file goes."""
        if self._task is not None:
            return
        values, problems = self.form.values()
        if not problems:
            try:
                self._plan = self._planned(values)
            except UserError as e:
                problems = problems_of(e)
        if self.form.find_wrong(problems) or self._plan is None:
            return
        serials = self._plan.serials
        name = self.tr("Shift sheets {0} to {1}.pdf").format(serials[0], serials[-1])
        folder = self._desk.settings.now.blank_sheets or Path.home()
        self._desk.prompts.ask_save_file(
            self.tr("Where the blank sheets go"),
            folder / name.replace("/", "-").replace("\\", "-"),
            self.tr("PDF (*.pdf)"),
            self._keep,
        )

    def _planned(self, values: dict[str, object]) -> BlankSheets:
        count, day = values.get("count"), values.get("day")
        return blank_sheets.plan(
            self._desk.record,
            str(values.get("first") or ""),
            count if isinstance(count, int) else 0,
            team=str(values.get("team") or ""),
            day=day if isinstance(day, date) else None,
            agreement=self._desk.view.now.agreement,
        )

    def _keep(self, path: Path) -> None:
        if self._plan is None:
            return
        self._path = path
        self.save.setEnabled(False)
        self._task = self._desk.work.start(partial(_print, self._desk.record, self._plan, path))
        self._task.succeeded.connect(self._done)
        self._task.failed.connect(self._failed)

    def _done(self) -> None:
        self._task = None
        self._desk.settings.choose(blank_sheets=self._path.parent)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
        self.printed.emit(self._plan)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.save.setEnabled(True)
        if isinstance(error, UserError):
            self.form.find_wrong(problems_of(error))
        else:
            self._desk.prompts.tell_error(error)


def _print(record: Record, sheets: BlankSheets, path: Path, job: Job) -> None:
    del job  # a second at most
    blank_sheets.keep(record, sheets, path, draw(sheets))
