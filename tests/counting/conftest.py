"""What the tests of counting share."""

from pathlib import Path

import pytest

from tests.counting.check_town import Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)
