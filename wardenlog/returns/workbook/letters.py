"""How wide text runs in Arial, in figures' widths, which is what a column's width counts.

Arial and Liberation Sans, which stands in for it, have the same advance widths.
"""

from typing import Final

_FIGURE: Final = 556
"""Thousandths of the type size, the width of every figure."""

_REGULAR: Final = {
    191: "'",
    222: "ijl’",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    584: "+<=>~−×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_BOLD: Final = {
    238: "'",
    278: " ,./I\\ijl’",
    280: "|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    474: '"',
    500: "z“”",
    584: "+<=>^~−×",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
}
_WIDTHS: Final = {
    bold: {letter: wide / _FIGURE for wide, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
"""What is not here, such as é and £, is as wide as a figure."""


def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a text on one line, a figure being 1."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, 1.0) for letter in text)
