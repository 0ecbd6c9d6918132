"""The sample book, built once for all tests that only read it."""

from pathlib import Path

import pytest

from tests.returns.sample import sample_book
from wardenlog.returns.workbook.build import write_book


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook; treat it as read-only."""
    path = tmp_path_factory.mktemp("book") / "sample.xlsx"
    write_book(sample_book(), path)
    return path
