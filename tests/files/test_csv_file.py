"""A list that is saved as CSV opens as it stands, runs nothing, and harms no file."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.errors import UserError
from wardenlog.files.cells import guarded
from wardenlog.files.csv_file import save_csv


def test_lines_are_as_they_were_for_excel_in_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    save_csv(path, tmp_path / "record", [("Team", "Nôte"), ("A, B", 'says "no"\nand goes')])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["Team", "Nôte"], ["A, B", 'says "no"\nand goes']]


@given(st.text())
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_what_stood_there_stays_where_a_line_fails(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("before", encoding="utf-8")

    def lines() -> Iterator[tuple[str]]:
        yield ("heading",)
        raise LookupError

    with pytest.raises(LookupError):
        save_csv(path, tmp_path / "record", lines())
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]
    assert path.read_text(encoding="utf-8") == "before"


def test_the_record_is_never_overwritten(tmp_path: Path) -> None:
    record = tmp_path / "wardenlog.sqlite3"
    record.write_bytes(b"record")
    with pytest.raises(UserError, match="is the record itself"):
        save_csv(record, record, [("a",)])
