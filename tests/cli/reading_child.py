"""Runs commands that only read, as somebody who may not write in the record's folder.

Called with two data folders and a folder for files: each command runs first on the one it may
write in, which also loads every module while they can be read, then on the other.
"""

import json
import os
import sys
from pathlib import Path

from click.testing import CliRunner

from wardenlog.cli.main import Windows, wardenlog
from wardenlog.errors import MachineError

NOBODY = 65534
WINDOWS = Windows(record=lambda *_: 0, checks=len)


def main(writable: str, readable: str, out: Path) -> None:
    commands = {
        "verify": ["verify", "--json"],
        "check": ["check", "--json"],
        "history": ["history", "shift", "S00001", "--json"],
        "export": ["export", "log", "--out", str(out / "log.xlsx")],
        "return": [
            "return", "build", "--agreement", "GA-1", "--from", "2025-04-01",
            "--to", "2025-06-30", "--out", str(out / "return.xlsx"), "--json",
        ],
    }  # fmt: skip
    expected = {name: said(writable, typed) for name, typed in commands.items()}
    for file in out.iterdir():
        file.unlink()
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    found = {name: said(readable, typed) for name, typed in commands.items()}
    files = sorted(file.name for file in out.iterdir())
    sys.stdout.write(json.dumps({"expected": expected, "found": found, "files": files}))


def said(folder: str, typed: list[str]) -> str:
    result = CliRunner().invoke(
        wardenlog,
        ["--data-dir", folder, *typed],
        obj=WINDOWS,
    )
    if isinstance(result.exception, MachineError):
        return f"{result.exception.code}: {result.exception.message}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
