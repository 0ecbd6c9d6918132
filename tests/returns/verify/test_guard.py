"""Files built to do harm, or that are no workbooks, are refused with a sentence and not read."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.returns.package import changed
from wardenlog.returns.verify import verify_file

SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    report = verify_file(path)
    (problem,) = report.problems
    assert report.facts.receipt_code is None
    return problem.sentence


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200, b"PK\x03\x04"])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "not.xlsx"
    path.write_bytes(content)
    assert "is not an Excel workbook (.xlsx), so it was not opened" in refusal(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "not.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear council")
    assert refusal(path)


def test_half_a_file(sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    content = sent.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "half.xlsx" in refusal(path)


def test_damage_inside(sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    content = bytearray(sent.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 64] = b"\xff" * 64
    path.write_bytes(content)
    assert "damaged.xlsx" in refusal(path)


def test_a_name_in_the_directory_that_is_no_text(sent: Path, tmp_path: Path) -> None:
    """`zipfile` takes the flag for UTF-8 at its word and raises UnicodeDecodeError."""
    path = tmp_path / "damaged.xlsx"
    content = bytearray(sent.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 9] |= 0x08
    content[entry + 46] = 0xFF
    path.write_bytes(content)
    assert "damaged.xlsx is damaged, so it was not opened" in refusal(path)


_CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=9)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=_CHANGES, at_end=st.booleans())
def test_any_bytes_changed_give_a_report(
    april: Path, tmp_path: Path, changes: list[tuple[int, int]], at_end: bool
) -> None:
    path = tmp_path / "changed.xlsx"
    content = bytearray(april.read_bytes())
    for place, value in changes:
        content[-1 - place % 4000 if at_end else place % len(content)] = value
    path.write_bytes(content)
    assert verify_file(path).file == "changed.xlsx"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), changes=_CHANGES)
def test_any_bytes_changed_inside_a_part_give_a_report(
    april: Path, tmp_path: Path, data: st.DataObject, changes: list[tuple[int, int]]
) -> None:
    """The checksums are right here, so that what reads the parts meets the damage."""
    with zipfile.ZipFile(april) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for place, value in changes:
        content[place % len(content)] = value
    path = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, unchanged in parts.items():
            archive.writestr(part, content if part == name else unchanged)
    assert verify_file(path).file == "changed.xlsx"


@pytest.mark.parametrize("part", ["xl/tables/table4.xml", "xl/worksheets/sheet4.xml"])
def test_a_part_that_is_no_xml(sent: Path, tmp_path: Path, part: str) -> None:
    path = changed(sent, tmp_path / "cut.xlsx", {part: lambda xml: xml[:-20]})
    assert "cut.xlsx is " in refusal(path)


def test_a_part_that_unpacks_to_far_more(sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(sent.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (2 << 20))
    assert "unpacks to more than any return has" in refusal(path)


@pytest.mark.parametrize(
    "insert",
    ['<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>', '<!ENTITY b SYSTEM "file:///etc/hostname">'],
)
def test_declarations(sent: Path, tmp_path: Path, insert: str) -> None:
    path = changed(sent, tmp_path / "dtd.xlsx", {SHEET: lambda xml: insert + xml})
    assert "holds declarations that no program writes" in refusal(path)


@pytest.mark.parametrize("place", ["XFD1", "BA7", "A1048576"])
def test_a_cell_far_away(sent: Path, tmp_path: Path, place: str) -> None:
    cell = f'<row r="1048576"><c r="{place}"><v>1</v></c></row></sheetData>'
    path = changed(
        sent, tmp_path / "far.xlsx", {SHEET: lambda xml: xml.replace("</sheetData>", cell)}
    )
    assert "has a cell far outside every table" in refusal(path)
