"""Which figure is looked behind, and one record of those that add up to it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

Values = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the open scope by its measure code, and what it is narrowed to.

    `month` is `2025-04`; `hotspot` a code, '' for what belongs to none; `staff_group` its name,
    '' where none is recorded; `power` and `stage` are codes of the catalogue. `step` is the step
    of the bridge whose visits are counted where the measure is `visits_affected`; `tally` says
    that the measure is one typed as a number on a sheet.
    """

    measure: str
    month: str | None = None
    hotspot: str | None = None
    staff_group: str | None = None
    power: str | None = None
    stage: str | None = None
    step: str | None = None
    tally: bool = False

    def of(self, measure: str) -> "Figure":
        """Return the same narrowing of another measure."""
        return replace(self, measure=measure)

    def values(self) -> Values:
        """Return the narrowing as the values of a statement."""
        return {
            "measure": self.measure,
            "month": self.month,
            "hotspot": self.hotspot,
            "staff_group": self.staff_group,
            "power": self.power,
            "stage": self.stage,
        }


class Item(NamedTuple):
    """A record behind a figure.

    `value` is what it adds, in the unit that the measure adds up in (whole pounds and pence for
    money); `people` how many members it is of; `status` the exclusions that apply, in bridge
    order, or what else is said of it; `what` the codes of the sort it is; `kind` and `record_id`
    the aggregate that holds it, with the number of its visit. None where there is none.
    """

    day: str | None
    sheet: str | None
    visit: int | None
    hotspot: str | None
    value: int | Decimal
    people: int | None
    status: str
    what: str
    kind: str
    record_id: str
