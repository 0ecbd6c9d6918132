"""Importing a file step by step, in one widget: file, columns, names, preview, saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import UserError
from wardenlog.services import imports, spreadsheets
from wardenlog.services.spreadsheets import Applied, Draft, Preview, SpreadsheetPreview
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.imports.columns_step import ColumnsStep
from wardenlog.ui.imports.file_step import FileStep
from wardenlog.ui.imports.names_step import NamesStep
from wardenlog.ui.imports.preview_step import PreviewStep
from wardenlog.ui.imports.shown import save_words, saved_words
from wardenlog.ui.tasks import Job, Progress, Task
from wardenlog.ui.widgets.words import Words

FILE, COLUMNS, NAMES, PREVIEW = range(4)
_KIND: Final = "*.xlsx *.xlsm *.xlsb *.ods *.xls *.csv"

T = TypeVar("T")


class ImportFlow(QWidget):
    """The steps of one import after another.

    `told` carries words for the status bar, `step_changed` the step that is shown, and `saved`
    comes with an `Applied` once an import is in the record.
    """

    told = Signal(str)
    step_changed = Signal(int)
    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._path: Path | None = None
        self._folder = Path.home()
        self.draft: Draft | None = None
        self.preview: SpreadsheetPreview | Preview | None = None
        self._choose = make_action("import.choose", self, self.choose)
        self._back = make_action("import.back", self, self.back)
        self._next = make_action("import.next", self, self.next)
        self._save = make_action("import.save", self, self.save)
        self._refused = make_action("import.refused", self, self.save_refused)
        self._next_button = ActionButton(self._next)
        self._save_button = ActionButton(self._save)
        self._stop = make_action("import.stop", self, self.stop)
        self.file = FileStep(self._choose)
        self.columns = ColumnsStep()
        self.names = NamesStep()
        self.shown = PreviewStep(self._refused)
        self._steps = (self.file, self.columns, self.names, self.shown)
        self.step = FILE
        self._head = Words(kind="heading")
        self._about = Words(kind="muted", wrap=True)
        self._bar = QProgressBar()
        self._lay_out()
        self.file.dropped.connect(self.open)
        self.columns.changed.connect(self._allow)
        self.names.changed.connect(self._allow)
        self._show(FILE)

    def start(self) -> None:
        """Put the keyboard where work goes on."""
        self._steps[self.step].begin()

    # Steps

    def choose(self) -> None:
        """Ask for a file and open it."""
        self._desk.prompts.ask_open_file(
            self.tr("The file to import"),
            self._folder,
            self.tr("Spreadsheets ({0})").format(_KIND),
            self.open,
        )

    def open(self, path: Path) -> None:
        """Read a file, and show its columns, or the preview where it is a standard log."""
        if self._task is None:
            self._path, self._folder = path, path.parent
            self._run(partial(_open, self._desk, path), self._opened)

    def back(self) -> None:
        """Go back a step; a standard log has none between its preview and the file."""
        step = self.step
        if self._task is not None or step == FILE:
            return
        if step == PREVIEW and isinstance(self.preview, Preview):
            self._show(FILE)
        else:
            self._keep()
            self._show(step - 1)

    def next(self) -> None:
        """Go on: from columns to names, from names to the preview, and save what that shows."""
        if self._task is not None or not self._next.isEnabled():
            return
        self._keep()
        if self.step == PREVIEW:
            self._save_preview()
        elif self.step == COLUMNS and self.draft is not None:
            self.names.show_draft(self.draft)
            self._show(NAMES)
        elif self.draft is not None:
            self._run(partial(_preview, self._desk, self.draft), self._previewed)

    def save(self) -> None:
        """Do as `next`: the keys that save and those that go on are one on every step."""
        self.next()

    def _save_preview(self) -> None:
        """Save what the preview shows, as one batch."""
        preview = self.preview
        if isinstance(preview, SpreadsheetPreview):
            self._run(partial(_apply, self._desk, preview), self._applied)
        elif preview is not None and preview.problems:
            self._desk.prompts.ask_save_file(
                self.tr("Where the refused rows go"),
                self._refused_path(),
                self.tr("Workbook (*.xlsx)"),
                self._save_log,
            )
        else:
            self._save_log(None)

    def save_refused(self) -> None:
        """Keep the refused rows as a workbook."""
        if isinstance(self.preview, SpreadsheetPreview):
            self._desk.prompts.ask_save_file(
                self.tr("Where the refused rows go"),
                self._refused_path(),
                self.tr("Workbook (*.xlsx)"),
                self._write_refused,
            )

    def stop(self) -> None:
        """Stop what is running when it next says how far it has come."""
        if self._task is not None:
            self._task.cancel()
            self._bar.setFormat(self.tr("Stopping…"))

    # What came of a job

    def _opened(self, found: Draft | Preview) -> None:
        if isinstance(found, Preview):
            self.draft = None
            self._previewed(found)
            return
        self.draft = found
        self.columns.show_draft(found)
        self._show(COLUMNS)

    def _previewed(self, preview: SpreadsheetPreview | Preview) -> None:
        self.preview = preview
        self.shown.show_preview(preview)
        if isinstance(preview, Preview):
            self._refused.setVisible(False)
        self._save_button.say(save_words(preview))
        self._save_button.setAccessibleName(save_words(preview))
        self._show(PREVIEW)

    def _applied(self, applied: Applied) -> None:
        if applied.batch_id is not None:
            self._desk.bus.tell(spreadsheets.changes_of(self._desk.record, applied.batch_id))
        words = "" if self.preview is None else saved_words(self.preview)
        if applied.rejected:
            words = self.tr("{0}; {1} rows were refused").format(words, f"{applied.rejected:,}")
        self.preview = None
        self._show(FILE)
        self.file.say(self.tr("{0}. It can be undone as a whole.").format(words), good=True)
        self.told.emit(words)
        self.saved.emit(applied)

    def _failed(self, error: BaseException) -> None:
        self._finish()
        if isinstance(error, UserError) and self.step == FILE:
            self.file.say(error.message, good=False)
            self.file.begin()
        else:
            self._desk.prompts.tell_error(error)

    def _stopped(self) -> None:
        self._finish()
        self.told.emit(self.tr("Stopped. Nothing was saved."))

    # Jobs

    def _run(self, job: Callable[[Job], T], then: Callable[[T], object]) -> None:
        task = self._desk.work.start(job)
        self._task = task
        self._then = cast("Callable[[object], object]", then)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._stopped)
        self._allow()

    def _succeeded(self, result: object) -> None:
        self._finish()
        self._then(result)

    def _finish(self) -> None:
        self._task = None
        self._allow()

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def _save_log(self, rejects: Path | None) -> None:
        if isinstance(self.preview, Preview) and self._path is not None:
            self._run(
                partial(_apply_log, self._desk, self.preview, rejects, self._path), self._applied
            )

    def _write_refused(self, out: Path) -> None:
        if not isinstance(self.preview, SpreadsheetPreview) or self._path is None:
            return
        try:
            spreadsheets.write_refused(self._desk.record, self.preview, out, self._path)
        except UserError as error:
            self._desk.prompts.tell_error(error)
        else:
            self.told.emit(self.tr("Refused rows saved as {0}").format(out.name))

    def _refused_path(self) -> Path:
        stem = "import" if self._path is None else self._path.stem
        return self._folder / f"{stem} refused.xlsx"

    # What is shown

    def _keep(self) -> None:
        step = self.step
        if step == COLUMNS:
            self.draft = self.columns.draft() or self.draft
        elif step == NAMES:
            self.draft = self.names.draft() or self.draft
            if self.draft is not None:
                self.columns.show_draft(self.draft)

    def _show(self, step: int) -> None:
        self.step = step
        for place, widget in enumerate(self._steps):
            widget.setVisible(place == step)
        name = "" if self._path is None else self._path.name
        heads = (
            ("", ""),
            (
                self.tr("Step 1 of 3: what each column holds"),
                self.tr(
                    "{0}. Press F2 on a row to choose what it holds; fields with * are needed."
                ).format(self._found(name)),
            ),
            (
                self.tr("Step 2 of 3: who and what the names are"),
                self.tr("{0}. Nobody is guessed between two.").format(name),
            ),
            (
                self.tr("Step 3 of 3: what would be saved"),
                self.tr("{0}. Nothing is saved yet.").format(name),
            ),
        )
        self._head.say(heads[step][0])
        self._about.say(heads[step][1])
        self._head.setVisible(step != FILE)
        self._about.setVisible(step != FILE)
        self._allow()
        self.step_changed.emit(step)
        if self.isVisible():
            self.start()

    def _found(self, name: str) -> str:
        if self.draft is None:
            return name
        flat = self.draft.flat
        found = self.tr("{0}: {1} rows below the headings in row {2}").format(
            name, f"{len(flat.rows):,}", flat.heading_row
        )
        return f"{found}, {self.tr('mapped as last time')}" if self.draft.remembered else found

    def _allow(self) -> None:
        step, idle = self.step, self._task is None
        draft = self.columns.draft() if step == COLUMNS else None
        ready = step == NAMES and not self.names.faults()
        ready = ready or (draft is not None and not draft.faults())
        self._choose.setEnabled(idle)
        self._back.setEnabled(idle and step != FILE)
        self._back.setVisible(step != FILE)
        can_save = self.preview is not None and not self.preview.is_empty
        for action in (self._next, self._save):
            action.setEnabled(idle and (can_save if step == PREVIEW else ready))
        self._next_button.setVisible(step in {COLUMNS, NAMES})
        self._save_button.setVisible(step == PREVIEW)
        self._refused.setEnabled(idle and step == PREVIEW)
        self._stop.setEnabled(not idle)
        self._stop.setVisible(not idle)
        self._bar.setVisible(not idle)
        if not idle:
            self._bar.setRange(0, 0)
            self._bar.setFormat("")

    def _lay_out(self) -> None:
        self._bar.setAccessibleName(self.tr("How far it has come"))
        buttons = QHBoxLayout()
        buttons.addWidget(ActionButton(self._back))
        buttons.addWidget(self._bar, 1)
        buttons.addWidget(ActionButton(self._stop))
        buttons.addStretch()
        for button in (self._next_button, self._save_button):
            button.setProperty("main", True)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._head)
        layout.addWidget(self._about)
        for step in self._steps:
            layout.addWidget(step)
        layout.addLayout(buttons)


def _open(desk: Desk, path: Path, job: Job) -> Draft | Preview:
    return spreadsheets.open_file(desk.record, path, job.report)


def _preview(desk: Desk, draft: Draft, job: Job) -> SpreadsheetPreview:
    return spreadsheets.preview(desk.record, spreadsheets.refresh(desk.record, draft), job.report)


def _apply(desk: Desk, preview: SpreadsheetPreview, _job: Job) -> Applied:
    return spreadsheets.apply_spreadsheet(desk.record, preview)


def _apply_log(
    desk: Desk, preview: Preview, rejects: Path | None, path: Path, _job: Job
) -> Applied:
    if rejects is not None:
        imports.check_rejects(rejects, path)
    return imports.apply_log(desk.record.store, preview, actor=desk.record.actor, rejects=rejects)
