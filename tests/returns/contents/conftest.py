"""Figures taken once for all tests of sheets: the demo council's, and the worked example's."""

from datetime import date
from pathlib import Path

import pytest

from tests.returns.worked import OVER_A_YEAR, QUARTER, figures_of
from wardenlog.counting.scope import Period
from wardenlog.returns.book import compose
from wardenlog.returns.figures import Figures, Wanted, take_figures
from wardenlog.returns.workbook.build import write_book
from wardenlog.services.demo.build import DemoFacts
from wardenlog.store import Store


@pytest.fixture(scope="session")
def quarters(demo_record: tuple[Path, DemoFacts]) -> dict[str, Figures]:
    """The demo's figures: its first quarter, one in the middle of a year, and its last."""
    path, facts = demo_record
    periods = {
        "first": Period(date(2024, 4, 1), date(2024, 7, 1)),
        "middle": Period(date(2025, 7, 1), date(2025, 10, 1)),
        "last": Period.inclusive(facts.quarter_from, facts.quarter_to),
    }
    with Store.open(path, read_only=True) as store, store.read() as session:
        return {
            name: take_figures(session, Wanted(facts.agreement_reference, period))
            for name, period in periods.items()
        }


@pytest.fixture(scope="session")
def figures(quarters: dict[str, Figures]) -> Figures:
    """The figures of the demo's last quarter."""
    return quarters["last"]


@pytest.fixture(scope="session")
def demo_return(figures: Figures, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default return of the demo's last quarter; treat it as read-only."""
    path = tmp_path_factory.mktemp("return") / "return.xlsx"
    write_book(compose(figures), path)
    return path


@pytest.fixture(scope="session")
def quarter(example: Store) -> Figures:
    """The worked example's figures of the first quarter of 2025-26."""
    return figures_of(example, QUARTER)


@pytest.fixture(scope="session")
def over_a_year(example: Store) -> Figures:
    """Its figures from 20 March 2025 to 31 March 2026, part of a month included."""
    return figures_of(example, OVER_A_YEAR)
