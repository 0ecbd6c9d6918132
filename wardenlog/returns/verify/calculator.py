"""Works a return's formulas out from the values in its tables, trusting no stored result.

It knows the functions that `formulas` allows and references to the tables themselves; what else a
program or person has put into a formula is not worked out, and the caller says so.
"""

import operator
import re
import statistics
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string

from wardenlog.files.cells import FIRST_DATE, date_serial, moment_serial
from wardenlog.returns.workbook.reading import ReadTable

Scalar = Any  # float | str | bool | FormulaError: what a cell or an operation gives
Place = tuple[str, int, int]
"""A table, and a row and column of its body from 0."""


class FormulaError(str):
    """A result such as a division by zero; it spreads through operations like Excel's own."""

    __slots__ = ()


class NotWorkedOutError(Exception):
    """A formula uses something that no formula of a return uses."""


ERROR: Final = FormulaError("an error")

_STRUCTURED: Final = re.compile(r"(\w+)\[(\[#This Row\],)?\[?([^\[\]#@']+)\]?\]")
_AT_ROW: Final = re.compile(r"(\w*)\[@\[?([^\[\]#@']+)\]?\]")
_CELLS: Final = re.compile(
    r"(?:('[^']+'|[\w.]+)!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?"
)
_TIGHTNESS: Final = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1),
    "+": 3,
    "-": 3,
    "*": 4,
    "/": 4,
    "^": 5,
}
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class Calculator:
    """Gives the value of any cell of a workbook's tables, formulas worked out."""

    def __init__(
        self, tables: Mapping[str, ReadTable], starts: Mapping[str, tuple[int, int]]
    ) -> None:
        """Take the tables, and where each body starts on its sheet (row and column from 0)."""
        self._tables: Final = tables
        self._starts: Final = starts
        self._columns: Final = {
            name: {heading: place for place, heading in enumerate(table.headings)}
            for name, table in tables.items()
        }
        self._by_sheet: Final = {table.sheet: name for name, table in tables.items()}
        self._known: Final[dict[Place, Scalar]] = {}
        self._under_way: Final[set[Place]] = set()

    def value(self, place: Place) -> Scalar:
        """Return the value of a cell: worked out where it is a formula, else as it stands.

        Raises NotWorkedOutError for a formula outside the allowed ones, or in a circle.
        """
        name, row, column = place
        table = self._tables[name]
        text = table.formulas.get((row, column))
        if text is None:
            return _plain(table.rows[row][column])
        if place not in self._known:
            if place in self._under_way or not text:
                raise NotWorkedOutError(place)
            self._under_way.add(place)
            try:
                self._known[place] = _Reading(text, place, self).result()
            except RecursionError as error:
                raise NotWorkedOutError(place) from error
            finally:
                self._under_way.discard(place)
        return self._known[place]

    def column(self, name: str, heading: str) -> list[Scalar]:
        """Return a column of a table, its formulas worked out."""
        place = self._column(name, heading)
        return [self.value((name, row, place)) for row in range(len(self._tables[name].rows))]

    def referred(self, reference: str, at: Place) -> Scalar | list[Scalar]:
        """Return the value or values a reference in the formula at a place stands for."""
        if found := _AT_ROW.fullmatch(reference):
            name = found[1] or at[0]
            return self.value((name, at[1], self._column(name, found[2])))
        if found := _STRUCTURED.fullmatch(reference):
            name, this_row, heading = found.groups()
            if this_row:
                return self.value((name, at[1], self._column(name, heading)))
            return self.column(name, heading)
        if found := _CELLS.fullmatch(reference):
            return self._cells(at, *found.groups())
        raise NotWorkedOutError(reference)

    def _column(self, name: str, heading: str) -> int:
        try:
            return self._columns[name][heading]
        except KeyError as error:
            raise NotWorkedOutError(f"{name}[{heading}]") from error

    def _cells(
        self, at: Place, sheet: str | None, left: str, top: str, right: str | None, low: str | None
    ) -> Scalar | list[Scalar]:
        name = at[0] if sheet is None else self._by_sheet.get(sheet.strip("'"), "")
        if name not in self._starts:
            raise NotWorkedOutError(sheet)
        row_start, column_start = self._starts[name]
        rows = range(int(top) - 1 - row_start, int(low or top) - row_start)
        columns = range(
            column_index_from_string(left) - 1 - column_start,
            column_index_from_string(right or left) - column_start,
        )
        body = self._tables[name]
        if rows.start < 0 or rows.stop > len(body.rows) or columns.stop > len(body.headings):
            raise NotWorkedOutError(f"{left}{top}")
        values = [self.value((name, row, column)) for row in rows for column in columns]
        return values if right else values[0]


class _Reading:
    """Reads one formula from left to right and works it out as it goes."""

    def __init__(self, text: str, at: Place, calculator: Calculator) -> None:
        try:
            tokens = Tokenizer(f"={text}").items
        except TokenizerError as error:
            raise NotWorkedOutError(text) from error
        self._tokens: Final = [token for token in tokens if token.type != Token.WSPACE]
        self._at: Final = at
        self._calculator: Final = calculator
        self._next = 0

    def result(self) -> Scalar:
        found = self._expression(0)
        if self._next != len(self._tokens) or isinstance(found, list):
            raise NotWorkedOutError(self._at)
        return found

    def _expression(self, tightness: int) -> Scalar | list[Scalar]:
        left = self._operand()
        while (token := self._peek()) is not None and token.type == Token.OP_IN:
            tight = _TIGHTNESS.get(token.value)
            if tight is None:
                raise NotWorkedOutError(token.value)
            if tight <= tightness:
                break
            self._next += 1
            left = _combined(token.value, left, self._expression(tight))
        return left

    def _operand(self) -> Scalar | list[Scalar]:
        token = self._peek()
        if token is None:
            raise NotWorkedOutError(self._at)
        self._next += 1
        if token.type == Token.OP_PRE:
            return _combined(token.value, 0.0, self._expression(_TIGHTNESS["^"]))
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            found = self._expression(0)
            self._next += 1
            return found
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return _called(token.value.removesuffix("(").upper(), self._arguments())
        if token.type == Token.OPERAND:
            return self._plain_operand(token)
        raise NotWorkedOutError(token.value)

    def _plain_operand(self, token: Token) -> Scalar | list[Scalar]:
        if token.subtype == Token.NUMBER:
            return float(token.value)
        if token.subtype == Token.TEXT:
            return token.value[1:-1].replace('""', '"')
        if token.subtype == Token.LOGICAL:
            return token.value.upper() == "TRUE"
        if token.subtype == Token.RANGE:
            return self._calculator.referred(token.value, self._at)
        raise NotWorkedOutError(token.value)

    def _arguments(self) -> list[Scalar | list[Scalar]]:
        found: list[Scalar | list[Scalar]] = []
        while (token := self._peek()) is not None:
            if token.type == Token.FUNC and token.subtype == Token.CLOSE:
                self._next += 1
                return found
            if token.type == Token.SEP:
                self._next += 1
                continue
            found.append(self._expression(0))
        raise NotWorkedOutError(self._at)

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None


def _plain(value: object) -> Scalar:
    """Return a cell's value as formulas see it; a date before the first that one holds is wrong."""
    if isinstance(value, datetime):
        return ERROR if value.date() < FIRST_DATE else moment_serial(value)
    if isinstance(value, date):
        return ERROR if value < FIRST_DATE else float(date_serial(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def _combined(sign: str, left: Scalar, right: Scalar) -> Scalar:
    if isinstance(left, list) or isinstance(right, list):
        raise NotWorkedOutError(sign)
    if isinstance(left, FormulaError) or isinstance(right, FormulaError):
        return ERROR
    if sign in _COMPARE:
        if isinstance(left, str) != isinstance(right, str):  # text stands above every number
            left, right = isinstance(left, str), isinstance(right, str)
        elif isinstance(left, str):
            left, right = left.casefold(), right.casefold()
        return _COMPARE[sign](left, right)
    if isinstance(left, str) or isinstance(right, str):
        return ERROR
    try:
        if sign == "/":
            return left / right
        return {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](left, right)
    except ZeroDivisionError:
        return ERROR
    except KeyError as error:
        raise NotWorkedOutError(sign) from error


def _called(name: str, arguments: list[Any]) -> Scalar:
    function = _FUNCTIONS.get(name)
    if function is None:
        raise NotWorkedOutError(name)
    if name not in _TAKE_ERRORS and any(
        isinstance(value, FormulaError) for argument in arguments for value in _flat(argument)
    ):
        return ERROR
    try:
        return function(*arguments)
    except (ValueError, IndexError, ZeroDivisionError, statistics.StatisticsError):
        return ERROR
    except TypeError as error:
        raise NotWorkedOutError(name) from error


def _flat(argument: Scalar | list[Scalar]) -> list[Scalar]:
    return argument if isinstance(argument, list) else [argument]


def _numbers(arguments: tuple[Any, ...]) -> list[float]:
    return [value for argument in arguments for value in _flat(argument) if _is_number(value)]


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rounded(value: float, digits: float) -> float:
    step = Decimal(1).scaleb(-int(digits))
    return float(Decimal(f"{value:.15g}").quantize(step, ROUND_HALF_UP))


def _meets(value: Scalar, wanted: Scalar) -> bool:
    """Return whether a value meets a criterion of COUNTIF or SUMIFS such as `">3"` or `"H01"`."""
    found = re.fullmatch(r"(<>|<=|>=|<|>|=)?(.*)", wanted) if isinstance(wanted, str) else None
    if found is None:
        return bool(_combined("=", value, wanted))
    sign, text = found[1] or "=", found[2]
    try:
        other: Scalar = float(text)
    except ValueError:
        return bool(_combined(sign, value, text))
    return _is_number(value) and bool(_combined(sign, value, other))


def _rows_meeting(criteria: tuple[Any, ...]) -> list[bool]:
    tests = list(zip(criteria[::2], criteria[1::2], strict=True))
    return [
        all(_meets(value, wanted) for value, (_, wanted) in zip(row, tests, strict=True))
        for row in zip(*(_flat(values) for values, _ in tests), strict=True)
    ]


def _sum_where(summed: Any, *criteria: Any) -> float:  # noqa: ANN401 - cells
    chosen = zip(_flat(summed), _rows_meeting(criteria), strict=True)
    return float(sum(value for value, kept in chosen if kept and _is_number(value)))


def _matched(wanted: Scalar, column: list[Scalar], how: float = 1.0) -> float:
    if how != 0:
        raise TypeError("only exact matches are looked for")
    return float([bool(_combined("=", value, wanted)) for value in _flat(column)].index(True) + 1)


def _if_error(value: Scalar, otherwise: Scalar) -> Scalar:
    return otherwise if isinstance(value, FormulaError) else value


def _chosen(condition: Scalar, then: Scalar, otherwise: Scalar = False) -> Scalar:  # noqa: FBT002
    if isinstance(condition, FormulaError):
        return ERROR
    return then if condition else otherwise


_TAKE_ERRORS: Final = frozenset({"IF", "IFERROR", "ISNUMBER", "COUNT", "COUNTA"})
_FUNCTIONS: Final[dict[str, Callable[..., Scalar]]] = {
    "ABS": abs,
    "AND": lambda *values: all(map(bool, values)),
    "AVERAGE": lambda *values: statistics.fmean(_numbers(values)),
    "COUNT": lambda *values: float(len(_numbers(values))),
    "COUNTA": lambda *values: float(sum(v != "" for value in values for v in _flat(value))),
    "COUNTIF": lambda *criteria: float(sum(_rows_meeting(criteria))),
    "COUNTIFS": lambda *criteria: float(sum(_rows_meeting(criteria))),
    "IF": _chosen,
    "IFERROR": _if_error,
    "INDEX": lambda column, row: _flat(column)[int(row) - 1],
    "INT": lambda value: float(value // 1),
    "ISNUMBER": _is_number,
    "MATCH": _matched,
    "MAX": lambda *values: max(_numbers(values), default=0.0),
    "MEDIAN": lambda *values: statistics.median(_numbers(values)),
    "MIN": lambda *values: min(_numbers(values), default=0.0),
    "MOD": operator.mod,
    "NOT": operator.not_,
    "OR": lambda *values: any(map(bool, values)),
    "ROUND": _rounded,
    "SUM": lambda *values: sum(_numbers(values)),
    "SUMIF": lambda tested, wanted, summed: _sum_where(summed, tested, wanted),
    "SUMIFS": _sum_where,
    "SUMPRODUCT": lambda *columns: sum(
        _product(row) for row in zip(*map(_flat, columns), strict=True)
    ),
}


def _product(row: tuple[Scalar, ...]) -> float:
    found = 1.0
    for value in row:
        found *= value if _is_number(value) else 0.0
    return found
