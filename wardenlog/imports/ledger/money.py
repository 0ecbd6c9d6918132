"""Reads the amounts of a ledger's cells: pounds with pence, a credit marked in any usual way."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from wardenlog.imports.book import Cell, FormulaError
from wardenlog.imports.standard_log.kinds import plain
from wardenlog.imports.standard_log.problems import CellError, echo

PENNY: Final = Decimal("0.01")
MOST: Final = Decimal(100_000_000)
"""Pounds; no amount of a warden grant comes near it."""

_NOISE: Final = Decimal("0.000001")
"""What a spreadsheet's arithmetic may leave behind an amount in pence."""
_WRITTEN: Final = re.compile(
    r"(?P<open>\()?(?P<minus>[-−–])?£?(?P<inner>[-−–])?(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"(?P<close>\))?(?P<after>[-−–])?(?P<side>cr|dr)?",
    re.IGNORECASE,
)
_NOTHING: Final = frozenset({"-", "–", "nil", "none", "£-", "-£"})


def read_money(cell: Cell) -> Decimal:
    """Return pounds: `1,234.50`, `£20`, and a credit as `-20`, `(20.00)`, `20.00-` or `20 CR`.

    CellError where the cell is no amount, has parts of a penny, or is beyond £100 million.
    """
    if isinstance(cell, FormulaError):
        raise CellError(
            f"The formula failed and shows {echo(cell.shown)}.",
            "Correct the formula, or type the amount.",
        )
    if isinstance(cell, bool | date | time | timedelta):
        raise _no_amount(cell)
    pounds = _of_number(cell) if isinstance(cell, float | int) else _of_text(cell)
    pence = pounds.quantize(PENNY)
    if abs(pence - pounds) > _NOISE:
        raise CellError(
            f"“{echo(plain(cell))}” has parts of a penny.", "Round it to pounds and pence."
        )
    if abs(pence) > MOST:
        raise CellError(f"“{echo(plain(cell))}” is too large.", "Check the amount.")
    return pence


def is_money(cell: Cell) -> bool:
    """Say whether a cell can be read as an amount."""
    try:
        read_money(cell)
    except CellError:
        return False
    return True


def _of_number(cell: float) -> Decimal:
    pounds = Decimal(repr(cell))
    if not pounds.is_finite():
        raise _no_amount(cell)
    if abs(pounds) > MOST:
        raise CellError(f"“{echo(plain(cell))}” is too large.", "Check the amount.")
    return pounds


def _of_text(cell: Cell) -> Decimal:
    text = re.sub(r"[\s,\u00a0]", "", plain(cell)).removeprefix("GBP")
    if text.casefold() in _NOTHING:
        return Decimal("0.00")
    found = _WRITTEN.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]) or len(found["number"]) > 15:  # noqa: PLR2004
        raise _no_amount(cell)
    signs = sum(bool(found[part]) for part in ("open", "minus", "inner", "after"))
    is_credit = (found["side"] or "").casefold() == "cr"
    if signs + is_credit > 1:
        raise _no_amount(cell)
    pounds = Decimal(found["number"])
    return -pounds if signs or is_credit else pounds


def _no_amount(cell: Cell) -> CellError:
    return CellError(
        f"“{echo(plain(cell))}” is not an amount in pounds.",
        "Write it like 1234.50, and a credit like -20.00.",
    )
