"""Row heights for wrapped text, as not every program works them out when it opens a file."""

import textwrap
from typing import Final

LINE: Final = 15.75
"""Points for a line of Arial 12."""

TITLE: Final = 24.0
SUBTITLE: Final = 20.25
"""Points for titles of 16 and subtitles of 14, with a little air below."""

MAX_HEIGHT: Final = 409.0
"""Excel's limit."""


def lines_needed(text: str, width: float) -> int:
    """Return how many lines the text takes in a column so many characters wide.

    Errs on the side of one more: letters are taken to be as wide as figures.
    """
    room = max(1, int(width))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return sum(max(1, len(textwrap.wrap(line, room))) for line in lines)


def row_height(lines: int) -> float:
    """Return the height in points of a row of so many lines."""
    return min(lines * LINE, MAX_HEIGHT)
