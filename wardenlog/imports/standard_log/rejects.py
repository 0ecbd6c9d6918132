"""Gives rejected rows back as a workbook in the form of a log, to correct and import."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wardenlog.imports.book import Cell
from wardenlog.imports.standard_log.log import HEADING_ROW, PROBLEM, SUGGESTION, Row, Rows
from wardenlog.imports.standard_log.preview import Preview
from wardenlog.imports.standard_log.problems import Findings, Problem
from wardenlog.imports.standard_log.writing import Written, write_tables

_OWN: Final = (PROBLEM, SUGGESTION)


def write_rejects(preview: Preview, path: Path) -> None:
    """Write the rows that were not saved, as they stand, with what is wrong and what to do.

    The column Problem tells the next import to add these rows to what is recorded, instead of
    replacing it by them.
    """
    write_tables(path, _tables(preview))


def _tables(preview: Preview) -> Iterator[Written]:
    findings = preview.findings()
    rejected: dict[str, list[Row]] = {problem.sheet: [] for problem in findings.all()}
    for row in preview.rejected_rows():
        rejected.setdefault(row.table.sheet, []).append(row)
    for sheet, rows in rejected.items():
        found = preview.log.tables[sheet]
        places = [
            place for place, heading in enumerate(found.headings) if heading and heading not in _OWN
        ]
        yield Written(
            sheet,
            [*(found.headings[place] for place in places), PROBLEM, SUGGESTION],
            [[*_cells(row, places), *_explained(_problems(findings, found, row))] for row in rows],
        )


def _cells(row: Row, places: list[int]) -> list[Cell]:
    return [row.cells[place] if place < len(row.cells) else None for place in places]


def _problems(findings: Findings, found: Rows, row: Row) -> list[Problem]:
    number = HEADING_ROW if found.unreadable else row.number
    return findings.of(row.table.sheet, number)


def _explained(problems: list[Problem]) -> tuple[str, str]:
    problem = " ".join(
        f"{each.column}: {each.problem}" if each.column else each.problem for each in problems
    )
    return problem, " ".join(dict.fromkeys(each.suggestion for each in problems if each.suggestion))
