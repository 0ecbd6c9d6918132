"""Row heights for wrapped text, as not every program works them out when it opens a file."""

import math
import re
from typing import Final

from wardenlog.returns.workbook.letters import text_width

LINE: Final = 15.0
"""Points for a line of Arial 12."""

TITLE: Final = 24.0
SUBTITLE: Final = 20.25
"""Points for titles of 16 and subtitles of 14, with a little air below."""

MAX_HEIGHT: Final = 409.0
"""Excel's limit."""

_PIECES: Final = re.compile(r"[^\s-]+-?|-")
"""What a line is never broken within: a word, or its part up to a hyphen."""


def lines_needed(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines the text takes in a column so many figures wide."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return sum(_wrapped(line, max(1.0, width), bold=bold) for line in lines)


def _wrapped(line: str, width: float, *, bold: bool) -> int:
    """Count the lines one paragraph takes; a word wider than the column is cut."""
    if text_width(line, bold=bold) <= width:
        return 1
    needed, used, end = 1, 0.0, 0
    for piece in _PIECES.finditer(line):
        gap = text_width(line[end : piece.start()], bold=bold) if used else 0.0
        wide = text_width(piece[0], bold=bold)
        if used and used + gap + wide > width:
            needed, used, gap = needed + 1, 0.0, 0.0
        if wide > width:
            more = math.ceil(wide / width) - 1
            needed, wide = needed + more, wide - more * width
        used += gap + wide
        end = piece.end()
    return needed


def row_height(lines: int) -> float:
    """Return the height in points of a row of so many lines."""
    return min(lines * LINE, MAX_HEIGHT)
