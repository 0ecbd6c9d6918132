"""No screen has a gap for somebody who uses it by keyboard or by ear."""

import pytest

from tests.ui.access.audit import gaps
from tests.ui.tour import SCREENS, Screen, Tour


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_has_no_gap(tour: Tour, screen: Screen) -> None:
    with screen.show(tour) as window:
        assert "\n".join(gaps(window)) == ""
