"""The command line as a test calls it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wardenlog.cli.main import Windows, wardenlog
from wardenlog.errors import MachineError, UserError

WORKED_EXAMPLE = Path(__file__).parent.parent / "data" / "worked-example.xlsx"
WINDOWS = Windows(record=lambda *_: 0, checks=len)


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `wardenlog --data-dir …` with arguments, as the program itself would."""

    def call(*arguments: str | Path) -> Said:
        typed = ["--data-dir", str(tmp_path / "data"), "--as", "Test", *map(str, arguments)]
        result = CliRunner().invoke(wardenlog, typed, obj=WINDOWS)
        if isinstance(result.exception, UserError | MachineError):
            return Said(result.stdout, result.exception.message, 1)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.stdout, result.stderr, result.exit_code)

    return call


@pytest.fixture
def imported(run: Run) -> Run:
    """A record that holds the worked example."""
    assert run("import", "log", WORKED_EXAMPLE, "--apply").code == 0
    return run
