"""Every return keeps every rule, and for each rule there is a broken workbook that it catches."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.returns.accessibility import RULES, broken
from tests.returns.accessibility.workbook import Book
from tests.returns.package import changed
from tests.returns.worked import OVER_A_YEAR, QUARTER, built, everything
from wardenlog.counting.scope import Period
from wardenlog.returns.figures import Wanted
from wardenlog.services.demo.build import DemoFacts
from wardenlog.store import Store

FINGERPRINT = "fingerprint of what is shown"
COPY = "a copy for machines of exactly what is shown"
CONTENT = (FINGERPRINT, COPY)
"""What any changed figure or text breaks as well."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Break(NamedTuple):
    """What is changed where, as a pattern, and which rules it breaks by its nature besides."""

    rule: str
    where: str
    old: str
    new: str
    also: tuple[str, ...] = ()


BREAKS = [
    # the build of sheets
    Break("one table on a sheet", "rels:Narrative", "</Relationships>",
          f'<Relationship Id="rId9" Type="{OFFICE}/table" Target="/xl/tables/table1.xml"/>'
          "</Relationships>"),
    Break("table from column A", "table:Narrative", 'ref="A', 'ref="B',
          ("nothing below or beside the table", "headings of tables", "no blank cells",
           "prints at 75 % or more", *CONTENT)),
    Break("nothing below or beside the table", "Narrative", "</sheetData>",
          '<row r="90"><c r="A90"><v>1</v></c></row></sheetData>',
          ("title 16 bold, subtitle 14, the rest 12",)),
    Break("title in A1 as Heading 1", "Narrative", r'<c r="A1" s="1"', '<c r="A1" s="2"',
          ("title 16 bold, subtitle 14, the rest 12",)),
    Break("subtitle and notes above the table", "Narrative", r'<row r="2".*?</row>', ""),
    Break("sheet and table names", "table:Narrative", 'displayName="Narrative"',
          'displayName="Story"', CONTENT),
    Break("headings of tables", "table:Narrative", 'name="Heading"', 'name="Head"',
          (FINGERPRINT,)),
    Break("no merged cells", "Narrative", "</sheetData>",
          '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    Break("no blank cells", "Narrative", r'(<c r="B8" s="\d+") t="s"><v>\d+</v></c>', r"\1/>",
          CONTENT),
    Break("nothing hidden", "Narrative", '<row r="8"', '<row hidden="1" r="8"'),
    Break("nothing protected", "Narrative", "</sheetData>",
          '</sheetData><sheetProtection sheet="1"/>'),
    Break("links lead somewhere", "Contents", "'Summary'!A1", "'Sumary'!A1"),
    Break("Contents names every sheet", "xl/workbook.xml", 'name="Narrative"', 'name="Story"',
          ("sheet and table names", "links lead somewhere")),
    Break("headings freeze and filter over 40 rows", "table:Data", "<autoFilter[^>]*/>", ""),
    Break("Sign-off is a drop-down, not signed", "Sign-off", "Yes,No", "Yes"),
    # texts
    Break("texts like formulas are quoted", "xl/sharedStrings.xml", r"(<t[^>]*>)Nobody",
          r"\1=Nobody", CONTENT),
    Break("texts fit a cell with LF line ends", "xl/sharedStrings.xml", "Nobody recorded",
          "Nobody&#13;recorded"),
    Break("texts are shared strings", "Narrative", r'(<c r="A2" s="\d+") t="s"><v>\d+</v>',
          r'\1 t="inlineStr"><is><t>Here</t></is>'),
    Break("shorthand is explained", "xl/sharedStrings.xml", r"\[x\]</t>", "[q]</t>",
          (*CONTENT, "one type a column", "Sign-off is a drop-down, not signed")),
    # values
    Break("no error values", "Hotspots", r'(<c r="F6" s="\d+")><v>[^<]*',
          r'\1 t="e"><v>#DIV/0!', (*CONTENT, "one type a column")),
    Break("numbers are finite", "Hotspots", r'(<c r="F6" s="\d+"><v>)[^<]*', r"\1NaN",
          (*CONTENT, "every formula carries its value")),
    Break("every formula carries its value", "Checks", r"</f><v>[^<]*</v>", "</f>",
          (COPY,)),
    Break("functions from the list", "Payment", "<f>ROUND", "<f>TRUNC(1)+ROUND"),
    Break("no volatile functions", "Payment", "<f>ROUND", "<f>RAND()*0+ROUND"),
    Break("no references to other files", "Payment", "<f>ROUND", "<f>[1]Sheet!A1+ROUND"),
    Break("formulas the same down a column", "Hotspots", "<f>IF", "<f>0+IF"),
    Break("money is rounded to the penny", "Payment", r"<f>ROUND\(SUM(\([^)]*\)),2\)",
          r"<f>SUM\1"),
    Break("one type a column", "Hotspots", r'(<c r="F6" s="\d+")><v>[^<]*', r'\1 t="str"><v>many',
          CONTENT),
    Break("number formats", "xl/styles.xml", '"£#,##0.00"', '"#,##0.00"'),
    Break("dates from 1 March 1900", "Payment", r'(<c r="B6" s="\d+"><v>)[^<]*', r"\g<1>59",
          (FINGERPRINT,)),
    # the look
    Break("Arial of 12 points or more", "xl/styles.xml", '<sz val="12"/>', '<sz val="9"/>'),
    Break("title 16 bold, subtitle 14, the rest 12", "xl/styles.xml", '<sz val="16"/>',
          '<sz val="18"/>'),
    Break("headings bold", "xl/styles.xml", r'fontId="\d+"( fillId="0" borderId="2")',
          r'fontId="0"\1'),
    Break("headings and texts wrapped", "xl/styles.xml", 'vertical="bottom" wrapText="1"',
          'vertical="bottom"'),
    Break("headings have a bottom border", "xl/styles.xml", r'<bottom style="thin">.*?</bottom>',
          "<bottom/>"),
    Break("no fills", "xl/styles.xml", "</fills>",
          '<fill><patternFill patternType="solid"/></fill></fills>'),
    Break("gridlines off", "Narrative", 'showGridLines="0" ', ""),
    Break("columns 6 to 100 wide", "Contents", '<col width="100"', '<col width="101"'),
    Break("numbers right-aligned with their heading", "xl/styles.xml",
          'horizontal="right" vertical="bottom"', 'horizontal="left" vertical="bottom"'),
    Break("contrast of 4.5 to 1", "xl/styles.xml", "FF0000EE", "FFAAAAAA"),
    # printing
    Break("A4 landscape", "Narrative", 'orientation="landscape"', 'orientation="portrait"'),
    Break("no headers or footers", "Narrative", "<pageSetup", "<headerFooter/><pageSetup"),
    Break("headings repeat on every page", "xl/workbook.xml", r"'Narrative'!\$\d+:\$\d+",
          "'Narrative'!$1:$1"),
    Break("keys repeat on a second page across", "xl/workbook.xml",
          r",'Delivery'!\$A:\$B", ""),
    Break("prints at 75 % or more", "Hotspots", r'scale="\d+"', 'scale="60"'),
    Break("Claim on one page", "Claim", 'fitToHeight="1"', 'fitToHeight="0"'),
    Break("rows as high as their text", "Definitions", r'(<row r="6" ht=")[\d.]+', r"\g<1>15"),
    Break("charts on a page of their own", "Working", r"<colBreaks.*?</colBreaks>", ""),
    # charts
    Break("charts where they belong", "chart:Working", "<v>Person-hours</v>", "<v>Hours</v>"),
    Break("charts have a title and titled axes", "chart:Working", r"<title>.*?</title>", ""),
    Break("charts carry the figures of their cells", "chart:Working",
          r"(<numCache>.*?<v>)[^<]*", r"\g<1>123456", ("charts told in words with their figures",)),
    Break("charts told in words with their figures", "drawing:Working", 'descr="[^"]*"',
          'descr="A bar chart"'),
    Break("charts in Arial of 10 points or more", "chart:Working", 'sz="1000"', 'sz="700"'),
    # the package
    Break("no external links", "rels:Narrative", "</Relationships>",
          f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.invalid/"'
          ' TargetMode="External"/></Relationships>'),
    Break("names only for printing", "xl/workbook.xml", "</definedNames>",
          '<definedName name="Secret">1</definedName></definedNames>'),
    Break("recalculates when opened", "xl/workbook.xml", 'fullCalcOnLoad="1"', ""),
    Break("opens on A1 of Claim", "xl/workbook.xml", 'activeTab="0"', 'activeTab="1"'),
    Break("parts dated as the return", "docProps/core.xml", r"T\d\d:\d\d(.*)T\d\d:\d\d",
          r"T01:02\1T01:02"),
    Break("children of fonts in order", "xl/styles.xml",
          '(<sz val="12"/>)(<name val="Arial"/>)', r"\2\1"),
    # identity
    Break("title, author and subject", "docProps/core.xml", r"<dc:subject>.*?</dc:subject>", ""),
    Break("language en-GB", "docProps/core.xml", "en-GB", "en-US"),
    Break("Application named, and not openpyxl", "docProps/app.xml", "wardenlog", "openpyxl"),
    Break("custom properties", "docProps/custom.xml", "wardenlog.ons", "wardenlog.was"),
    Break(FINGERPRINT, "docProps/custom.xml", r"[0-9a-f]{64}", "0" * 64),
    Break(COPY, "customXml/item1.xml", r'<v t="n">\d', '<v t="n">99'),
]  # fmt: skip
ADDED = {
    "no macros or embedded objects": "xl/vbaProject.bin",
    "no comments": "xl/comments1.xml",
}
"""Rules that a part breaks by being there."""


@pytest.mark.parametrize("period", [QUARTER, OVER_A_YEAR], ids=["quarter", "over a year"])
def test_the_worked_example_keeps_every_rule(
    example: Store, period: Period, tmp_path: Path
) -> None:
    assert broken(built(example, everything(period), tmp_path / "return.xlsx")) == {}


@pytest.mark.parametrize("more", [False, True], ids=["default", "everything"])
@pytest.mark.parametrize("nil", [False, True], ids=["last quarter", "nil"])
def test_the_demo_keeps_every_rule(
    demo_record: tuple[Path, DemoFacts], tmp_path: Path, *, more: bool, nil: bool
) -> None:
    path, facts = demo_record
    period = Period.inclusive(facts.quarter_from, facts.quarter_to)
    if nil:
        period = Period.inclusive(date(2027, 4, 1), date(2027, 6, 30))
    wanted = Wanted(facts.agreement_reference, period, full=more, evidence=more, place_days=more)
    with Store.open(path, read_only=True) as store:
        assert broken(built(store, wanted, tmp_path / "return.xlsx")) == {}


def test_every_rule_has_a_workbook_that_breaks_it() -> None:
    shown = [each.rule for each in BREAKS] + [*ADDED, "parts in a fixed order"]
    assert sorted(shown) == sorted(RULES)


@pytest.mark.parametrize("change", BREAKS, ids=[each.rule for each in BREAKS])
def test_a_broken_rule_is_caught_and_no_unrelated_one(
    april: Path, tmp_path: Path, change: Break
) -> None:
    part = _part(Book(april), change.where)
    path = changed(april, tmp_path / "broken.xlsx", {part: _swap(change.old, change.new)})
    found = broken(path)
    assert change.rule in found
    assert set(found) <= {change.rule, *change.also}, found


@pytest.mark.parametrize(("rule", "part"), ADDED.items(), ids=list(ADDED))
def test_a_part_that_must_not_be_there_is_caught(
    april: Path, tmp_path: Path, rule: str, part: str
) -> None:
    assert broken(changed(april, tmp_path / "broken.xlsx", {}, add=part)) == {rule: [part]}


def test_another_order_of_parts_is_caught(april: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(april) as source, zipfile.ZipFile(path, "w") as copy:
        for entry in reversed(source.infolist()):
            copy.writestr(entry, source.read(entry))
    assert list(broken(path)) == ["parts in a fixed order"]


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: re.sub(old, new, xml, count=1, flags=re.DOTALL)


def _part(book: Book, where: str) -> str:
    """Return the part meant: by its own name, a sheet's, or what belongs to a sheet."""
    if where in book.parts:
        return where
    kind, _, name = where.rpartition(":")
    sheet = book.sheet(name)
    assert sheet is not None, where
    if not kind:
        return sheet.part
    if kind == "rels":
        folder, file = sheet.part.rsplit("/", 1)
        return f"{folder}/_rels/{file}.rels"
    wanted = "drawing" if kind == "chart" else kind
    target = next(target for found, target in sheet.related.values() if found == wanted)
    if kind == "chart":
        return next(target for _, target in book.related(target).values())
    return target
