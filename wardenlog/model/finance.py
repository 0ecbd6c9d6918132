"""What a budget line cost and is forecast to cost, month by month."""

from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from wardenlog.model.base import Aggregate, Code, Money, Month, Part, Text


class Expenditure(Part):
    """One amount from the ledger, in pounds; a credit is negative.

    One that is void counts nowhere and keeps its row, with the reason (domain.md, rule 5).
    """

    spent_on: date
    amount: Money
    ledger_reference: Text | None = None
    post: Code | None = None
    note: Text | None = None
    void_reason: Text | None = None


class LineMonth(Aggregate):
    """One budget line in one month: what was spent, and what is forecast in pounds."""

    kind: ClassVar[str] = "line_month"

    agreement_id: str
    line: Code
    month: Month
    expenditure: tuple[Expenditure, ...] = ()
    forecast: Money | None = None

    @model_validator(mode="after")
    def _spent_in_its_month(self) -> Self:
        for spent in self.expenditure:
            if f"{spent.spent_on:%Y-%m}" != self.month:
                message = f"expenditure of {spent.spent_on} does not belong to {self.month}"
                raise ValueError(message)
        return self
