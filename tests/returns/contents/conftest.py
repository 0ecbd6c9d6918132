"""The worked example's figures, taken once for all tests of sheets."""

import pytest

from tests.returns.worked import OVER_A_YEAR, QUARTER, figures_of, import_example
from wardenlog.returns.figures import Figures
from wardenlog.store import Store


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The worked example in a record of its own."""
    return import_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def quarter(example: Store) -> Figures:
    """The figures of the first quarter of 2025-26."""
    return figures_of(example, QUARTER)


@pytest.fixture(scope="session")
def over_a_year(example: Store) -> Figures:
    """The figures from 20 March 2025 to 31 March 2026, part of a month included."""
    return figures_of(example, OVER_A_YEAR)
