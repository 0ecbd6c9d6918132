"""The program finds its resources wherever it was installed, and keeps records in one folder."""

import sys
from pathlib import Path

import platformdirs
import pytest

from wardenlog import paths
from wardenlog.errors import MachineError


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that the package lies in a folder; returns the package's own folder."""
    package = folder / "wardenlog"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    return package


def test_checkout_finds_resources_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    (tmp_path / "resources").mkdir()
    assert paths.resources_dir() == tmp_path / "resources"


def test_wheel_finds_resources_inside_the_package_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = install(tmp_path, monkeypatch)
    (package / "resources").mkdir()
    (tmp_path / "resources").mkdir()  # some other project's, beside us in site-packages
    assert paths.resources_dir() == package / "resources"


@pytest.mark.parametrize("inside", ["wardenlog/resources", "resources"])
def test_frozen_program_finds_resources_in_its_bundle(
    inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / inside).mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / inside


def test_missing_resources_are_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    with pytest.raises(MachineError, match="Install wardenlog again") as caught:
        paths.resources_dir()
    assert caught.value.code == "no_resources"


def test_missing_file_is_named() -> None:
    with pytest.raises(MachineError, match=r"“no-such\.json”") as caught:
        paths.resource("no-such.json")
    assert caught.value.code == "no_resource"


def test_shipped_files_are_there() -> None:
    assert paths.resource("powers.json").is_file()
    assert paths.resource("measures.toml").is_file()


def test_default_folder_is_ours_and_not_a_roaming_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def user_data_path(name: str, **options: object) -> Path:
        asked.update(options, name=name)
        return Path("somewhere") / name

    monkeypatch.setattr(platformdirs, "user_data_path", user_data_path)
    assert paths.default_data_dir() == Path("somewhere") / "wardenlog"
    assert asked == {"name": "wardenlog", "appauthor": False, "roaming": False}


def test_everything_of_a_council_lies_in_its_data_folder(tmp_path: Path) -> None:
    assert paths.store_path(tmp_path) == tmp_path / "wardenlog.sqlite3"
    assert paths.settings_path(tmp_path) == tmp_path / "settings.json"
    assert paths.log_dir(tmp_path) == tmp_path / "logs"
