"""The built book keeps every rule, and the checker notices each one broken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.returns.accessibility import problems
from tests.returns.package import changed

HOTSPOTS = "xl/worksheets/sheet3.xml"


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def test_the_sample_keeps_every_rule(sample: Path) -> None:
    assert problems(sample) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "problem"),
    [
        (
            HOTSPOTS,
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            "Hotspots: has mergeCells",
        ),
        (HOTSPOTS, "<pageSetup", "<headerFooter/><pageSetup", "Hotspots: has headerFooter"),
        (
            HOTSPOTS,
            "</sheetData>",
            '</sheetData><sheetProtection sheet="1"/>',
            "Hotspots: has sheetProtection",
        ),
        (HOTSPOTS, '<row r="5"', '<row hidden="1" r="5"', "Hotspots: a hidden row or column"),
        (HOTSPOTS, '<col width="', '<col hidden="1" width="', "Hotspots: a hidden row or column"),
        (HOTSPOTS, '<col width="', '<col width="10', "wide"),
        (HOTSPOTS, 'showGridLines="0" ', "", "Hotspots: shows gridlines"),
        (HOTSPOTS, '<c r="A1" s="1"', '<c r="A1" s="0"', "Hotspots: the title is not a heading"),
        (HOTSPOTS, '<c r="A1"', '<c r="K1"', "Hotspots: no title in A1"),
        (HOTSPOTS, "<v>4215</v>", "", "Hotspots: a blank cell D5"),
        (HOTSPOTS, "</f><v>70.25</v>", "</f>", "Hotspots: no value in the formula E5"),
        (HOTSPOTS, '<c r="E5"', '<c t="e" r="E5"', "Hotspots: an error value in E5"),
        (
            HOTSPOTS,
            "<f>ROUND(",
            "<f>RAND()+ROUND(",
            "Hotspots: a function that is not allowed in G5",
        ),
        (
            HOTSPOTS,
            "<f>ROUND(",
            "<f>[1]Sheet!A1+ROUND(",
            "Hotspots: a reference to another file in G5",
        ),
        (HOTSPOTS, 'orientation="landscape"', 'orientation="portrait"', "A4 landscape"),
        (
            HOTSPOTS,
            "</sheetData>",
            '<row r="12"><c r="A12"><v>1</v></c></row></sheetData>',
            "Hotspots: A12 lies outside the table",
        ),
        (
            "xl/worksheets/sheet5.xml",
            'r="B4" s="',
            'r="B4" s="0" was="',
            "a text in B4 that may be taken for a formula",
        ),
        (
            "xl/worksheets/sheet2.xml",
            "'Claim'!A1",
            "'Clam'!A1",
            "Contents: a link at A4 that leads nowhere",
        ),
        (
            "xl/workbook.xml",
            'state="visible" r:id="rId2"',
            'state="hidden" r:id="rId2"',
            "Contents: hidden sheet",
        ),
        (
            "xl/workbook.xml",
            'activeTab="0"',
            'activeTab="1"',
            "book: does not open on its first sheet",
        ),
        ("xl/workbook.xml", 'fullCalcOnLoad="1"', "", "book: is not recalculated when opened"),
        ("xl/workbook.xml", "_xlnm.Print_Titles", "Secret", "book: defined name Secret"),
        (
            "docProps/core.xml",
            "<dc:language>en-GB</dc:language>",
            "",
            "book: no language among its properties",
        ),
        ("docProps/app.xml", "wardenlog", "openpyxl", "book: says it was made by openpyxl"),
        ("xl/styles.xml", "FF0000EE", "FFAAAAAA", "styles: text of low contrast"),
        ("xl/styles.xml", '<sz val="12"/>', '<sz val="9"/>', "styles: a font other than Arial"),
        (
            "xl/styles.xml",
            "</fills>",
            '<fill><patternFill patternType="solid"/></fill></fills>',
            "styles: a fill",
        ),
        (
            "xl/drawings/drawing1.xml",
            'descr="',
            'descr="" x="',
            "Hotspots: a chart without alternative text",
        ),
        ("xl/tables/table3.xml", 'name="Hours"', 'name="Hrs"', "Hotspots: headings"),
        (
            "xl/tables/table3.xml",
            'ref="A',
            'ref="B',
            "Hotspots: the table does not start in column A",
        ),
        ("xl/tables/table6.xml", "<autoFilter", "<was", "Months: freezes and filters"),
    ],
)
def test_each_broken_rule_is_noticed(
    sample: Path, tmp_path: Path, part: str, old: str, new: str, problem: str
) -> None:
    broken = changed(sample, tmp_path / "broken.xlsx", {part: swap(old, new)})
    found = problems(broken)
    assert any(problem in line for line in found), found


def test_macros_and_links_outside_are_noticed(sample: Path, tmp_path: Path) -> None:
    for name in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"):
        broken = changed(sample, tmp_path / "broken.xlsx", {}, add=name)
        assert problems(broken) == [f"book: holds {name}"]
