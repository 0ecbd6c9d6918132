"""A small council whose spreadsheet is imported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog.services.record import Record
from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record" / "wardenlog.db") as opened:
        yield opened


@pytest.fixture
def council(store: Store) -> Council:
    made = make_council()
    made.record(store)
    return made


@pytest.fixture
def record(store: Store, council: Council) -> Record:
    return Record(store, "Sam")
