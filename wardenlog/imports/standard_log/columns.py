"""What a table of the standard log is made of: columns with headings, and how they are read."""

from dataclasses import dataclass
from typing import Any

from wardenlog.imports.standard_log.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field of the model it fills, and what its cells hold.

    `heading_needed`: the heading must be there. `cell_needed`: and no cell may be blank.
    `blank` is what a blank cell means; None is "not recorded".
    """

    heading: str
    field: str
    kind: Kind
    heading_needed: bool = False
    cell_needed: bool = False
    blank: Any = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `key` names the fields that tell its rows apart; empty where rows may repeat."""

    sheet: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def defaults(self) -> dict[str, Any]:
        """Return what blank cells mean, by field."""
        return {column.field: column.blank for column in self.columns}

    def heading(self, field: str) -> str:
        """Return the heading over a field of the model; empty where none fills it."""
        return next((each.heading for each in self.columns if each.field == field), "")


def must(heading: str, field: str, kind: Kind) -> Column:
    """A column whose heading must be there, and no cell blank."""
    return Column(heading, field, kind, heading_needed=True, cell_needed=True)


def may(heading: str, field: str, kind: Kind, blank: Any = None) -> Column:  # noqa: ANN401
    """A column that may be absent, or blank in any cell."""
    return Column(heading, field, kind, blank=blank)
