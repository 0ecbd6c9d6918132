"""Commands on backups: make one, list them, and restore one after saying what that would lose."""

from pathlib import Path

import click

from wardenlog import clock
from wardenlog.cli.context import Desk, as_json, pass_desk, print_json, progress
from wardenlog.errors import UserError
from wardenlog.paths import store_path
from wardenlog.services.record import check_place, data_folder

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--to", "other", type=_FOLDER, help="A folder to copy the backup to as well: USB or network."
)
@as_json
@pass_desk
def backup(desk: Desk, other: Path | None, *, as_json: bool) -> None:
    """Make a backup of the record now, read it back, and compare it with the record."""
    from wardenlog.services.backups import making

    with desk.open_to_read() as store, progress() as report:
        made = making.make(store, report)
        making.thin(made.parent, store.origin, clock.now())
        copied = None if other is None else making.copy_to(made, other.absolute())
    if as_json:
        print_json({"made": made, "copied": copied})
        return
    click.echo(f"The backup is in {made}.")
    if copied is not None:
        click.echo(f"A copy of it is in {copied}.")


@click.command()
@click.option("--in", "other", type=_FOLDER, help="Look in this folder instead.")
@as_json
@pass_desk
def backups(desk: Desk, other: Path | None, *, as_json: bool) -> None:
    """List the backups, the newest first, and whether each can be restored."""
    from wardenlog.services.backups import found, wording

    own = found.own_folder(store_path(data_folder(desk.data_dir)))
    there = found.in_folders([own]) if other is None else found.search(other.absolute())
    if as_json:
        print_json(
            [
                {
                    "file": each.path,
                    "made_at": clock.utc_text(each.at),
                    "bytes": each.size,
                    "chain": each.chain,
                    "revisions": each.revisions,
                    "good": each.problem is None,
                    "problem": each.problem,
                }
                for each in there
            ]
        )
        return
    for each in there:
        size = wording.size_words(each.size)
        holds = each.problem or f"{each.revisions:,} changes; chain {each.chain[:16]}"
        click.echo(f"{wording.moment(each.at)}  {size:>9}  {holds}")
        click.echo(f"    {each.path}")
    if not there:
        click.echo("There is no backup yet. Make one: wardenlog backup")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@as_json
@pass_desk
def restore(desk: Desk, file: Path, *, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of the record, which is set aside and kept for 14 days."""
    from wardenlog.services.backups import restoring, wording

    folder = data_folder(desk.data_dir)
    check_place(folder, allow_unsafe=desk.allow_unsafe)
    record = store_path(folder)
    look = restoring.preview_closed(record, file.absolute(), allow_unsafe=desk.allow_unsafe)
    words = (
        wording.backup_words(look.backup),
        wording.lost_words(look),
        wording.gained_words(look),
        wording.aside_words(look),
    )
    if not as_json:
        click.echo("\n".join(filter(None, words)))
    if not yes:
        if as_json:
            raise UserError("Nothing was restored: --json needs --yes.", code="not_confirmed")
        click.confirm("Restore it?", abort=True)
    with progress() as report:
        restored = restoring.restore(record, file.absolute(), report)
    if as_json:
        print_json(
            {
                "revisions": restored.head.seq,
                "chain": restored.head.chain,
                "set_aside": restored.aside,
            }
        )
        return
    click.echo(wording.restored_words(restored))
    if restored.aside is not None:
        click.echo(f"What was there is in {restored.aside}.")
