"""S10: the memory that a return with every visit takes, in a process of its own."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

from tests.bench.data import Records, scratch_folder
from tests.bench.job import Job, Line
from wardenlog.services.demo.scale import Size

VISITS: Final = 200_000
MEGABYTES: Final = 250
_MOST_YEARS: Final = 40

_CHILD: Final = """
import resource, sys
from datetime import date
from pathlib import Path
from wardenlog.services.returns.building import build_return, wanted
from wardenlog.store import Store

path, out, reference, start, end = sys.argv[1:]
ask = wanted(reference, date.fromisoformat(start), date.fromisoformat(end), evidence=True)
with Store.open(Path(path), create=False) as store:
    built = build_return(store, ask, Path(out))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(built.figures.evidence), peak if sys.platform == "darwin" else peak * 1024)
"""


def measure(records: Records) -> list[Line]:
    """Build the return of as many years as hold 200,000 visits; nothing on Windows."""
    if os.name == "nt":
        return []
    record = records.of(Size.LARGE)
    end = record.facts.quarter_to
    with scratch_folder() as folder:
        for years in range(1, _MOST_YEARS):
            start = date(end.year - years, end.month, 1)
            visits, peak = _peak(record.path, folder, record.facts.agreement_reference, start, end)
            if visits >= VISITS:
                break
    megabytes = peak / 1e6 * VISITS / max(visits, VISITS)
    told = f"{megabytes:.0f} MB"
    return [
        Line(
            f"return with {visits:,} visits, peak memory",
            f"{peak / 1e6:.0f} MB",
            "–",
            "–",
            told,
            f"under {MEGABYTES} MB for {VISITS:,}",
            megabytes < MEGABYTES,
        )
    ]


def _peak(path: Path, folder: Path, reference: str, start: date, end: date) -> tuple[int, int]:
    """Return how many visits were written and the most bytes the process held."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _CHILD,
            path,
            folder / "return.xlsx",
            reference,
            start.isoformat(),
            end.isoformat(),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    visits, peak = map(int, done.stdout.split())
    return visits, peak


JOB = Job("S10", frozenset({Size.LARGE}), measure)
