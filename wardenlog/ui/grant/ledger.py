"""Importing a ledger in three steps: its columns, its cost codes, and the preview."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardenlog.services.grant import ledger
from wardenlog.services.grant.ledger import (
    ADDED,
    CHANGED,
    LedgerApplied,
    LedgerDraft,
    LedgerPreview,
)
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.ledger_steps import CodesStep, ColumnsStep, PreviewStep
from wardenlog.ui.grant.money_words import pounds_words
from wardenlog.ui.tasks import Job, Progress, Task
from wardenlog.ui.widgets.words import Words

COLUMNS, CODES, PREVIEW = range(3)
_WIDTH: Final = 130
_HEIGHT: Final = 34

T = TypeVar("T")


class LedgerDialog(QDialog):
    """`applied` carries the `LedgerApplied` of an import that was saved."""

    applied = Signal(object)

    def __init__(self, desk: Desk, draft: LedgerDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._preview: LedgerPreview | None = None
        self.draft = draft
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import from ledger"))
        self.columns = ColumnsStep()
        self.codes = CodesStep()
        self.shown = PreviewStep()
        self._steps = QStackedWidget()
        for step in (self.columns, self.codes, self.shown):
            self._steps.addWidget(step)
        self._head = Words(kind="heading")
        self._about = Words(kind="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How far it has come"))
        self._back = make_action("import.back", self, self.back)
        self._next = make_action("import.next", self, self.next)
        self._save = make_action("import.save", self, self.save)
        self._save_button = ActionButton(self._save)
        self._lay_out()
        self.columns.changed.connect(self._allow)
        self.codes.changed.connect(self._allow)
        self.columns.show_draft(draft)
        self._show(COLUMNS)

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._steps.currentIndex()

    @property
    def busy(self) -> bool:
        """Whether something is being read or saved."""
        return self._task is not None

    def back(self) -> None:
        """Go back a step; what was decided is kept."""
        if self._task is None and self.step > COLUMNS:
            self._keep()
            self._show(COLUMNS if self.step == CODES or not self._has_codes() else CODES)

    def next(self) -> None:
        """Go on to the cost codes, or to the preview."""
        if self._task is not None or not self._next.isEnabled():
            return
        self._keep()
        if self.step == COLUMNS and self._has_codes():
            self.codes.show_draft(self.draft)
            self._show(CODES)
        else:
            self._run(partial(_look, self._desk, self.draft), self._previewed)

    def save(self) -> None:
        """Save what the preview shows, as one batch."""
        if self._task is None and self._preview is not None and self._save.isEnabled():
            self._run(partial(_apply, self._desk, self._preview), self._applied)

    # What came of a job

    def _previewed(self, preview: LedgerPreview) -> None:
        self._preview = preview
        self.shown.show_preview(preview)
        rows = preview.counts()
        number = rows[ADDED] + rows[CHANGED]
        words = self.tr("Import {0} amounts").format(f"{number:,}")
        self._save_button.say(words)
        self._save_button.setAccessibleName(words)
        self._show(PREVIEW)

    def _applied(self, applied: LedgerApplied) -> None:
        self._desk.bus.tell(ledger.changes_of(applied))
        self.applied.emit(applied)
        self.accept()

    def _run(self, job: Callable[[Job], T], then: Callable[[T], object]) -> None:
        task = self._desk.work.start(job)
        self._task = task
        self._then = cast("Callable[[object], object]", then)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._finish)
        self._allow()

    def _succeeded(self, result: object) -> None:
        self._finish()
        self._then(result)

    def _failed(self, error: BaseException) -> None:
        self._finish()
        self._desk.prompts.tell_error(error)

    def _finish(self) -> None:
        self._task = None
        self._allow()

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)

    def done(self, result: int) -> None:
        """Close; what is being read stops."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    # What is shown

    def _has_codes(self) -> bool:
        return bool(self.draft.cost_codes())

    def _keep(self) -> None:
        if self.step == COLUMNS:
            self.draft = self.columns.draft() or self.draft
        elif self.step == CODES:
            self.draft = self.codes.draft() or self.draft
            self.columns.show_draft(self.draft)

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        flat = self.draft.flat
        found = self.tr("{0}: {1} rows below the headings in row {2}").format(
            flat.source, f"{len(flat.rows):,}", flat.heading_row
        )
        if self.draft.remembered:
            found = self.tr("{0}, mapped as last time").format(found)
        heads = (
            (
                self.tr("Step 1 of 3: what each column holds"),
                self.tr("{0}. Press F2 on a row to choose; fields with * are needed.").format(
                    found
                ),
            ),
            (
                self.tr("Step 2 of 3: which budget line each cost code is"),
                self.tr("Leave out what is not the grant's, such as the grant's own income."),
            ),
            (
                self.tr("Step 3 of 3: what would be saved"),
                self._total() if step == PREVIEW else "",
            ),
        )
        self._head.say(heads[step][0])
        self._about.say(heads[step][1])
        self._allow()
        (self.columns, self.codes, self.shown)[step].begin()

    def _total(self) -> str:
        if self._preview is None:
            return ""
        words = self.tr("Nothing is saved yet. The amounts that would be added come to {0}.")
        return words.format(pounds_words(self._preview.total()))

    def _allow(self) -> None:
        step, idle = self.step, self._task is None
        draft = self.columns.draft() if step == COLUMNS else None
        ready = draft is not None and not draft.faults()
        if step == CODES:
            draft = self.codes.draft()
            ready = draft is not None and not draft.faults_of_codes()
        self._back.setEnabled(idle and step != COLUMNS)
        self._next.setEnabled(idle and step != PREVIEW and ready)
        self._next.setVisible(step != PREVIEW)
        is_empty = self._preview is None or self._preview.is_empty
        self._save.setEnabled(idle and step == PREVIEW and not is_empty)
        self._save.setVisible(step == PREVIEW)
        self._bar.setVisible(not idle)
        if not idle:
            self._bar.setRange(0, 0)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(ActionButton(self._back))
        buttons.addWidget(self._bar, 1)
        buttons.addStretch()
        for button in (ActionButton(self._next), self._save_button):
            button.setProperty("main", True)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._about)
        layout.addWidget(self._steps, 1)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _WIDTH, metrics.height() * _HEIGHT)


def _look(desk: Desk, draft: LedgerDraft, job: Job) -> LedgerPreview:
    return ledger.preview(desk.record, draft, job.report)


def _apply(desk: Desk, preview: LedgerPreview, _job: Job) -> LedgerApplied:
    return ledger.apply(desk.record, preview)
