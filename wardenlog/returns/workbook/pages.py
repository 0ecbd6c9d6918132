"""How a table lies on printed pages: one page wide, or two with its key columns on both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MAX_COLUMNS_ONE_PAGE: Final = 12
MARGIN: Final = 0.3
"""Inches on every side."""

PAGE_WIDTH: Final = 117
"""Characters of Arial 12 across A4 landscape with these margins, at 100 %."""

PAGE_HEIGHT: Final = 545.0
"""Points down the same page."""

MIN_SCALE: Final = 75
"""Percent; nothing prints smaller."""

ONE_PAGE: Final = PAGE_WIDTH * 100 // MIN_SCALE
"""Characters across one page at the smallest scale."""


@dataclass(frozen=True, slots=True)
class Across:
    """A table's pages across: how many columns the first holds, and widths in characters."""

    first_page: int
    first_width: float
    widest: float


def across(widths: Sequence[float], keys: int) -> Across:
    """Return how columns of these widths are shared out; a table of up to 12 keeps one page.

    The second page repeats the key columns, and the two are as equal as columns allow.
    """
    columns = len(widths)
    if columns <= MAX_COLUMNS_ONE_PAGE:
        return Across(columns, sum(widths), sum(widths))
    repeated = sum(widths[:keys])
    return min(
        (
            Across(first, left, max(left, repeated + sum(widths[first:])))
            for first in range(keys + 1, columns)
            for left in (sum(widths[:first]),)
        ),
        key=lambda each: each.widest,
    )


def scale(widest: float) -> int:
    """Return the percentage at which so many characters fit across a page, 75 to 100."""
    return max(MIN_SCALE, min(100, int(PAGE_WIDTH * 100 / widest)))


def fits_one_page(widest: float, height: float) -> bool:
    """Return whether so many characters and points fit one page at 75 % or more."""
    return widest <= ONE_PAGE and height * MIN_SCALE <= PAGE_HEIGHT * 100
