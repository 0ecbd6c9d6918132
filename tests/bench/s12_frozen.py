"""S12: what the frozen program takes on the disk; `python3 dev.py freeze` makes it."""

from pathlib import Path
from typing import Final

from tests.bench.data import Records
from tests.bench.job import Job, Line

_PROGRAM: Final = Path(__file__).resolve().parents[2] / "build" / "dist" / "wardenlog"
_MOST_MB: Final = 200


def measure(records: Records) -> list[Line]:
    """Add up the files of the program as it is shipped."""
    del records  # it needs none
    if not _PROGRAM.is_dir():
        missing = "not built here: python3 dev.py freeze"
        return [Line("frozen program", "–", "–", "–", "–", f"under {_MOST_MB} MB", False, missing)]
    files = [file for file in _PROGRAM.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files) / 1_000_000
    reached, reach = f"{size:,.0f} MB", f"under {_MOST_MB} MB"
    note = f"{len(files):,} files"
    return [Line("frozen program", "–", "–", "–", reached, reach, size < _MOST_MB, note)]


JOB = Job("S12", frozenset(), measure)
