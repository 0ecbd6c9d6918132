"""S7: from the start of the process to a window that takes keys.

Both sides find their modules compiled, as an installed program does, whatever this shell says.
"""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.bench.data import Records
from tests.bench.job import Job, Line, at_most
from tests.bench.timing import Pair, interleaved
from wardenlog.services.demo.scale import Size


def measure(records: Records) -> list[Line]:
    """Start processes in turn; each ends once its window is usable, before it is taken down."""
    council, large = (records.of(size).path.parent for size in (Size.COUNCIL, Size.LARGE))
    bare, small, big = interleaved(
        _start, partial(_start, str(council)), partial(_start, str(large))
    )
    return [
        at_most("start to usable window, council", "a bare window", Pair(small, bare), 2.5),
        at_most("start to usable window, large", "council", Pair(big, small), 1.2),
    ]


def _start(*arguments: str) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.bench.start_child", *arguments]
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(root / "build/bench/pyc")}
    environment = {**os.environ, **compiled, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"usable\n"
        child.kill()


JOB = Job("S7", frozenset({Size.COUNCIL, Size.LARGE}), measure)
