"""Measures the jobs named on the command line, or all, and shows and keeps the table.

A run that leaves nothing out is written into docs/benchmarks.md; exit code 1 where a figure
misses what it should reach.
"""

import argparse
import sys

from tests.bench.data import Records
from tests.bench.job import Job, Line, all_jobs
from tests.bench.table import keep, show
from wardenlog.services.demo.scale import Size


def main(arguments: list[str]) -> int:
    """Read the command line and do what it says; give the exit code."""
    jobs = all_jobs()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    sizes = [Size.COUNCIL, Size.LARGE]
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="such as S1; all where none")
    parser.add_argument("--sizes", nargs="+", type=Size, choices=sizes, default=sizes)
    parser.add_argument("--fresh", action="store_true", help="make the records anew")
    asked = parser.parse_args(arguments)
    unknown = set(asked.jobs) - {job.code for job in jobs}
    if unknown:
        parser.error(f"there is no job {', '.join(sorted(unknown))}")
    chosen = [
        job
        for job in jobs
        if job.needs <= set(asked.sizes) and (not asked.jobs or job.code in asked.jobs)
    ]
    measured = _measured(chosen, Records(fresh=asked.fresh))
    show(measured)
    if len(chosen) == len(jobs):
        keep(measured)
    return 0 if all(line.met for _, lines in measured for line in lines) else 1


def _measured(jobs: list[Job], records: Records) -> list[tuple[str, list[Line]]]:
    measured = []
    for job in jobs:
        print(f"Measuring {job.code} …", flush=True)
        measured.append((job.code, job.measure(records)))
    return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
