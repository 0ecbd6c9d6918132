"""What budget lines cost: the register of amounts, typed one by one, void and restored."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, cast

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Expenditure, LineMonth, new_id
from wardenlog.model.base import Code
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.grant.parts import changed_meanwhile, gone, loaded, split_id
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision
from wardenlog.store.lists.spending import SpendingRow, line_months, spending_ids, spending_rows

__all__ = [
    "Entry",
    "SpendingList",
    "SpendingRow",
    "add_entry",
    "add_to_months",
    "change_entry",
    "check_names",
    "open_entry",
    "restore_entries",
    "void_entries",
]

WHAT: Final = "amount"


class Entry(Expenditure):
    """One amount as a form edits it: with the budget line that it is on."""

    line: Code


class SpendingList:
    """The register of amounts of the agreement in view, by the orders of `store.lists.spending`."""

    def __init__(self, record: Record, viewing: Callable[[], Viewed]) -> None:
        self._store = record.store
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every amount sought, in order."""
        with self._store.read() as session:
            agreement, _ = agreement_named(session, self._viewing().agreement)
            if agreement is None:
                return []
            return spending_ids(
                session,
                agreement.id,
                sought.order,
                descending=sought.descending,
                words=sought.find.split(),
                filters=dict(sought.filters),
            )

    def rows(self, ids: Collection[str]) -> dict[str, SpendingRow]:
        """Return these amounts by id."""
        with self._store.read() as session:
            return spending_rows(session, ids)


def open_entry(record: Record, entry_id: str) -> Entry:
    """Return an amount to edit; UserError where there is none."""
    with record.store.read() as session:
        found = _entry_of(session, entry_id)
    if found is None:
        raise gone(WHAT)
    return found


def add_entry(record: Record, agreement_id: str, now: Entry) -> tuple[str, Changes]:
    """Save a new amount in the month of its date; return its id there.

    UserError where its line or post is not the agreement's.
    """
    with record.store.write(record.actor) as session:
        check_names(loaded(session, agreement_id), now)
        months = add_to_months(session, agreement_id, [(now.line, _plain(now))])
        return _last_of(months[0]), _changes(session.save(month) for month in months)


def change_entry(record: Record, entry_id: str, before: Entry, now: Entry) -> tuple[str, Changes]:
    """Save a changed amount, in another month or on another line where it says so; return its id.

    UserError as `add_entry`, or where it is not as it was opened, which is `before`.
    """
    with record.store.write(record.actor) as session:
        if _entry_of(session, entry_id) != before:
            raise changed_meanwhile(WHAT)
        month_id, position = split_id(entry_id)
        recorded = cast("LineMonth", session.load("line_month", month_id))
        check_names(loaded(session, recorded.agreement_id), now)
        amounts = list(recorded.expenditure)
        if (recorded.line, recorded.month) == (now.line, clock.month_text(now.spent_on)):
            amounts[int(position)] = _plain(now)
            return entry_id, _changes([session.save(_having(recorded, amounts))])
        del amounts[int(position)]
        left = session.save(_having(recorded, amounts))
        months = add_to_months(session, recorded.agreement_id, [(now.line, _plain(now))])
        return _last_of(months[0]), _changes([left, *(session.save(month) for month in months)])


def _last_of(month: LineMonth) -> str:
    return f"{month.id}/{len(month.expenditure) - 1}"


def check_names(agreement: Agreement, entry: Entry) -> None:
    """Refuse an amount whose line or post is not the agreement's; UserError names the field."""
    if entry.line not in {line.reference for line in agreement.budget_lines}:
        raise UserError(
            f"The agreement has no budget line {entry.line}. Add it on the tab Budget first.",
            field="line",
            code="unknown_line",
        )
    if entry.post is not None and entry.post not in {post.reference for post in agreement.posts}:
        raise UserError(
            f"The agreement has no post {entry.post}. Add it on the tab Posts first.",
            field="post",
            code="unknown_post",
        )


def add_to_months(
    session: ReadSession, agreement_id: str, added: Iterable[tuple[str, Expenditure]]
) -> list[LineMonth]:
    """Return the months of budget lines with amounts added at their end, to be saved."""
    by_month: dict[tuple[str, str], list[Expenditure]] = {}
    for line, spent in added:
        by_month.setdefault((line, clock.month_text(spent.spent_on)), []).append(spent)
    there = line_months(session, agreement_id)
    months = []
    for (line, month), amounts in by_month.items():
        row = there.get((line, month))
        if row is None:
            recorded = LineMonth(id=new_id(), agreement_id=agreement_id, line=line, month=month)
        else:
            recorded = cast("LineMonth", session.load("line_month", row.id))
        months.append(_having(recorded, [*recorded.expenditure, *amounts]))
    return months


def void_entries(record: Record, rows: Sequence[SpendingRow], reason: str) -> Changes:
    """Make amounts void for a reason: they stay in the register and count nowhere."""
    return _mark(record, rows, reason)


def restore_entries(record: Record, rows: Sequence[SpendingRow]) -> Changes:
    """Let void amounts count again."""
    return _mark(record, rows, None)


def _mark(record: Record, rows: Sequence[SpendingRow], reason: str | None) -> Changes:
    by_month: dict[str, set[int]] = {}
    for row in rows:
        by_month.setdefault(row.line_month_id, set()).add(row.position)
    with record.store.write(record.actor) as session:
        done = []
        for month_id, positions in by_month.items():
            month = cast("LineMonth", session.load("line_month", month_id))
            marked = [
                Expenditure.model_validate({**dict(spent), "void_reason": reason})
                if n in positions
                else spent
                for n, spent in enumerate(month.expenditure)
            ]
            done.append(session.save(_having(month, marked), reason=reason))
        return _changes(done)


def _having(month: LineMonth, amounts: Sequence[Expenditure]) -> LineMonth:
    return LineMonth.model_validate({**dict(month), "expenditure": tuple(amounts)})


def _entry_of(session: ReadSession, entry_id: str) -> Entry | None:
    month_id, position = split_id(entry_id)
    month = session.load("line_month", month_id)
    if not isinstance(month, LineMonth) or month.void_reason is not None:
        return None
    if not position.isdigit() or int(position) >= len(month.expenditure):
        return None
    return Entry(**dict(month.expenditure[int(position)]), line=month.line)


def _plain(entry: Entry) -> Expenditure:
    return Expenditure.model_validate(entry.model_dump(exclude={"line"}))


def _changes(done: Iterable[Revision | None]) -> Changes:
    return Changes(tuple(each for each in done if each is not None))
