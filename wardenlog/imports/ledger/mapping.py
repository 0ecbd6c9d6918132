"""What a person decided about one shape of ledger; kept in the record for the next file."""

from typing import Final

from pydantic import BaseModel, ConfigDict

from wardenlog.imports.spreadsheet.dates import DayOrder
from wardenlog.imports.spreadsheet.fields import IGNORED, folded, load_vocabulary
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn

LEAVE_OUT: Final = "*leave out*"
"""The decision about a cost code whose amounts are not the grant's."""


class LedgerMapping(BaseModel):
    """Which field each column fills, by the heading's key, and every choice about the rows.

    `lines` gives the budget line of each cost code, by `folded` code; `line` that of every row
    where no column holds any. `reversed_signs`: the ledger writes what was spent with a minus.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    fields: dict[str, str]
    day_orders: dict[str, DayOrder] = {}
    lines: dict[str, str] = {}
    line: str | None = None
    reversed_signs: bool = False

    def columns(self, flat: Flat, code: str) -> list[SourceColumn]:
        """Return the columns that fill a field, from the left."""
        return [each for each in flat.columns if self.fields.get(each.key, IGNORED) == code]

    def column(self, flat: Flat, code: str) -> SourceColumn | None:
        """Return the first column that fills a field."""
        return next(iter(self.columns(flat, code)), None)

    def faults(self, flat: Flat) -> list[str]:
        """Return in sentences which columns the mapping still lacks, or has twice."""
        found = []
        for field in load_vocabulary().ledger.values():
            columns = self.columns(flat, field.code)
            if field.needed and not columns:
                found.append(f"No column holds {field.name}. Choose the one that does.")
            if len(columns) > 1:
                named = " and ".join(f"“{column.heading}”" for column in columns[:3])
                found.append(f"{named} both hold {field.name}. Choose one of them.")
        sides = [code for code in ("debit", "credit") if self.columns(flat, code)]
        has_amount = bool(self.columns(flat, "amount"))
        if not has_amount and not sides:
            found.append("No column holds Amount. Choose the one that does, or Debit and Credit.")
        if has_amount and sides:
            found.append("Amount and Debit or Credit are both chosen. Choose one way.")
        return found

    def line_of(self, code: str) -> str | None:
        """Return the decision about a cost code; None where there is none."""
        return self.lines.get(folded(code))
