"""Column widths that show the content and let the table print on A4 landscape at 75 % or more."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from wardenlog.returns.workbook.fingerprint import SEAL_LENGTHS
from wardenlog.returns.workbook.layout import As, Cell, Column, Formula, Kind, Link, Seal
from wardenlog.returns.workbook.letters import text_width
from wardenlog.returns.workbook.pages import ONE_PAGE, across

MIN_WIDTH: Final = 6
MAX_WIDTH: Final = 100
TEXT_WIDTH: Final = 60
"""Text wider than this is wrapped."""

LONGEST_WORD: Final = 30
"""A word longer than this may be broken."""

AIR: Final = 2.5
"""What a column is wider than its longest figure or word: the indent, and a little air."""

INDENT: Final = 1.5
"""Characters that all columns but the first are set in."""

_WORDS: Final = re.compile(r"[^\s-]+-?")
"""What a heading is never broken within: a word, or its part up to a hyphen."""

_DATE: Final = "30 Nov 2025"
_MOMENT: Final = "30 Nov 2025 23:59"


def column_widths(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    keys: int = 1,
    page: int = ONE_PAGE,
) -> list[float]:
    """Return a width for each column from its heading and these rows, in characters.

    Where more than `page` characters would stand across a printed page, the widest text columns
    give way, down to their longest word; a second page across repeats `keys` columns.
    """
    natural: list[float] = [_heading_width(column.heading) for column in columns]
    least = list(natural)
    for row in rows:
        for place, (column, value) in enumerate(zip(columns, row, strict=False)):
            wide, word = _cell_width(column.kind, value)
            natural[place] = max(natural[place], wide)
            least[place] = max(least[place], word)
    natural[0] -= INDENT
    least[0] -= INDENT
    for place, column in enumerate(columns):
        if column.width is not None:
            natural[place] = least[place] = column.width
        natural[place] = min(max(natural[place], MIN_WIDTH), MAX_WIDTH)
        least[place] = min(max(least[place], MIN_WIDTH), natural[place])
    return _squeezed(natural, least, keys, page)


def _squeezed(natural: list[float], least: list[float], keys: int, page: int) -> list[float]:
    widths = list(natural)
    while across(widths, keys).widest > page:
        shrinkable = [place for place, width in enumerate(widths) if width > least[place]]
        if not shrinkable:
            break
        widest = max(shrinkable, key=lambda place: widths[place])
        widths[widest] = max(least[widest], widths[widest] - 1)
    return widths


def _heading_width(heading: str) -> float:
    return max(text_width(word, bold=True) for word in _WORDS.findall(heading)) + AIR


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
        return _text_width(value)
    wide = text_width(_shown(kind, value)) + AIR
    return wide, wide


@lru_cache(maxsize=4096)
def _text_width(text: str) -> tuple[float, float]:
    longest = max(map(text_width, text.splitlines()), default=0.0)
    word = max(map(text_width, text.split()), default=0.0)
    return min(longest + AIR, TEXT_WIDTH), min(word + AIR, LONGEST_WORD)


def _shown(kind: Kind, value: date | float | Decimal) -> str:
    """Return a figure about as its cell shows it."""
    if isinstance(value, date):
        return _MOMENT if isinstance(value, datetime) else _DATE
    if kind in {"money", "rate"}:
        return f"£{value:,.4f}" if kind == "rate" else f"£{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
