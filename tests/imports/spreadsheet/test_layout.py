"""The table is found below titles, over two heading rows, beside blank columns, above totals."""

import os
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from tests.imports.spreadsheet.desks import (
    HEADINGS,
    VISITS,
    book,
    comma_separated,
    mapped,
    opened,
    previewed,
    states,
)
from wardenlog.errors import UserError
from wardenlog.services.record import Record

FIELDS = ["day", "in", "out", "hotspot", "crew", "engagements"]


def test_headings_below_a_title_block_are_found(record: Record, tmp_path: Path) -> None:
    rows: list[Sequence[Any]] = [
        ["Exampleton wardens: patrol log"],
        [],
        ["Prepared by", None, "Sam"],
        HEADINGS,
        *VISITS,
        ["Total", None, None, None, None, 11],
    ]
    draft = opened(record, book(tmp_path / "log.xlsx", rows))
    assert draft.flat.heading_row == 4
    assert list(mapped(draft).values()) == FIELDS
    assert [row.number for row in draft.flat.rows] == [5, 6, 7]
    assert "a total" in draft.flat.left_out[0]


def test_merged_headings_over_two_rows_are_read_as_one(record: Record, tmp_path: Path) -> None:
    rows = [
        ["Date", "Time", None, None, "Location", "Wardens", None],
        [None, "In", "Out", None, None, "First", "Second"],
        ["13/01/2025", "15:20", "15:42", None, "NC", "AK", "JR"],
    ]
    draft = opened(record, book(tmp_path / "log.xlsx", rows))
    assert mapped(draft) == {
        "Date": "day",
        "Time In": "in",
        "Time Out": "out",
        "Location": "hotspot",
        "Wardens First": "crew",
        "Wardens Second": "crew",
    }
    [row] = previewed(record, tmp_path / "log.xlsx").rows
    assert (row.state, row.crew) == ("added", "AK JR")


def test_sheets_of_the_same_headings_are_one_table(record: Record, tmp_path: Path) -> None:
    path = book(
        tmp_path / "year.xlsx",
        [HEADINGS, VISITS[0]],
        Feb=[["February"], HEADINGS, ("13/02/2025", *VISITS[1][1:])],
        Lists=[["Code", "Meaning"], ["NC", "Norton Centre"]],
    )
    draft = opened(record, path)
    assert draft.flat.sheets == ("Log", "Feb")
    assert "Lists" in draft.flat.warnings[0]
    assert states(previewed(record, path)) == {"added": 2}


def test_headings_that_come_again_and_blank_rows_are_passed_over(
    record: Record, tmp_path: Path
) -> None:
    rows = [HEADINGS, VISITS[0], [], HEADINGS, VISITS[1], ["Signed off by Sam"]]
    found = previewed(record, book(tmp_path / "log.xlsx", rows))
    assert states(found) == {"added": 2, "left out": 1}


def test_a_date_written_once_for_a_day_holds_for_the_rows_below(
    record: Record, tmp_path: Path
) -> None:
    rows = [
        HEADINGS,
        VISITS[0],
        (None, "16:00", "16:20", "HB", None, None),
        (None, "16:30", "16:50", "ST", None, None),
        VISITS[2],
    ]
    path = book(tmp_path / "log.xlsx", rows)
    found = previewed(record, path)
    assert [row.day for row in found.rows] == ["13/01/2025"] * 3 + ["14/01/2025"]
    assert found.rows[1].crew == "AK JR"
    assert any("blank date" in warning for warning in found.warnings)
    assert states(previewed(record, path, fill_down=False))["refused"] == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_of_any_encoding_is_read(record: Record, tmp_path: Path, encoding: str) -> None:
    path = comma_separated(tmp_path / "log.csv", [HEADINGS, *VISITS], encoding)
    assert states(previewed(record, path)) == {"added": 3}


def test_a_picture_called_csv_is_refused(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(UserError) as caught:
        opened(record, path)
    assert caught.value.code == "not_text"


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_other_programs_files_are_read_alike(
    record: Record, tmp_path: Path, ending: str, soffice: Path
) -> None:
    from tests.returns.office import convert

    rows = [HEADINGS, (date(2025, 1, 13), time(15, 20), time(15, 42), "NC", "AK/JR", 6)]
    path = convert(soffice, book(tmp_path / "log.xlsx", rows), ending, tmp_path / "out")
    [row] = previewed(record, path).rows
    assert (row.state, row.day, row.visit) == ("added", "13/01/2025", "NC 15:20–15:42")


def test_a_file_without_a_table_is_refused(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        opened(record, book(tmp_path / "log.xlsx", [["Hello"], [3.0, 4.0]]))
    assert caught.value.code == "no_table"


def test_columns_are_guessed_by_their_cells_where_headings_say_nothing(
    record: Record, tmp_path: Path
) -> None:
    rows = [("Spalte", "Time in", "Time out", "Ort", "Wer"), *(row[:5] for row in VISITS)]
    found = mapped(opened(record, book(tmp_path / "log.xlsx", rows)))
    assert found["Spalte"] == "day"
    assert found["Wer"] == "crew"
    assert found["Ort"] == "hotspot"


def test_a_real_and_unrelated_file_gets_a_graceful_answer(record: Record) -> None:
    folder = os.environ.get("WARDENLOG_MESSY_FILES")
    if folder is None:
        pytest.skip("WARDENLOG_MESSY_FILES names no folder with the fire brigade's log")
    path = Path(folder) / "fire-brigade-incident-log.csv"
    draft = opened(record, path)
    assert len(draft.flat.rows) > 5_000
    assert draft.faults() == ["No column holds Hotspot. Choose the one that does."]
