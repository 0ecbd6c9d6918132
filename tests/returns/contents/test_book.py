"""The default return as a file: its contract, its look, and what other programs make of it."""

import re
from dataclasses import replace
from pathlib import Path

import formualizer
import pytest
from openxml_audit import OpenXmlValidator

from tests.returns.accessibility import problems
from tests.returns.office import convert
from tests.returns.package import bare
from tests.returns.workbook.test_other_programs import assert_same_figures
from wardenlog.counting.evidence import EvidenceRow
from wardenlog.returns.book import compose, file_name
from wardenlog.returns.contents.contents import SHOWS
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.build import write_book
from wardenlog.returns.workbook.layout import SHORTHAND
from wardenlog.returns.workbook.reading import (
    fingerprint_of,
    read_machine_copy,
    read_properties,
    read_tables,
)

CONTRACT = {
    "Claim": "Field · Value · Note",
    "Contents": "Sheet · What it shows",
    "Summary": "Measure code · Measure · Unit · This period · Previous period as reported ·"
    " Previous period restated · Financial year to date · Agreement to date · Target this period"
    " · Percent of target · Status · Note",
    "Claim_bridge": "Step · Exclusion code · Person-minutes · Person-hours · Visits affected ·"
    " Note",
    "Payment": "Line · From · To · Basis · Hours · Rate · Amount · Note",
    "Hotspots": "Hotspot code · Hotspot · Kind · Days listed · Days visited · Visits · Qualifying"
    " visits · Required visits · Compliance percent · Longest gap days · Hours · Hours claimable",
    "Powers": "Month · Hotspot code · Power code · Power · Stage code · Stage · Group · Own use ·"
    " Assisted · Cancelled · Subjects under 18",
    "Engagement": "Month · Hotspot code · Measure code · Measure · Number · Of which estimated ·"
    " Status",
    "Checks": "Check · Expected · Found · Difference · Tolerance · Result · Explanation",
    "Definitions": "Measure code · Measure · Unit · Definition · Counts · Does not count · Rules"
    " version",
    "Sign_off": "Statement · Answer · Name · Role · Date",
    "Return_data": "Council · ONS code · Agreement · Period start · Period end · Version · Month ·"
    " Hotspot code · Staff group · Measure code · Measure · Value · Unit · Status",
}
"""Tables and headings of the default return (return-workbook.md, "Sheets and tables")."""

ORDER = [
    "Claim", "Contents", "Summary", "Working", "Payment", "Hotspots", "Powers", "Engagement",
    "Checks", "Finance", "Posts", "Definitions", "Sign-off", "Data",
]  # fmt: skip


def test_tables_and_headings_are_the_contract(demo_return: Path) -> None:
    tables = read_tables(demo_return)
    assert {name: " · ".join(tables[name].headings) for name in CONTRACT} == CONTRACT


def test_sheets_stand_in_the_order_of_the_page(figures: Figures) -> None:
    assert [sheet.name for sheet in compose(figures).sheets] == ORDER


def test_a_sheet_with_nothing_to_say_is_named_with_its_reason(figures: Figures) -> None:
    book = compose(replace(figures, powers=(), tallies=()))
    names = [sheet.name for sheet in book.sheets]
    assert not {"Powers", "Engagement", "Changes"} & set(names)
    listed = {str(row[0]): str(row[1]) for row in book.sheets[1].table.rows}
    assert listed["Powers"] == "Not included, because no use of a power is recorded in the period."
    assert listed["Changes"].startswith("Not included, because no earlier return")


def test_the_full_return_has_every_sheet_that_contents_can_describe(figures: Figures) -> None:
    wanted = replace(figures.wanted, full=True, evidence=True, place_days=True)
    counted = (60, "H01", 2, 120, 120, "", 0, "foot", None, "id-1", None, None)
    visit = EvidenceRow._make(("S1", 1, "2026-01-02", 29_455_200, 29_455_260, *counted))
    book = compose(replace(figures, wanted=wanted, evidence=(visit,)))
    assert {sheet.name for sheet in book.sheets} == set(SHOWS) - {"Changes", "Place-days"}


def test_the_file_says_which_return_it_is(demo_return: Path, figures: Figures) -> None:
    properties = read_properties(demo_return)
    assert properties["wardenlog.schema"] == "1.0.0"
    assert properties["wardenlog.return"] == "HA-2024-01/2026-01-01/2026-03-31/r1"
    assert properties["wardenlog.ons"] == "E07999999"
    assert properties["wardenlog.period"] == "2026-01-01/2026-03-31"
    assert file_name(figures) == "THORNMERE-DISTRICT-COUNCIL_HA-2024-01_V3_2025-26_Q4_r1.xlsx"


def test_a_file_name_has_nothing_a_file_system_refuses(figures: Figures) -> None:
    party = figures.particulars._replace(council="Ynys Môn: Cyngor/Sir", reference="G*A 1?")
    named = file_name(replace(figures, particulars=party, variation=None))
    assert named == "YNYS-M-N-CYNGOR-SIR_G-A-1_unsigned_2025-26_Q4_r1.xlsx"


def test_it_keeps_every_rule_of_an_accessible_spreadsheet(demo_return: Path) -> None:
    assert problems(demo_return) == []


def test_the_format_validator_finds_nothing(demo_return: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(demo_return).errors] == []


def test_two_builds_are_byte_equal(
    demo_return: Path, quarters: dict[str, Figures], tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    write_book(compose(quarters["last"]), again)
    assert again.read_bytes() == demo_return.read_bytes()


def test_the_machine_copy_holds_the_visible_tables(demo_return: Path) -> None:
    copy = read_machine_copy(demo_return)
    assert copy is not None
    tables = read_tables(demo_return)
    assert re.findall(rb'<table name="(\w+)"', copy) == [name.encode() for name in tables]
    assert copy.count(b"<row>") == sum(len(table.rows) for table in tables.values())


def test_text_of_the_tables_is_never_blank(demo_return: Path) -> None:
    for name, table in read_tables(demo_return).items():
        for row in table.rows:
            assert "" not in row, (name, row)


def test_shorthand_used_is_explained(demo_return: Path) -> None:
    explained = {row[0] for row in read_tables(demo_return)["Definitions"].rows}
    assert explained >= SHORTHAND


@pytest.mark.parametrize("quarter", ["first", "middle", "last"])
def test_a_second_engine_computes_every_formula_to_our_value(
    quarters: dict[str, Figures], quarter: str, tmp_path: Path
) -> None:
    built, computed = tmp_path / "built.xlsx", tmp_path / "computed.xlsx"
    write_book(compose(quarters[quarter]), built)
    report = formualizer.recalculate_xlsx_file(
        str(bare(built, tmp_path / "bare.xlsx")), str(computed)
    )
    assert report["summary"]["errors"] == 0
    assert_same_figures(read_tables(built), read_tables(computed))


@pytest.mark.libreoffice
def test_libreoffice_recalculates_and_keeps_the_fingerprint(
    demo_return: Path, soffice: Path, tmp_path: Path
) -> None:
    saved = convert(soffice, bare(demo_return, tmp_path / "bare.xlsx"), "xlsx", tmp_path / "out")
    theirs = read_tables(saved)
    assert_same_figures(read_tables(demo_return), theirs)
    declared = read_properties(saved)["wardenlog.fingerprint"]
    assert fingerprint_of(theirs, declared, unsealed={"Sign_off"}) == declared
