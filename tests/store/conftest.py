"""A store on a real file, empty or with a small council in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.records import Town, make_town
from wardenlog.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def town(store: Store) -> Town:
    made = make_town()
    made.record(store)
    return made
