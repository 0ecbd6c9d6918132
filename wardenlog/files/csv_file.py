"""Writes a CSV file that spreadsheets read as it stands and never execute."""

import csv
from collections.abc import Iterable, Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from wardenlog.files.cells import guarded
from wardenlog.files.saving import check_not_record, replace_file


def save_csv(path: Path, record: Path | None, lines: Iterable[Sequence[str]]) -> None:
    """Write lines of cells, the headings first, in UTF-8 with the mark that Excel needs.

    The file at `path` stays as it was where `lines` or the disk fails; whatever `lines` raises
    comes through. UserError as `replace_file`, and for a path that is the record itself, if any.
    """
    if record is not None:
        check_not_record(path, record)
    replace_file(path, partial(_write, lines))


def _write(lines: Iterable[Sequence[str]], file: BinaryIO) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.writer(text).writerows([guarded(cell) for cell in line] for line in lines)
    text.flush()
    text.detach()
