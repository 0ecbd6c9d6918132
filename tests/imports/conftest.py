"""An empty record to import into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record" / "wardenlog.db") as opened:
        yield opened
