"""Returns as they were sent, and the explanations that travel with them."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import model_validator

from wardenlog.model.base import Aggregate, Code, Money, Part, Text, Utc
from wardenlog.model.vocabulary import HoursCounted, ReturnKind, ReturnState


class ReturnValue(Part):
    """One frozen figure: its table, row keys, column and value as text, with its status.

    Text, because a figure that was reported keeps its spelling: `12.50` is not `12.5`.
    """

    table: Code
    row: tuple[str, ...]
    column: Text
    value: str
    status: Text = "complete"


class PaymentLine(Part):
    """One frozen line of the payment; days are half-open, minutes in the line's own unit.

    A line that adjusts an earlier period names it and the version of its return that is adjusted;
    one that was carried by the return of another period names that period too.
    """

    what: Text
    from_on: date
    to_on: date
    basis: str
    unit: HoursCounted | None = None
    minutes: int | None = None
    rate: Decimal | None = None
    amount: Money | None = None
    adjusts_from: date | None = None
    adjusts_to: date | None = None
    adjusts_version: int | None = None


class EvidenceDigest(Part):
    """A shift sheet behind a return as it stood: the revision, and the digest of its content."""

    shift_id: str
    sheet: Text
    revision: Text
    digest: Text


class Approval(Part):
    """A second person's approval; it holds while the figures keep their fingerprint."""

    by: Text
    at: Utc
    fingerprint: Text


class Return(Aggregate):
    """One version of the return of an agreement and a period.

    Before it is sent it is recorded only where somebody approves it. Once sent it is frozen
    (domain.md, rule 12): the store takes no later revision of it. Who sent it is the actor of that
    revision. `revision_head` and `revision_seq` are where the record stood. `fingerprint` is the
    workbook's, `figures_fingerprint` that of the frozen figures alone. `amount` is in pounds.
    """

    kind: ClassVar[str] = "return"

    agreement_id: str
    period_from: date
    period_to: date
    """The day after the last day: periods are half-open (rule 11)."""
    version: int
    return_kind: ReturnKind
    state: ReturnState = ReturnState.OPEN
    variation: int | None = None
    rules_version: int
    revision_head: Text
    revision_seq: int
    file_name: Text | None = None
    file_sha256: Text | None = None
    fingerprint: Text | None = None
    figures_fingerprint: Text | None = None
    receipt_code: Code | None = None
    sent_at: Utc | None = None
    unit: HoursCounted | None = None
    amount: Money | None = None
    comment: Text | None = None
    approval: Approval | None = None
    values: tuple[ReturnValue, ...] = ()
    payment: tuple[PaymentLine, ...] = ()
    evidence: tuple[EvidenceDigest, ...] = ()

    @model_validator(mode="after")
    def _period_has_days(self) -> Self:
        if self.period_from >= self.period_to:
            message = "the period ends before it starts"
            raise ValueError(message)
        return self


class Explanation(Aggregate):
    """Why a finding is right as it stands; it goes into the return beside its check.

    `visit` is the number of the visit it is about, None where it holds for the whole record.
    """

    kind: ClassVar[str] = "explanation"

    check: Code
    record_kind: Code
    record_id: str
    visit: int | None = None
    text: Text
