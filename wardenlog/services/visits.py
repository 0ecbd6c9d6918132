"""Visits as a list of their own: ids in an order, pages of rows, and single visits made void."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.services.listing import PackedIds, Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store.lists import visits as lists
from wardenlog.store.lists.visits import VisitRow

__all__ = ["VisitRow", "Visits", "restore_visits", "void_visits"]

_AT_ONCE: Final = "day"
"""The order that an index keeps, in which the first visits are known at once."""


class Visits:
    """Reads visits for lists; changes nothing."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> PackedIds:
        """Return the id of every visit sought, in its order. Long lists take a while.

        Orders are those of the store's ORDERS. Filters: `state` (finished, no_out, unfinished,
        void), `hotspot` (an id), and `days` as `2025-04-01/2025-07-01`, its end exclusive.
        """
        return self._ids(sought)

    def ids_unless(self, sought: Sought, stop: Callable[[], bool]) -> PackedIds:
        """Return the same, unless `stop` says meanwhile that nobody waits for it any more."""
        return self._ids(sought, stop=stop)

    def first_ids(self, sought: Sought, number: int) -> Sequence[str]:
        """Return the first of them where they are known without looking at all."""
        if sought.order != _AT_ONCE or sought.find:
            return ()
        return self._ids(sought, limit=number)

    def rows(self, ids: Collection[str]) -> dict[str, VisitRow]:
        """Return a page of visits by id; absent where one is gone."""
        with self._store.read() as session:
            return lists.visit_rows(session, ids)

    def _ids(
        self,
        sought: Sought,
        *,
        limit: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> PackedIds:
        with self._store.read(stop) as session:
            return PackedIds(
                lists.visit_ids(
                    session,
                    sought.order,
                    descending=sought.descending,
                    words=sought.find.split(),
                    filters=dict(sought.filters),
                    limit=limit,
                )
            )


def void_visits(record: Record, visits: Sequence[VisitRow], reason: str) -> Changes:
    """Make single visits void for a reason: all of them or, on error, none (rule 5).

    UserError (`no_reason`) where the reason says nothing, `not_found` where a sheet is gone.
    """
    if not reason.strip():
        raise UserError("Say why the visit is void.", field="reason", code="no_reason")
    return _mark(record, visits, reason.strip())


def restore_visits(record: Record, visits: Sequence[VisitRow]) -> Changes:
    """Take back the voids of single visits: of all or, on error, of none.

    UserError (`sheet_void`) where the sheet of one is void itself, so the visit would not count.
    """
    void = next((it for it in visits if it.sheet_void_reason is not None), None)
    if void is not None:
        raise UserError(
            f"Sheet {void.sheet} is void, and its visits with it. Restore the sheet first.",
            code="sheet_void",
        )
    return _mark(record, visits, None)


def _mark(record: Record, visits: Sequence[VisitRow], reason: str | None) -> Changes:
    by_sheet: dict[str, set[str]] = {}
    for it in visits:
        by_sheet.setdefault(it.shift_id, set()).add(it.id)
    with record.store.write(record.actor) as session:
        done = []
        for shift_id, ids in by_sheet.items():
            sheet = session.load(Shift.kind, shift_id)
            if not isinstance(sheet, Shift):
                raise UserError("A sheet of these visits is gone.", code="not_found")
            marked = tuple(
                it.model_copy(update={"void_reason": reason}) if it.id in ids else it
                for it in sheet.visits
            )
            changed = sheet.model_copy(update={"visits": marked})
            done.append(session.save(changed, reason=reason))
    return Changes(tuple(each for each in done if each is not None))
