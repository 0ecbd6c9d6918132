"""The main job from the command line: a council's record in, the PCC's return out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import WORKED_EXAMPLE, Run
from tests.returns.worked import DELIVERY_HEADINGS
from wardenlog.returns.workbook.reading import ReadTable, read_tables

DATA = WORKED_EXAMPLE.parent
PERIODS = [
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 3, 20), date(2026, 3, 31)),
]


def build(run: Run, out: Path, first: date, last: date, *options: str) -> Any:
    """Build a return and give what the command says of it."""
    said = run(
        "return", "build", "--agreement", "GA-1", "--from", f"{first}", "--to", f"{last}",
        "--out", out, "--json", *options,
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.data


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_every_figure_of_the_worked_example_stands_in_the_workbook(
    imported: Run, tmp_path: Path, first: date, last: date
) -> None:
    out = tmp_path / "r.xlsx"
    build(imported, out, first, last, "--full", "--evidence")
    answers = json.loads((DATA / f"worked-example-{first}-{last}.json").read_text("utf-8"))
    tables = read_tables(out)
    assert _bridge(tables["Claim_bridge"]) == answers["bridge"]
    assert _affected(tables["Claim_bridge"]) == answers["affected"]
    assert _delivery(tables["Delivery"]) == answers["delivery"]
    assert _powers(tables["Powers"]) == answers["powers"]
    assert _engagement(tables["Engagement"]) == answers["engagement"]


def test_two_builds_are_equal_and_write_nothing_to_the_record(
    imported: Run, tmp_path: Path
) -> None:
    before = imported("verify", "--json").data
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for out in (one, two):
        build(imported, out, *PERIODS[0], "--full", "--evidence", "--place-days")
    assert one.read_bytes() == two.read_bytes()
    assert imported("verify", "--json").data == before


def test_every_formula_carries_its_value_for_other_readers(imported: Run, tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    build(imported, out, *PERIODS[0], "--full", "--evidence")
    book = CalamineWorkbook.from_path(out)
    seen = 0
    for name, table in read_tables(out).items():
        rows = book.get_sheet_by_name(table.sheet).to_python()
        top = next(
            place
            for place, row in enumerate(rows)
            if row[: len(table.headings)] == list(table.headings)
        )
        for (row, column), formula in table.formulas.items():
            value = rows[top + 1 + row][column]
            assert value != "", (name, row, column, formula)
            seen += 1
    assert seen > 50  # a return without formulas would prove nothing


def test_a_sent_return_verifies_and_a_changed_one_does_not(imported: Run, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "r.xlsx"
    build(imported, out, *PERIODS[0])
    assert imported("return", "verify", out).code == 0
    book = load_workbook(out)
    sheet = book["Hotspots"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Visits")
    cell = sheet.cell(heading.row + 1, heading.column)
    cell.value = int(str(cell.value)) + 1
    book.save(out)
    said = imported("return", "verify", out)
    assert said.code == 1
    assert "Visits" in said.out


def test_an_unknown_agreement_is_named_with_those_there_are(imported: Run, tmp_path: Path) -> None:
    said = imported(
        "return", "build", "--agreement", "GA-9", "--from", "2025-04-01", "--to", "2025-06-30",
        "--out", tmp_path / "r.xlsx",
    )  # fmt: skip
    assert said.code == 1
    assert "GA-9" in said.err
    assert "GA-1, GA-2" in said.err
    assert not (tmp_path / "r.xlsx").exists()


def _rows(table: ReadTable) -> list[dict[str, Any]]:
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def _bridge(table: ReadTable) -> dict[str, Any]:
    return {row["Exclusion code"]: row["Person-minutes"] for row in _rows(table)}


def _affected(table: ReadTable) -> dict[str, Any]:
    return {
        row["Exclusion code"]: row["Visits affected"]
        for row in _rows(table)
        if row["Exclusion code"] not in {"total", "overlap"}
    }


def _number(value: Any) -> Any:
    return None if value == "[z]" else value


def _delivery(table: ReadTable) -> dict[str, dict[str, Any]]:
    return {
        f"{row['Month']} {row['Hotspot code']}": {
            name: _number(row[heading]) for name, heading in DELIVERY_HEADINGS.items()
        }
        for row in _rows(table)
    }


def _powers(table: ReadTable) -> dict[str, Any]:
    return {
        f"{row['Month']} {row['Hotspot code']} {row['Power code']} {row['Stage code']} {use}": n
        for row in _rows(table)
        for use, n in (("own", row["Own use"]), ("assisted", row["Assisted"]))
        if n
    }


def _engagement(table: ReadTable) -> dict[str, Any]:
    return {
        f"{row['Month']} {row['Hotspot code']} {row['Measure code']}": row["Number"]
        for row in _rows(table)
    }
