"""The content fingerprint of a workbook, and the short receipt code that people compare.

SHA-256 over the tables' values (return-workbook.md, "Identity"): it does not change when another
program saves the file again or somebody sorts a table, and it changes with any figure. Formula
cells, the cells that show the fingerprint itself, and tables to be filled in are left out.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from wardenlog.files.cells import moment_serial
from wardenlog.returns.workbook.layout import Seal

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""

FORMULA: Final = "="
LEFT_OUT: Final = "~"

SEAL_LENGTHS: Final = {Seal.RECEIPT_CODE: 14, Seal.FINGERPRINT: 64}
"""Characters each seal will take."""

_SEPARATOR: Final = "\x1f"
_DATA_CHARACTERS: Final = 11
_GROUP: Final = 4
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_MISTYPED: Final = str.maketrans("OIL", "011")


class TableDigest:
    """The fingerprint of one table, fed a row of tokens at a time, in any order of rows."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        """Start with the name and headings, which are part of the contract."""
        self.name: Final = name
        self._headings: Final = _SEPARATOR.join([name, *map(text_token, headings)])
        self._rows: Final[list[bytes]] = []

    def add(self, tokens: Iterable[str]) -> None:
        """Take one row, a token for each cell."""
        self._rows.append(hashlib.sha256(_SEPARATOR.join(tokens).encode()).digest())

    def digest(self) -> bytes:
        """Return 32 bytes that depend on every row added and not on their order."""
        return hashlib.sha256(self._headings.encode() + b"".join(sorted(self._rows))).digest()


def combine(digests: Iterable[TableDigest]) -> str:
    """Return the fingerprint of a whole book, 64 hexadecimal digits; order does not matter."""
    tables = sorted(digests, key=lambda table: table.name)
    return hashlib.sha256(b"".join(table.digest() for table in tables)).hexdigest()


def fingerprint(
    tables: Mapping[str, tuple[Sequence[str], Iterable[Iterable[str]]]],
) -> str:
    """Return the fingerprint of tables given as name: (headings, rows of tokens)."""
    digests = []
    for name, (headings, rows) in tables.items():
        digest = TableDigest(name, headings)
        for row in rows:
            digest.add(row)
        digests.append(digest)
    return combine(digests)


def text_token(text: str) -> str:
    """Return a text without what programs change when they save: white space and `_x0041_`."""
    while _ESCAPE.search(text):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return "s" + " ".join(text.split())


def number_token(value: float | Decimal) -> str:
    """Return a number, to the 12 digits that every program keeps; 12, 12.0 and 12.00 are one."""
    return f"n{float(value) + 0.0:.12g}"  # + 0.0 turns -0.0 into 0.0


def value_token(value: object) -> str:
    """Return the token of a value as read back from a workbook: dates and booleans are numbers."""
    if isinstance(value, str):
        return text_token(value)
    if isinstance(value, datetime):
        return number_token(moment_serial(value))
    if isinstance(value, date):  # also one that no return would hold
        return number_token(moment_serial(datetime.combine(value, time())))
    if isinstance(value, int | float | Decimal):
        return number_token(value)
    raise TypeError(f"no cell holds a {type(value).__name__}")


def receipt_code(fingerprint_text: str) -> str:
    """Return 12 characters in three groups, `7K2M-9QXT-4B1C`; the last one checks the others."""
    number = int(fingerprint_text, 16) >> (256 - 5 * _DATA_CHARACTERS)
    data = "".join(
        ALPHABET[number >> (5 * place) & 31] for place in reversed(range(_DATA_CHARACTERS))
    )
    return _grouped(data + _check_character(data))


def tidy_receipt_code(typed: str) -> str | None:
    """Return a code as typed by a person in its proper form, or None if it is mistyped."""
    kept = "".join(c for c in typed.upper().translate(_MISTYPED) if c in ALPHABET)
    if len(kept) != _DATA_CHARACTERS + 1 or _check_character(kept[:-1]) != kept[-1]:
        return None
    return _grouped(kept)


def _grouped(characters: str) -> str:
    return "-".join(characters[at : at + _GROUP] for at in range(0, len(characters), _GROUP))


def _check_character(data: str) -> str:
    """Return the Luhn mod 32 character, which betrays any one wrong character."""
    total = 0
    for place, character in enumerate(reversed(data)):
        product = ALPHABET.index(character) * (2 - place % 2)
        total += product // 32 + product % 32
    return ALPHABET[-total % 32]
