"""The report on a crash that a user may send: what failed and where, nothing from the record."""

import io
import platform
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from wardenlog import __version__, clock
from wardenlog.files.saving import replace_file
from wardenlog.store import engine_version

REPORT_NAME: Final = "report.txt"
"""The report's own words, in the file beside the logs."""

_LOGS: Final = "wardenlog.log*"


def save_report(
    path: Path, logs: Path, told: Sequence[str], versions: Mapping[str, str] | None = None
) -> None:
    """Write a zip file of the troubles that were told and the program's logs.

    `told` and the logs come from `wardenlog.logs` and hold kinds and places only (promise 25);
    `versions` are those that only the window knows. UserError where the file cannot be written.
    """
    known = {
        "wardenlog": __version__,
        "Python": platform.python_version(),
        "SQLite": ".".join(map(str, engine_version())),
        "system": platform.platform(),
        **(versions or {}),
    }
    lines = [
        f"Report of wardenlog, {clock.utc_text(clock.now())}",
        "It holds no names, notes or anything else from the record.",
        "",
        *(f"{name}: {version}" for name, version in known.items()),
        *(f"\n{each}" for each in told),
        "",
    ]
    replace_file(path, _Bundle("\n".join(lines), sorted(logs.glob(_LOGS))).write)


class _Bundle:
    """A report and the logs that go with it."""

    def __init__(self, text: str, logs: Sequence[Path]) -> None:
        self._text = text
        self._logs = logs

    def write(self, file: BinaryIO) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(REPORT_NAME, self._text)
            for log in self._logs:
                bundle.write(log, log.name)
        file.write(made.getvalue())
