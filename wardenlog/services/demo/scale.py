"""How big a demo is, and which years it covers. The dates are fixed, so a demo never ages."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

from wardenlog.paths import resource

LAST_DAY: Final = date(2026, 3, 31)
LAST_QUARTER_FROM: Final = date(2026, 1, 1)
_DEMO_VISITS_A_YEAR: Final = 2_200


class Size(StrEnum):
    """How much of a record to make."""

    DEMO = "demo"
    COUNCIL = "council"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Scale:
    """One size in figures: visits since the agreement's start, and visits of the years before."""

    rota: str
    agreement_from: date
    visits: int
    earlier_from: date | None = None
    earlier_visits: int = 0

    @property
    def years(self) -> range:
        """The years in which the agreement's financial years begin."""
        return range(self.agreement_from.year, LAST_DAY.year)

    @property
    def factor(self) -> float:
        """How many times the demo's work a year this is."""
        return self.visits / len(self.years) / _DEMO_VISITS_A_YEAR


SCALES: Final = {
    Size.DEMO: Scale("demo", date(2024, 4, 1), 4_400),
    Size.COUNCIL: Scale("council", date(2016, 4, 1), 50_000),
    Size.LARGE: Scale("council", date(2016, 4, 1), 50_000, date(1996, 4, 1), 950_000),
}


@cache
def material(name: str) -> dict[str, Any]:
    """Return what `resources/demo/NAME.toml` holds."""
    return tomllib.loads(resource(f"demo/{name}.toml").read_text(encoding="utf-8"))
