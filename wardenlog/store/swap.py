"""Puts another file in the place of the record, so that a kill leaves the one or the other whole.

Once the note beside the record is written, the swap is decided: whoever opens the record next
finishes it. The file that was there is set aside with what belongs to it, never deleted.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from wardenlog.files.saving import keep_folder_entry

STAGED: Final = ".restoring"
"""How the name of a file ends that waits to become the record."""

SET_ASIDE: Final = "set-aside"
"""The folder, beside the record, of what was the record once."""

_BESIDE: Final = ("-wal", "-shm", "-journal", "")
"""What belongs to a record, itself last: until it goes, the rest may be wanted."""


def finish(record: Path) -> None:
    """Finish a swap that was decided; nothing happens where none was. OSError where it cannot be.

    May be run again and again, and after a kill at any of its steps.
    """
    note = _note(record)
    if not note.exists():
        return
    said = json.loads(note.read_text(encoding="utf-8"))
    folder = record.parent
    staged = folder / Path(said["staged"]).name  # a name in this folder, whatever is written there
    if staged.exists():
        beside = (record.with_name(f"{record.name}{ending}") for ending in _BESIDE)
        _set_aside(filter(Path.exists, beside), folder / SET_ASIDE / Path(said["aside"]).name)
        staged.replace(record)
        keep_folder_entry(folder)
    note.unlink()
    keep_folder_entry(folder)


def decide(record: Path, staged: Path, aside: str) -> None:
    """Decide that a staged file beside the record takes its place, and do it.

    `aside` names the folder, in the one of what is set aside, that the present file goes to.
    """
    note = _note(record)
    half = note.with_name(f"{note.name}.new")
    with half.open("w", encoding="utf-8") as file:
        json.dump({"staged": staged.name, "aside": aside}, file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(note)
    keep_folder_entry(record.parent)
    finish(record)


def is_decided(record: Path) -> bool:
    """Whether a swap was decided and not finished."""
    return _note(record).exists()


def _set_aside(files: Iterable[Path], aside: Path) -> None:
    for path in files:
        aside.mkdir(parents=True, exist_ok=True)
        path.replace(aside / path.name)
        keep_folder_entry(aside)


def _note(record: Path) -> Path:
    return record.with_name(f"{record.name}.swap")
