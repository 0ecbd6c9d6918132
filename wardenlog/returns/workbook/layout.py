"""What a workbook is made of: plain descriptions of sheets, written out by `build.write_book`.

A sheet holds one table, starting in column A under a title (return-workbook.md, "Sheets and
tables"). Descriptions know nothing of files or of any spreadsheet library.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Literal

Kind = Literal[
    "text",
    "count",
    "minutes",
    "hours",
    "number",
    "money",
    "rate",
    "percent",
    "date",
    "moment",
    "link",
]
"""`rate` is money with all its decimals, such as £31.255."""

SHORTHAND = frozenset({"[x]", "[z]", "[c]", "[low]"})
"""Not available, not applicable, confidential, low: text that stands where a figure would."""


class Seal(Enum):
    """A cell the engine fills once every other cell is known, and leaves out of the fingerprint."""

    RECEIPT_CODE = "receipt code"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in English without its `=`, and its value as computed by us."""

    text: str
    value: int | float | Decimal | str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to cell A1 of another sheet of the same book."""

    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class As:
    """A value shown in another kind than its column's, as in a table of mixed facts."""

    value: "Plain | Formula"
    kind: Kind


Plain = str | int | float | Decimal | bool | date | datetime
"""Booleans are shown as Yes and No, aware datetimes as UK local time; no cell is None or blank."""

Cell = Plain | Formula | Link | As | Seal


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading is part of the contract; `width` in characters, 6 to 100."""

    heading: str
    kind: Kind = "text"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One Excel table. `rows` is read once, so it may be a generator of any length.

    `keys` is the number of leading columns repeated on the second page of a table of more than
    12 columns; `sealed=False` leaves the table out of the fingerprint, as people fill it in later.
    Rows whose first cell is one of `strong` are bold.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    keys: int = 1
    sealed: bool = True
    strong: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one or more value columns by one column of categories, both given by heading.

    `bar` lies, `column` stands; `alt_text` gives the figures to those who cannot see the chart.
    """

    title: str
    categories: str
    values: Sequence[str]
    alt_text: str
    axis_title: str
    kind: Literal["bar", "column"] = "bar"


@dataclass(frozen=True, slots=True)
class Validation:
    """A drop-down of at most 255 characters in all for one column of the table."""

    heading: str
    choices: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: title in A1, subtitle, notes a line each, then the table and nothing below it.

    `one_page` prints the whole sheet on a single page.
    """

    name: str
    title: str
    subtitle: str
    table: Table
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    validations: Sequence[Validation] = ()
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook; every date in the file is `produced_at`.

    `custom` are its custom properties, to which `wardenlog.fingerprint` is added; `machine_copy`
    yields an XML document with the same figures for programs, see `machine.machine_copy`.
    """

    sheets: Sequence[Sheet]
    title: str
    author: str
    subject: str
    produced_at: datetime
    custom: Mapping[str, str] = field(default_factory=dict)
    machine_copy: Callable[[], Iterator[bytes]] | None = None
