"""What all tests share: no display, repeatable hypothesis, LibreOffice where it is needed."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if ON_CI else "local")


def find_soffice() -> str | None:
    """The LibreOffice program of this machine, or None."""
    return shutil.which("soffice") or shutil.which(
        "soffice.exe", path=r"C:\Program Files\LibreOffice\program"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs LibreOffice where it is missing; on CI that is a failure."""
    if item.get_closest_marker("libreoffice") is None or find_soffice():
        return
    reason = "LibreOffice Calc is not installed (soffice is not on the path)"
    if ON_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program; for tests marked `libreoffice`."""
    found = find_soffice()
    assert found is not None, "mark the test with pytest.mark.libreoffice"
    return Path(found)
