"""Descriptions become whole workbooks, the same bytes each time, or nothing at all."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.returns.package import read_part
from tests.returns.sample import PAYLOADS, sample_book
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.files.cells import clean_text
from wardenlog.returns.workbook.build import build, write_book
from wardenlog.returns.workbook.layout import (
    As,
    Book,
    Cell,
    Chart,
    Column,
    Formula,
    Kind,
    Link,
    Sheet,
    Table,
)
from wardenlog.returns.workbook.reading import read_machine_copy, read_properties, read_tables

ROOT = Path(__file__).parents[3]


def book_of(*rows: Sequence[Cell], kind: Kind = "text") -> Book:
    columns = [Column(f"Column {number + 1}", kind) for number in range(len(rows[0]))]
    return book_with(Table("Facts", columns, rows))


def book_with(table: Table) -> Book:
    sheet = Sheet("Facts", "Facts", "As recorded", table)
    return Book([sheet], "Title", "Author", "Subject", datetime(2025, 7, 1, tzinfo=UTC))


def built(book: Book) -> bytes:
    out = io.BytesIO()
    build(book, out)
    return out.getvalue()


BUILD_SAMPLE = """
import sys
from pathlib import Path
from tests.returns.sample import sample_book
from wardenlog.returns.workbook.build import write_book
write_book(sample_book(), Path(sys.argv[1]))
"""


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed(sample: Path, tmp_path: Path) -> None:
    for seed in ("0", "1", "4711"):
        other = tmp_path / f"{seed}.xlsx"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}"}
        subprocess.run(
            [sys.executable, "-c", BUILD_SAMPLE, other], check=True, cwd=ROOT, env=environment
        )
        assert other.read_bytes() == sample.read_bytes()


def test_every_date_in_the_package_is_when_it_was_produced(sample: Path) -> None:
    with zipfile.ZipFile(sample) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2025, 7, 3, 9, 30, 0)}
    core = read_part(sample, "docProps/core.xml")
    assert core.count("2025-07-03T09:30:00Z") == 2


def test_tables_read_back_as_they_were_given(sample: Path) -> None:
    tables = read_tables(sample)
    for sheet in sample_book().sheets:
        read = tables[sheet.table.name]
        assert list(read.headings) == [column.heading for column in sheet.table.columns]
        given_rows = [[plain(cell) for cell in row] for row in sheet.table.rows]
        assert [
            [
                value if expected is not ANYTHING else ANYTHING
                for value, expected in zip(a, b, strict=True)
            ]
            for a, b in zip(read.rows, given_rows, strict=True)
        ] == given_rows


ANYTHING = object()


def plain(cell: Cell) -> object:
    """Return what a reader should see of a cell."""
    while isinstance(cell, As | Formula):
        cell = cell.value
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, datetime):
        return clock.local(cell).replace(tzinfo=None)
    if isinstance(cell, date):
        return cell
    return float(cell) if isinstance(cell, int | float | Decimal) else ANYTHING


def test_no_payload_is_executed(sample: Path) -> None:
    table = read_tables(sample)["Texts"]
    assert table.formulas == {}
    assert [row[1] for row in table.rows] == [clean_text(text) for text in PAYLOADS]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec=None, categories=None), min_size=1), min_size=1))
def test_any_text_reads_back_as_text(tmp_path: Path, texts: list[str]) -> None:
    kept = [text for text in texts if clean_text(text).strip()]
    path = tmp_path / "text.xlsx"
    write_book(book_of(*([text] for text in [*kept, "end"])), path)
    table = read_tables(path)["Facts"]
    assert [row[0] for row in table.rows[:-1]] == [clean_text(text) for text in kept]
    assert table.formulas == {}


def test_formulas_carry_their_values_and_their_text(sample: Path) -> None:
    table = read_tables(sample)["Totals"]
    assert table.formulas[0, 2] == "SUM(Hotspots[Minutes])"
    assert table.formulas[0, 4].endswith('<0.5,"pass","fail")')
    assert table.rows[0] == ["Sum", 12_364, 12_364, 0, "pass"]


def test_the_receipt_code_is_shown_and_belongs_to_the_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    identity = write_book(sample_book(), path)
    facts = {row[0]: row[1] for row in read_tables(path)["Claim"].rows}
    assert facts["Receipt code"] == identity.receipt_code
    assert facts["Fingerprint"] == identity.fingerprint
    assert read_properties(path) == {
        "wardenlog.schema": "1.0.0",
        "wardenlog.ons": "E07000999",
        "wardenlog.fingerprint": identity.fingerprint,
    }


def test_the_machine_copy_holds_the_visible_figures(sample: Path) -> None:
    copy = read_machine_copy(sample)
    assert copy is not None
    space = {"r": "urn:wardenlog:return"}
    root = etree.fromstring(copy)
    for name, table in read_tables(sample).items():
        rows = root.xpath(f"r:table[@name='{name}']/r:row", namespaces=space)
        assert len(rows) == len(table.rows)
        for row, values in zip(rows, table.rows, strict=True):
            for element, value in zip(row, values, strict=True):
                if element.get("t") == "n":
                    assert float(element.text) == value
                elif element.get("t") == "s" and element.text is not None:
                    assert element.text == value


def test_a_long_table_is_read_once_from_a_generator(tmp_path: Path) -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(3_000):
            yield (f"V{number:05}", number, date(2025, 4, 1))

    columns = [Column("Visit"), Column("Minutes", "minutes"), Column("Date", "date")]
    path = tmp_path / "long.xlsx"
    write_book(book_with(Table("Facts", columns, rows())), path)
    table = read_tables(path)["Facts"]
    assert len(table.rows) == 3_000
    assert table.rows[-1] == ["V02999", 2_999, date(2025, 4, 1)]


@pytest.mark.parametrize("blank", [None, "", "  ", "\n"])
def test_blank_cells_are_our_mistake(blank: Cell) -> None:
    with pytest.raises((TypeError, ValueError)) as mistake:
        built(book_of(["a", "b"], ["c", blank]))
    assert mistake.value.__notes__ == ["Sheet Facts, row 5, column Column 2"]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("count", 1.5),
        ("count", "three"),
        ("count", True),
        ("minutes", Decimal(1)),
        ("text", 3),
        ("date", datetime(2025, 4, 1, tzinfo=UTC)),
        ("date", "1 April 2025"),
        ("money", As("[x] no", "money")),
    ],
)
def test_a_column_holds_one_type(kind: Kind, cell: Cell) -> None:
    with pytest.raises(TypeError):
        built(book_of([cell], kind=kind))


@pytest.mark.parametrize("kind", ["count", "hours", "date", "money"])
def test_shorthand_may_stand_for_a_figure(kind: Kind) -> None:
    built(book_of(["[x]"], ["[z]"], ["[c]"], ["[low]"], kind=kind))


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("text", "x" * 40_000, "text_too_long"),
        ("number", float("nan"), "not_a_number"),
        ("date", date(1850, 1, 1), "date_range"),
    ],
)
def test_a_value_no_cell_can_hold_is_refused_with_its_place(
    kind: Kind, cell: Cell, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(UserError, match=r"^Sheet Facts, row 4, column Column 1: ") as refusal:
        write_book(book_of([cell], kind=kind), path)
    assert refusal.value.code == code
    assert path.read_bytes() == b"old"


def test_a_table_without_rows_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="leave the sheet out"):
        built(book_with(Table("Facts", [Column("A")], [])))


def test_a_row_of_another_length_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        built(book_of(["a", "b"], ["c"]))


def test_a_link_that_leads_nowhere_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="links to no sheet"):
        built(book_of([Link("Nowhere", "see")], kind="link"))


def test_a_formula_outside_the_list_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        built(book_of([Formula("NOW()", 1)], kind="number"))


def test_names_are_used_once() -> None:
    book = book_of(["a"])
    with pytest.raises(ValueError, match="used twice"):
        built(replace(book, sheets=[*book.sheets, *book.sheets]))


def test_a_chart_stores_its_figures(sample: Path) -> None:
    chart = read_part(sample, "xl/charts/chart1.xml")
    assert "Market Square and the bus station" in chart
    assert "<v>80</v>" in chart


def test_two_charts_keep_their_own_descriptions(tmp_path: Path) -> None:
    columns = [Column("Place"), Column("Hours", "hours")]
    charts = [
        Chart(f"Chart {name}", "Place", ["Hours"], f"Alternative text {name}", "Hours")
        for name in ("one", "two")
    ]
    sheets = [
        Sheet(name, name, name, Table(name, columns, [("H01", 2), ("H02", 3.5)]), charts=charts)
        for name in ("First", "Second")
    ]
    path = tmp_path / "charts.xlsx"
    write_book(replace(book_of(["a"]), sheets=sheets), path)
    for number in (1, 2):
        drawing = read_part(path, f"xl/drawings/drawing{number}.xml")
        assert drawing.index('descr="Alternative text one"') < drawing.index("text two")
