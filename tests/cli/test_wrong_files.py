"""A wrong file gets a sentence with place and remedy, exit code 1, and nothing is written."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import WORKED_EXAMPLE, Run


def changed(tmp_path: Path, sheet: str, heading: str, row: int, value: Any) -> Path:
    """The worked example with one cell changed: row 1 is the headings."""
    from openpyxl import load_workbook

    book = load_workbook(WORKED_EXAMPLE)
    page = book[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading)
    page.cell(row, column).value = value
    file = tmp_path / "log.xlsx"
    book.save(file)
    return file


def refused(run: Run, file: Path, *words: str) -> None:
    """The import says those words, exits with 1 and writes nothing."""
    said = run("import", "log", file, "--apply")
    assert said.code == 1
    for word in words:
        assert word in said.err + said.out, said.err + said.out
    assert "Traceback" not in said.err
    assert run("verify", "--json").data["revisions"] == 0


def test_a_picture_named_xlsx(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "log.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 2000)
    refused(run, file, "log.xlsx", "picture")


def test_an_encrypted_workbook(run: Run, tmp_path: Path) -> None:
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
    file = tmp_path / "log.xlsx"
    file.write_bytes(header + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096)
    refused(run, file, "log.xlsx", "password")


def test_a_missing_heading(run: Run, tmp_path: Path) -> None:
    refused(run, changed(tmp_path, "Visits", "Hotspot", 1, "Place"), "Visits", "Hotspot")


def test_a_date_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    file = changed(tmp_path, "Shifts", "Date", 5, "31/02/2025")
    refused(run, file, "Shifts, row 5, Date", "31/02/2025")


def test_an_out_that_the_clocks_skipped(run: Run, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(WORKED_EXAMPLE)
    book["Shifts"].append(["X1", "2025-03-29", "22:00", "06:00"])
    book["Visits"].append(["X1", 1, "H00", "00:30", "01:30"])
    row = book["Visits"].max_row
    file = tmp_path / "log.xlsx"
    book.save(file)
    refused(run, file, f"Visits, row {row}, Out", "30 March 2025", "forward")


@pytest.mark.parametrize("options", [["--json"], []])
def test_problems_are_listed_once_for_people_and_programs(
    run: Run, tmp_path: Path, options: list[str]
) -> None:
    file = changed(tmp_path, "Visits", "Hotspot", 5, "H99")
    said = run("import", "log", file, *options)
    assert said.code == 1
    assert "H99" in said.out + said.err


def test_the_rest_is_saved_and_the_rejected_rows_come_back(run: Run, tmp_path: Path) -> None:
    file = changed(tmp_path, "Visits", "Hotspot", 5, "H99")
    rejects = tmp_path / "rejects.xlsx"
    run("import", "log", file, "--apply", "--accept-rest", rejects)
    assert rejects.exists()
    assert run("verify", "--json").data["revisions"] > 0


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("command", ["return", "export", "rest"])
def test_no_command_writes_over_the_record(
    imported: Run, tmp_path: Path, command: str, ending: str
) -> None:
    record = tmp_path / "data" / "wardenlog.sqlite3"
    out = record.with_name(f"{record.name}{ending}")
    arguments = {
        "return": (
            "return", "build", "--agreement", "GA-1", "--from", "2025-04-01",
            "--to", "2025-06-30", "--out", out,
        ),
        "export": ("export", "log", "--out", out),
        "rest": (
            "import", "log", changed(tmp_path, "Visits", "Hotspot", 5, "H99"),
            "--apply", "--accept-rest", out,
        ),
    }  # fmt: skip
    before = record.read_bytes()
    said = imported(*arguments[command])
    assert said.code == 1
    assert str(out) in said.err
    assert record.read_bytes() == before
    assert imported("verify").code == 0


def test_a_return_goes_only_into_a_workbook(imported: Run, tmp_path: Path) -> None:
    out = tmp_path / "r.csv"
    said = imported(
        "return", "build", "--agreement", "GA-1", "--from", "2025-04-01", "--to", "2025-06-30",
        "--out", out,
    )  # fmt: skip
    assert said.code == 1
    assert ".xlsx" in said.err
    assert not out.exists()


def test_refused_rows_never_replace_the_file_they_came_from(run: Run, tmp_path: Path) -> None:
    file = changed(tmp_path, "Visits", "Hotspot", 5, "H99")
    before = file.read_bytes()
    said = run("import", "log", file, "--apply", "--accept-rest", tmp_path / "." / "log.xlsx")
    assert said.code == 1
    assert "file being imported" in said.err
    assert file.read_bytes() == before
