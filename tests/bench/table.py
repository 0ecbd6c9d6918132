"""Shows the measured lines in the terminal, and keeps them in docs/benchmarks.md."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.bench.job import Line
from tests.bench.machine import machine

Measured = Sequence[tuple[str, Sequence[Line]]]
"""Lines by the code of their job."""

_PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
_LAST_LINE_ABOVE: Final = "The bench writes the tables below this line.\n"
_WIDTH_OF_A_LOG: Final = 180
_HEADINGS: Final = ("", "job", "takes", "against", "takes", "reached", "to reach", "", "note")


def show(measured: Measured) -> None:
    """Print the table."""
    table = Table(*_HEADINGS, caption=machine(), caption_justify="left")
    for row in _rows(measured):
        table.add_row(*row)
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_LOG
    console.print(table)


def keep(measured: Measured) -> None:
    """Write the table into the page, in place of the one that was there."""
    above, mark, _ = _PAGE.read_text(encoding="utf-8").partition(_LAST_LINE_ABOVE)
    rows = [_HEADINGS, ("---",) * len(_HEADINGS), *_rows(measured)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join([f"Machine: {machine()}.", "", *lines, ""])
    _PAGE.write_text(f"{above}{mark}\n{text}", encoding="utf-8", newline="\n")


def _rows(measured: Measured) -> list[tuple[str, ...]]:
    return [
        (
            code,
            line.job,
            line.took,
            line.against,
            line.other_took,
            line.reached,
            line.reach,
            "met" if line.met else "missed",
            line.note,
        )
        for code, lines in measured
        for line in lines
    ]
