"""Keeps the sheet that is being typed, beside the window, so that typing never waits for a disk."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from wardenlog.services import drafts
from wardenlog.services.record import Record
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.kept import content_of
from wardenlog.ui.tasks import Job

KIND = "shift"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be kept of a sheet; `content` None forgets its draft."""

    sheet_id: str
    recorded: bool
    content: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What has been done for a sheet; `at` is None where its draft was forgotten."""

    sheet_id: str
    at: datetime | None


class DraftKeeper(QObject):
    """Keeps the newest state of a sheet; what comes while the disk is busy replaces what waits.

    `kept` carries a `Kept`: when the draft of a sheet was last kept, or that it was forgotten.
    """

    kept = Signal(object)
    failed = Signal(object)  # the exception

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self._last: _Wish | None = None
        self._waiting: list[_Wish] = []
        self._known: set[str] = set()

    def know(self, sheet_id: str) -> None:
        """Take note that a draft of a sheet was kept when the program last ran."""
        self._known.add(sheet_id)

    def keep(self, draft: SheetDraft, revision: str | None) -> None:
        """Keep a sheet as it stands; the same twice is kept once."""
        content = content_of(draft, revision)
        self._known.add(draft.id)
        self._wish(_Wish(draft.id, revision is not None, content))

    def keep_now(self, draft: SheetDraft, revision: str | None) -> datetime:
        """Keep a sheet before this returns, after all that is on its way; return when.

        MachineError where it could not be kept.
        """
        content = content_of(draft, revision)
        wish = _Wish(draft.id, revision is not None, content)
        self._known.add(draft.id)
        self._waiting = [each for each in self._waiting if each.sheet_id != draft.id]
        self._desk.keeper.wait()
        at = _keep(self._desk.record, wish, content)
        self._last = wish
        return at

    def forget(self, sheet_id: str) -> None:
        """Forget what was kept of a sheet, if anything, because it was saved or given up."""
        if sheet_id in self._known:
            self._known.discard(sheet_id)
            self._wish(_Wish(sheet_id, recorded=False, content=None))

    def _wish(self, wish: _Wish) -> None:
        if wish == self._last:
            return
        self._last = wish
        self._waiting = [each for each in self._waiting if each.sheet_id != wish.sheet_id]
        self._waiting.append(wish)
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        task = self._desk.keeper.start(partial(_fulfil, self._desk.record, self._waiting.pop(0)))
        task.succeeded.connect(self._done)
        task.failed.connect(self._failed)

    def _done(self, kept: Kept) -> None:
        self._busy = False
        self.kept.emit(kept)
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._last = None  # so that the next key tries again
        self.failed.emit(error)
        self._go_on()


def _fulfil(record: Record, wish: _Wish, job: Job) -> Kept:
    del job  # one small write
    if wish.content is None:
        drafts.discard(record, wish.sheet_id)
        return Kept(wish.sheet_id, None)
    return Kept(wish.sheet_id, _keep(record, wish, wish.content))


def _keep(record: Record, wish: _Wish, content: str) -> datetime:
    aggregate_id = wish.sheet_id if wish.recorded else None
    return drafts.keep(record, wish.sheet_id, KIND, aggregate_id, content)
