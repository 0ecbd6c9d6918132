"""The worked example imported, and the answers another program gave for its two periods."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.counting.recorded import record
from wardenlog.counting.scope import Period
from wardenlog.returns.book import compose
from wardenlog.returns.contents.common import Omitted
from wardenlog.returns.figures import Figures, Wanted, take_figures
from wardenlog.returns.workbook.build import write_book
from wardenlog.returns.workbook.layout import As, Cell, Formula, Sheet
from wardenlog.store import Store

DATA: Final = Path(__file__).parent.parent / "data"
EXAMPLE: Final = DATA / "worked-example.xlsx"
APRIL: Final = Period.inclusive(date(2025, 4, 1), date(2025, 4, 30))
QUARTER: Final = Period.inclusive(date(2025, 4, 1), date(2025, 6, 30))
OVER_A_YEAR: Final = Period.inclusive(date(2025, 3, 20), date(2026, 3, 31))
DELIVERY_HEADINGS: Final = {
    "listed": "Place-days listed",
    "visited": "Place-days visited",
    "visits": "Visits",
    "qualifying": "Qualifying visits",
    "required": "Required visits",
    "gap": "Longest gap days",
    "patrol": "Patrol-minutes",
    "median": "Median minutes per visit",
    "person": "Person-minutes",
    "claimable": "Person-minutes claimable",
    "presences": "Partner presences",
    "partner_minutes": "Partner minutes",
    "foot": "Foot visits",
    "cycle": "Cycle visits",
    "vehicle": "Vehicle visits",
    "mixed": "Mixed visits",
}
"""Where Delivery prints each figure of an answer file."""


def everything(period: Period) -> Wanted:
    """A return with all its optional sheets."""
    return Wanted("GA-1", period, full=True, evidence=True, place_days=True)


def import_example(folder: Path) -> Store:
    return record(folder, EXAMPLE)


def figures_of(store: Store, period: Period) -> Figures:
    with store.read() as session:
        return take_figures(session, everything(period))


def built(store: Store, wanted: Wanted, path: Path) -> Path:
    """Write the return asked for and give its file."""
    with store.read() as session:
        write_book(compose(take_figures(session, wanted)), path)
    return path


def answers(period: Period) -> dict[str, Any]:
    name = f"worked-example-{period.from_on}-{period.last_on}.json"
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


def rows_of(sheet: Sheet | Omitted) -> list[dict[str, Any]]:
    """The rows of a sheet's table by heading, formulas as the values we computed."""
    assert isinstance(sheet, Sheet), sheet
    headings = [column.heading for column in sheet.table.columns]
    return [dict(zip(headings, map(plain, row), strict=True)) for row in sheet.table.rows]


def plain(cell: Cell) -> Any:
    while isinstance(cell, As | Formula):
        cell = cell.value
    return cell


def with_rows(figures: Figures, **rows: Sequence[Any]) -> Figures:
    """The figures with some of their rows replaced by made-up ones."""
    changes: dict[str, Any] = {name: tuple(found) for name, found in rows.items()}
    return replace(figures, **changes)
