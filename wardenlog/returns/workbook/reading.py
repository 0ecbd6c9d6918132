"""Reads the tables of a workbook back, whoever saved it last, by table name and heading.

Values come from calamine, which runs nothing; the places of formulas, the properties and the
machine-readable copy come from the package itself. Files from elsewhere must pass the gate for
hostile workbooks (promises.md, 18) before they are given to this module.
"""

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from lxml import etree
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineError, CalamineWorkbook

from wardenlog.errors import UserError
from wardenlog.files.damage import DAMAGE
from wardenlog.returns.workbook import fingerprint

Value = str | int | float | bool | date | datetime | time | timedelta

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_PIECE: Final = 1 << 20
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)<)'
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as it stands in a file."""

    name: str
    sheet: str
    headings: tuple[str, ...]
    rows: list[list[Value]]
    formulas: Mapping[tuple[int, int], str]
    """Formula texts by row and column of the table, both from 0; empty where shared."""


def read_tables(path: Path, names: Collection[str] | None = None) -> dict[str, ReadTable]:
    """Return the tables of a workbook by name, or only those asked for, with their formulas.

    Raises UserError `not_a_workbook` for a file that is not a whole .xlsx workbook.
    """
    with _told_plainly(path), CalamineWorkbook.from_path(path, load_tables=True) as workbook:
        found = {}
        with zipfile.ZipFile(path) as archive:
            sheet_parts = _sheet_parts(archive)
            formulas: dict[str, dict[tuple[int, int], str]] = {}
            for name in workbook.table_names or ():
                if names is not None and name not in names:
                    continue
                table = workbook.get_table_by_name(name)
                if table.sheet not in formulas:
                    places = _formulas(archive, sheet_parts[table.sheet])
                    formulas[table.sheet] = dict(places)
                found[name] = ReadTable(
                    name,
                    table.sheet,
                    tuple(table.columns),
                    table.to_python(),
                    _within(formulas[table.sheet], table.start, table.end),
                )
    return found


def read_properties(path: Path) -> dict[str, str]:
    """Return the custom properties of a workbook; none is an empty dict."""
    with _told_plainly(path), zipfile.ZipFile(path) as archive:
        if "docProps/custom.xml" not in archive.namelist():
            return {}
        root = _parsed(archive.read("docProps/custom.xml"))
    return {
        element.get("name"): "".join(element.itertext())
        for element in root.iter(f"{_CUSTOM}property")
    }


def read_machine_copy(path: Path) -> bytes | None:
    """Return the machine-readable copy that `build` put in, or None."""
    with _told_plainly(path), zipfile.ZipFile(path) as archive:
        name = "customXml/item1.xml"
        return archive.read(name) if name in archive.namelist() else None


def fingerprint_of(
    tables: Mapping[str, ReadTable], declared: str | None, *, unsealed: Collection[str] = ()
) -> str:
    """Return the fingerprint of tables as read, to be compared with the one declared.

    `declared` is the fingerprint the workbook claims to have: cells that show it or its receipt
    code are left out, as are formula cells and the tables named in `unsealed`.
    """
    shown = {declared, fingerprint.receipt_code(declared)} if declared else set()
    return fingerprint.fingerprint(
        {
            name: (table.headings, _tokens(table, shown))
            for name, table in tables.items()
            if name not in unsealed
        }
    )


def _tokens(table: ReadTable, shown: Collection[object]) -> Iterator[list[str]]:
    for row, values in enumerate(table.rows):
        yield [
            fingerprint.FORMULA
            if (row, column) in table.formulas
            else fingerprint.LEFT_OUT
            if value in shown
            else fingerprint.value_token(value)
            for column, value in enumerate(values)
        ]


def _within(
    formulas: Mapping[tuple[int, int], str],
    start: tuple[int, int] | None,
    end: tuple[int, int] | None,
) -> dict[tuple[int, int], str]:
    """Return the formulas inside a table's body, placed from its first cell."""
    if start is None or end is None:
        return {}
    return {
        (row - start[0], column - start[1]): text
        for (row, column), text in formulas.items()
        if start[0] <= row <= end[0] and start[1] <= column <= end[1]
    }


def _formulas(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the place (row and column from 0) and text of each formula, in bounded memory."""
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            rest += piece
            cut = rest.rfind(b"</row>") + 1
            yield from _formulas_in(rest[:cut])
            rest = rest[cut:]
    yield from _formulas_in(rest)


def _formulas_in(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _FORMULA.finditer(xml):
        column = column_index_from_string(match[1].decode()) - 1
        yield (int(match[2]) - 1, column), _unescaped(match[3] or b"")


def _unescaped(text: bytes) -> str:
    from xml.sax.saxutils import unescape

    return unescape(text.decode(), {"&quot;": '"', "&apos;": "'"})


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    relations = {
        element.get("Id"): element.get("Target")
        for element in _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    }
    workbook = _parsed(archive.read("xl/workbook.xml"))
    return {
        sheet.get("name"): posixpath.join("/xl", relations[sheet.get(_RELATION_ID)]).lstrip("/")
        for sheet in workbook.iter(f"{_MAIN}sheet")
    }


def _parsed(content: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(content, parser)


@contextlib.contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turn the ways a file can fail to be a workbook into one sentence.

    OSError where the file is not there or may not be read.
    """
    with path.open("rb"):
        pass
    try:
        yield
    except (CalamineError, etree.LxmlError, *DAMAGE) as error:
        raise UserError(
            f"{path.name} is not a whole Excel workbook (.xlsx). Ask for it again, or open it in"
            " Excel and save it as .xlsx.",
            code="not_a_workbook",
        ) from error
