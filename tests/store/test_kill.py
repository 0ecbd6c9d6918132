"""What was shown as saved survives the death of the program at any moment (promise 1)."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.records import tables
from wardenlog.store import Store, rebuild, verify

ROOT = Path(__file__).parents[2]


def kill_while_saving(path: Path, after_saves: int, after_seconds: float) -> set[str]:
    """Kill a saving child so long after it acknowledged so many saves; return their ids.

    The moment hangs on what the child has done, not on how busy the machine is.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.saving_child", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        lines = [child.stdout.readline() for _ in range(after_saves)]
        time.sleep(after_seconds)
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    return {line.strip() for line in lines if line.endswith("\n")}


def check_survivors(path: Path, acknowledged: set[str]) -> None:
    with Store.open(path) as store:
        with store.read() as session:
            present = {sheet for (sheet,) in session.rows("SELECT id FROM shift")}
            visits = session.value("SELECT count(*) FROM visit")
        assert acknowledged <= present
        assert len(present) <= len(acknowledged) + 1
        assert visits == 3 * len(present)
        assert verify(store) == []
        before = tables(store)
        rebuild(store)
        assert tables(store) == before


def kill_times(folder: Path, number: int, seed: int) -> None:
    """Kill so many children, each on a file of its own: one in five while it makes the file."""
    chance = random.Random(seed)
    for turn in range(number):
        path = folder / f"{turn}.sqlite3"
        after_saves = 0 if turn % 5 == 0 else chance.randint(1, 40)
        acknowledged = kill_while_saving(path, after_saves, chance.uniform(0, 0.01))
        assert len(acknowledged) >= after_saves
        check_survivors(path, acknowledged)


def test_saves_acknowledged_before_a_kill_are_all_there(tmp_path: Path) -> None:
    kill_times(tmp_path, 30, seed=1)


@pytest.mark.long
def test_saves_acknowledged_before_any_of_five_hundred_kills_are_all_there(tmp_path: Path) -> None:
    kill_times(tmp_path, 500, seed=2)
