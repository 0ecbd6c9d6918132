"""Returns as they were sent, and the explanations that travel with them."""

from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from wardenlog.model.base import Aggregate, Code, Part, Text, Utc
from wardenlog.model.vocabulary import ReturnKind, ReturnState


class ReturnValue(Part):
    """One frozen figure: its table, row keys, column and value as text, with its status.

    Text, because a figure that was reported keeps its spelling: `12.50` is not `12.5`.
    """

    table: Code
    row: tuple[str, ...]
    column: Text
    value: str
    status: Text = "complete"


class Return(Aggregate):
    """A return of one agreement and period: frozen figures once sent (domain.md, rule 12)."""

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
    file_sha256: Text | None = None
    sent_at: Utc | None = None
    values: tuple[ReturnValue, ...] = ()

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
