"""A record with a council in it, and how a sheet is saved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.paths import STORE_NAME
from wardenlog.store import Store

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)

Save = Callable[[str], None]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(NOW):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record" / STORE_NAME) as opened:
        yield opened


@pytest.fixture
def council(store: Store) -> Council:
    made = make_council()
    made.record(store)
    return made


@pytest.fixture
def save(store: Store, council: Council) -> Save:
    def one(number: str) -> None:
        with store.write("Sam") as session:
            session.save(council.sheet(number))

    return one
