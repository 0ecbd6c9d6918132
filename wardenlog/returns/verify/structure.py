"""Whether a file says which return it is, and has the tables and headings that returns have."""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from wardenlog.returns.verify.cells import words
from wardenlog.returns.verify.contract import (
    FINGERPRINT,
    PROPERTIES,
    SCHEMA_MAJOR,
    TABLES,
    UNSEALED,
)
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.reading import ReadTable

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE_PART: Final = re.compile(r"xl/tables/[^/]+\.xml")
_APPLICATION: Final = re.compile(rb"<Application>([^<]*)</Application>")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d+):[A-Z]{1,3}\d+")
_FINGERPRINT: Final = re.compile("[0-9a-f]{64}")
_LEFT_OUT: Final = "Not included"


def identity_problems(properties: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what a file fails to say of itself, or says in a way this version does not know."""
    missing = [name for name in PROPERTIES if not properties.get(name)]
    if len(missing) == len(PROPERTIES):
        yield Problem("", "", "This is not a return made by wardenlog, or it no longer says so.")
        return
    for name in missing:
        yield Problem("", "", f"The file no longer says its {name}. Ask for it again.")
    schema = properties.get("wardenlog.schema", "")
    if schema and schema.split(".")[0] != SCHEMA_MAJOR:
        sentence = (
            f"The return has schema version {schema}, which this version of wardenlog does not"
            " know. Install a newer one."
        )
        yield Problem("", "", sentence)
    declared = properties.get(FINGERPRINT, "")
    if declared and not _FINGERPRINT.fullmatch(declared):
        yield Problem("", "", "The file's fingerprint is not one. Ask for the file again.")


def origin_problems(
    properties: Mapping[str, str], seen: Mapping[str, ReadTable]
) -> Iterator[Problem]:
    """Yield where a file's properties, its Claim and its Data name different returns."""
    data = seen.get("Return_data")
    if data is None or not data.rows:
        return
    width = data.headings.index("Month")
    council, ons, agreement, first, last, version = origin = data.rows[0][:width]
    others = sum(row[:width] != origin for row in data.rows)
    if others:
        named = f"{others:,} rows name" if others > 1 else "1 row names"
        yield Problem(data.sheet, "", f"{named} another return than the first row.")
    said = [str(each) for each in (agreement, first, last)]
    if isinstance(version, float):
        said.append(f"r{version:.0f}")
    declared = properties["wardenlog.return"]
    if declared != "/".join(said):
        sentence = (
            f"The file says that it is the return {declared}; its sheets are of {'/'.join(said)}."
            " One of them was taken from another file."
        )
        yield Problem("", "", sentence)
    if properties["wardenlog.ons"] != ons:
        sentence = (
            f"The file says that it is of the council {properties['wardenlog.ons']}; its sheets"
            f" are of {words(ons)}."
        )
        yield Problem("", "", sentence)
    claim = {row[0]: row[1] for row in seen["Claim"].rows} if "Claim" in seen else {}
    for field, value in (
        ("Council", council),
        ("ONS code", ons),
        ("Agreement", agreement),
        ("Version", version),
    ):
        if field in claim and claim[field] != value:
            sentence = f"Claim says {words(claim[field])}, Data says {words(value)}."
            yield Problem("Claim", field, sentence)
    if isinstance(version, float) and "Supersedes" in claim:
        first_one = claim["Supersedes"] == "[z]"
        if first_one == (version > 1):
            sentence = "it does not fit the version: only an amended return supersedes one."
            yield Problem("Claim", "Supersedes", sentence)


def table_problems(seen: Mapping[str, ReadTable], copied: Collection[str]) -> Iterator[Problem]:
    """Yield the tables that are missing or have other headings than the contract.

    A table must be there if it always is, if Contents links to its sheet, or if the copy has it.
    """
    included = _included(seen.get("Contents"))
    for name, contract in TABLES.items():
        table = seen.get(name)
        if table is None:
            if contract.always or contract.sheet in included or name in copied:
                sentence = f"the sheet is missing, or its table {name} is."
                yield Problem(contract.sheet, "", sentence)
        elif table.headings != contract.headings:
            yield Problem(table.sheet, "headings", _headings_sentence(table, contract.headings))


def heading_problems(
    path: Path, seen: Mapping[str, ReadTable], starts: Mapping[str, tuple[int, int]]
) -> Iterator[Problem]:
    """Yield the tables above whose columns people see other headings than the table has."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as workbook:
        for name, (top, left) in starts.items():
            table = seen.get(name)
            if table is None or name not in TABLES:
                continue
            sheet = workbook.get_sheet_by_name(table.sheet)
            rows = sheet.to_python(skip_empty_area=False, nrows=top)
            shown = tuple(map(str, rows[-1][left : left + len(table.headings)] if rows else ()))
            if shown != table.headings:
                changed = replace(table, headings=shown)
                yield Problem(table.sheet, "headings", _headings_sentence(changed, table.headings))


def sound(seen: Mapping[str, ReadTable]) -> dict[str, ReadTable]:
    """Return the tables that have the contract's headings; only they can be reckoned with."""
    return {
        name: table
        for name, table in seen.items()
        if name in TABLES and table.headings == TABLES[name].headings
    }


def sealed(seen: Mapping[str, ReadTable]) -> dict[str, ReadTable]:
    """Return the tables the fingerprint is taken over; tables somebody added are not among them."""
    return {name: seen[name] for name in seen if name in TABLES and name not in UNSEALED}


def with_receipt_code(seen: dict[str, ReadTable], code: str) -> dict[str, ReadTable]:
    """Return the tables with this receipt code on Claim: one typed over changes no figure."""
    claim = seen.get("Claim")
    if claim is None:
        return seen
    rows = [[row[0], code, *row[2:]] if row[0] == "Receipt code" else row for row in claim.rows]
    return {**seen, "Claim": replace(claim, rows=rows)}


def body_starts(path: Path) -> dict[str, tuple[int, int]]:
    """Return where each table's body starts on its sheet, row and column from 0."""
    from openpyxl.utils import column_index_from_string

    starts = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not _TABLE_PART.fullmatch(part):
                continue
            root = etree.fromstring(archive.read(part), parser)
            place = _REFERENCE.fullmatch(root.get("ref", ""))
            if root.tag == f"{_MAIN}table" and place is not None:
                left, top = column_index_from_string(place[1]) - 1, int(place[2])
                starts[root.get("displayName")] = (top, left)
    return starts


def saved_by(path: Path) -> str:
    """Return the program that saved the file last, as the file says."""
    with zipfile.ZipFile(path) as archive:
        if "docProps/app.xml" not in archive.namelist():
            return "another program"
        found = _APPLICATION.search(archive.read("docProps/app.xml"))
    name = found[1].decode(errors="replace").split("/")[0].strip() if found else ""
    return name or "another program"


def _included(contents: ReadTable | None) -> set[str]:
    """Return the sheets that Contents says are there."""
    if contents is None or contents.headings != TABLES["Contents"].headings:
        return set()
    return {str(row[0]) for row in contents.rows if not str(row[1]).startswith(_LEFT_OUT)}


def _headings_sentence(table: ReadTable, expected: tuple[str, ...]) -> str:
    gone = [f"“{heading}”" for heading in expected if heading not in table.headings]
    new = [f"“{heading}”" for heading in table.headings if heading not in expected]
    if gone and new:
        return f"{', '.join(gone)} should be there instead of {', '.join(new)}."
    if gone:
        return f"{', '.join(gone)} should be there."
    if new:
        return f"{', '.join(new)} was added; annotate beside the table or in a copy."
    return "they are in another order than in every return."
