"""What importing a ledger would do: row by row, in words; nothing is written.

A row is in the record already where an amount of its ledger reference, date and pounds is; without
a reference, where budget line and note are the same too. Each recorded amount stands for one row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar, cast

from pydantic import ValidationError

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.imports.ledger.draft import LedgerDraft
from wardenlog.imports.ledger.mapping import LEAVE_OUT
from wardenlog.imports.ledger.money import read_money
from wardenlog.imports.spreadsheet.dates import DayOrder, read_date
from wardenlog.imports.spreadsheet.guess import shown
from wardenlog.imports.spreadsheet.layout import SourceColumn, SourceRow
from wardenlog.imports.spreadsheet.lines import Report, no_report
from wardenlog.imports.spreadsheet.preview import LEFT_OUT, REFUSED
from wardenlog.imports.spreadsheet.row_cells import RowCells
from wardenlog.imports.standard_log.preview import ADDED, CHANGED, UNCHANGED
from wardenlog.imports.standard_log.problems import Problem, echo
from wardenlog.model import Expenditure, LineMonth, new_id
from wardenlog.store import ReadSession
from wardenlog.store.lists.spending import line_months

T = TypeVar("T")
Key = tuple[object, ...]
_STEP: Final = 500
"""Rows between two reports of how far it has come."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What would become of one row, with what it says; `problem` names its column and cell."""

    row: SourceRow
    state: str
    day: date | None = None
    line: str = ""
    amount: Decimal | None = None
    reference: str = ""
    problem: Problem | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class LedgerPreview:
    """What an import would do: its rows, and the months of budget lines that it would save.

    `head` is the revision at which the record was looked at.
    """

    draft: LedgerDraft
    rows: tuple[LedgerRow, ...]
    months: tuple[LineMonth, ...]
    warnings: tuple[str, ...]
    head: str | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be saved."""
        return not self.months

    def counts(self) -> Counter[str]:
        """Return how many rows there are of each state."""
        return Counter(row.state for row in self.rows)

    def total(self) -> Decimal:
        """Return the sum of the amounts that would be added, in pounds."""
        return sum(
            (row.amount or Decimal(0) for row in self.rows if row.state == ADDED), Decimal("0.00")
        )


def preview_ledger(
    session: ReadSession, draft: LedgerDraft, report: Report | None = None
) -> LedgerPreview:
    """Say row by row what an import would do; UserError (code `mapping`) while a column lacks.

    A cost code without a decision refuses its rows.
    """
    faults = draft.faults()
    if faults:
        raise UserError(faults[0], code="mapping")
    head = session.head()
    recorded = _Recorded(session, draft.known.agreement_id)
    reading = _Reading(draft)
    tell = report or no_report
    rows = []
    for n, row in enumerate(draft.flat.rows):
        if n % _STEP == 0:
            tell("Reading the amounts", n, len(draft.flat.rows))
        rows.append(_preview(reading, recorded, row))
    return LedgerPreview(
        draft,
        tuple(rows),
        tuple(recorded.changed()),
        tuple(_warnings(session, draft, rows)),
        None if head is None else head.id,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A row that can be read: the budget line of its amount, and the amount."""

    line: str
    spent: Expenditure


class _Reading:
    """Reads rows by the decisions of a draft."""

    def __init__(self, draft: LedgerDraft) -> None:
        self._draft = draft
        self._order = draft.chosen_order() or DayOrder.DAY_FIRST
        codes = set(draft.mapping.fields.values())
        self._columns: dict[str, list[SourceColumn]] = {
            code: draft.mapping.columns(draft.flat, code) for code in codes
        }

    def cells(self, row: SourceRow) -> RowCells:
        """Return a row as its fields."""
        return RowCells(row, {}, self._columns)

    def amount(self, one: RowCells) -> Decimal | None:
        """Return a row's amount, a credit below 0; None where it is blank or cannot be read."""
        parts = [one.read(code, read_money) for code in ("amount", "debit")]
        credit = one.read("credit", read_money)
        if credit is not None:
            parts.append(-abs(credit))
        known = [part for part in parts if part is not None]
        if not known:
            return None
        amount = sum(known, Decimal("0.00"))
        return -amount if self._draft.mapping.reversed_signs else amount

    def line(self, one: RowCells) -> str | None:
        """Return a row's budget line, or LEAVE_OUT; None and the row refused without either."""
        column = one.column("line")
        if column is None:
            return self._draft.mapping.line
        text = one.text("line")
        if text is None:
            one.refuse(column, "The row does not say what it was for.", "Fill it in.")
            return None
        line = self._draft.line_of(text)
        if line is None:
            known = ", ".join(reference for reference, _ in self._draft.known.lines)
            one.refuse(
                column,
                f"“{echo(text)}” is no budget line.",
                f"Use one of these: {known}." if known else "Add budget lines first.",
            )
        return line

    def said(self, one: RowCells, line: str, amount: Decimal) -> _Said | None:
        """Return what a row says; None and the row refused where a cell cannot be kept."""
        day = one.read("day", lambda cell: read_date(cell, self._order), needed="date")
        if day is None:
            return None
        post = one.text("post")
        try:
            spent = Expenditure(
                spent_on=day,
                amount=amount,
                ledger_reference=one.text("reference"),
                post=None if post is None else self._draft.known.post_named(post),
                note=one.text("note"),
            )
        except ValidationError:
            one.refuse(one.column("note"), "A text of this row cannot be kept.", "Shorten it.")
            return None
        return _Said(line, spent)


def _preview(reading: _Reading, recorded: "_Recorded", row: SourceRow) -> LedgerRow:
    one = reading.cells(row)
    line = reading.line(one)
    if line == LEAVE_OUT:
        return LedgerRow(row, LEFT_OUT, why="Its cost code is left out.")
    amount = reading.amount(one)
    said = None
    if line is not None and amount is not None:
        said = reading.said(one, line, amount)
    if one.problems:
        return LedgerRow(row, REFUSED, line=line or "", amount=amount, problem=one.problems[0])
    if amount is None or not amount or said is None:
        return LedgerRow(row, LEFT_OUT, line=line or "", why="It has no amount.")
    state, why = recorded.take(said)
    spent = said.spent
    return LedgerRow(
        row, state, spent.spent_on, said.line, amount, spent.ledger_reference or "", why=why
    )


@dataclass(slots=True)
class _Entry:
    """A recorded amount, the line it is on, and whether a row of the file stands for it."""

    line: str
    spent: Expenditure
    taken: bool = field(default=False)


class _Recorded:
    """The agreement's amounts as they are, and as the file would leave them."""

    def __init__(self, session: ReadSession, agreement_id: str) -> None:
        self._agreement_id = agreement_id
        self._before: dict[tuple[str, str], LineMonth] = {}
        self._entries: dict[tuple[str, str], list[_Entry]] = {}
        self._by_key: dict[Key, list[_Entry]] = defaultdict(list)
        for place, row in line_months(session, agreement_id).items():
            month = cast("LineMonth", session.load("line_month", row.id))
            self._before[place] = month
            self._entries[place] = [_Entry(month.line, spent) for spent in month.expenditure]
            for entry in self._entries[place]:
                self._by_key[_key(entry.line, entry.spent)].append(entry)

    def take(self, said: _Said) -> tuple[str, str]:
        """Note what a row says; return its state, and why in words where that needs any."""
        free = [each for each in self._by_key[_key(said.line, said.spent)] if not each.taken]
        if not free:
            self._add(_Entry(said.line, said.spent, taken=True))
            return ADDED, ""
        same = [each for each in free if each.line == said.line]
        entry = (same or free)[0]
        entry.taken = True
        if entry.spent.void_reason is not None:
            return UNCHANGED, "It is void in the record, and stays so."
        wanted = _merged(entry.spent, said.spent)
        if entry.line == said.line and wanted == entry.spent:
            return UNCHANGED, ""
        details = _details(entry, said.line, wanted)
        self._drop(entry)
        entry.line, entry.spent = said.line, wanted
        self._add(entry)
        return CHANGED, details

    def changed(self) -> Iterator[LineMonth]:
        """Yield the months of budget lines that are other than before."""
        for (line, month), entries in self._entries.items():
            before = self._before.get((line, month))
            amounts = tuple(entry.spent for entry in entries)
            if before is None:
                yield LineMonth(
                    id=new_id(),
                    agreement_id=self._agreement_id,
                    line=line,
                    month=month,
                    expenditure=amounts,
                )
            elif before.expenditure != amounts:
                yield before.model_copy(update={"expenditure": amounts})

    def _add(self, entry: _Entry) -> None:
        place = (entry.line, clock.month_text(entry.spent.spent_on))
        self._entries.setdefault(place, []).append(entry)

    def _drop(self, entry: _Entry) -> None:
        place = (entry.line, clock.month_text(entry.spent.spent_on))
        self._entries[place] = [each for each in self._entries[place] if each is not entry]


def _key(line: str, spent: Expenditure) -> Key:
    if spent.ledger_reference is not None:
        return (spent.ledger_reference.casefold(), spent.spent_on, spent.amount)
    return (None, spent.spent_on, spent.amount, line, spent.note)


def _merged(recorded: Expenditure, said: Expenditure) -> Expenditure:
    """Return a recorded amount with the post and note of the file, where that has any."""
    return recorded.model_copy(
        update={"post": said.post or recorded.post, "note": said.note or recorded.note}
    )


def _details(entry: _Entry, line: str, wanted: Expenditure) -> str:
    details = []
    if entry.line != line:
        details.append(f"from {entry.line} to {line}")
    if entry.spent.post != wanted.post:
        details.append(f"post {wanted.post}")
    if entry.spent.note != wanted.note:
        details.append("another note")
    return ", ".join(details)


def _warnings(session: ReadSession, draft: LedgerDraft, rows: list[LedgerRow]) -> Iterator[str]:
    yield from draft.flat.warnings
    start = session.value(
        "SELECT start_on FROM agreement WHERE id = ?", (draft.known.agreement_id,)
    )
    early = [row for row in rows if row.day is not None and row.day.isoformat() < str(start)]
    if early:
        yield (
            f"{len(early):,} of the rows {'is' if len(early) == 1 else 'are'} dated before the"
            " agreement began."
        )
    credits_ = sum(1 for row in rows if row.amount is not None and row.amount < 0)
    known = sum(1 for row in rows if row.amount)
    if known and credits_ * 2 > known:
        yield "Most amounts are credits. Check whether this ledger writes spending with a minus."


def shown_cell(row: SourceRow, column: SourceColumn) -> str:
    """Return a cell as a person reads it."""
    return " ".join(shown(row.cell(column)).split())
