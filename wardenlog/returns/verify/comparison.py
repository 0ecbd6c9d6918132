"""Compares the tables people see with the machine-readable copy made at the same moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml import etree

from wardenlog.returns.verify.cells import (
    AS_TEXT,
    RowKey,
    figure,
    place_words,
    row_keys,
    same,
    words,
)
from wardenlog.returns.verify.contract import FILLED_IN, TABLES, UNSEALED
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.machine import NAMESPACE
from wardenlog.returns.workbook.reading import ReadTable, Value

_IN: str = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """One table of the copy, rows with their values."""

    headings: tuple[str, ...]
    rows: list[list[Value]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as in the copy; `filled_in` where the council may have typed it."""

    table: str
    row: int
    column: int
    problem: Problem
    copied: Value
    filled_in: bool


def read_copy(document: bytes) -> dict[str, CopiedTable] | None:
    """Return the tables of the copy, None where it is not one of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(document, parser)
        return {
            table.get("name"): CopiedTable(
                tuple(column.text or "" for column in table.iter(f"{_IN}column")),
                [[_value(v) for v in row] for row in table.iter(f"{_IN}row")],
            )
            for table in root.iter(f"{_IN}table")
        }
    except (etree.XMLSyntaxError, ValueError):
        return None


def compare(
    seen: Mapping[str, ReadTable], copied: Mapping[str, CopiedTable]
) -> tuple[list[Difference], list[Problem]]:
    """Return the cells that differ, and the tables, headings and rows that only one side has."""
    differences: list[Difference] = []
    problems: list[Problem] = []
    for name, copy in copied.items():
        if name in UNSEALED or name not in TABLES:
            continue
        table = seen.get(name)
        if table is not None and table.headings == copy.headings:
            _compare_rows(table, copy, differences, problems)
        # a missing table or another heading is a problem of its own: see `structure`
    return differences, problems


def restored(
    seen: Mapping[str, ReadTable], differences: Sequence[Difference]
) -> dict[str, ReadTable]:
    """Return the tables with those cells as they are in the copy."""
    tables = dict(seen)
    for difference in differences:
        table = tables[difference.table]
        if table is seen[difference.table]:
            table = replace(table, rows=[list(row) for row in table.rows])
            tables[difference.table] = table
        table.rows[difference.row][difference.column] = difference.copied
    return tables


def _compare_rows(
    table: ReadTable,
    copy: CopiedTable,
    differences: list[Difference],
    problems: list[Problem],
) -> None:
    ours = dict(zip(row_keys(table.name, copy.headings, copy.rows), copy.rows, strict=True))
    for row, key in enumerate(row_keys(table.name, table.headings, table.rows)):
        copied = ours.pop(key, None)
        if copied is None:
            sentence = "the council's copy has no such row."
            problems.append(Problem(table.sheet, place_words(key), sentence))
        else:
            differences.extend(_differences(table, row, key, copied))
    problems.extend(
        Problem(table.sheet, place_words(key), "the row is missing; the council's copy has it.")
        for key in ours
    )


def _differences(
    table: ReadTable, row: int, key: RowKey, copied: Sequence[Value]
) -> Iterator[Difference]:
    for place, (heading, there, here) in enumerate(
        zip(table.headings, copied, table.rows[row], strict=True)
    ):
        blank_formula = here == "" and (row, place) in table.formulas
        sealed = there == ""
        if blank_formula or sealed or same(here, there):
            continue
        filled_in = (
            isinstance(there, str)
            and there.startswith("[x]")
            and not FILLED_IN.isdisjoint(
                {(table.name, "", heading), (table.name, key.cells[0], heading)}
            )
        )
        problem = Problem(table.sheet, place_words(key, heading), _sentence(here, there))
        yield Difference(table.name, row, place, problem, there, filled_in)


def _sentence(here: Value, there: Value) -> str:
    if isinstance(here, str) and figure(here) == there:
        return AS_TEXT.format(words(here))
    return f"the file says {_shown(here)}, the council's copy says {_shown(there)}."


def _shown(value: Value) -> str:
    return f"“{words(value)}”" if isinstance(value, str) and value else words(value)


def _value(element: "etree._Element") -> Value:
    text = element.text or ""
    kind = element.get("t")
    if kind == "n":
        return float(text)
    if kind == "d":
        return datetime.fromisoformat(text).replace(tzinfo=None) if "T" in text else _day(text)
    return text


def _day(text: str) -> date:
    return date.fromisoformat(text)
