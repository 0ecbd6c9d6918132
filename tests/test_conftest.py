"""A test that needs LibreOffice is skipped with a reason at a desk, and fails on CI."""

from types import SimpleNamespace
from typing import cast

import pytest

from tests import conftest

ITEM = cast("pytest.Item", SimpleNamespace(get_closest_marker=lambda name: name == "libreoffice"))
PLAIN = cast("pytest.Item", SimpleNamespace(get_closest_marker=lambda _name: None))


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "find_soffice", lambda: None)


def test_without_libreoffice_a_test_is_skipped_at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "ON_CI", False)
    with pytest.raises(pytest.skip.Exception, match="LibreOffice Calc is not installed"):
        conftest.pytest_runtest_setup(ITEM)


def test_without_libreoffice_ci_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "ON_CI", True)
    with pytest.raises(pytest.fail.Exception, match="LibreOffice Calc is not installed"):
        conftest.pytest_runtest_setup(ITEM)


def test_other_tests_run_without_libreoffice() -> None:
    conftest.pytest_runtest_setup(PLAIN)
