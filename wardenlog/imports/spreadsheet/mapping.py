"""What a person decided about one shape of spreadsheet; kept in the record for the next file."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from wardenlog.imports.spreadsheet.dates import DayOrder, time_within
from wardenlog.imports.spreadsheet.fields import IGNORED, Field, load_vocabulary
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn

Nights = Literal["shift", "own"]
"""Which date a visit after midnight carries: that of the shift, or its own."""

Finished = Literal["complete", "all", "none"]
UnknownPowers = Literal["problem", "note"]


class Decision(BaseModel):
    """What a name of the file means: a recorded code, a new record, or rows to leave out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Literal["existing", "new", "leave_out"]
    code: str = ""
    name: str = ""


class Mapping(BaseModel):
    """Which field each column fills, by the heading's key, and every choice about the rows.

    `funding` is the code for rows that name none; `organisation` that of new people.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    fields: dict[str, str]
    day_orders: dict[str, DayOrder] = {}
    people: dict[str, Decision] = {}
    hotspots: dict[str, Decision] = {}
    nights: Nights | None = None
    fill_down: bool | None = None
    finished: Finished = "complete"
    unknown_powers: UnknownPowers = "problem"
    funding: str | None = None
    organisation: str | None = None

    def field_of(self, column: SourceColumn) -> Field | None:
        """Return the field that a column fills; None where the column is not read."""
        return load_vocabulary().fields.get(self.fields.get(column.key, IGNORED))

    def columns(self, flat: Flat, code: str) -> list[SourceColumn]:
        """Return the columns that fill a field, from the left."""
        return [column for column in flat.columns if self.fields.get(column.key) == code]

    def column(self, flat: Flat, code: str) -> SourceColumn | None:
        """Return the first column that fills a field."""
        return next(iter(self.columns(flat, code)), None)

    def faults(self, flat: Flat) -> list[str]:
        """Return in sentences what the mapping still lacks, or has twice."""
        found = []
        fields = load_vocabulary().fields
        for field in fields.values():
            columns = self.columns(flat, field.code)
            if field.needed and not columns and not self._stands_in(flat, field):
                found.append(f"No column holds {field.name}. Choose the one that does.")
            if len(columns) > 1 and not field.many:
                named = " and ".join(f"“{column.heading}”" for column in columns[:3])
                found.append(f"{named} both hold {field.name}. Choose one of them.")
        if self.columns(flat, "incident_number") and not self.columns(flat, "incident"):
            found.append("A column counts incidents, and none says their type. Choose one.")
        return found

    def _stands_in(self, flat: Flat, field: Field) -> bool:
        if field.code == "in":
            return bool(self.columns(flat, "span")) or self.dates_with_time(flat)
        return False

    def dates_with_time(self, flat: Flat) -> bool:
        """Say whether In is taken from the date column, which has a time of day in it."""
        column = self.column(flat, "day")
        return column is not None and any(time_within(cell) for cell in flat.cells(column)[:50])
