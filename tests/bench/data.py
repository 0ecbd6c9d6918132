"""The generated records that jobs are measured on, kept under build/bench until they go stale."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from rich.progress import Progress

from wardenlog.paths import STORE_NAME
from wardenlog.services.demo.build import DemoFacts, describe
from wardenlog.services.demo.fill import fill
from wardenlog.services.demo.scale import Size
from wardenlog.store import Store

_ROOT: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = _ROOT / "build" / "bench"
_SEED: Final = 1

_MADE_FROM: Final = (
    "resources/demo/*.toml",
    "resources/powers.json",
    "wardenlog/services/demo/*.py",
    "wardenlog/store/projection/*.py",
    "wardenlog/store/sql/*.sql",
)
"""What decides a record's content: the generator, its material, and the tables it fills."""


@dataclass(frozen=True, slots=True)
class Record:
    """One generated record: its file, and the agreement and last quarter it holds."""

    size: Size
    path: Path
    facts: DemoFacts


class Records:
    """Gives records by size, each made once; `fresh` makes them anew."""

    def __init__(self, *, fresh: bool) -> None:
        self._fresh = fresh
        self._known: dict[Size, Record] = {}

    def of(self, size: Size) -> Record:
        """Return the record of a size, for reading only."""
        if size not in self._known:
            self._known[size] = _made(size, fresh=self._fresh)
        return self._known[size]

    @contextmanager
    def copy(self, size: Size, number: int = 1) -> Iterator[tuple[Record, ...]]:
        """Give copies of a record that may be written to; they go afterwards."""
        original = self.of(size)
        with tempfile.TemporaryDirectory(dir=_KEPT) as folder:
            copies = [Path(folder) / f"copy-{place}.sqlite3" for place in range(number)]
            for path in copies:
                shutil.copyfile(original.path, path)
            yield tuple(Record(size, path, original.facts) for path in copies)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder on the disk that holds the records; it goes afterwards."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_KEPT) as folder:
        yield Path(folder)


def _made(size: Size, *, fresh: bool) -> Record:
    folder = _KEPT / size
    record = Record(size, folder / STORE_NAME, describe(size))
    stamp = folder / "made-from"
    made_from = _content_hash()
    if not fresh and stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from:
        return record
    if folder.exists():
        shutil.rmtree(folder)
    with Store.open(record.path) as store, Progress(transient=True) as bar:
        task = bar.add_task(f"Making the {size} record")
        fill(
            store,
            size=size,
            seed=_SEED,
            report=lambda _step, done, total: bar.update(task, completed=done, total=total),
        )
    stamp.write_text(made_from, encoding="utf-8")
    return record


def _content_hash() -> str:
    content = sha256()
    for pattern in _MADE_FROM:
        for path in sorted(_ROOT.glob(pattern)):
            content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()
