"""The record that these tests begin with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.services.grant.council import Granted, open_granted
from tests.services.grant.money import Grant, open_grant
from wardenlog import clock


@pytest.fixture
def granted(tmp_path: Path) -> Iterator[Granted]:
    with clock.freeze(datetime(2025, 10, 1, 9, tzinfo=UTC)):
        made = open_granted(tmp_path)
        yield made
        made.record.store.close()


@pytest.fixture
def grant(tmp_path: Path) -> Iterator[Grant]:
    with open_grant(tmp_path) as made:
        yield made
