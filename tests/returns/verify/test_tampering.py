"""Deliberate tamperings of a return that was sent: each is told for what it is, in words."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.returns.office import convert
from tests.returns.package import changed, read_part
from tests.returns.verify.tampering import (
    COPY,
    CUSTOM,
    Spot,
    filtered,
    reformulated,
    saved_again,
    shown,
    typed,
    without_copy,
    without_row,
)
from wardenlog.returns.verify import verify_file
from wardenlog.returns.verify.report import Report
from wardenlog.services.returns.sending import Sent

Lifecycle = dict[str, Sent]
Tamper = Callable[[Path, Path], Path]

VISITS: Final = Spot("Hotspots", ("H1",), "Visits")
IN_DATA: Final = Spot("Return_data", ("2025-04", "H1", "Visits"), "Value")
RATE: Final = Spot("Payment", ("Hours in hotspots",), "Rate")
AMOUNT: Final = Spot("Payment", ("Hours in hotspots",), "Amount")
CLAIMED: Final = Spot("Claim", ("Amount claimed",), "Value")
RECEIPT: Final = Spot("Claim", ("Receipt code",), "Value")
HEADING: Final = "Qualifying visits"
LINE: Final = "Payment, row Hours in hotspots 1 April 2025 30 June 2025"
SEAL: Final = "The figures are not those that receipt code {code} stands for."


def edited(path: Path, target: Path) -> Path:
    return typed(path, target, VISITS, 7)


def edited_in_two_tables(path: Path, target: Path) -> Path:
    return typed(typed(path, target.with_name("one.xlsx"), VISITS, 3), target, IN_DATA, 2)


def heading_renamed(path: Path, target: Path) -> Path:
    def rename(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Hotspots"]
        columns = sheet.tables["Hotspots"].tableColumns
        next(column for column in columns if column.name == HEADING).name = "Good visits"
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.value == HEADING:
                    cell.value = "Good visits"

    return saved_again(path, target, rename)


def sheet_deleted(path: Path, target: Path) -> Path:
    def delete(workbook: openpyxl.Workbook) -> None:
        del workbook["Working"]

    return saved_again(path, target, delete)


def row_deleted(path: Path, target: Path) -> Path:
    return without_row(path, target, IN_DATA)


def number_as_text(path: Path, target: Path) -> Path:
    return typed(path, target, VISITS, "2")


def formula_changed(path: Path, target: Path) -> Path:
    return reformulated(path, target, AMOUNT, "ROUND(Payment[[#This Row],[Hours]]*99,2)")


def formula_frozen(path: Path, target: Path) -> Path:
    return reformulated(path, target, AMOUNT, "384.3")


def formula_typed_over(path: Path, target: Path) -> Path:
    return typed(path, target, AMOUNT, 9_384.3)


def result_changed(path: Path, target: Path) -> Path:
    return shown(path, target, CLAIMED, 9_999.99)


def only_the_copy(path: Path, target: Path) -> Path:
    def edit(xml: str) -> str:
        start = xml.index('<v t="s">H1</v>', xml.index('<table name="Hotspots">'))
        return xml[:start] + xml[start:].replace('<v t="n">2</v>', '<v t="n">5</v>', 1)

    return changed(path, target, {COPY: edit})


def receipt_changed(path: Path, target: Path) -> Path:
    return typed(path, target, RECEIPT, "7K2M-9QXT-4B1C")


def rate_swapped(path: Path, target: Path) -> Path:
    return typed(path, target, RATE, 33.0)


def rows_hidden(path: Path, target: Path) -> Path:
    return filtered(path, target, VISITS, by_hand=True)


def adjustment_removed(path: Path, target: Path) -> Path:
    return typed(path, target, Spot("Payment", ("2025-26 Q1 r1",), "Amount"), 0)


@pytest.mark.parametrize(
    ("version", "tamper", "told"),
    [
        (
            "Q1 r1",
            edited,
            [
                SEAL,
                "Hotspots, row H1, Visits (F6): the file says 7, the council's copy says 2.",
                (
                    "Summary, row visits, This period: Visits added up on Hotspots gives 9,"
                    " the Summary gives 4."
                ),
            ],
        ),
        (
            "Q1 r1",
            edited_in_two_tables,
            [
                SEAL,
                "Hotspots, row H1, Visits (F6): the file says 3, the council's copy says 2.",
                (
                    "Data, row 2025-04 H1 visits, Value (L19): the file says 2, the council's copy"
                    " says 1."
                ),
            ],
        ),
        (
            "Q1 r1",
            heading_renamed,
            [
                SEAL,
                f"Hotspots, headings: “{HEADING}” should be there instead of “Good visits”.",
            ],
        ),
        ("Q1 r1", sheet_deleted, [SEAL, "Working: the sheet is missing, or its table"]),
        (
            "Q1 r1",
            row_deleted,
            [
                SEAL,
                "Data, row 2025-04 H1 visits: the row is missing; the council's copy has it.",
                "Data, visits: the Summary gives 4, Data added up gives 3.",
            ],
        ),
        (
            "Q1 r1",
            number_as_text,
            [
                SEAL,
                "Hotspots, row H1, Visits (F6): 2 is stored as text, so no program adds it up.",
            ],
        ),
        (
            "Q1 r1",
            formula_changed,
            [
                (f"{LINE}, Amount (G6): the formula was changed from =ROUND("),
            ],
        ),
        (
            "Q1 r1",
            formula_frozen,
            [
                (f"{LINE}, Amount (G6): the formula was changed from =ROUND("),
            ],
        ),
        (
            "Q1 r1",
            formula_typed_over,
            [
                SEAL,
                (
                    f"{LINE}, Amount (G6): 9,384.3 was"
                    " typed over the formula; the council's copy says 384.3."
                ),
                (
                    "Payment, row Hours in hotspots, Amount: hours × rate gives 384.3,"
                    " the row gives 9,384.3."
                ),
            ],
        ),
        (
            "Q1 r1",
            result_changed,
            [
                (
                    "Claim, row Amount claimed, Value (B13): the file shows 9,999.99, but its"
                    " formula gives 384.3."
                ),
            ],
        ),
        (
            "Q1 r1",
            only_the_copy,
            [
                (
                    "Hotspots, row H1, Days visited (E6): the copy inside the file was changed"
                    " to 5; the 2 that the sheet shows is what the receipt code stands for."
                ),
            ],
        ),
        (
            "Q1 r1",
            receipt_changed,
            ["Claim, Receipt code: it is 7K2M-9QXT-4B1C; the file's own is {code}."],
        ),
        (
            "Q1 r1",
            rate_swapped,
            [
                SEAL,
                (f"{LINE}, Rate (F6): the file says 33, the council's copy says 31.5."),
                (f"{LINE}, Amount (G6): the file shows 384.3, the figures give 402.6."),
            ],
        ),
        ("Q1 r1", rows_hidden, ["Hotspots: 1 row is hidden."]),
        (
            "Q2 r1",
            adjustment_removed,
            [
                SEAL,
                (
                    "Payment, row 2025-26 Q1 r1 1 April 2025 30 June 2025, Amount (G7): 0 was typed"
                    " over the formula; the council's copy says -69.3."
                ),
                "Payment, row 2025-26 Q1 r1, Amount: hours × rate gives -69.3, the row gives 0.",
            ],
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_tampering_is_told_for_what_it_is(
    lifecycle: Lifecycle, tmp_path: Path, version: str, tamper: Tamper, told: list[str]
) -> None:
    sent = lifecycle[version]
    report = verify_file(tamper(sent.path, tmp_path / "received.xlsx"))
    found = [str(problem) for problem in report.problems]
    for sentence in told:
        wanted = sentence.format(code=sent.receipt_code)
        assert [each for each in found if each.startswith(wanted)], "\n".join(found)
    if SEAL not in told:
        assert SEAL.format(code=sent.receipt_code) not in found


def test_a_formula_that_is_changed_alone_is_the_only_cause_named(
    lifecycle: Lifecycle, tmp_path: Path
) -> None:
    report = verify_file(formula_frozen(lifecycle["Q1 r1"].path, tmp_path / "received.xlsx"))
    (problem,) = report.problems
    assert problem.sentence.endswith("the file says 384.3, the council's copy says 384.3.")


def test_anothers_properties_are_told_for_what_they_are(
    lifecycle: Lifecycle, tmp_path: Path
) -> None:
    sent, other = lifecycle["Q1 r1"], lifecycle["Q2 r1"]
    theirs = read_part(other.path, CUSTOM)
    pasted = changed(sent.path, tmp_path / "pasted.xlsx", {CUSTOM: lambda _: theirs})
    found = [str(problem) for problem in verify_file(pasted).problems]
    assert found[0] == (
        "The file says that it is the return GA-7/2025-07-01/2025-09-30/r1; its sheets are of"
        " GA-7/2025-04-01/2025-06-30/r1. One of them was taken from another file."
    )
    assert SEAL.format(code=other.receipt_code) in found
    said = f"it is {sent.receipt_code}; the file's own is {other.receipt_code}."
    assert f"Claim, Receipt code: {said}" in found


def copied(path: Path, target: Path) -> Path:
    return Path(shutil.copy(path, target))


def table_filtered(path: Path, target: Path) -> Path:
    return filtered(path, target, VISITS)


def tidied(path: Path, target: Path) -> Path:
    def tidy(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Hotspots"]
        sheet.column_dimensions["B"].width = 60
        sheet["F6"].comment = Comment("Ask about this one.", "Officer")
        top, bottom = (int(end[1:]) for end in sheet.tables["Hotspots"].ref.split(":"))
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(top + 1, bottom)]
        for row, values in zip(sheet.iter_rows(top + 1, bottom), reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    return saved_again(path, target, tidy)


@pytest.mark.parametrize("version", ["Q1 r1", "Q2 r1", "Q1 r2"])
@pytest.mark.parametrize(
    ("handle", "noted"),
    [
        (copied, []),
        (table_filtered, ["Hotspots: 1 row is left out by a filter. Clear it to see them all."]),
        (saved_again, ["its content is unchanged"]),
        (tidied, ["its content is unchanged"]),
        (without_copy, ["copy inside the file was lost"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_no_harm_passes(
    lifecycle: Lifecycle, tmp_path: Path, version: str, handle: Tamper, noted: list[str]
) -> None:
    report = verify_file(handle(lifecycle[version].path, tmp_path / "received.xlsx"))
    assert report.problems == ()
    for words in noted:
        assert [note for note in report.notes if words in note], report.notes
    if not noted:
        assert report.notes == ()


@pytest.mark.libreoffice
def test_saved_again_by_libreoffice_each_version_passes(
    lifecycle: Lifecycle, soffice: Path, tmp_path: Path
) -> None:
    for name in ("Q2 r1", "Q1 r2"):
        report = verify_file(convert(soffice, lifecycle[name].path, "xlsx", tmp_path / name[:2]))
        assert report.problems == ()
        assert [note for note in report.notes if "its content is unchanged" in note]


def test_versions_say_what_they_are(lifecycle: Lifecycle) -> None:
    def facts(name: str) -> Report:
        return verify_file(lifecycle[name].path)

    assert [facts(name).facts.name for name in lifecycle] == [
        "Interim, version 1",
        "Interim, version 1",
        "Amended, version 2",
    ]
    amended = facts("Q1 r2").facts
    assert (amended.supersedes, amended.amount) == ("2025-26 Q1 r1", "£384.30")
    assert (amended.failing, re.sub(r"\d+", "n", amended.hours or "")) == (0, "n.n person-hours")
