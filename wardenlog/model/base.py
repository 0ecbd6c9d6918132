"""The ground of every record: frozen parts, aggregates saved whole, the types of fields."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

LONGEST_TEXT = 8_000
"""Characters a free text may have: well inside a workbook cell, long enough for any note."""


def _legal_text(text: str) -> str:
    for char in text:
        if (
            (char < " " and char not in "\n\t")
            or "\ud800" <= char <= "\udfff"
            or char in "\ufffe\uffff"
        ):
            message = f"contains the character U+{ord(char):04X}, which cannot be printed"
            raise ValueError(message)
    return text


def _whole_minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _following_years(text: str) -> str:
    if text[5:] != f"{(int(text[:4]) + 1) % 100:02d}":
        message = f"“{text}” is not a financial year like 2025-26"
        raise ValueError(message)
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_legal_text),
]
"""Text that says something: stripped, never empty, printable."""

Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_legal_text),
]
"""A short name that other records refer to."""

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""A UUID as text; new ones are version 7, so they sort by time."""

Utc = Annotated[AwareDatetime, AfterValidator(_whole_minute)]
"""An instant in UTC, whole minutes (domain.md, counting rules 1 and 2)."""

Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Money = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
"""Pounds and pence."""

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month as text, `2025-04`."""


FinancialYear = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}$"), AfterValidator(_following_years)
]
"""A financial year as text, `2025-26`: 1 April to 31 March."""


class Part(BaseModel):
    """A frozen piece of a record. Its errors never repeat what was typed (promise 25)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Aggregate(Part):
    """A record that is saved whole, as one revision of the log."""

    kind: ClassVar[str]
    """The name of the aggregate in the log, `wardenlog history KIND ID`."""

    id: Id
    void_reason: Text | None = None
    """Why the whole record is void; a void record counts nowhere and keeps its row (rule 5)."""
