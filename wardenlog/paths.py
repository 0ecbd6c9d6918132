"""Where things are: the shipped resources, and the folder that holds a council's records."""

import sys
from pathlib import Path

import platformdirs

from wardenlog.errors import MachineError

APP_NAME = "wardenlog"
STORE_NAME = "wardenlog.sqlite3"
SETTINGS_NAME = "settings.json"
LOGS_NAME = "logs"
BACKUPS_NAME = "backups"


def resources_dir() -> Path:
    """The folder of shipped data files, in a frozen program, an installed wheel or a checkout.

    Raises `MachineError` (code `no_resources`) where none of the three places exists.
    """
    package = Path(__file__).resolve().parent
    places = [package / "resources", package.parent / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up code
    if bundle is not None:
        places = [Path(bundle) / APP_NAME / "resources", Path(bundle) / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise MachineError(
        "wardenlog’s own data files are missing. Install wardenlog again.", code="no_resources"
    )


def resource(name: str) -> Path:
    """One shipped file or folder, such as `powers.json` or `icons/save.svg`.

    Raises `MachineError` (code `no_resource`) where it is absent.
    """
    path = resources_dir() / name
    if not path.exists():
        raise MachineError(
            f"wardenlog’s own file “{name}” is missing. Install wardenlog again.",
            code="no_resource",
        )
    return path


def default_data_dir() -> Path:
    """The user's own folder for records where `--data-dir` names no other.

    Local, never roaming: a profile that Windows copies between PCs is no place for a live
    database. The folder may not exist yet.
    """
    return platformdirs.user_data_path(APP_NAME, appauthor=False, roaming=False)


def store_path(data_dir: Path) -> Path:
    """The database of a data folder."""
    return data_dir / STORE_NAME


def settings_path(data_dir: Path) -> Path:
    """The settings file of a data folder."""
    return data_dir / SETTINGS_NAME


def log_dir(data_dir: Path) -> Path:
    """The folder of a data folder's log files and crash reports."""
    return data_dir / LOGS_NAME
