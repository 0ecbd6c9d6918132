"""Commands that read a standard log into the record, and write the record out as one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardenlog.cli.context import Desk, as_json, pass_desk, print_json, progress

if TYPE_CHECKING:
    from wardenlog.services.imports import Applied, Preview

MOST_PROBLEMS_SHOWN = 50


_apply = click.option(
    "--apply", "save", is_flag=True, help="Save it; without this, only a preview."
)
_accept_rest = click.option(
    "--accept-rest",
    "rejects",
    metavar="REJECTS.xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Save the rows without problems, and get the others back in this workbook.",
)


@click.group("import")
def import_group() -> None:
    """Read a file into the record."""


@click.group("export")
def export_group() -> None:
    """Write the record out."""


@import_group.command("log")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@_apply
@_accept_rest
@as_json
@pass_desk
@click.pass_context
def import_log(
    context: click.Context,
    desk: Desk,
    file: Path,
    rejects: Path | None,
    *,
    save: bool,
    as_json: bool,
) -> None:
    """Preview a standard log FILE (xlsx, ods, xls, xlsb or a folder of CSV), or save it.

    Example: wardenlog import log march.xlsx --apply
    """
    from wardenlog.services.imports import apply_log, check_rejects, preview_log

    if rejects is not None:
        check_rejects(rejects, file)
    with desk.open(create=True) as store, progress() as report:
        preview = preview_log(store, file, report)
        accepted = not preview.problems or rejects is not None
        applied = None
        if save and accepted:
            applied = apply_log(store, preview, actor=desk.actor, rejects=rejects)
    if as_json:
        print_json(_as_data(preview, applied))
    else:
        _tell(preview, applied, file, save=save)
    if preview.problems:
        context.exit(1)


@import_group.command("spreadsheet")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    metavar="MAPPING.json",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns and names mean, as --json prints it; else as last time, or a guess.",
)
@_apply
@_accept_rest
@as_json
@pass_desk
@click.pass_context
def import_spreadsheet(
    context: click.Context,
    desk: Desk,
    file: Path,
    mapping_file: Path | None,
    rejects: Path | None,
    *,
    save: bool,
    as_json: bool,
) -> None:
    """Preview a council's own spreadsheet FILE with one row a visit, or save it.

    Example: wardenlog import spreadsheet patrols.xlsx --json > answers.json
    """
    from wardenlog.cli import spreadsheet
    from wardenlog.services.record import Record

    with desk.open(create=True) as store, progress() as report:
        asked = spreadsheet.Asked(file, mapping_file, rejects, save=save)
        done = spreadsheet.run(Record(store, desk.actor), asked, report)
    if as_json:
        print_json(spreadsheet.as_data(done))
    else:
        spreadsheet.tell(done)
    if done.faults or done.problems:
        context.exit(1)


@export_group.command("log")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A workbook to write (.xlsx), or a folder for CSV files.",
)
@pass_desk
def export_log(desk: Desk, out: Path) -> None:
    """Write the whole record as a standard log."""
    from wardenlog.services.imports import export_log as write

    with desk.open_to_read() as store:
        warnings = write(store, out)
    for warning in warnings:
        click.echo(f"Note: {warning}", err=True)
    click.echo(f"Written: {out}")


def _as_data(preview: "Preview", applied: "Applied | None") -> dict[str, object]:
    return {
        "applied": applied is not None,
        "batch": applied.batch_id if applied else None,
        "records": {kind: dict(counted) for kind, counted in preview.counts().items()},
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "problem": problem.problem,
                "suggestion": problem.suggestion,
            }
            for problem in preview.problems
        ],
        "warnings": list(preview.warnings),
        "removals": list(preview.removals),
        "visits": _visits(preview),
        "imported_before": preview.imported_before,
    }


def _tell(preview: "Preview", applied: "Applied | None", file: Path, *, save: bool) -> None:
    from wardenlog.services.imports import TITLES

    for warning in (*preview.warnings, *preview.removals):
        click.echo(f"Note: {warning}", err=True)
    for problem in preview.problems[:MOST_PROBLEMS_SHOWN]:
        click.echo(str(problem), err=True)
    left = len(preview.problems) - MOST_PROBLEMS_SHOWN
    if left > 0:
        click.echo(f"… and {left:,} more. --json lists all of them.", err=True)
    for kind, counted in preview.counts().items():
        words = ", ".join(f"{counted[what]:,} {what}" for what in sorted(counted))
        click.echo(f"{TITLES[kind]}: {words}")
    click.echo(f"Visits in the file: {_visits(preview):,}")
    if preview.imported_before:
        click.echo("This very file has been imported before.")
    if applied is None:
        click.echo(_not_saved(preview, save=save))
    elif applied.batch_id is None:
        click.echo("Nothing to save: the record holds all of it already.")
    else:
        added = "record" if applied.added == 1 else "records"
        click.echo(
            f"Saved {file.name}: {applied.added:,} {added} added, {applied.changed:,} changed."
            f" `wardenlog undo` takes the whole import back."
        )


def _visits(preview: "Preview") -> int:
    return sum(len(getattr(change.aggregate, "visits", ())) for change in preview.changes)


def _not_saved(preview: "Preview", *, save: bool) -> str:
    if preview.problems:
        rows = len(preview.rejected_rows())
        have = "row has" if rows == 1 else "rows have"
        return (
            f"Nothing was saved: {rows:,} {have} problems. Correct them and import again, or"
            " add --apply --accept-rest REJECTS.xlsx to save the rest and get those rows back."
        )
    if save:
        return "Nothing was saved."
    return "Nothing was saved: this was a preview. Add --apply to save it."
