"""A ledger with everything decided about it: what is between its file and a preview."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from wardenlog.imports.book import Cell
from wardenlog.imports.ledger.mapping import LEAVE_OUT, LedgerMapping
from wardenlog.imports.ledger.money import is_money
from wardenlog.imports.spreadsheet.dates import DayOrder, Order, decide_order, is_date
from wardenlog.imports.spreadsheet.fields import IGNORED, folded, load_vocabulary
from wardenlog.imports.spreadsheet.guess import Guess, examples, shown
from wardenlog.imports.spreadsheet.headings import likenesses
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn
from wardenlog.imports.standard_log.kinds import is_blank
from wardenlog.model import Agreement

_LOOKED_AT: Final = 60
_LEAST_SURE: Final = 0.4
_BY_CELLS: Final = 0.6
_HALF: Final = 0.5
_SURE_ENOUGH: Final = 0.75
"""So that a block with many mistakes is still read, and each is said at its cell."""


@dataclass(frozen=True, slots=True)
class LedgerKnown:
    """The agreement that a ledger is read for: its budget lines by name, and its posts."""

    agreement_id: str
    lines: tuple[tuple[str, str], ...]
    """Reference and category."""
    posts: tuple[str, ...]

    def line_named(self, text: str) -> str | None:
        """Return the line that a text is the reference or the category of, or None."""
        wanted = folded(text)
        return next(
            (ref for ref, category in self.lines if wanted in {folded(ref), folded(category)}), None
        )

    def post_named(self, text: str) -> str | None:
        """Return the post that a text is the reference of, or None."""
        return next((post for post in self.posts if folded(post) == folded(text)), None)


@dataclass(frozen=True, slots=True)
class CostCode:
    """A cost code of the file, on how many rows, and its budget line, LEAVE_OUT or None."""

    text: str
    rows: int
    line: str | None


@dataclass(frozen=True, slots=True)
class LedgerDraft:
    """A table, what its columns hold and its codes mean. `remembered`: as an earlier file."""

    flat: Flat
    known: LedgerKnown
    guesses: tuple[Guess, ...]
    mapping: LedgerMapping
    remembered: bool = False

    def having(self, mapping: LedgerMapping) -> Self:
        """Return the draft with other decisions."""
        return replace(self, mapping=mapping)

    @property
    def fields(self) -> dict[str, str]:
        """Which field each column fills, by the heading's key."""
        return self.mapping.fields

    def with_field(self, key: str, code: str) -> Self:
        """Return the draft with a column that fills another field."""
        fields = self.mapping.fields | {key: code}
        return self.having(self.mapping.model_copy(update={"fields": fields}))

    def order(self) -> Order | None:
        """Return what the date column's own cells say of day and month; None without one."""
        column = self.mapping.column(self.flat, "day")
        return None if column is None else decide_order(self.flat.cells(column))

    def chosen_order(self) -> DayOrder | None:
        """Return the order of day and month to read by; None where a person must say it first."""
        column, order = self.mapping.column(self.flat, "day"), self.order()
        if column is None or order is None:
            return DayOrder.DAY_FIRST
        return self.mapping.day_orders.get(column.key) or (order.order if order.sure else None)

    def cost_codes(self) -> list[CostCode]:
        """Return every code of the line column, the commonest first, with its budget line."""
        column = self.mapping.column(self.flat, "line")
        if column is None:
            return []
        counted: dict[str, tuple[str, int]] = {}
        for text, rows in Counter(_text(cell) for cell in self.flat.cells(column)).items():
            first, before = counted.get(folded(text), (text, 0))
            counted[folded(text)] = first, before + rows
        found = [CostCode(text, rows, self.line_of(text)) for text, rows in counted.values()]
        return sorted(found, key=lambda code: (-code.rows, code.text))

    def line_of(self, text: str) -> str | None:
        """Return the budget line of a cost code, LEAVE_OUT, or None where it must be asked."""
        decided = self.mapping.line_of(text)
        if decided is None or decided == LEAVE_OUT:
            return decided or self.known.line_named(text)
        return decided if decided in dict(self.known.lines) else None

    def faults(self) -> list[str]:
        """Return in sentences what must be decided before the rows can be read."""
        found = self.mapping.faults(self.flat)
        order = self.order()
        if order is not None and self.chosen_order() is None:
            found.append(f"Say whether the day or the month comes first in the dates. {order.how}")
        if self.mapping.column(self.flat, "line") is None and (
            self.mapping.line not in dict(self.known.lines)
        ):
            found.append("No column says what an amount was for. Choose one budget line for all.")
        return found

    def faults_of_codes(self) -> list[str]:
        """Return in a sentence that cost codes still have no budget line."""
        unknown = [code.text for code in self.cost_codes() if code.line is None]
        if not unknown:
            return []
        named = ", ".join(f"“{text}”" for text in unknown[:5])
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""  # noqa: PLR2004
        return [f"Choose a budget line, or leave out: {named}{more}."]


def known_of(agreement: Agreement) -> LedgerKnown:
    """Return what an agreement's ledger may name."""
    return LedgerKnown(
        agreement.id,
        tuple((line.reference, line.category) for line in agreement.budget_lines),
        tuple(post.reference for post in agreement.posts),
    )


def begin(flat: Flat, known: LedgerKnown, remembered: LedgerMapping | None = None) -> LedgerDraft:
    """Return the draft of a table: mapped as last time, or as its headings and cells suggest."""
    guesses = _guesses(flat, known)
    if remembered is not None:
        return LedgerDraft(flat, known, guesses, remembered, remembered=True)
    only = known.lines[0][0] if len(known.lines) == 1 else None
    fields = {guess.column.key: guess.field for guess in guesses}
    return LedgerDraft(flat, known, guesses, LedgerMapping(fields=fields, line=only))


def _guesses(flat: Flat, known: LedgerKnown) -> tuple[Guess, ...]:
    """Return a guess for each column; no field is guessed twice."""
    scores: list[tuple[float, str, SourceColumn]] = []
    for column in flat.columns:
        cells = flat.cells(column)[:_LOOKED_AT]
        named = likenesses(column.heading, subject="ledger")
        scores += [(sure * _fit(code, cells), code, column) for code, sure in named.items()]
        if cells and not any(sure >= _HALF for sure in named.values()):
            scores += _by_cells(column, cells, known)
    scores.sort(key=lambda score: (-score[0], score[2].place))
    chosen: dict[str, tuple[float, str]] = {}
    taken: set[str] = set()
    for sure, code, column in scores:
        clash = {"amount"} if code in {"debit", "credit"} else set()
        if code == "amount":
            clash = {"debit", "credit"}
        if sure >= _LEAST_SURE and column.key not in chosen and not taken & {code, *clash}:
            chosen[column.key] = sure, code
            taken.add(code)
    return tuple(
        Guess(column, code, sure, examples(flat.cells(column)))
        for column in flat.columns
        for sure, code in (chosen.get(column.key, (0.0, IGNORED)),)
    )


def _fit(code: str, cells: Sequence[Cell]) -> float:
    """Return how well the cells go with a field: 1, or less where they are of another kind."""
    if not cells:
        return _HALF
    holds = load_vocabulary().ledger[code].holds
    if holds == "text":
        return 1.0
    fits = is_money if holds == "money" else is_date
    return sum(1 for cell in cells if fits(cell)) / len(cells)


def _by_cells(
    column: SourceColumn, cells: Sequence[Cell], known: LedgerKnown
) -> list[tuple[float, str, SourceColumn]]:
    """Return what a column without a telling heading may hold, by its cells alone."""
    kinds = {
        "day": [(isinstance(cell, str) and is_date(cell)) or _is_day(cell) for cell in cells],
        "line": [known.line_named(shown(cell)) is not None for cell in cells],
        "post": [known.post_named(shown(cell)) is not None for cell in cells],
        "amount": [is_money(cell) and not _is_day(cell) for cell in cells],
    }
    found = []
    for place, (code, fits) in enumerate(kinds.items()):
        share = sum(fits) / len(fits)
        if share >= _HALF:
            found.append((max(share, _SURE_ENOUGH) * _BY_CELLS - place / 100, code, column))
    if not found:
        digits = sum(any(char.isdigit() for char in shown(cell)) for cell in cells)
        code = "reference" if digits * 2 > len(cells) else "note"
        found.append((_LEAST_SURE, code, column))
    return found


def _is_day(cell: Cell) -> bool:
    return not isinstance(cell, str | float | int) and is_date(cell)


def _text(cell: Cell) -> str:
    return "" if is_blank(cell) else " ".join(shown(cell).split())
