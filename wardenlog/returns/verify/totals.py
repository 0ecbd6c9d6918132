"""The sums a return's tables must agree on, taken from their figures and not from its formulas.

Each rule names two ways to one figure (domain.md, "Identities that must hold"; rules 6 and 9b);
a rule over a sheet that a return does not have says nothing.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, TypeGuard

from wardenlog.returns.verify.calculator import Calculator, NotWorkedOutError
from wardenlog.returns.verify.cells import words
from wardenlog.returns.verify.contract import TABLES
from wardenlog.returns.verify.report import Problem
from wardenlog.returns.workbook.reading import ReadTable

Row = dict[str, Any]
"""A row's values by heading, formulas worked out."""

_NEAR: Final = 1e-6
_MINUTES: Final = 60
_PENNY: Final = Decimal("0.01")
_SUM: Final = "Sum of the lines"
_CLAIMED: Final = "Amount claimed"
_ADJUSTED: Final = "Adjustments for earlier periods"
_CAP: Final = "Left under the cap"
"""Lines of Payment that are not stretches of terms; a cap's name goes on with its year."""


class Tables:
    """The tables of a return as rows by heading; a table that is not there has no rows."""

    def __init__(self, seen: dict[str, ReadTable], calculator: Calculator) -> None:
        """Take the tables as read, and what works their formulas out."""
        self._seen: Final = seen
        self._calculator: Final = calculator
        self._rows: Final[dict[str, list[Row]]] = {}

    def has(self, *names: str) -> bool:
        """Return whether all these tables are there."""
        return all(name in self._seen for name in names)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        if name not in self._rows:
            table = self._seen.get(name)
            self._rows[name] = [] if table is None else self._read(table)
        return self._rows[name]

    def _read(self, table: ReadTable) -> list[Row]:
        return [
            {
                heading: self._worked_out(table, row, column)
                for column, heading in enumerate(table.headings)
            }
            for row in range(len(table.rows))
        ]

    def _worked_out(self, table: ReadTable, row: int, column: int) -> Any:  # noqa: ANN401 - a cell
        try:
            return self._calculator.value((table.name, row, column))
        except NotWorkedOutError:
            return table.rows[row][column]


def disagreements(tables: Tables) -> Iterator[Problem]:
    """Yield every sum that does not hold."""
    for rule in _RULES:
        yield from rule(tables)


def _bridge(tables: Tables) -> Iterator[Problem]:
    rows = tables.rows("Claim_bridge")
    steps = {row["Exclusion code"]: number(row["Person-minutes"]) for row in rows}
    ends = {"total", "claimable"}
    if ends <= steps.keys():
        taken = sum(minutes for code, minutes in steps.items() if code not in ends)
        left, given = steps["total"] - taken, steps["claimable"]
        told = "total less overlap and every exclusion"
        yield from _agree("Working", "row claimable, Person-minutes", told, left, "the row", given)
    for row in rows:
        where = f"row {row['Exclusion code']}, Person-hours"
        hours, given = number(row["Person-minutes"]) / _MINUTES, number(row["Person-hours"])
        yield from _agree("Working", where, "Person-minutes ÷ 60", hours, "the row", given)


_SUMMARY_BY_HOTSPOT: Final = {
    "visits": "Visits",
    "qualifying_visits": "Qualifying visits",
    "required_visits": "Required visits",
    "place_days_listed": "Days listed",
    "place_days_visited": "Days visited",
    "person_minutes": "Hours",
    "claimable": "Hours claimable",
}


def _hotspots(tables: Tables) -> Iterator[Problem]:
    if not tables.has("Hotspots"):
        return
    summary = {row["Measure code"]: row["This period"] for row in tables.rows("Summary")}
    for code, heading in _SUMMARY_BY_HOTSPOT.items():
        if _is_number(summary.get(code)):
            added = _total(tables.rows("Hotspots"), heading)
            where = f"row {code}, This period"
            told = f"{heading} added up on Hotspots"
            yield from _agree("Summary", where, told, added, "the Summary", summary[code])
    bridge = {row["Exclusion code"]: row["Person-minutes"] for row in tables.rows("Claim_bridge")}
    if "claimable" in bridge:
        yield from _agree(
            "Hotspots",
            "Hours claimable",
            "claimable on Working",
            number(bridge["claimable"]) / _MINUTES,
            "the hotspots added up",
            _total(tables.rows("Hotspots"), "Hours claimable"),
        )


def _payment(tables: Tables) -> Iterator[Problem]:
    rows = tables.rows("Payment")
    named = {str(row["Line"]): row["Amount"] for row in rows}
    caps = [row for row in rows if str(row["Line"]).startswith(_CAP)]
    lines = [row for row in rows if row not in caps and row["Line"] not in {_SUM, _CLAIMED}]
    for row in lines:
        if _is_number(row["Hours"]) and _is_number(row["Rate"]):
            due, given = hours_at_rate(row["Hours"], row["Rate"]), number(row["Amount"])
            where = f"row {row['Line']}, Amount"
            yield from _agree("Payment", where, "hours × rate", due, "the row", given)
    if _is_number(named.get(_SUM)):
        added = round(_total(lines, "Amount"), 2)
        yield from _agree("Payment", _SUM, "the lines added up", added, "the row", named[_SUM])
        due = max(0.0, min([added, *(number(row["Amount"]) for row in caps)]))
        given = number(named.get(_CLAIMED))
        yield from _agree("Payment", _CLAIMED, "the sum, cut to any cap,", due, "the row", given)


def hours_at_rate(hours: float, rate: float) -> float:
    """Return hours × rate to the penny, half up, from whole minutes and the rate shown (9b)."""
    amount = round(hours * _MINUTES) * Decimal(str(rate)) / _MINUTES
    return float(amount.quantize(_PENNY, ROUND_HALF_UP))


def _claim(tables: Tables) -> Iterator[Problem]:
    claim = {row["Field"]: row["Value"] for row in tables.rows("Claim")}
    payment = {row["Line"]: row["Amount"] for row in tables.rows("Payment")}
    summary = {row["Measure code"]: row["This period"] for row in tables.rows("Summary")}
    amount = claim.get(_CLAIMED)
    for told, other in (
        ("Payment", payment.get(_CLAIMED)),
        ("the Summary", summary.get("amount_claimed")),
    ):
        if _is_number(amount) and _is_number(other):
            yield from _agree("Claim", _CLAIMED, told, other, "Claim", amount)
        elif amount != other:
            sentence = f"{_given(told, other)}, {_given('Claim', amount)}."
            yield Problem("Claim", _CLAIMED, sentence)
    adjusted = claim.get(_ADJUSTED)
    if _is_number(adjusted):
        lines = [row for row in tables.rows("Payment") if row["Basis"] == "Adjustment"]
        added = round(_total(lines, "Amount"), 2)
        yield from _agree("Claim", _ADJUSTED, "Payment", added, "Claim", adjusted)


def _changes(tables: Tables) -> Iterator[Problem]:
    for row in tables.rows("Restatements"):
        reported, now, given = (row[name] for name in ("Reported", "Now", "Difference"))
        if _is_number(reported) and _is_number(now) and _is_number(given):
            where = f"row {row['Return']} {row['Measure code']} {row['Where']}, Difference"
            told = "Now less Reported"
            yield from _agree("Changes", where, told, now - reported, "the row", given)


_DELIVERED: Final = {
    "Place-days listed": ("Days listed", 1),
    "Place-days visited": ("Days visited", 1),
    "Visits": ("Visits", 1),
    "Qualifying visits": ("Qualifying visits", 1),
    "Person-minutes": ("Hours", _MINUTES),
    "Person-minutes claimable": ("Hours claimable", _MINUTES),
}


def _delivery(tables: Tables) -> Iterator[Problem]:
    if not tables.has("Delivery", "Hotspots"):
        return
    yield from _by_hotspot(tables, "Delivery", _DELIVERED)


def _evidence(tables: Tables) -> Iterator[Problem]:
    if not tables.has("Visit_evidence"):
        return
    if tables.has("Hotspots"):
        headings = ("Person-minutes", "Person-minutes claimable")
        yield from _by_hotspot(
            tables, "Visit_evidence", {heading: _DELIVERED[heading] for heading in headings}
        )
    visits = {tuple(row.values()) for row in tables.rows("Visit_evidence")}
    for row in tables.rows("Audit_sample"):
        if tuple(row.values()) not in visits:
            sentence = "no visit on the sheet Visits is like this one."
            yield Problem("Audit sample", f"row {row['Visit']}", sentence)


def _place_days(tables: Tables) -> Iterator[Problem]:
    if not tables.has("Place_days", "Hotspots"):
        return
    days: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in tables.rows("Place_days"):
        days[row["Hotspot code"]][0] += 1
        days[row["Hotspot code"]][1] += row["Visited"] == "Yes"
    headings = ("Days listed", "Days visited")
    for row in tables.rows("Hotspots"):
        for heading, counted in zip(headings, days[row["Hotspot code"]], strict=True):
            yield from _agree(
                "Place-days",
                f"hotspot {row['Hotspot code']}",
                f"{heading} on Hotspots",
                number(row[heading]),
                "the dates here",
                counted,
            )


_SUMMARY_BY_DATA: Final = {
    "visits": 1,
    "qualifying_visits": 1,
    "place_days_listed": 1,
    "place_days_visited": 1,
    "engagement": 1,
    "patrol_minutes": _MINUTES,
    "person_minutes": _MINUTES,
    "claimable": _MINUTES,
    "partner_presences": 1,
    "incidents": 1,
    "powers_assisted": 1,
}


def _data(tables: Tables) -> Iterator[Problem]:
    added: dict[str, float] = defaultdict(float)
    for row in tables.rows("Return_data"):
        added[row["Measure code"]] += number(row["Value"])
    for row in tables.rows("Summary"):
        code = row["Measure code"]
        if code in _SUMMARY_BY_DATA and _is_number(row["This period"]):
            yield from _agree(
                "Data",
                str(code),
                "the Summary",
                row["This period"],
                "Data added up",
                added[code] / _SUMMARY_BY_DATA[code],
            )


_RULES: Final[tuple[Callable[[Tables], Iterator[Problem]], ...]] = (
    _bridge,
    _hotspots,
    _payment,
    _claim,
    _changes,
    _delivery,
    _evidence,
    _place_days,
    _data,
)


def number(value: object) -> float:
    """Return a figure, 0 for shorthand, text and blanks."""
    return float(value) if isinstance(value, int | float) else 0.0


def _by_hotspot(
    tables: Tables, name: str, headings: dict[str, tuple[str, int]]
) -> Iterator[Problem]:
    """Yield where a table's figures, added up by hotspot, are not those on Hotspots."""
    added: dict[tuple[str, str], float] = defaultdict(float)
    for row in tables.rows(name):
        for heading in headings:
            added[row["Hotspot code"], heading] += number(row[heading])
    for row in tables.rows("Hotspots"):
        for heading, (there, per) in headings.items():
            yield from _agree(
                TABLES[name].sheet,
                f"hotspot {row['Hotspot code']}, {heading}",
                f"{there} on Hotspots",
                number(row[there]) * per,
                "the rows added up",
                added[row["Hotspot code"], heading],
            )


def _agree(
    sheet: str, place: str, one: str, first: float, other: str, second: float
) -> Iterator[Problem]:
    if not math.isclose(first, second, rel_tol=_NEAR, abs_tol=_NEAR):
        sentence = f"{one} gives {words(first)}, {other} gives {words(second)}."
        yield Problem(sheet, place, sentence)


def _given(sheet: str, value: object) -> str:
    """Return what a sheet says of the amount claimed: `Payment has no amount`."""
    return f"{sheet} has no amount" if value is None else f"{sheet} gives {words(value)}"


def _total(rows: list[Row], heading: str) -> float:
    return sum(number(row[heading]) for row in rows)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
