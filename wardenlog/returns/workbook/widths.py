"""Column widths that show the content and let the table print on A4 landscape at 75 % or more."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from wardenlog.returns.workbook.fingerprint import SEAL_LENGTHS
from wardenlog.returns.workbook.layout import As, Cell, Column, Formula, Kind, Link, Seal
from wardenlog.returns.workbook.letters import text_width

PAGE_WIDTH: Final = 114
"""Characters of Arial 12 across A4 landscape with half-inch margins, at 100 %."""

MIN_SCALE: Final = 75
"""Percent; nothing prints smaller."""

ONE_PAGE: Final = PAGE_WIDTH * 100 // MIN_SCALE
"""Characters across one page at the smallest scale."""

MIN_WIDTH: Final = 6
MAX_WIDTH: Final = 100
TEXT_WIDTH: Final = 60
"""Text wider than this is wrapped."""

BOLD: Final = 1.15
"""How much wider headings run than figures, per character."""

HEADING_AIR: Final = 2.5
"""Space between a heading and the next, however they are aligned."""

_DATE_WIDTH: Final = 13
_MOMENT_WIDTH: Final = 19
_EXTRA: Final[dict[Kind, int]] = {"count": 4, "minutes": 4, "hours": 4, "money": 5, "rate": 7}
"""Room for commas, a pound sign and a little air."""


def column_widths(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, budget: int
) -> list[float]:
    """Return a width for each column from its heading and these rows, in characters.

    Where the sum is over the budget the widest text columns give way, down to their longest word.
    """
    natural: list[float] = [_heading_width(column.heading) for column in columns]
    least = list(natural)
    for row in rows:
        for place, (column, value) in enumerate(zip(columns, row, strict=False)):
            wide, word = _cell_width(column.kind, value)
            natural[place] = max(natural[place], wide)
            least[place] = max(least[place], word)
    for place, column in enumerate(columns):
        if column.width is not None:
            natural[place] = least[place] = column.width
        natural[place] = min(max(natural[place], MIN_WIDTH), MAX_WIDTH)
        least[place] = min(max(least[place], MIN_WIDTH), natural[place])
    return _squeezed(natural, least, budget)


def _squeezed(natural: list[float], least: list[float], budget: int) -> list[float]:
    widths = list(natural)
    while sum(widths) > budget:
        shrinkable = [place for place, width in enumerate(widths) if width > least[place]]
        if not shrinkable:
            break
        widest = max(shrinkable, key=lambda place: widths[place])
        widths[widest] = max(least[widest], widths[widest] - 1)
    return widths


def _heading_width(heading: str) -> float:
    return max(len(word) for word in re.split(r"[\s-]", heading)) * BOLD + 3


def _cell_width(kind: Kind, value: Cell | None) -> tuple[float, float]:
    """Return the width that shows the value whole, and the least that breaks no word."""
    if value is None:  # refused, with its place, where the row is written
        return 0, 0
    if isinstance(value, As):
        return _cell_width(value.kind, value.value)
    if isinstance(value, Formula):
        return _cell_width(kind, value.value)
    if isinstance(value, Seal):
        value = "x" * SEAL_LENGTHS[value]
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, bool):
        value = "Yes"
    if isinstance(value, str):
        longest = max((len(line) for line in value.splitlines()), default=0)
        word = max((max(len(part), text_width(part)) for part in value.split()), default=0)
        return min(max(longest, word) + 2, TEXT_WIDTH), min(word + 2, 30)
    if isinstance(value, date):
        wide = _MOMENT_WIDTH if isinstance(value, datetime) else _DATE_WIDTH
    else:
        wide = len(str(value) if isinstance(value, int) else f"{value:.2f}") + _EXTRA.get(kind, 2)
    return wide, wide
