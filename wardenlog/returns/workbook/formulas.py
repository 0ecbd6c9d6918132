"""Which formulas a workbook may hold: a short list of functions, and tables of the same book.

return-workbook.md, "Values and formulas": nothing volatile, nothing from outside, structured
references or short ranges, so that a reviewer can trace a figure in any spreadsheet program.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

_FUNCTIONS: Final = (
    "ABS AND AVERAGE COUNT COUNTA COUNTIF COUNTIFS IF IFERROR INDEX INT ISNUMBER MATCH MAX MEDIAN"
    " MIN MOD NOT OR ROUND SUM SUMIF SUMIFS SUMPRODUCT"
)
ALLOWED: Final = frozenset(_FUNCTIONS.split())

MAX_LENGTH: Final = 8_192

_REFERENCE: Final = re.compile(
    r"(?P<table>[A-Za-z_]\w*)\[(?:\[#This Row\],)?\[?(?P<column>[^\[\]#@']+)\]?\]"
    r"|(?:(?P<sheet>[A-Za-z_]\w*|'[^'\[\]]+')!)?\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
)


def this_row(table: str, heading: str) -> str:
    """Return the reference to a column's cell in the formula's own row."""
    return f"{table}[[#This Row],[{heading}]]"


def whole_column(table: str, heading: str) -> str:
    """Return the reference to all rows of a column."""
    return f"{table}[{heading}]"


class FormulaRules:
    """Checks formulas against the tables and sheets of one book; each text is checked once."""

    def __init__(self, headings: Mapping[str, Sequence[str]], sheets: Sequence[str]) -> None:
        """Take the headings of every table by name, and the names of the sheets."""
        self._headings: Final = headings
        self._sheets: Final = frozenset(sheets)
        self._passed: Final[set[str]] = set()

    def check(self, text: str) -> None:
        """Raise ValueError for a formula that must not be in the book, saying what is wrong."""
        if text in self._passed:
            return
        from openpyxl.formula import Tokenizer
        from openpyxl.formula.tokenizer import Token, TokenizerError

        if text.startswith("=") or len(text) > MAX_LENGTH:
            raise ValueError(f"a formula starts without = and is not over {MAX_LENGTH}: {text!r}")
        try:
            tokens = Tokenizer(f"={text}").items
        except TokenizerError as error:
            raise ValueError(f"not a formula: {text!r}") from error
        for token in tokens:
            if token.type == Token.FUNC and token.subtype == Token.OPEN:
                if token.value.removesuffix("(").upper() not in ALLOWED:
                    raise ValueError(f"the function {token.value}) is not allowed in {text!r}")
            elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
                self._check_reference(token.value, text)
            elif token.type == Token.OPERAND and token.subtype == Token.ERROR:
                raise ValueError(f"an error value in {text!r}")
        self._passed.add(text)

    def _check_reference(self, reference: str, text: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise ValueError(f"the reference {reference} is not allowed in {text!r}")
        table, column, sheet = match["table"], match["column"], match["sheet"]
        if table is not None and column not in self._headings.get(table, ()):
            raise ValueError(f"no table of this book has {reference}, used in {text!r}")
        if sheet is not None and sheet.strip("'") not in self._sheets:
            raise ValueError(f"no sheet of this book is called {sheet}, used in {text!r}")
