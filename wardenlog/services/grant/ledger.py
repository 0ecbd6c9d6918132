"""Brings in what a ledger says was spent, from a file or pasted block: previewed, then saved."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from wardenlog.errors import UserError
from wardenlog.imports.child import read_book
from wardenlog.imports.ledger import (
    LEAVE_OUT,
    LedgerApplied,
    LedgerDraft,
    LedgerMapping,
    LedgerPreview,
    LedgerRow,
    apply_ledger,
    begin,
    flat_of_text,
    known_of,
    preview_ledger,
)
from wardenlog.imports.ledger.draft import CostCode
from wardenlog.imports.ledger.preview import shown_cell
from wardenlog.imports.spreadsheet import find_table
from wardenlog.imports.spreadsheet.dates import DayOrder
from wardenlog.imports.spreadsheet.fields import IGNORED, Field, folded, load_vocabulary
from wardenlog.imports.spreadsheet.guess import Guess
from wardenlog.imports.spreadsheet.lines import Report, no_report
from wardenlog.imports.spreadsheet.preview import LEFT_OUT, REFUSED, STATES
from wardenlog.imports.standard_log.preview import ADDED, CHANGED, UNCHANGED
from wardenlog.model import Agreement
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import ReadSession

__all__ = [
    "ADDED",
    "CHANGED",
    "IGNORED",
    "LEAVE_OUT",
    "LEFT_OUT",
    "REFUSED",
    "STATES",
    "UNCHANGED",
    "CostCode",
    "DayOrder",
    "Field",
    "Guess",
    "LedgerApplied",
    "LedgerDraft",
    "LedgerMapping",
    "LedgerPreview",
    "LedgerRow",
    "PastedAmount",
    "PastedLedger",
    "add_pasted",
    "apply",
    "changes_of",
    "fields",
    "folded",
    "open_ledger",
    "preview",
    "read_pasted",
]

PASTED: Final = "Pasted amounts"
"""What the batch is called among the imports."""


@dataclass(frozen=True, slots=True)
class PastedAmount:
    """A line of a pasted block, its cells by field as they stand; `bad` is the field in error."""

    line: int
    day: str
    budget_line: str
    amount: str
    reference: str
    note: str
    state: str
    problem: str | None
    bad: str = ""


@dataclass(frozen=True, slots=True)
class PastedLedger(Pasted[PastedAmount]):
    """What would come of a pasted block, and the preview that would be saved."""

    preview: LedgerPreview | None = None
    fault: str = ""
    """What is in the way of reading it at all."""


def fields() -> dict[str, Field]:
    """Return what a column of a ledger may hold, by code."""
    return dict(load_vocabulary().ledger)


def open_ledger(
    record: Record, viewed: Viewed, file: Path, report: Report | None = None
) -> LedgerDraft:
    """Read a ledger's file for the agreement in view, mapped as last time or as it suggests.

    UserError where the file is refused or holds no table, or the agreement has no budget line.
    """
    tell = report or no_report
    tell("Reading the file", 0, 2)
    book = read_book(file)
    tell("Looking for its headings", 1, 2)
    flat = find_table(book, "ledger")
    with record.store.read() as session:
        agreement = _with_lines(session, viewed)
        kept = session.setting(_name(flat.shape))
    tell("Looking for its headings", 2, 2)
    return begin(flat, known_of(agreement), _mapping(kept))


def preview(record: Record, draft: LedgerDraft, report: Report | None = None) -> LedgerPreview:
    """Say row by row what an import would do; UserError where something must be decided first."""
    with record.store.read() as session:
        return preview_ledger(session, draft, report)


def apply(record: Record, shown: LedgerPreview) -> LedgerApplied:
    """Save what a preview showed as one batch, and remember its decisions for the next file."""
    applied = apply_ledger(record.store, shown, actor=record.actor)
    draft = shown.draft
    value = draft.mapping.model_dump_json()
    with record.store.write(record.actor) as session:
        session.put("setting", {"name": _name(draft.flat.shape), "value": value})
    return applied


def changes_of(applied: LedgerApplied) -> Changes:
    """Return what an import changed, to tell the screens of."""
    return Changes(applied.revisions)


def read_pasted(record: Record, viewed: Viewed, text: str) -> PastedLedger:
    """Say what would come of a block pasted from a spreadsheet, by the same checks as an import.

    With headings in its first line, or columns known by what they hold: a date, a budget line by
    reference or name, an amount, a ledger reference, a note.
    """
    flat = flat_of_text(text, PASTED)
    if not flat.rows:
        return PastedLedger(text, ())
    with record.store.read() as session:
        try:
            draft = begin(flat, known_of(_with_lines(session, viewed)))
            found = preview_ledger(session, _decided(draft))
        except UserError as error:
            return PastedLedger(text, (), fault=error.message)
    lines = tuple(_pasted(found.draft, row) for row in found.rows)
    return PastedLedger(text, lines, found)


def add_pasted(record: Record, pasted: PastedLedger) -> tuple[str, Changes]:
    """Save what a pasted block adds or changes as one batch; return its id and what changed."""
    if pasted.preview is None:
        raise UserError(pasted.fault or "Nothing is pasted yet.", code="nothing")
    applied = apply_ledger(record.store, pasted.preview, actor=record.actor)
    return applied.batch_id or "", Changes(applied.revisions)


def _decided(draft: LedgerDraft) -> LedgerDraft:
    """Return the draft of a pasted block, whose dates have the day first unless they show it."""
    column = draft.mapping.column(draft.flat, "day")
    if column is None or draft.chosen_order() is not None:
        return draft
    orders = {column.key: DayOrder.DAY_FIRST}
    return draft.having(draft.mapping.model_copy(update={"day_orders": orders}))


def _pasted(draft: LedgerDraft, row: LedgerRow) -> PastedAmount:
    def cell(*codes: str) -> str:
        columns = (draft.mapping.column(draft.flat, code) for code in codes)
        texts = [shown_cell(row.row, each) for each in columns if each is not None]
        return next((text for text in texts if text), "")

    problem, bad = None, ""
    if row.problem is not None:
        problem = f"{row.problem.problem} {row.problem.suggestion}".strip()
        key = next((it.key for it in draft.flat.columns if it.heading == row.problem.column), "")
        bad = draft.mapping.fields.get(key, "")
    elif row.state == UNCHANGED:
        problem = row.why or "It is in the record already."
    elif row.state == LEFT_OUT:
        problem = row.why
    return PastedAmount(
        row.row.number,
        cell("day"),
        cell("line") or row.line,
        cell("amount", "debit", "credit"),
        cell("reference"),
        cell("note"),
        row.state,
        problem,
        bad,
    )


def _with_lines(session: ReadSession, viewed: Viewed) -> Agreement:
    agreement, _ = agreement_named(session, viewed.agreement)
    if agreement is None:
        raise UserError("Record the grant agreement first.", code="no_agreement")
    if not agreement.budget_lines:
        raise UserError(
            "The agreement has no budget lines yet. Add them on the tab Budget, then bring in"
            " what they cost.",
            code="no_lines",
        )
    return agreement


def _name(shape: str) -> str:
    return f"import.ledger.{shape}"


def _mapping(kept: str | None) -> LedgerMapping | None:
    """Return a mapping that was kept; None where there is none that can be read."""
    if kept is None:
        return None
    try:
        return LedgerMapping.model_validate_json(kept)
    except ValidationError:
        return None
