"""What was changed in a return is found, and said with its sheet, row and heading."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.returns.package import changed
from tests.returns.verify.tampering import (
    COPY,
    CUSTOM,
    Spot,
    address,
    saved_again,
    shown,
    typed,
    without_copy,
)
from wardenlog.returns.building import Built
from wardenlog.returns.verify import verify_file
from wardenlog.returns.verify.report import Report
from wardenlog.returns.workbook.reading import read_tables

VISITS = Spot("Hotspots", ("H04",), "Visits")


def value_at(path: Path, spot: Spot) -> float:
    table = read_tables(path)[spot.table]
    (row,) = (row for row in table.rows if set(spot.row) <= {str(value) for value in row})
    value = row[table.headings.index(spot.heading)]
    assert isinstance(value, float)
    return value


def said(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_an_edited_figure_is_named_beside_the_councils_own(built: Built, tmp_path: Path) -> None:
    before, there = value_at(built.path, VISITS), "the council's copy says"
    report = verify_file(typed(built.path, tmp_path / "edited.xlsx", VISITS, before + 2))
    assert said(report)[:2] == [
        f"The figures are not those that receipt code {built.receipt_code} stands for.",
        f"Hotspots, row H04, Visits (F10): the file says {before + 2:.0f}, {there} {before:.0f}.",
    ]
    code = f"Receipt code {built.receipt_code} stands for the figures of the council's copy."
    assert code in report.notes


def test_an_edited_figure_no_longer_adds_up(sent: Path, tmp_path: Path) -> None:
    edited = typed(sent, tmp_path / "edited.xlsx", VISITS, value_at(sent, VISITS) + 2)
    bare = without_copy(edited, tmp_path / "bare.xlsx")
    sheets = {problem.sheet for problem in verify_file(bare).problems}
    assert {"", "Summary", "Delivery", "Checks"} <= sheets


def test_editing_the_copy_as_well_does_not_help(sent: Path, tmp_path: Path) -> None:
    spot = Spot("Engagement", ("2025-04", "H01"), "Number")
    table = read_tables(sent)["Engagement"]
    month, hotspot, measure = table.rows[0][:3]
    spot = Spot("Engagement", (str(month), str(hotspot), str(measure)), "Number")
    before = value_at(sent, spot)
    edited = typed(sent, tmp_path / "edited.xlsx", spot, before + 5)
    cells = f'<v t="s">{hotspot}</v><v t="s">{measure}</v>'

    def edit_copy(xml: str) -> str:
        start = xml.index(cells, xml.index('<table name="Engagement">'))
        old, new = f'<v t="n">{before:.0f}</v>', f'<v t="n">{before + 5:.0f}</v>'
        return xml[:start] + xml[start:].replace(old, new, 1)

    both = changed(edited, tmp_path / "both.xlsx", {COPY: edit_copy})
    report = verify_file(both)
    assert "The figures are not those" in said(report)[0]
    assert not [sentence for sentence in said(report) if "council's copy" in sentence]
    assert not [note for note in report.notes if "stands for" in note]


@pytest.mark.parametrize(
    ("spot", "sheet"),
    [
        (Spot("Claim_bridge", ("overlap",), "Person-minutes"), "Working"),
        (Spot("Summary", ("person_minutes",), "This period"), "Summary"),
        (Spot("Hotspots", ("H01",), "Hours claimable"), "Hotspots"),
        (Spot("Hotspots", ("H01",), "Days visited"), "Place-days"),
        (Spot("Delivery", ("2025-04", "H01"), "Person-minutes"), "Delivery"),
        (Spot("Visit_evidence", ("S00001/1",), "Person-minutes"), "Visits"),
        (Spot("Audit_sample", (), "Patrol-minutes"), "Audit sample"),
        (Spot("Return_data", ("2025-04", "H01", "Visits"), "Value"), "Data"),
        (Spot("Payment", ("Hours in hotspots",), "Rate"), "Payment"),
    ],
)
def test_each_sum_is_taken_again_without_the_copy(
    sent: Path, tmp_path: Path, spot: Spot, sheet: str
) -> None:
    if not spot.row:
        spot = spot._replace(row=(str(read_tables(sent)[spot.table].rows[0][0]),))
    edited = typed(sent, tmp_path / "edited.xlsx", spot, value_at(sent, spot) + 1)
    report = verify_file(without_copy(edited, tmp_path / "bare.xlsx"))
    assert sheet in {problem.sheet for problem in report.problems}


def test_a_false_result_of_a_formula_is_found(sent: Path, tmp_path: Path) -> None:
    spot = Spot("Payment", ("Amount claimed",), "Amount")
    report = verify_file(shown(sent, tmp_path / "false.xlsx", spot, 99_999.99))
    assert [
        sentence
        for sentence in said(report)
        if sentence.startswith("Payment, row Amount claimed") and "shows 99,999.99" in sentence
    ]


def test_a_figure_typed_over_a_formula_is_found(built: Built, tmp_path: Path) -> None:
    spot = Spot("Claim", ("Amount claimed",), "Value")
    amount = built.figures.claim.amount
    assert amount is not None
    same = typed(built.path, tmp_path / "same.xlsx", spot, float(amount))
    assert "The figures are not those" in said(verify_file(same))[0]
    more = verify_file(typed(built.path, tmp_path / "more.xlsx", spot, float(amount) + 100))
    assert [s for s in said(more) if s.startswith("Claim, Amount claimed: Payment gives")]


def test_an_amount_cannot_be_filled_in(demo: Path, tmp_path: Path) -> None:
    table = read_tables(demo)["Summary"]
    place = table.headings.index("Previous period as reported")
    row = next(row for row in table.rows if row[place] == "[x]")
    spot = Spot("Summary", (str(row[0]),), "Previous period as reported")
    report = verify_file(typed(demo, tmp_path / "filled.xlsx", spot, 1.0))
    assert [s for s in said(report) if "the file says 1, the council's copy says “[x]”" in s]


def test_a_number_stored_as_text_is_found_with_and_without_the_copy(
    sent: Path, tmp_path: Path
) -> None:
    text = typed(sent, tmp_path / "text.xlsx", VISITS, f"{value_at(sent, VISITS):.0f}")
    for path in (text, without_copy(text, tmp_path / "bare.xlsx")):
        found = [s for s in said(verify_file(path)) if "stored as text" in s]
        assert len(found) == 1
        assert found[0].startswith("Hotspots, row H04, Visits (F10): ")


def test_a_date_no_return_holds_is_named(sent: Path, tmp_path: Path) -> None:
    part, cell = address(sent, Spot("Visit_evidence", ("S00001/1",), "Date"))
    old = re.compile(rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>')
    early = changed(sent, tmp_path / "early.xlsx", {part: lambda xml: old.sub(r"\1<v>32</v>", xml)})
    found = [s for s in said(verify_file(early)) if s.startswith("Visits, row S00001/1, Date (C")]
    assert len(found) == 1


@pytest.mark.parametrize("in_the_table_too", [True, False])
def test_a_renamed_heading_is_named(sent: Path, tmp_path: Path, *, in_the_table_too: bool) -> None:
    def rename(workbook: openpyxl.Workbook) -> None:
        if in_the_table_too:
            columns = workbook["Delivery"].tables["Delivery"].tableColumns
            next(column for column in columns if column.name == "Visits").name = "Patrols"
        for cells in workbook["Delivery"].iter_rows():
            for cell in cells:
                if cell.value == "Visits":
                    cell.value = "Patrols"

    report = verify_file(saved_again(sent, tmp_path / "renamed.xlsx", rename))
    assert "Delivery, headings: “Visits” should be there instead of “Patrols”." in said(report)


def test_a_deleted_sheet_is_named(sent: Path, tmp_path: Path) -> None:
    def delete(workbook: openpyxl.Workbook) -> None:
        del workbook["Powers"]

    report = verify_file(saved_again(sent, tmp_path / "deleted.xlsx", delete))
    assert "Powers: the sheet is missing, or its table Powers is." in said(report)


def test_what_is_hidden_is_said(sent: Path, tmp_path: Path) -> None:
    def hide(workbook: openpyxl.Workbook) -> None:
        workbook["Powers"].sheet_state = "hidden"
        workbook["Delivery"].row_dimensions[9].hidden = True
        workbook["Hotspots"].column_dimensions["F"].hidden = True

    hidden = said(verify_file(saved_again(sent, tmp_path / "hidden.xlsx", hide)))
    assert "Powers: the sheet is hidden." in hidden
    assert "Delivery: 1 row is hidden." in hidden
    assert "Hotspots: 1 column is hidden." in hidden


def test_a_claim_whose_payment_is_gone_is_said_in_words(sent: Path, tmp_path: Path) -> None:
    def rename(workbook: openpyxl.Workbook) -> None:
        for cells in workbook["Payment"].iter_rows(max_col=1):
            if cells[0].value == "Amount claimed":
                cells[0].value = "Amount"

    found = said(verify_file(saved_again(sent, tmp_path / "gone.xlsx", rename)))
    assert [s for s in found if s.startswith("Claim, Amount claimed: Payment has no amount, ")]


def test_missing_and_added_rows_are_named(sent: Path, tmp_path: Path) -> None:
    spot = Spot("Delivery", ("2025-04", "H01"), "Hotspot code")
    report = verify_file(typed(sent, tmp_path / "row.xlsx", spot, "H77"))
    assert "Delivery, row 2025-04 H77: the council's copy has no such row." in said(report)
    assert "Delivery, row 2025-04 H01: the row is missing; the council's copy has it." in said(
        report
    )


def test_another_receipt_code_on_the_claim_is_found(built: Built, tmp_path: Path) -> None:
    spot = Spot("Claim", ("Receipt code",), "Value")
    report = verify_file(typed(built.path, tmp_path / "code.xlsx", spot, "0000-0000-0000"))
    sentence = f"it is 0000-0000-0000; the file's own is {built.receipt_code}."
    assert f"Claim, Receipt code: {sentence}" in said(report)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("1.0.0", "2.0.0", "schema version 2.0.0"),
        ("wardenlog.fingerprint", "other", "no longer says its wardenlog.fingerprint"),
        ("wardenlog.", "someone.", "not a return made by wardenlog"),
    ],
)
def test_a_file_that_does_not_say_what_it_is_is_not_reckoned_with(
    sent: Path, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = changed(sent, tmp_path / "who.xlsx", {CUSTOM: lambda xml: xml.replace(old, new)})
    (problem,) = verify_file(path).problems
    assert sentence in problem.sentence


def test_many_changes_of_one_sheet_are_counted_after_the_first(sent: Path, tmp_path: Path) -> None:
    def spoil(workbook: openpyxl.Workbook) -> None:
        for cells in workbook["Place-days"].iter_rows():
            if cells[3].value == "Yes":
                cells[4].value = str(cells[4].value)

    report = verify_file(saved_again(sent, tmp_path / "many.xlsx", spoil))
    on_sheet = [problem for problem in report.problems if problem.sheet == "Place-days"]
    assert len(on_sheet) == 21
    assert on_sheet[-1].sentence.endswith("more things do not hold here.")


def test_the_report_says_the_same_in_lines_and_as_data(sent: Path, tmp_path: Path) -> None:
    report = verify_file(typed(sent, tmp_path / "edited.xlsx", VISITS, 1_000))
    lines, data = list(report.lines()), report.as_data()
    assert lines[0] == f"edited.xlsx: {len(report.problems)} things do not hold."
    assert lines[2 : 2 + len(report.problems)] == [f"  {problem}" for problem in report.problems]
    assert data["holds"] is False
    assert [problem["sentence"] for problem in data["problems"]] == [
        problem.sentence for problem in report.problems
    ]
