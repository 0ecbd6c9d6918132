"""The restore drill from the window: the record is deleted, and is back with the same figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.drill import drill
from tests.ui.screens import is_blank
from tests.ui.tour import DEMO_NOW, Tour
from wardenlog import clock


@pytest.fixture
def tour(qapp: QApplication, tmp_path: Path) -> Iterator[Tour]:
    with clock.freeze(DEMO_NOW):
        made = Tour(qapp, tmp_path)
        made.window.resize(1366, 768)
        yield made
        made.close()


def test_a_deleted_record_is_back_with_the_same_figures_and_the_same_chain(tour: Tour) -> None:
    steps = []
    for name, window in drill(tour):
        tour.settle()
        assert not is_blank(window.grab().toImage()), name
        steps.append(name)
    assert len(steps) == 7
    assert tour.prompts.told == []
