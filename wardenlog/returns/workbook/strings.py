"""The shared strings of a workbook: each text stored once, in the order of first use."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from wardenlog.files.cells import clean_text, escape_xml, looks_executable
from wardenlog.returns.workbook.fingerprint import text_token
from wardenlog.returns.workbook.layout import Seal

_REMEMBERED: Final = 8192
"""Texts that are likely to come again soon: hotspots, months, measures."""


class SharedText(NamedTuple):
    """A text as the rows need it: its place, its fingerprint token, whether it needs quoting."""

    place: int
    token: str
    quoted: bool


class SharedStrings:
    """Collects the texts of a book; those of seals are known only when all rows are written."""

    def __init__(self) -> None:
        """Start empty."""
        self._places: Final[dict[str, int]] = {}
        self._texts: Final[list[str]] = []
        self._seals: Final[dict[Seal, int]] = {}

    def share(self, text: str) -> SharedText:
        """Clean the text and give it a place; raises CellError for one no cell can hold.

        Raises ValueError for a blank text: a table has no blank cells.
        """
        cleaned, token, quoted = _read(text)
        place = self._places.setdefault(text, len(self._texts))
        if place == len(self._texts):
            self._texts.append(text if cleaned == text else cleaned)
        return SharedText(place, token, quoted)

    def reserve(self, seal: Seal) -> int:
        """Return the place whose text `fill` gives later."""
        if seal not in self._seals:
            self._seals[seal] = len(self._texts)
            self._texts.append("")
        return self._seals[seal]

    def fill(self, seal: Seal, text: str) -> None:
        """Give a reserved place its text."""
        if seal in self._seals:
            self._texts[self._seals[seal]] = text

    def xml(self) -> Iterator[bytes]:
        """Yield the part `xl/sharedStrings.xml` a piece at a time."""
        yield (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            b' uniqueCount="%d">' % len(self._texts)
        )
        for start in range(0, len(self._texts), 1_000):
            yield "".join(map(_item, self._texts[start : start + 1_000])).encode()
        yield b"</sst>"


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[str, str, bool]:
    """Return a text cleaned, its token, and whether it needs quoting; errors as `share`."""
    cleaned = clean_text(text)
    if not cleaned.strip():
        raise ValueError("a blank cell; write a shorthand such as [x] or [z]")
    return cleaned, text_token(cleaned), looks_executable(text)


def _item(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<si><t{kept}>{escape_xml(text)}</t></si>"
