"""Blank sheets are drawn one to a page, in the order of the screen, with the codes at hand."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from wardenlog.services.blank_sheets import BlankSheets
from wardenlog.ui.blank_sheets.drawing import LINES, draw
from wardenlog.ui.sheets.grid_model import COLUMNS, MINUTES
from wardenlog.ui.sheets.header import FIELDS

pytestmark = pytest.mark.usefixtures("qapp")


def sheets(*serials: str, hotspots: int = 3) -> BlankSheets:
    return BlankSheets(
        serials,
        "Exampleton Council",
        "Centre",
        date(2025, 7, 1),
        tuple((f"H{n:02}", f"Place {n}") for n in range(hotspots)),
        (("AK", "Amira Khan"), ("JR", "Jo Reed")),
    )


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", content))


def text_of(content: bytes, folder: Path, page: int) -> str:
    """The text of a page as a reader finds it, with Poppler's pdftotext."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "sheets.pdf"
    file.write_bytes(content)
    number = str(page)
    done = subprocess.run(
        [program, "-layout", "-enc", "UTF-8", "-f", number, "-l", number, str(file), "-"],
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def in_order(text: str, *words: str) -> bool:
    place = 0
    for word in words:
        found = text.find(word, place)
        if found < 0:
            return False
        place = found + len(word)
    return True


def test_each_serial_has_a_page_of_a4_landscape(qapp: QApplication) -> None:
    content = draw(sheets("A0101", "A0102", "A0103"))
    assert content.startswith(b"%PDF-")
    assert pages(content) == 3
    width, height = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", content)[0]
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_a_sheet_has_the_fields_and_columns_of_the_screen_in_its_order(tmp_path: Path) -> None:
    text = text_of(draw(sheets("A0101", "A0102")), tmp_path, 2)
    first_line, *_ = text.strip().splitlines()
    assert in_order(first_line, "Exampleton Council", "Shift sheet", "A0102")
    assert in_order(text, *(field.label for field in FIELDS))
    assert in_order(text, "A0102", "Tue 1 Jul 2025", "A0102", "Centre", "Vehicle", "Mode")
    headings = [column.heading for n, column in enumerate(COLUMNS) if n != MINUTES]
    assert in_order(text, "Mode", *headings, *map(str, range(1, LINES + 1)), "Total", "Notes")
    assert in_order(text, "Notes", "H00", "Place 0", "H02", "Place 2")
    assert in_order(text, "Wardens", "AK", "Amira Khan", "JR", "Jo Reed")


def test_codes_that_find_no_room_are_on_a_page_of_their_own(tmp_path: Path) -> None:
    content = draw(sheets("A0101", "A0102", hotspots=80))
    assert pages(content) == 3
    assert "The codes are on the last page." in text_of(content, tmp_path, 1)
    last = text_of(content, tmp_path, 3)
    assert all(f"H{n:02}" in last for n in range(80))
    assert "Jo Reed" in last


def test_drawing_needs_no_window(qapp: QApplication) -> None:
    before = set(qapp.topLevelWidgets())
    draw(sheets("1"))
    assert set(qapp.topLevelWidgets()) == before
