"""What every command shares: the record, the actor, and how to say how far a job has come."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wardenlog.services.record import open_record

if TYPE_CHECKING:
    from wardenlog.store import Store

Report = Callable[[str, int, int], None]
"""Says which step a job is in, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command works, and in whose name."""

    data_dir: Path | None
    actor: str
    allow_unsafe: bool = False

    def open(self, *, create: bool = False) -> "Store":
        """Open the record; MachineError where there is none and `create` is not given."""
        return open_record(self.data_dir, create=create, allow_unsafe=self.allow_unsafe)

    def open_to_read(self) -> "Store":
        """Open the record without changing anything; MachineError where there is none."""
        return open_record(
            self.data_dir, create=False, read_only=True, allow_unsafe=self.allow_unsafe
        )


pass_desk = click.make_pass_decorator(Desk)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def print_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print data as JSON for a program to read."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


@contextmanager
def progress() -> Iterator[Report]:
    """Show how far a job has come, on standard error where that is a terminal; else nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bars:
        tasks: dict[str, Any] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report
