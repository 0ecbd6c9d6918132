"""Workbooks read back by table name; the fingerprint notices every changed figure."""

from pathlib import Path

import openpyxl
import pytest

from tests.returns.package import changed, read_part
from wardenlog.errors import UserError
from wardenlog.returns.workbook.reading import (
    fingerprint_of,
    read_machine_copy,
    read_properties,
    read_tables,
)


def fingerprints(path: Path) -> tuple[str, str]:
    """Return the fingerprint a workbook declares and the one its tables have."""
    declared = read_properties(path)["wardenlog.fingerprint"]
    return declared, fingerprint_of(read_tables(path), declared, unsealed={"Sign_off"})


def test_a_workbook_has_the_fingerprint_it_declares(sample: Path) -> None:
    declared, found = fingerprints(sample)
    assert declared == found


def test_saving_with_another_library_keeps_the_fingerprint(sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    openpyxl.load_workbook(sample).save(again)
    declared, found = fingerprints(again)
    assert declared == found


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("Hotspots", "D5", 4216),
        ("Hotspots", "B5", "Market Place"),
        ("Claim", "B9", 6489.54),
        ("Claim", "B12", "0000-0000-0000"),
        ("Months", "C4", 1),
        ("Text", "B4", "=1+1 "[:-1] + "+0"),
        ("Hotspots", "E5", 70.25),
    ],
)
def test_any_changed_figure_changes_the_fingerprint(
    sample: Path, tmp_path: Path, sheet: str, cell: str, value: object
) -> None:
    again = tmp_path / "again.xlsx"
    workbook = openpyxl.load_workbook(sample)
    assert workbook[sheet][cell].value != value
    workbook[sheet][cell].value = value
    workbook.save(again)
    declared, found = fingerprints(again)
    assert declared != found


def test_signing_and_sorting_change_nothing(sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    workbook = openpyxl.load_workbook(sample)
    workbook["Sign-off"]["B4"].value = "Yes"
    months = workbook["Months"]
    first, second = ([cell.value for cell in months[row]] for row in (4, 63))
    for column, (a, b) in enumerate(zip(first, second, strict=True), start=1):
        months.cell(4, column).value, months.cell(63, column).value = b, a
    workbook.save(again)
    declared, found = fingerprints(again)
    assert declared == found


def test_only_the_tables_asked_for_are_read(sample: Path) -> None:
    assert set(read_tables(sample, {"Claim", "Not_there"})) == {"Claim"}


def test_a_workbook_without_properties_or_copy(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    workbook = openpyxl.Workbook()
    workbook.save(path)
    assert read_properties(path) == {}
    assert read_machine_copy(path) is None
    assert read_tables(path) == {}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"\x89PNG\r\n\x1a\n" + b"x" * 200])
def test_what_is_not_a_workbook_is_told_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.xlsx"
    path.write_bytes(content)
    for read in (read_tables, read_properties, read_machine_copy):
        with pytest.raises(
            UserError, match=r"photo\.xlsx is not a whole Excel workbook"
        ) as refusal:
            read(path)
        assert refusal.value.code == "not_a_workbook"


def test_a_cut_off_workbook_is_told(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(sample.read_bytes()[:-2_000])
    with pytest.raises(UserError, match="not a whole Excel workbook"):
        read_tables(path)


def test_formulas_written_the_way_other_programs_do(sample: Path, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet4.xml"
    path = changed(
        sample,
        tmp_path / "shared.xlsx",
        {part: lambda xml: xml.replace("<f>SUM(Hotspots[Minutes])</f>", '<f t="shared" si="0"/>')},
    )
    assert read_tables(path)["Totals"].formulas[0, 2] == ""
    assert "SUM(Hotspots[Minutes])" in read_part(sample, part)
