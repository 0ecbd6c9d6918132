"""Changes parts of a workbook file, to show that a check notices."""

import zipfile
from collections.abc import Callable
from pathlib import Path


def read_part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def changed(
    path: Path, target: Path, changes: dict[str, Callable[[str], str]], *, add: str | None = None
) -> Path:
    """Copy a workbook with some of its parts changed; each change must change something."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                new = changes[name](content.decode()).encode()
                assert new != content, f"nothing changed in {name}"
                content = new
            copy.writestr(name, content)
        if add is not None:
            copy.writestr(add, b"")
    return target
