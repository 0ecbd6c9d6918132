"""What the checks ask of the sheet in hand, as it was last saved, and why it is kept as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.services import checks
from wardenlog.services.checks import Finding
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task


@dataclass(frozen=True, slots=True)
class Behind:
    """A sheet that was finished just now, and what the checks ask of it."""

    sheet_id: str
    sheet: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    findings: tuple[Finding, ...]
    behind: Behind | None


class SheetChecks(QObject):
    """`changed` comes when the checks ask something else, `told` with words to say.

    `in_hand` says which finding F7 is about.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, owner: QWidget, desk: Desk, in_hand: Callable[[], Finding | None]) -> None:
        super().__init__(owner)
        self._desk = desk
        self._in_hand = in_hand
        self._task: Task | None = None
        self._asked: list[Finding] = []
        self.findings: tuple[Finding, ...] = ()
        self.behind: Behind | None = None
        self.keep = make_action("sheet.keep", owner, self.ask_why)
        self.forget()

    @property
    def busy(self) -> bool:
        """Whether the checks have not answered yet."""
        return self._task is not None

    def look(self, sheet_id: str | None, behind: Behind | None = None) -> None:
        """Ask the checks about a recorded sheet, or about none, and the one finished before it."""
        if self._task is not None:
            self._task.cancel()
        self.behind = behind or self.behind
        self._task = self._desk.lists.start(
            partial(_look, self._desk.record, sheet_id, self.behind)
        )
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)

    def forget(self) -> None:
        """Say nothing of the sheet that was in hand."""
        self._take(_Seen((), None))

    def ask_why(self) -> None:
        """Ask why the finding in hand is right as it is; of a kept one, what to do with it."""
        here = self._in_hand()
        if here is None:
            return
        self._asked = [here]
        if here.explained is None:
            self._ask_reason()
            return
        self._desk.prompts.choose(
            self.tr("Kept"),
            self.tr("This is kept, because: {0}").format(here.explained),
            {
                self.tr("Give another reason"): self._ask_reason,
                self.tr("Take the reason back"): self._withdraw,
            },
        )

    def _ask_reason(self) -> None:
        title = checks.card(self._asked[0].check).title
        self._desk.prompts.ask_text(title, self.tr("Keep it as it is, because …"), self._explain)

    def _explain(self, reason: str) -> None:
        self._change(partial(checks.explain, self._desk.record, self._asked, reason))

    def _withdraw(self) -> None:
        self._change(partial(checks.withdraw, self._desk.record, self._asked))

    def _change(self, change: Callable[[], Changes]) -> None:
        task = self._desk.lists.start(partial(_do, change))
        task.succeeded.connect(self._changed)
        task.failed.connect(self._desk.prompts.tell_error)

    def _changed(self, changes: Changes) -> None:
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Saved"))

    def _arrived(self, seen: _Seen) -> None:
        self._task = None
        if (seen.findings, seen.behind) != (self.findings, self.behind):
            self._take(seen)
            self.changed.emit()

    def _take(self, seen: _Seen) -> None:
        self.findings, self.behind = seen.findings, seen.behind
        self.keep.setEnabled(bool(seen.findings))
        self.keep.setVisible(bool(seen.findings))

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._desk.prompts.tell_error(error)


def _look(record: Record, sheet_id: str | None, behind: Behind | None, job: Job) -> _Seen:
    del job  # a few hundredths of a second
    found = tuple(checks.sheet_findings(record, sheet_id)) if sheet_id else ()
    if behind is None or behind.sheet_id == sheet_id:
        return _Seen(found, None)
    asked = checks.sheet_findings(record, behind.sheet_id)
    still = tuple(each for each in asked if each.explained is None and each.severity != "info")
    return _Seen(found, Behind(behind.sheet_id, behind.sheet, still))


def _do(change: Callable[[], Changes], job: Job) -> Changes:
    del job  # all or none: there is nothing to stop half-way
    return change()
