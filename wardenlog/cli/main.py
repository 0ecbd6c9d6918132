"""The command `wardenlog`: its options, its jobs, and how a failure is told."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from wardenlog import __version__
from wardenlog.cli import backups, imports, record, returns
from wardenlog.cli.context import Desk, print_json
from wardenlog.errors import MachineError, UserError
from wardenlog.services.record import account


@dataclass(frozen=True, slots=True)
class Windows:
    """What opens a window, and returns the exit code once it is closed.

    `record` takes a data folder, an actor's name and whether an unsafe folder is allowed; `checks`
    takes the returns to check at once.
    """

    record: Callable[[Path | None, str, bool], int]
    checks: Callable[[Sequence[Path]], int]


PROBLEMS = 1

_CHECKS = "wardenlog.checks"
"""Where a command finds what opens the window that checks returns."""


class _Folder(click.Path):
    """A folder that is named: an empty name would mean whichever folder one happens to be in."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the folder; wrong use where its name is empty."""
        if value == "":
            self.fail("Give a folder’s name.", param, ctx)
        return super().convert(value, param, ctx)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wardenlog")
@click.option(
    "--data-dir",
    type=_Folder(file_okay=False, path_type=Path),
    help="Folder of the record, where it is not the usual one.",
)
@click.option("--as", "actor", metavar="NAME", help="Your name in the log of changes.")
@click.option(
    "--allow-unsafe-folder",
    is_flag=True,
    help="For experts: work in a network or cloud-synced folder, where a record can be damaged.",
)
@click.pass_context
def wardenlog(
    context: click.Context, data_dir: Path | None, actor: str | None, *, allow_unsafe_folder: bool
) -> None:
    """Record warden patrols and make the PCC's return. Without a command, the window opens."""
    actor = actor or account()
    if context.invoked_subcommand is None:
        context.exit(context.obj.record(data_dir, actor, allow_unsafe_folder))
    context.meta[_CHECKS] = context.obj.checks
    context.obj = Desk(data_dir, actor, allow_unsafe=allow_unsafe_folder)


@wardenlog.command("check-returns")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.pass_context
def check_returns(context: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window that checks returns that councils sent; it needs no record.

    FILES are workbooks or folders of them. Without a window: wardenlog return verify FILES.
    """
    context.exit(context.meta[_CHECKS](files))


wardenlog.add_command(imports.import_group)
wardenlog.add_command(imports.export_group)
wardenlog.add_command(returns.return_group)
for _command in (
    record.demo,
    record.check,
    record.verify,
    record.rebuild,
    record.undo,
    record.history,
    backups.backup,
    backups.backups,
    backups.restore,
):
    wardenlog.add_command(_command)


def run(windows: Windows) -> NoReturn:
    """Run the command that was typed and exit: 0 done, 1 problems found, 2 wrongly used."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an office console may lack “ or £
    try:
        wardenlog(obj=windows)
    except (UserError, MachineError) as error:
        if "--json" in sys.argv:
            print_json({"error": {"code": error.code, "message": error.message}})
        else:
            click.echo(f"wardenlog: {error.message}", err=True)
    except BrokenPipeError:  # the reader of our output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(PROBLEMS)
