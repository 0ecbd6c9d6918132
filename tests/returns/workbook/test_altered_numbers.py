"""Any altered number fails a check, and Claim says so: by LibreOffice, and number by number."""

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.returns.accessibility.workbook import Book, Cell
from tests.returns.office import convert_all
from tests.returns.package import bare, changed
from wardenlog.returns.verify.calculator import Calculator
from wardenlog.returns.verify.structure import body_starts
from wardenlog.returns.workbook.reading import ReadTable, read_tables

SEED = 2025
FAIL = "Some checks fail"
SHEETS = (
    "Summary", "Working", "Payment", "Hotspots", "Powers", "Engagement", "Delivery", "Staff",
    "Incidents", "Data",
)  # fmt: skip


class Alteration(NamedTuple):
    """A figure to change on a sheet, None for any, and the check that must say so."""

    sheet: str
    cell: str | None
    failing: str


ALTERATIONS = [
    *(
        Alteration(sheet, None, f"Every number on {sheet}, added up")
        for sheet in SHEETS
        if sheet != "Working"
    ),
    Alteration("Working", "C8", "How the claim is worked out adds up, person-hours"),
    Alteration("Working", "E8", "Every number on Working, added up"),
    Alteration("Hotspots", "K6", "Hours on Hotspots"),
    Alteration("Delivery", "N8", "Person-minutes claimable on Delivery, as hours"),
    Alteration("Staff", "G8", "In-hotspot person-hours on Staff"),
    Alteration("Visits", "I9", "Evidence adds up, minutes"),
]
NAMES = [f"{each.sheet} {each.cell or 'any'}" for each in ALTERATIONS]


@pytest.fixture(scope="module")
def recalculated(
    april: Path, soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Each altered return as LibreOffice works it out, all in one start."""
    folder = tmp_path_factory.mktemp("altered")
    book, chance = Book(april), random.Random(SEED)
    altered = []
    for name, each in zip(NAMES, ALTERATIONS, strict=True):
        sheet = book.sheet(each.sheet)
        assert sheet is not None
        numbers = [cell for row in sheet.body for cell in row if cell and _may_change(cell)]
        cell = next((c for c in numbers if c.ref == each.cell), None) or chance.choice(numbers)
        assert each.cell in {None, cell.ref}, f"{each.cell} holds no number"
        path = folder / f"{name.replace(' ', '-')}.xlsx"
        changed(april, folder / "altered.xlsx", {sheet.part: _adding(cell)})
        altered.append(bare(folder / "altered.xlsx", path))
    saved = convert_all(soffice, altered, "xlsx", folder / "out")
    return dict(zip(NAMES, saved, strict=True))


def _may_change(cell: Cell) -> bool:
    return cell.is_number and cell.formula is None and "yyyy" not in cell.look.number_format


def _adding(cell: Cell) -> Callable[[str], str]:
    old = rf'(<c r="{cell.ref}" s="\d+"><v>)[^<]*'
    return lambda xml: re.sub(old, rf"\g<1>{float(cell.text) + 1!r}", xml, count=1)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("name", "failing"), [(n, a.failing) for n, a in zip(NAMES, ALTERATIONS, strict=True)]
)
def test_libreoffice_fails_a_check_on_an_altered_figure_and_the_claim_says_so(
    recalculated: dict[str, Path], name: str, failing: str
) -> None:
    tables = read_tables(recalculated[name])
    assert failing in {row[0] for row in tables["Checks"].rows if row[5] == "Fail"}
    assert {row[0]: row[1] for row in tables["Claim"].rows}["Result of the checks"] == FAIL


def test_the_return_itself_fails_no_check(april: Path) -> None:
    assert _failing(read_tables(april), body_starts(april)) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_single_number_of_a_sheet_fails_a_check_when_altered(april: Path, sheet: str) -> None:
    tables, starts = read_tables(april), body_starts(april)
    (table,) = [each for each in tables.values() if each.sheet == sheet]
    for row, values in enumerate(table.rows):
        for column, value in enumerate(values):
            if isinstance(value, int | float) and (row, column) not in table.formulas:
                values[column] = value + (0.01 if value % 1 else 1)
                assert _failing(tables, starts), (sheet, row, table.headings[column])
                values[column] = value


def _failing(
    tables: Mapping[str, ReadTable], starts: Mapping[str, tuple[int, int]]
) -> list[object]:
    """Return the checks that fail when everything is worked out from the values again."""
    calculator = Calculator(tables, starts)
    titles = calculator.column("Checks", "Check")
    results = calculator.column("Checks", "Result")
    return [title for title, result in zip(titles, results, strict=True) if result == "Fail"]
