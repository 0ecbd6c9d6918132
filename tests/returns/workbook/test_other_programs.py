"""Other programs agree with us: LibreOffice, a second formula engine, a format validator."""

import re
from pathlib import Path

import formualizer
import pytest
from openxml_audit import OpenXmlValidator

from tests.returns.office import convert
from tests.returns.package import changed
from wardenlog.returns.workbook.reading import (
    ReadTable,
    fingerprint_of,
    read_properties,
    read_tables,
)

SHEETS = 7


def without_cached_values(path: Path, target: Path) -> Path:
    """Copy a workbook, taking out what we computed: only a real recalculation brings it back."""
    changes = {
        f"xl/worksheets/sheet{number}.xml": lambda xml: re.sub(r"</f><v>[^<]*</v>", "</f>", xml)
        for number in (1, 3, 4)
    }
    return changed(path, target, changes)


def assert_same_figures(ours: dict[str, ReadTable], theirs: dict[str, ReadTable]) -> None:
    for name, table in ours.items():
        for row, values in enumerate(table.rows):
            for column, value in enumerate(values):
                if (row, column) not in table.formulas:
                    continue
                other = theirs[name].rows[row][column]
                if isinstance(value, str):
                    assert other == value, (name, row, column)
                else:
                    assert other == pytest.approx(value, abs=1e-9), (name, row, column)


@pytest.mark.libreoffice
def test_libreoffice_recalculates_every_formula_to_our_value(
    sample: Path, soffice: Path, tmp_path: Path
) -> None:
    bare = without_cached_values(sample, tmp_path / "bare.xlsx")
    assert read_tables(bare)["Totals"].rows[0][2] == ""
    saved = convert(soffice, bare, "xlsx", tmp_path / "out")
    assert_same_figures(read_tables(sample), read_tables(saved))


@pytest.mark.libreoffice
def test_libreoffice_keeps_tables_and_fingerprint(
    sample: Path, soffice: Path, tmp_path: Path
) -> None:
    saved = convert(soffice, sample, "xlsx", tmp_path)
    ours, theirs = read_tables(sample), read_tables(saved)
    assert {name: table.headings for name, table in ours.items()} == {
        name: table.headings for name, table in theirs.items()
    }
    declared = read_properties(saved)["wardenlog.fingerprint"]
    assert fingerprint_of(theirs, declared, unsealed={"Sign_off"}) == declared


@pytest.mark.libreoffice
def test_libreoffice_prints_it(sample: Path, soffice: Path, tmp_path: Path) -> None:
    pdf = convert(soffice, sample, "pdf", tmp_path).read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    charts, months = 1, 2 * 2  # 14 columns are two pages wide, 60 rows two pages long
    assert pages == SHEETS - 1 + months + charts


def test_a_second_engine_computes_the_same(sample: Path, tmp_path: Path) -> None:
    bare = without_cached_values(sample, tmp_path / "bare.xlsx")
    target = tmp_path / "computed.xlsx"
    report = formualizer.recalculate_xlsx_file(str(bare), str(target))
    formulas = sum(len(table.formulas) for table in read_tables(sample).values())
    assert report["summary"]["evaluated"] == formulas
    assert report["summary"]["errors"] == 0
    assert_same_figures(read_tables(sample), read_tables(target))


def test_the_format_validator_finds_nothing(sample: Path) -> None:
    result = OpenXmlValidator().validate(sample)
    assert [str(error) for error in result.errors] == []
    assert result.is_valid
