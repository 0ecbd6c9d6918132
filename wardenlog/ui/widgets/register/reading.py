"""Reads what is sought beside the window and shows it, with what was chosen still chosen."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from wardenlog.services.listing import Listing, LongListing, Sought, positions
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.register.table import RegisterTable
from wardenlog.ui.widgets.table_model import PAGE

_MOST_KEPT: Final = 2_000
"""A longer selection is not kept when the list is read again."""

_FIRST: Final = 2 * PAGE
"""Rows of a long list that are shown before the rest of it is known."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What is listed, and where in it the ids are that were to be kept."""

    ids: Sequence[str]
    positions: dict[str, int]


class Reading(QObject):
    """Puts what is sought into the table; the newest question is the one that is answered.

    `shown` comes when the list has changed, with whether that is all of it. `missing` carries a
    wanted id that is not listed.
    """

    shown = Signal(bool)
    missing = Signal(str)

    def __init__(self, desk: Desk, listing: Listing[Any], table: RegisterTable[Any]) -> None:
        super().__init__(table)
        self._desk = desk
        self._listing = listing
        self._table = table
        self._tasks: list[Task] = []
        self._sought: Sought | None = None
        self._wanted: str | None = None
        self._must = True
        self._begun: Sequence[str] | None = None
        self._offered: str | None = None
        self._elsewhere = True

    @property
    def busy(self) -> bool:
        """Whether something is still to arrive."""
        return bool(self._tasks)

    @property
    def begun(self) -> bool:
        """Whether only the first rows are shown yet."""
        return self._begun is not None

    def read(self, sought: Sought, wanted: str | None = None, *, must: bool = True) -> None:
        """Read again; a wanted id becomes the current one, or it is `missing` where it must be."""
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self._begun = None
        self._wanted, self._must = wanted, must
        self._elsewhere |= sought != self._sought
        table, listing = self._table, self._listing
        kept = {each for each in (table.current_id(), table.top_id(), wanted) if each}
        if table.chosen() <= _MOST_KEPT:
            kept.update(table.chosen_ids())
        if isinstance(listing, LongListing) and sought != self._sought and wanted is None:
            first = self._start(partial(_first_ids, listing, sought))
            first.succeeded.connect(self._begin)
        whole = self._start(partial(_all_ids, listing, sought, frozenset(kept)))
        whole.succeeded.connect(self._arrive)
        self._sought = sought

    def _start(self, job: Callable[[Job], object]) -> Task:
        task = self._desk.lists.start(job)
        task.failed.connect(self._fail)
        self._tasks.append(task)
        return task

    def _fail(self, error: BaseException) -> None:
        self._tasks = []
        self._desk.prompts.tell_error(error)

    def _begin(self, ids: Sequence[str]) -> None:
        """Show the first rows, where what is chosen is among them; the rest follows."""
        if len(ids) == _FIRST and set(self._kept(ids)) <= set(ids):
            self._begun = ids
            self._show(_Arrived(ids, {each: n for n, each in enumerate(ids)}))
            self.shown.emit(False)

    def _arrive(self, news: object) -> None:
        if not isinstance(news, _Arrived):
            raise TypeError(news)
        self._tasks = []
        wanted = self._wanted
        begun, self._begun = self._begun, None
        if begun is not None and list(news.ids[: len(begun)]) == list(begun):
            self._table.rows.extend(news.ids)
        else:
            self._show(news)
        self._elsewhere = False
        self.shown.emit(True)
        if wanted is not None and wanted not in news.positions and self._must:
            self.missing.emit(wanted)

    def _kept(self, where: Container[str]) -> list[str]:
        """Return the ids that stay chosen: not the row that was only offered, in a new order."""
        if self._wanted is not None and (self._must or self._wanted in where):
            return [self._wanted]
        chosen = self._table.chosen_ids() if self._table.chosen() <= _MOST_KEPT else []
        return [] if self._elsewhere and chosen == [self._offered] else chosen

    def _show(self, news: _Arrived) -> None:
        table, where = self._table, news.positions
        kept = [each for each in self._kept(where) if each in where]
        wanted = self._wanted if self._must or self._wanted in where else None
        current, top = wanted or table.current_id(), table.top_id()
        table.rows.show(news.ids)
        if not news.ids:
            return
        self._offered = None if kept else news.ids[0]
        here = where[current] if kept and current in where else where[kept[0]] if kept else 0
        table.choose(here, [where[each] for each in kept] or [0])
        if top in where and not self._elsewhere:
            at_top = table.rows.index(where[top], 0)
            table.scrollTo(at_top, table.ScrollHint.PositionAtTop)
        table.scrollTo(table.rows.index(here, 0))


def _first_ids(listing: LongListing, sought: Sought, job: Job) -> Sequence[str]:
    del job  # one query; what comes too late is passed over
    return listing.first_ids(sought, _FIRST)


class _Stopping:
    """Whether a job was asked to stop, as a function."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def asked(self) -> bool:
        return self._job.stopping


def _all_ids(listing: Listing[Any], sought: Sought, kept: frozenset[str], job: Job) -> _Arrived:
    if isinstance(listing, LongListing):
        ids = listing.ids_unless(sought, _Stopping(job).asked)
    else:
        ids = listing.ids(sought)
    return _Arrived(ids, {} if job.stopping else positions(ids, kept))
