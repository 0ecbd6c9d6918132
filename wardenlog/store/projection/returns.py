"""Rows of returns with their frozen figures, and of explanations."""

import json

from wardenlog.model import Explanation, Return
from wardenlog.store.projection.rows import Rows, day, instant


def grant_return(it: Return) -> Rows:
    """Return a return's row and one a frozen figure."""
    root = (
        it.id,
        it.agreement_id,
        day(it.period_from),
        day(it.period_to),
        it.version,
        it.return_kind,
        it.state,
        it.variation,
        it.rules_version,
        it.revision_head,
        it.file_sha256,
        None if it.sent_at is None else instant(it.sent_at),
        it.void_reason,
    )
    values = [
        (
            it.id,
            position,
            x.table,
            json.dumps(x.row, ensure_ascii=False),
            x.column,
            x.value,
            x.status,
        )
        for position, x in enumerate(it.values)
    ]
    return [("grant_return", [root]), ("return_value", [*values])]


def explanation(it: Explanation) -> Rows:
    """Return an explanation's row."""
    row = (it.id, it.check, it.record_kind, it.record_id, it.visit, it.text, it.void_reason)
    return [("explanation", [row])]
