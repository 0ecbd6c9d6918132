"""Compares the tables people see with the machine-readable copy made at the same moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml import etree

from wardenlog.returns.verify.cells import RowKey, place_words, row_keys, same
from wardenlog.returns.verify.contract import FILLED_IN, TABLES, UNSEALED
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.machine import NAMESPACE
from wardenlog.returns.workbook.reading import ReadTable, Value

_IN: str = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """One table of the copy, rows with their values and the formulas that gave them."""

    headings: tuple[str, ...]
    rows: list[list[Value]]
    formulas: list[dict[int, str]]
    """By row, formula texts by column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as in the copy, or whose formula is not.

    `filled_in` where the council may have typed it; the formulas are None where there is none.
    """

    table: str
    sheet: str
    row: int
    column: int
    place: str
    here: Value
    copied: Value
    filled_in: bool
    formula_here: str | None
    formula_copied: str | None


def read_copy(document: bytes) -> dict[str, CopiedTable] | None:
    """Return the tables of the copy, None where it is not one of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(document, parser)
        return {table.get("name", ""): _copied(table) for table in root.iter(f"{_IN}table")}
    except (etree.XMLSyntaxError, ValueError):
        return None


def _copied(table: "etree._Element") -> CopiedTable:
    rows, formulas = [], []
    for row in table.iter(f"{_IN}row"):
        cells = list(row)
        rows.append([_value(cell) for cell in cells])
        texts = {at: cell.get("f") for at, cell in enumerate(cells) if cell.get("f")}
        formulas.append({at: str(text) for at, text in texts.items()})
    headings = tuple(column.text or "" for column in table.iter(f"{_IN}column"))
    return CopiedTable(headings, rows, formulas)


def compare(
    seen: Mapping[str, ReadTable], copied: Mapping[str, CopiedTable]
) -> tuple[list[Difference], list[Problem]]:
    """Return the cells that differ, and the rows that only one side has.

    A missing table or another heading is a problem of its own: see `structure`.
    """
    differences: list[Difference] = []
    problems: list[Problem] = []
    for name, copy in copied.items():
        if name in UNSEALED or name not in TABLES:
            continue
        table = seen.get(name)
        if table is not None and table.headings == copy.headings:
            _compare_rows(table, copy, differences, problems)
    return differences, problems


def restored(
    seen: Mapping[str, ReadTable], differences: Sequence[Difference]
) -> dict[str, ReadTable]:
    """Return the tables with those cells, and what is a formula, as they are in the copy."""
    tables = dict(seen)
    formulas: dict[str, dict[tuple[int, int], str]] = {}
    for each in differences:
        if each.table not in formulas:
            table = seen[each.table]
            formulas[each.table] = dict(table.formulas)
            rows = [list(row) for row in table.rows]
            tables[each.table] = replace(table, rows=rows, formulas=formulas[each.table])
        at = (each.row, each.column)
        tables[each.table].rows[each.row][each.column] = each.copied
        formulas[each.table].pop(at, None)
        if each.formula_copied is not None:
            formulas[each.table][at] = each.formula_copied
    return tables


def _compare_rows(
    table: ReadTable,
    copy: CopiedTable,
    differences: list[Difference],
    problems: list[Problem],
) -> None:
    places = range(len(copy.rows))
    ours = dict(zip(row_keys(table.name, copy.headings, copy.rows), places, strict=True))
    for row, key in enumerate(row_keys(table.name, table.headings, table.rows)):
        copied = ours.pop(key, None)
        if copied is None:
            sentence = "the council's copy has no such row."
            problems.append(Problem(table.sheet, place_words(key), sentence))
        else:
            found = _differences(table, row, key, copy.rows[copied], copy.formulas[copied])
            differences.extend(found)
    problems.extend(
        Problem(table.sheet, place_words(key), "the row is missing; the council's copy has it.")
        for key in ours
    )


def _differences(
    table: ReadTable, row: int, key: RowKey, copied: Sequence[Value], formulas: Mapping[int, str]
) -> Iterator[Difference]:
    for place, (heading, there, here) in enumerate(
        zip(table.headings, copied, table.rows[row], strict=True)
    ):
        formula, was = table.formulas.get((row, place)), formulas.get(place)
        blank_formula = here == "" and formula is not None
        sealed = there == ""
        if sealed or ((blank_formula or same(here, there)) and _one(formula, was)):
            continue
        filled_in = (
            isinstance(there, str)
            and there.startswith("[x]")
            and not FILLED_IN.isdisjoint(
                {(table.name, "", heading), (table.name, key.cells[0], heading)}
            )
        )
        words = place_words(key, heading)
        yield Difference(
            table.name, table.sheet, row, place, words, here, there, filled_in, formula, was
        )


def _one(formula: str | None, copied: str | None) -> bool:
    """Whether two formulas are one, or cannot be told apart: a shared one shows no text."""
    if formula is None or copied is None:
        return formula is copied
    return not formula or _plain(formula) == _plain(copied)


def _plain(formula: str) -> str:
    return "".join(formula.split()).casefold()


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
