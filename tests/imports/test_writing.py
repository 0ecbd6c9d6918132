"""A log that cannot be written leaves the files of an earlier one, and says so once."""

import errno
import gc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from wardenlog.errors import UserError
from wardenlog.imports.standard_log import writing
from wardenlog.imports.standard_log.writing import Written, write_tables


def tables(word: str) -> list[Written]:
    return [Written(sheet, ["Code"], [[word]]) for sheet in ("Hotspots", "People", "Shifts")]


def found(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text(encoding="utf-8-sig").split()[1] for each in folder.iterdir()}


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    for word in ("old", "new"):
        write_tables(folder, tables(word))
        assert found(folder) == dict.fromkeys(["Hotspots.csv", "People.csv", "Shifts.csv"], word)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("existing", [True, False])
def test_a_full_disk_leaves_the_old_files(tmp_path: Path, *, existing: bool) -> None:
    def rows() -> Iterator[list[Any]]:
        yield ["new"]
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "log"
    if existing:
        write_tables(folder, tables("old"))
    with pytest.raises(UserError, match="nothing was changed") as caught:
        write_tables(folder, [*tables("new"), Written("Visits", ["Code"], rows())])
    assert caught.value.code == "disk_full"
    if existing:
        assert set(found(folder).values()) == {"old"}
    assert list(tmp_path.iterdir()) == [folder] * existing


def test_a_file_that_cannot_be_replaced_puts_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "log"
    write_tables(folder, tables("old")[1:])
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == folder / "Shifts.csv" and path.parent.name == "new":
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=r"Shifts\.csv in the folder .* could not be replaced"):
        write_tables(folder, tables("new"))
    assert found(folder) == {"People.csv": "old", "Shifts.csv": "old"}


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_said_once_for_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(BytesIO):
        def write(self, data: Any, /) -> int:
            if self.tell() > 2_000:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    save = writing._save
    monkeypatch.setattr(writing, "_save", lambda workbook, _: save(workbook, Full()))
    with pytest.raises(UserError) as caught:
        write_tables(tmp_path / "log.xlsx", tables("new"))
    assert caught.value.code == "disk_full"
    del caught
    gc.collect()
    assert list(tmp_path.iterdir()) == []
