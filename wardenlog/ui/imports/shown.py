"""A preview as the window shows it: lines of one form, for a spreadsheet and for a standard log."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.services.imports import TITLES
from wardenlog.services.spreadsheets import (
    ADDED,
    CHANGED,
    LEFT_OUT,
    REFUSED,
    STATES,
    UNCHANGED,
    Preview,
    SpreadsheetPreview,
)

translate = QCoreApplication.translate

SHAPES: Final = {REFUSED: "▲", CHANGED: "●", ADDED: "✚", UNCHANGED: "✓", LEFT_OUT: "–"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview: what becomes of it, where it stands, what it says, and why."""

    state: str
    place: str
    sheet: str
    what: str
    crew: str
    column: str
    words: str


def state_word(state: str) -> str:
    """Return a state in words with its shape."""
    words = {
        REFUSED: translate("imports", "Refused"),
        CHANGED: translate("imports", "Changed"),
        ADDED: translate("imports", "Added"),
        UNCHANGED: translate("imports", "Unchanged"),
        LEFT_OUT: translate("imports", "Left out"),
    }
    return f"{SHAPES[state]} {words[state]}"


def lines_of(preview: SpreadsheetPreview | Preview) -> list[Line]:
    """Return the lines of a preview, what needs a look first."""
    lines = _of_log(preview) if isinstance(preview, Preview) else _of_spreadsheet(preview)
    return sorted(lines, key=lambda line: STATES.index(line.state))


def warnings_of(preview: SpreadsheetPreview | Preview) -> list[str]:
    """Return what the preview says besides its rows."""
    removals = preview.removals if isinstance(preview, Preview) else ()
    new = () if isinstance(preview, Preview) else preview.new
    made = [translate("imports", "New: {0}.").format("; ".join(new))] if new else []
    return [*made, *preview.warnings, *(f"{said}." for said in removals)]


def save_words(preview: SpreadsheetPreview | Preview) -> str:
    """Return what the button that saves says: `Import 212 visits on 64 sheets`."""
    if preview.is_empty:
        return translate("imports", "Nothing to import")
    return translate("imports", "Import {0}").format(_amount(preview))


def saved_words(preview: SpreadsheetPreview | Preview) -> str:
    """Return what an import has saved: `Imported 212 visits on 64 sheets`."""
    return translate("imports", "Imported {0}").format(_amount(preview))


def _amount(preview: SpreadsheetPreview | Preview) -> str:
    """Return how much an import adds and changes."""
    if isinstance(preview, Preview):
        moved = sum(1 for change in preview.changes if change.what != UNCHANGED)
        return _number(moved, translate("imports", "record"), translate("imports", "records"))
    rows, sheets = preview.counts(), preview.sheets()
    return translate("imports", "{0} on {1}").format(
        _number(
            rows[ADDED] + rows[CHANGED],
            translate("imports", "visit"),
            translate("imports", "visits"),
        ),
        _number(
            sheets[ADDED] + sheets[CHANGED],
            translate("imports", "sheet"),
            translate("imports", "sheets"),
        ),
    )


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _of_spreadsheet(preview: SpreadsheetPreview) -> list[Line]:
    several = len(preview.draft.flat.sheets) > 1
    found = []
    for row in preview.rows:
        problem = row.problem
        said = row.why if problem is None else f"{problem.problem} {problem.suggestion}".strip()
        found.append(
            Line(
                row.state,
                f"{row.row.sheet} {row.row.number}" if several else str(row.row.number),
                row.sheet,
                f"{row.day} {row.visit}".strip(),
                row.crew,
                problem.column if problem else "",
                said,
            )
        )
    return found


def _of_log(preview: Preview) -> list[Line]:
    found = [
        Line(
            REFUSED,
            f"{problem.sheet} {problem.row}",
            "",
            problem.value,
            "",
            problem.column,
            f"{problem.problem} {problem.suggestion}".strip(),
        )
        for problem in preview.problems
    ]
    for change in preview.changes:
        title = TITLES[change.aggregate.kind]
        found.append(Line(change.what, title, change.label, "", "", "", "; ".join(change.details)))
    return found
