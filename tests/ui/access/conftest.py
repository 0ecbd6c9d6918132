"""One tour of the demo council for all tests of this folder: it takes seconds to make."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.tour import Tour
from wardenlog import clock

_DEMO_NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
"""A little after the demo council's last sheet."""


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(_DEMO_NOW):
        yield


@pytest.fixture(scope="session")
def tour(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    with clock.freeze(_DEMO_NOW):
        made = Tour(qapp, tmp_path_factory.mktemp("tour"))
    made.window.resize(1366, 768)
    yield made
    made.close()
