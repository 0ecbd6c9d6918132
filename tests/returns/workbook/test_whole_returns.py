"""Whole returns as other programs read, recalculate, save again and print them."""

import math
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import formualizer
import pytest
from openxml_audit import OpenXmlValidator

from tests.returns.office import convert_all
from tests.returns.package import bare
from tests.returns.workbook.test_other_programs import assert_same_figures
from tests.returns.worked import APRIL, built
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.files.cells import clean_text
from wardenlog.returns.book import compose
from wardenlog.returns.figures import Wanted, take_figures
from wardenlog.returns.workbook.layout import As, Formula, Link, Seal
from wardenlog.returns.workbook.reading import fingerprint_of, read_properties, read_tables
from wardenlog.store import Store

EVERYTHING = Wanted("GA-1", APRIL, full=True, evidence=True, place_days=True)
LATER = Period.inclusive(date(2030, 4, 1), date(2030, 6, 30))
RETURNS = {
    "default": Wanted("GA-1", APRIL),
    "everything": EVERYTHING,
    "nil": Wanted("GA-1", LATER, full=True, evidence=True, place_days=True),
}


@pytest.fixture(scope="module")
def returns(example: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("returns")
    return {
        name: built(example, wanted, folder / f"{name}.xlsx") for name, wanted in RETURNS.items()
    }


@pytest.fixture(scope="module")
def saved_again(
    returns: dict[str, Path], soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Each return without our values, as LibreOffice worked it out and saved it."""
    folder = tmp_path_factory.mktemp("again")
    bared = [bare(path, folder / path.name) for path in returns.values()]
    saved = convert_all(soffice, bared, "xlsx", folder / "out")
    return dict(zip(returns, saved, strict=True))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", RETURNS)
def test_libreoffice_works_out_our_values_and_keeps_the_fingerprint(
    returns: dict[str, Path], saved_again: dict[str, Path], name: str
) -> None:
    ours, theirs = read_tables(returns[name]), read_tables(saved_again[name])
    assert_same_figures(ours, theirs)
    declared = read_properties(saved_again[name])["wardenlog.fingerprint"]
    assert fingerprint_of(theirs, declared, unsealed={"Sign_off"}) == declared


@pytest.mark.parametrize("name", RETURNS)
def test_a_second_engine_works_out_our_values(
    returns: dict[str, Path], tmp_path: Path, name: str
) -> None:
    target = tmp_path / "computed.xlsx"
    source = bare(returns[name], tmp_path / "bare.xlsx")
    report = formualizer.recalculate_xlsx_file(str(source), str(target))
    assert report["summary"]["errors"] == 0
    assert_same_figures(read_tables(returns[name]), read_tables(target))


@pytest.mark.parametrize("name", RETURNS)
def test_the_format_validator_finds_nothing(returns: dict[str, Path], name: str) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(returns[name]).errors] == []


def test_calamine_reads_every_table_as_it_was_frozen(
    returns: dict[str, Path], example: Store
) -> None:
    with example.read() as session:
        book = compose(take_figures(session, EVERYTHING))
    read = read_tables(returns["everything"])
    assert set(read) == {sheet.table.name for sheet in book.sheets}
    for sheet in book.sheets:
        rows = list(sheet.table.rows)
        assert len(rows) == len(read[sheet.table.name].rows)
        for row, values in zip(rows, read[sheet.table.name].rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                assert _same(cell, value), (sheet.name, cell, value)


@pytest.mark.libreoffice
def test_printed_figures_fit_their_columns(
    returns: dict[str, Path], soffice: Path, tmp_path: Path
) -> None:
    """A figure too wide for its column is drawn as hash marks, whose glyph is in the file then."""
    tables = read_tables(returns["everything"])
    assert not any("#" in str(v) for table in tables.values() for row in table.rows for v in row)
    (pdf,) = convert_all(soffice, [returns["everything"]], "pdf", tmp_path)
    maps = re.findall(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.DOTALL)
    assert not any(b"<0023>" in _inflated(each) for each in maps)


def _inflated(stream: bytes) -> bytes:
    import zlib

    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def _same(cell: Any, value: Any) -> bool:
    while isinstance(cell, As | Formula):
        cell = cell.value
    if isinstance(cell, Seal):
        return True
    if isinstance(cell, Link):
        cell = cell.text
    if isinstance(cell, bool):
        cell = "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return bool(value == clock.local(cell).replace(tzinfo=None, microsecond=0))
    if isinstance(cell, date):
        return bool(value == cell)
    if isinstance(cell, str):
        return bool(value == clean_text(cell))
    return math.isclose(float(cell), float(value), rel_tol=1e-12, abs_tol=1e-12)
