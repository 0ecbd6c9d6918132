"""A return that nobody changed holds, whoever saved it; what the council fills in is no change."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.returns.office import convert
from tests.returns.verify.tampering import Spot, saved_again, typed, without_copy
from tests.returns.worked import QUARTER
from wardenlog.returns.building import Built
from wardenlog.returns.verify import verify_file
from wardenlog.returns.verify.contract import TABLES
from wardenlog.returns.workbook.reading import read_tables


def test_a_return_as_it_was_made_holds_and_says_what_it_is(built: Built) -> None:
    report = verify_file(built.path)
    assert report.problems == ()
    assert report.notes == ()
    facts, claim = report.facts, built.figures.claim
    assert (facts.council, facts.agreement) == ("Testshire Council 1", "GA-1")
    assert facts.period == QUARTER.words()
    assert claim.amount is not None
    assert facts.amount == f"£{claim.amount:,.2f}"
    assert facts.receipt_code == built.receipt_code
    assert next(report.lines()) == "sent.xlsx: everything holds."


def test_every_formula_of_a_full_return_is_worked_out_and_holds(demo: Path) -> None:
    report = verify_file(demo)
    assert report.problems == ()
    assert report.notes == ()
    tables = read_tables(demo)
    assert {"Finance", "Posts", "Visit_evidence", "Place_days"} <= tables.keys()
    assert sum(len(table.formulas) for table in tables.values()) > 100


def test_every_table_of_a_full_return_is_one_of_the_contract(demo: Path) -> None:
    for name, table in read_tables(demo).items():
        assert (table.sheet, table.headings) == (TABLES[name].sheet, TABLES[name].headings)


def test_saved_again_by_openpyxl_it_holds_and_says_so(sent: Path, tmp_path: Path) -> None:
    report = verify_file(saved_again(sent, tmp_path / "again.xlsx"))
    assert report.problems == ()
    notes = " ".join(report.notes)
    assert "its content is unchanged" in notes
    assert "formulas have no stored result" in notes


@pytest.mark.libreoffice
def test_saved_again_by_libreoffice_it_holds_and_says_so(
    demo: Path, soffice: Path, tmp_path: Path
) -> None:
    report = verify_file(convert(soffice, demo, "xlsx", tmp_path))
    assert report.problems == ()
    assert "The file was saved again by LibreOffice; its content is unchanged." in report.notes


def test_sorting_a_table_changes_nothing(sent: Path, tmp_path: Path) -> None:
    def turn_round(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Delivery"]
        top, bottom = (int(end[1:]) for end in sheet.tables["Delivery"].ref.split(":"))
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(top + 1, bottom)]
        for row, values in zip(sheet.iter_rows(top + 1, bottom), reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    assert verify_file(saved_again(sent, tmp_path / "sorted.xlsx", turn_round)).problems == ()


def test_a_sheet_the_officer_adds_changes_nothing(sent: Path, tmp_path: Path) -> None:
    def annotate(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.create_sheet("My notes")
        for row in (("Hotspot", "Remark"), ("H01", "ask about April")):
            sheet.append(row)
        sheet.add_table(Table(displayName="Remarks", ref="A1:B2"))
        workbook["Hotspots"]["Z9"] = "looks low"

    assert verify_file(saved_again(sent, tmp_path / "noted.xlsx", annotate)).problems == ()


def test_signing_off_changes_nothing(sent: Path, tmp_path: Path) -> None:
    row = ("No other grant or budget has paid for the hours claimed.",)
    signed = typed(sent, tmp_path / "signed.xlsx", Spot("Sign_off", row, "Answer"), "Yes")
    assert verify_file(signed).problems == ()


@pytest.mark.parametrize(
    ("spot", "text"),
    [
        (Spot("Narrative", ("Case study",), "Text"), "A park became quieter."),
        (Spot("Finance", ("PAY",), "Explanation"), "A post was vacant."),
    ],
)
def test_what_the_council_fills_in_is_noted_and_no_problem(
    demo: Path, tmp_path: Path, spot: Spot, text: str
) -> None:
    report = verify_file(typed(demo, tmp_path / "filled.xlsx", spot, text))
    assert report.problems == ()
    assert [note for note in report.notes if "filled in by the council" in note]


def test_losing_the_copy_is_noted_and_no_problem(sent: Path, tmp_path: Path) -> None:
    report = verify_file(without_copy(sent, tmp_path / "bare.xlsx"))
    assert report.problems == ()
    assert [note for note in report.notes if "copy inside the file was lost" in note]
