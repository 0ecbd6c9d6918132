"""Changes parts of a workbook file, to show that a check notices."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path


def read_part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


FIXED = 3
"""Parts that come first whatever they are called."""


def changed(
    path: Path, target: Path, changes: dict[str, Callable[[str], str]], *, add: str | None = None
) -> Path:
    """Copy a workbook with some of its parts changed; each change must change something.

    Order and dates of the parts stay; a part to `add` goes where the alphabet puts it.
    """
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        entries = source.infolist()
        assert changes.keys() <= {entry.filename for entry in entries}
        for number, entry in enumerate(entries):
            if add is not None and number >= FIXED and add < entry.filename:
                copy.writestr(_like(entry, add), b"")
                add = None
            content = source.read(entry)
            if entry.filename in changes:
                new = changes[entry.filename](content.decode()).encode()
                assert new != content, f"nothing changed in {entry.filename}"
                content = new
            copy.writestr(entry, content)
        if add is not None:
            copy.writestr(_like(entries[0], add), b"")
    return target


def bare(path: Path, target: Path) -> Path:
    """Copy a workbook without our cached values: only a real recalculation brings them back."""
    with zipfile.ZipFile(path) as archive:
        parts = [
            name
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet") and b"</f><v>" in archive.read(name)
        ]
    return changed(path, target, dict.fromkeys(parts, _without_cached_values))


def _without_cached_values(xml: str) -> str:
    return re.sub(r"</f><v>[^<]*</v>", "</f>", xml)


def _like(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, entry.date_time)
    made.create_system = entry.create_system
    return made
