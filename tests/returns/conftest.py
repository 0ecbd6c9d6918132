"""Records and the sample book, made once for all tests that only read them."""

from pathlib import Path

import pytest

from tests.returns.sample import sample_book
from tests.returns.worked import APRIL, built, import_example
from wardenlog.returns.figures import Wanted
from wardenlog.returns.workbook.build import write_book
from wardenlog.services.demo.build import DemoFacts
from wardenlog.services.demo.fill import fill
from wardenlog.store import Store


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook; treat it as read-only."""
    path = tmp_path_factory.mktemp("book") / "sample.xlsx"
    write_book(sample_book(), path)
    return path


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoFacts]:
    """A record that holds the demo council; treat it as read-only."""
    path = tmp_path_factory.mktemp("demo") / "record.sqlite3"
    with Store.open(path) as store:
        return path, fill(store)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The worked example in a record of its own."""
    return import_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def april(example: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small return that has nearly every sheet; treat it as read-only."""
    path = tmp_path_factory.mktemp("april") / "april.xlsx"
    return built(example, Wanted("GA-1", APRIL, full=True, evidence=True), path)
