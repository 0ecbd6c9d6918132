"""A ledger's export, one row an amount: found, mapped, previewed and saved as one batch.

Importing goes `find_table(book, "ledger")` → `begin` (a `LedgerDraft`) → decisions →
`preview_ledger` → `apply_ledger`.
"""

from wardenlog.imports.ledger.apply import LedgerApplied, apply_ledger
from wardenlog.imports.ledger.draft import LedgerDraft, LedgerKnown, begin, known_of
from wardenlog.imports.ledger.mapping import LEAVE_OUT, LedgerMapping
from wardenlog.imports.ledger.pasted import flat_of_text
from wardenlog.imports.ledger.preview import LedgerPreview, LedgerRow, preview_ledger

__all__ = [
    "LEAVE_OUT",
    "LedgerApplied",
    "LedgerDraft",
    "LedgerKnown",
    "LedgerMapping",
    "LedgerPreview",
    "LedgerRow",
    "apply_ledger",
    "begin",
    "flat_of_text",
    "known_of",
    "preview_ledger",
]
