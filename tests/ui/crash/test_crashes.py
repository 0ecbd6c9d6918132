"""The program goes on after a bug, says so once, and gives nothing of the record away (25, 26)."""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ui.crash.crashing_child import CANARY
from wardenlog.paths import log_dir
from wardenlog.services.trouble import REPORT_NAME

BUGS = ["in_slot", "in_thread", "in_del", "in_data", "in_job", "in_model", "in_store"]
QUIET = ["user_error", "qt_warning", "nothing"]


@dataclass(frozen=True)
class Came:
    """What a run came to."""

    code: int
    boxes: int
    words: str
    alive: bool
    told: int


def command(folder: Path, scenario: str) -> list[str]:
    return [sys.executable, "-m", "tests.ui.crash.crashing_child", str(folder), scenario]


def surroundings(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folder.parent / "data"),
        "LOCALAPPDATA": str(folder.parent / "data"),
        "HOME": str(folder.parent),
    }


def run(folder: Path, scenario: str) -> Came:
    done = subprocess.run(
        command(folder, scenario),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=surroundings(folder),
    )
    if not done.stdout:
        return Came(done.returncode, 0, done.stderr, alive=False, told=0)
    found = json.loads(done.stdout)
    words = " ".join(found["words"])
    return Came(done.returncode, found["boxes"], words, found["alive"], found["told"])


def given_away(folder: Path) -> list[str]:
    """Every file of the logs and the report that has the canary in it."""
    contents = {path.name: path.read_bytes() for path in log_dir(folder).iterdir()}
    report = folder / "report.zip"
    if report.exists():
        with zipfile.ZipFile(report) as bundle:
            contents |= {f"report/{name}": bundle.read(name) for name in bundle.namelist()}
    assert contents
    return [name for name, it in contents.items() if CANARY.lower().encode() in it.lower()]


def report(folder: Path) -> str:
    with zipfile.ZipFile(folder / "report.zip") as bundle:
        return bundle.read(REPORT_NAME).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / CANARY / "record"


@pytest.mark.parametrize("scenario", BUGS)
def test_a_bug_is_told_once_and_the_program_goes_on(folder: Path, scenario: str) -> None:
    came = run(folder, scenario)
    assert (came.code, came.boxes, came.alive) == (0, 1, True), came.words
    assert "What you saved is safe" in came.words
    assert given_away(folder) == []
    log = (log_dir(folder) / "wardenlog.log").read_text()
    assert "Error" in log
    assert "Error" in report(folder)
    assert "SQLite: 3." in report(folder)
    assert "Qt: 6." in report(folder)


def test_the_same_bug_again_is_counted_in_the_box(folder: Path) -> None:
    came = run(folder, "in_slot")
    assert "This has happened 3 times." in came.words
    assert "(3 times)" in report(folder)


@pytest.mark.parametrize("scenario", QUIET)
def test_what_is_no_bug_shows_no_crash_box_and_is_not_quoted(folder: Path, scenario: str) -> None:
    came = run(folder, scenario)
    assert (came.code, came.boxes, came.alive) == (0, 0, True), came.words
    assert came.told == (1 if scenario == "user_error" else 0)
    assert given_away(folder) == []
    log = (log_dir(folder) / "wardenlog.log").read_text()
    assert ("cannot read" in log) == (scenario == "qt_warning")
    assert not (log_dir(folder) / "running.lock").exists()
    assert not (log_dir(folder) / "fatal.txt").exists()


@pytest.mark.parametrize("scenario", ["segfault", "qt_fatal"])
def test_a_program_that_died_says_so_at_the_next_start(folder: Path, scenario: str) -> None:
    assert run(folder, scenario).code != 0
    assert given_away(folder) == []
    came = run(folder, "nothing")
    assert (came.code, came.boxes) == (0, 1)
    assert "did not close properly last time" in came.words
    assert "Nothing that was saved is lost" in came.words
    assert "Fatal Python error" in report(folder)
    assert "crashing_child.py" in report(folder)
    assert given_away(folder) == []
    assert run(folder, "nothing").boxes == 0


def test_a_killed_program_is_offered_at_the_next_start_but_a_running_one_is_not(
    folder: Path,
) -> None:
    first = subprocess.Popen(
        command(folder, "hang"), stdout=subprocess.PIPE, text=True, env=surroundings(folder)
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    assert run(folder, "nothing").boxes == 0
    first.kill()
    first.wait()
    first.stdout.close()
    assert run(folder, "nothing").boxes == 1
    assert run(folder, "nothing").boxes == 0
