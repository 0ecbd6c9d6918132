"""Writes the rows of one sheet as XML, a row at a time, whatever the length of the table.

openpyxl frames the sheet (`sheets`), `finish` puts these rows into it. Each cell is cleaned, given
its place among the shared strings and its style, and its token goes into the fingerprint.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO, Final

from openpyxl.utils import get_column_letter

from wardenlog.errors import UserError
from wardenlog.files.cells import CellError, date_serial, escape_xml, number_text
from wardenlog.returns.workbook import fingerprint, heights, widths
from wardenlog.returns.workbook.fingerprint import SEAL_LENGTHS, TableDigest, number_token
from wardenlog.returns.workbook.formulas import FormulaRules
from wardenlog.returns.workbook.layout import (
    SHORTHAND,
    As,
    Cell,
    Column,
    Formula,
    Kind,
    Link,
    Seal,
    Sheet,
)
from wardenlog.returns.workbook.pages import PAGE_WIDTH, across
from wardenlog.returns.workbook.strings import SharedStrings, SharedText
from wardenlog.returns.workbook.styles import StyleBook

SAMPLE: Final = 500
"""Rows from which column widths are taken."""

LONG_TABLE: Final = 40
"""Rows above which headings freeze and a filter helps (return-workbook.md, "Look")."""

MAX_ROWS: Final = 1_048_576
_CHUNK: Final = 500

_NUMBERS: Final = frozenset[type]({int, float, Decimal})
_TYPES: Final[dict[Kind, frozenset[type]]] = {
    "text": frozenset(),
    "count": frozenset({int}),
    "minutes": frozenset({int}),
    "hours": _NUMBERS,
    "number": _NUMBERS,
    "money": _NUMBERS,
    "rate": _NUMBERS,
    "percent": _NUMBERS,
    "date": frozenset({date}),
    "moment": frozenset({datetime}),
    "link": frozenset(),
}
"""The exact types of values beside text; text in other kinds of column is shorthand."""

_WORDS: Final = frozenset[Kind]({"text", "link"})


@dataclass(slots=True)
class Rows:
    """What the frame of a sheet must know about its rows, once they are written."""

    start: int
    """Where the rows begin in the spool, in bytes; `end` likewise."""
    end: int
    header_row: int
    last_row: int
    widths: list[float]
    height: float = 0.0
    """Points from the title to the last row."""
    links: list[tuple[str, Link]] = field(default_factory=list)
    """Cell and link."""
    kept: dict[str, list[Cell]] = field(default_factory=dict)
    """Values of the columns that charts draw, by heading."""


class RowWriter:
    """Writes sheets one after the other into a spool file, sharing strings, styles and rules."""

    def __init__(self, spool: BinaryIO, styles: StyleBook, rules: FormulaRules) -> None:
        """Take what the sheets of one book have in common."""
        self.strings: Final = SharedStrings()
        self._spool: Final = spool
        self._styles: Final = styles
        self._rules: Final = rules

    def write(self, sheet: Sheet, digest: TableDigest | None) -> Rows:
        """Write title, subtitle, notes, headings and table; add its rows to the digest if sealed.

        Raises UserError for a value from the records that no cell can hold, naming its place;
        TypeError or ValueError for a table that breaks its own description.
        """
        columns = sheet.table.columns
        body = iter(sheet.table.rows)
        sample = list(islice(body, SAMPLE))
        column_widths = widths.column_widths(columns, sample, keys=sheet.table.keys)
        start = self._spool.tell()
        header_row, height = self._write_top(sheet, column_widths)
        rows = Rows(start, start, header_row, header_row, column_widths, height)
        charted = {chart.categories for chart in sheet.charts}
        charted.update(heading for chart in sheet.charts for heading in chart.values)
        rows.kept = {heading: [] for heading in charted}
        body_writer = _BodyWriter(self.strings, self._styles, self._rules, sheet, rows)
        for chunk in _chunks(body_writer.lines(chain(sample, body), digest)):
            self._spool.write(chunk)
        if rows.last_row == header_row:
            raise ValueError(f"table {sheet.table.name} has no rows; leave the sheet out")
        rows.end = self._spool.tell()
        return rows

    def _write_top(self, sheet: Sheet, column_widths: Sequence[float]) -> tuple[int, float]:
        """Return the row of the headings, and the points from the title to them."""
        width = across(column_widths, sheet.table.keys).first_width
        lines = [
            (sheet.title, self._styles.title, heights.TITLE),
            (sheet.subtitle, self._styles.subtitle, heights.SUBTITLE),
        ]
        wrap_at = int(width) if sheet.charts else max(int(width), PAGE_WIDTH)
        for note in sheet.notes:
            lines += [(line, self._styles.note, heights.LINE) for line in _wrapped(note, wrap_at)]
        out = []
        for row, (text, style, height) in enumerate(lines, start=1):
            shared = self._place(text, sheet, "above the table")
            out.append(_row(row, [_text_cell(f"A{row}", style, shared.place)], height))
        header_row = len(lines) + 1
        cells, tallest = [], 1
        for number, column in enumerate(sheet.table.columns, start=1):
            shared = self._place(column.heading, sheet, "in the headings")
            place = f"{get_column_letter(number)}{header_row}"
            cells.append(
                _text_cell(
                    place, self._styles.heading(column.kind, first=number == 1), shared.place
                )
            )
            room = column_widths[number - 1] - widths.AIR
            tallest = max(tallest, heights.lines_needed(column.heading, room, bold=True))
        headings = heights.row_height(tallest)
        out.append(_row(header_row, cells, headings))
        self._spool.write("".join(out).encode())
        return header_row, headings + sum(height for *_, height in lines)

    def _place(self, text: str, sheet: Sheet, where: str) -> SharedText:
        try:
            return self.strings.share(text)
        except CellError as error:
            problem = f"Sheet {sheet.name}, {where}: {error}"
            raise UserError(problem, code=error.code) from error


class _BodyWriter:
    """Writes the body of one table."""

    def __init__(
        self,
        strings: SharedStrings,
        styles: StyleBook,
        rules: FormulaRules,
        sheet: Sheet,
        rows: Rows,
    ) -> None:
        self._strings: Final = strings
        self._styles: Final = styles
        self._rules: Final = rules
        self._sheet: Final = sheet
        self._rows: Final = rows
        self._columns: Final = [
            _ColumnInk(column, get_column_letter(number), width, styles)
            for number, (column, width) in enumerate(
                zip(sheet.table.columns, rows.widths, strict=True), start=1
            )
        ]
        self._strong: Final = frozenset(sheet.table.strong)
        self._bold = False
        self._tallest = 1

    def lines(self, body: Iterable[Sequence[Cell]], digest: TableDigest | None) -> Iterator[str]:
        """Yield a `<row>` for each row of the table."""
        columns, kept = self._columns, self._rows.kept
        ink: _ColumnInk | None = None
        try:
            for values in body:
                self._rows.last_row += 1
                row = self._rows.last_row
                _refuse_beyond_last(row)
                cells, tokens = [], []
                self._tallest = 1
                self._bold = bool(self._strong) and values[0] in self._strong
                for ink, value in zip(columns, values, strict=True):
                    cell, token = self._cell(ink, f"{ink.letter}{row}", value)
                    cells.append(cell)
                    tokens.append(token)
                    if ink.heading in kept:
                        kept[ink.heading].append(value)
                if digest is not None:
                    digest.add(tokens)
                height = heights.row_height(self._tallest)
                self._rows.height += height
                yield _row(row, cells, height)
        except CellError as error:
            raise UserError(f"{self._where(ink)}: {error}", code=error.code) from error
        except (TypeError, ValueError) as error:
            error.add_note(self._where(ink))
            raise

    def _where(self, ink: "_ColumnInk | None") -> str:
        heading = f", column {ink.heading}" if ink is not None else ""
        return f"Sheet {self._sheet.name}, row {self._rows.last_row}{heading}"

    def _cell(self, ink: "_ColumnInk", place: str, value: Cell) -> tuple[str, str]:
        """Return the XML of one cell and its token."""
        if isinstance(value, str):
            return self._text(ink, ink.kind, place, value)
        if type(value) in ink.types:
            return _number(place, self._style(ink), value)
        if isinstance(value, Formula):
            return self._formula(ink, place, self._style(ink), value)
        return self._rarer_cell(ink, place, value)

    def _rarer_cell(self, ink: "_ColumnInk", place: str, value: Cell) -> tuple[str, str]:
        if isinstance(value, bool):
            return self._text(ink, ink.kind, place, "Yes" if value else "No")
        if isinstance(value, As):
            return self._shown_as(ink, place, value)
        if isinstance(value, Link):
            self._rows.links.append((place, value))
            return self._text(ink, "link", place, value.text)
        if isinstance(value, Seal):
            self._make_room(ink, "x" * SEAL_LENGTHS[value])
            place_of_text = self._strings.reserve(value)
            return _text_cell(place, self._style(ink), place_of_text), fingerprint.LEFT_OUT
        raise TypeError(f"a {ink.kind} column cannot hold {value!r}")

    def _style(self, ink: "_ColumnInk") -> int:
        return ink.strong if self._bold else ink.style

    def _text(self, ink: "_ColumnInk", kind: Kind, place: str, value: str) -> tuple[str, str]:
        if kind not in _WORDS and value not in SHORTHAND:
            raise TypeError(f"a {kind} column holds no text but shorthand, not {value!r}")
        self._make_room(ink, value)
        shared = self._strings.share(value)
        style = self._styles.cell(
            ink.kind, kind, first=ink.first, quoted=shared.quoted, bold=self._bold
        )
        return _text_cell(place, style, shared.place), shared.token

    def _shown_as(self, ink: "_ColumnInk", place: str, value: As) -> tuple[str, str]:
        style = self._styles.cell(ink.kind, value.kind, first=ink.first, bold=self._bold)
        if isinstance(value.value, str):
            return self._text(ink, value.kind, place, value.value)
        if isinstance(value.value, Formula):
            return self._formula(ink, place, style, value.value)
        if type(value.value) in _TYPES[value.kind]:
            return _number(place, style, value.value)
        raise TypeError(f"{value.value!r} cannot be shown as {value.kind}")

    def _make_room(self, ink: "_ColumnInk", text: str) -> None:
        if len(text) > ink.room / 2 or "\n" in text or "\r" in text:
            needed = heights.lines_needed(text, ink.room, bold=self._bold)
            self._tallest = max(self._tallest, needed)

    def _formula(
        self, ink: "_ColumnInk", place: str, style: int, formula: Formula
    ) -> tuple[str, str]:
        self._rules.check(formula.text)
        value = formula.value
        if isinstance(value, str):
            if not value.strip():
                raise ValueError(f"the formula {formula.text} shows a blank")
            self._make_room(ink, value)
            kind, cached = ' t="str"', escape_xml(value)
        else:
            kind, cached = "", number_text(value)
        text = escape_xml(formula.text)
        cell = f'<c r="{place}" s="{style}"{kind}><f>{text}</f><v>{cached}</v></c>'
        return cell, fingerprint.FORMULA


class _ColumnInk:
    """What every cell of one column has in common."""

    __slots__ = ("first", "heading", "kind", "letter", "room", "strong", "style", "types")

    def __init__(self, column: Column, letter: str, width: float, styles: StyleBook) -> None:
        self.first: Final = letter == "A"
        self.heading: Final = column.heading
        self.kind: Final = column.kind
        self.letter: Final = letter
        self.room: Final = width - (1.0 if self.first else 2.0)
        self.style: Final = styles.cell(column.kind, column.kind, first=self.first)
        self.strong: Final = styles.cell(column.kind, column.kind, first=self.first, bold=True)
        self.types: Final = _TYPES[column.kind]


def _refuse_beyond_last(row: int) -> None:
    if row > MAX_ROWS:
        raise CellError("a sheet holds no more rows. Choose a shorter period.", "too_many_rows")


def _number(place: str, style: int, value: object) -> tuple[str, str]:
    number: Decimal | float
    if isinstance(value, date):
        number = date_serial(value)
    elif isinstance(value, int | float | Decimal):
        number = value
    else:
        raise TypeError(f"not a number: {value!r}")
    return f'<c r="{place}" s="{style}"><v>{number_text(number)}</v></c>', number_token(number)


def _text_cell(place: str, style: int, index: int) -> str:
    return f'<c r="{place}" s="{style}" t="s"><v>{index}</v></c>'


def _row(number: int, cells: Iterable[str], height: float) -> str:
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _chunks(lines: Iterator[str]) -> Iterator[bytes]:
    while chunk := "".join(islice(lines, _CHUNK)):
        yield chunk.encode()


def _wrapped(note: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(note, width) or [note]
