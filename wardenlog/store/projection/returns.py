"""Rows of returns with their frozen figures, and of explanations."""

import json

from wardenlog.model import Explanation, PaymentLine, Return
from wardenlog.store.projection.rows import Row, Rows, day, instant, pence, text


def grant_return(it: Return) -> Rows:
    """Return a return's row, one a frozen figure and one a payment line."""
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
        it.revision_seq,
        it.file_name,
        it.file_sha256,
        it.fingerprint,
        it.figures_fingerprint,
        it.receipt_code,
        None if it.sent_at is None else instant(it.sent_at),
        it.unit,
        pence(it.amount),
        it.comment,
        None if it.approval is None else it.approval.by,
        None if it.approval is None else instant(it.approval.at),
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
    lines = [(it.id, position, *_line(line)) for position, line in enumerate(it.payment)]
    return [("grant_return", [root]), ("return_value", [*values]), ("return_line", [*lines])]


def _line(line: PaymentLine) -> Row:
    return (
        line.what,
        day(line.from_on),
        day(line.to_on),
        line.basis,
        line.unit,
        line.minutes,
        text(line.rate),
        pence(line.amount),
        day(line.adjusts_from),
        day(line.adjusts_to),
        line.adjusts_version,
    )


def explanation(it: Explanation) -> Rows:
    """Return an explanation's row."""
    row = (it.id, it.check, it.record_kind, it.record_id, it.visit, it.text, it.void_reason)
    return [("explanation", [row])]
