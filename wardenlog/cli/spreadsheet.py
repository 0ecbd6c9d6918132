"""What `wardenlog import spreadsheet` does, and how it tells of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from pydantic import ValidationError

from wardenlog.cli.context import Report
from wardenlog.errors import UserError

if TYPE_CHECKING:
    from wardenlog.imports.standard_log import Applied, Problem
    from wardenlog.services.record import Record
    from wardenlog.services.spreadsheets import Draft, Mapping, SpreadsheetPreview

MOST_PROBLEMS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked to do."""

    file: Path
    mapping_file: Path | None
    rejects: Path | None
    save: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it; no preview where the mapping has faults."""

    asked: Asked
    draft: "Draft"
    faults: list[str]
    preview: "SpreadsheetPreview | None" = None
    applied: "Applied | None" = None

    @property
    def problems(self) -> tuple["Problem", ...]:
        """What is wrong with rows."""
        return self.preview.problems if self.preview is not None else ()


def run(record: "Record", asked: Asked, report: Report) -> Done:
    """Preview a file and, where that was asked and nothing stands in the way, save it."""
    from wardenlog.services import spreadsheets
    from wardenlog.services.imports import check_rejects

    if asked.rejects is not None:
        check_rejects(asked.rejects, asked.file)
    draft = spreadsheets.open_file(record, asked.file, report)
    if not isinstance(draft, spreadsheets.Draft):
        raise UserError(
            f"{asked.file.name} is a standard log. Use: wardenlog import log {asked.file.name}",
            code="is_a_log",
        )
    if asked.mapping_file is not None:
        draft = draft.having(_mapping(asked.mapping_file))
    faults = draft.faults() or draft.faults_of_matches()
    if faults:
        return Done(asked, draft, faults)
    preview = spreadsheets.preview(record, draft, report)
    applied = None
    if asked.save and (not preview.problems or asked.rejects is not None):
        rejects = asked.rejects if preview.refused() else None
        applied = spreadsheets.apply_spreadsheet(record, preview, rejects=rejects)
    return Done(asked, draft, faults, preview, applied)


def as_data(done: Done) -> dict[str, object]:
    """Return everything for a program; `mapping` is what --mapping takes."""
    preview = done.preview
    return {
        "applied": done.applied is not None,
        "batch": done.applied.batch_id if done.applied else None,
        "mapping": done.draft.mapping.model_dump(mode="json"),
        "columns": [
            {"heading": each.column.heading, "guess": each.field, "sure": round(each.sure, 2)}
            for each in done.draft.guesses
        ],
        "unresolved": _unresolved(done.draft),
        "faults": done.faults,
        "rows": dict(preview.counts()) if preview else {},
        "sheets": dict(preview.sheets()) if preview else {},
        "problems": [
            {
                "sheet": each.sheet,
                "row": each.row,
                "column": each.column,
                "value": each.value,
                "problem": each.problem,
                "suggestion": each.suggestion,
            }
            for each in done.problems
        ],
        "warnings": list(preview.warnings) if preview else [],
    }


def tell(done: Done) -> None:
    """Say in words how the file was understood, and what came of it."""
    from wardenlog.services.spreadsheets import load_vocabulary

    fields = load_vocabulary().fields
    for guess in done.draft.guesses:
        field = fields.get(done.draft.mapping.fields.get(guess.column.key, ""))
        click.echo(f"{guess.column.heading}: {field.name if field else 'not read'}")
    for kind, names in _unresolved(done.draft).items():
        for name, near in names.items():
            hint = f" (near: {', '.join(near)})" if near else ""
            click.echo(f"Not known, {kind}: {name}{hint}", err=True)
    for fault in done.faults:
        click.echo(fault, err=True)
    if done.preview is None:
        click.echo("Nothing was saved. Correct the mapping that --json prints, and give it back.")
        return
    for warning in done.preview.warnings:
        click.echo(f"Note: {warning}", err=True)
    for problem in done.problems[:MOST_PROBLEMS_SHOWN]:
        click.echo(str(problem), err=True)
    left = len(done.problems) - MOST_PROBLEMS_SHOWN
    if left > 0:
        click.echo(f"… and {left:,} more. --json lists all of them.", err=True)
    click.echo(f"Rows: {_counted(dict(done.preview.counts()))}")
    click.echo(f"Sheets: {_counted(dict(done.preview.sheets()))}")
    click.echo(_outcome(done))


def _mapping(file: Path) -> "Mapping":
    import json

    from wardenlog.services.spreadsheets import Mapping

    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Mapping.model_validate(data.get("mapping", data))
    except (ValueError, AttributeError, ValidationError) as error:
        raise UserError(
            f"{file.name} is no mapping. Give what --json prints, with its answers changed.",
            code="not_a_mapping",
        ) from error


def _unresolved(draft: "Draft") -> dict[str, dict[str, list[str]]]:
    return {
        kind: {each.text: [one.code for one in each.near] for each in names}
        for kind, names in (
            ("people", draft.open_names("people")),
            ("hotspots", draft.open_names("hotspots")),
        )
    }


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[what]:,} {what}" for what in sorted(counts)) or "none"


def _outcome(done: Done) -> str:
    if done.applied is None and done.problems:
        return (
            "Nothing was saved: some rows have problems. Correct them, or add --apply"
            " --accept-rest REJECTS.xlsx to save the rest and get those rows back."
        )
    if done.applied is None:
        return "Nothing was saved: this was a preview. Add --apply to save it."
    if done.applied.batch_id is None:
        return "Nothing to save: the record holds all of it already."
    return (
        f"Saved {done.asked.file.name}: {done.applied.added:,} records added,"
        f" {done.applied.changed:,} changed. `wardenlog undo` takes the whole import back."
    )
