"""S2: a whole return from record to file, against openpyxl alone writing the same cells."""

import time
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.bench import openpyxl_alone
from tests.bench.data import Record, Records, scratch_folder
from tests.bench.job import Job, Line, at_most
from tests.bench.timing import ROUNDS, side_by_side
from wardenlog.services.demo.scale import Size
from wardenlog.services.returns.building import Wanted, build_return, wanted
from wardenlog.store import Store


def measure(records: Records) -> list[Line]:
    """Time the sheets that are always there, then every sheet with every visit."""
    record = records.of(Size.COUNCIL)
    with Store.open(record.path, create=False) as store, scratch_folder() as folder:
        return [
            _line("return, council", store, _wanted(record, more=False), folder),
            _line("full return with evidence, council", store, _wanted(record, more=True), folder),
        ]


def _wanted(record: Record, *, more: bool) -> Wanted:
    facts = record.facts
    return wanted(
        facts.agreement_reference, facts.quarter_from, facts.quarter_to, full=more, evidence=more
    )


def _line(job: str, store: Store, ask: Wanted, folder: Path) -> Line:
    ours, theirs = folder / "ours.xlsx", folder / "theirs.xlsx"
    build_return(store, ask, ours)
    sheets = openpyxl_alone.cells_of(ours)
    steps = _Steps()

    def build() -> None:
        build_return(store, ask, ours, steps.tell)

    pair = side_by_side(build, lambda: openpyxl_alone.write(sheets, theirs))
    cells = sum(len(row) for rows in sheets.values() for row in rows)
    against = f"openpyxl alone writing its {cells:,} cells"
    return at_most(job, against, pair, 1.5, steps.shares())


class _Steps:
    """Where the time of building goes, as its own progress tells it."""

    def __init__(self) -> None:
        self._builds: list[list[tuple[str, float]]] = []

    def tell(self, step: str, done: int, _total: int) -> None:
        """Note when a step begins."""
        if done == 0:
            self._builds.append([])
        self._builds[-1].append((step, time.perf_counter()))

    def shares(self) -> str:
        """Return each step with its share of the time, over the measured builds."""
        taken: dict[str, list[float]] = {}
        for marks in self._builds[-ROUNDS:]:
            for (step, start), (_, end) in pairwise(marks):
                taken.setdefault(step, []).append(end - start)
        medians = {step: median(seconds) for step, seconds in taken.items()}
        whole = sum(medians.values())
        return ", ".join(
            f"{step.lower()} {100 * seconds / whole:.0f} %" for step, seconds in medians.items()
        )


JOB = Job("S2", frozenset({Size.COUNCIL}), measure)
