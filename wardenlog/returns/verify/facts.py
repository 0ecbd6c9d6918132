"""Which return a file says it is: what a person needs to know before looking at any figure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from wardenlog.clock import date_text
from wardenlog.returns.verify.calculator import Calculator, NotWorkedOutError
from wardenlog.returns.verify.cells import words
from wardenlog.returns.verify.report import Facts
from wardenlog.returns.workbook.reading import ReadTable, Value

_SHORTHAND: Final = ("[x]", "[z]")


def facts_of(seen: Mapping[str, ReadTable], calculator: Calculator, code: str) -> Facts:
    """Return what Claim and Data say of the return, and the receipt code of its fingerprint."""
    claim = _claim(seen, calculator)
    data = seen.get("Return_data")
    row = (
        dict(zip(data.headings, data.rows[0], strict=True))
        if data is not None and data.rows
        else {}
    )
    first, last = _day(row.get("Period start")), _day(row.get("Period end"))
    version, amount = row.get("Version"), claim.get("Amount claimed")
    results = _results(seen, calculator)
    return Facts(
        council=_text(row.get("Council", claim.get("Council"))),
        ons_code=_text(row.get("ONS code", claim.get("ONS code"))),
        agreement=_text(row.get("Agreement", claim.get("Agreement"))),
        from_on=first,
        last_on=last,
        period=f"{date_text(first)} to {date_text(last)}" if first and last else None,
        kind=_text(claim.get("Kind of return")),
        version=int(version) if isinstance(version, float) else None,
        supersedes=_text(claim.get("Supersedes")),
        amount=f"£{amount:,.2f}" if isinstance(amount, int | float) else None,
        hours=_hours(claim),
        failing=None if results is None else results.count("Fail"),
        attention=None if results is None else results.count("Attention"),
        receipt_code=code,
    )


def _claim(seen: Mapping[str, ReadTable], calculator: Calculator) -> dict[str, Value]:
    """Return the values of Claim by their field, formulas worked out where they can be."""
    table = seen.get("Claim")
    if table is None:
        return {}
    found: dict[str, Value] = {}
    for row, cells in enumerate(table.rows):
        try:
            found[str(cells[0])] = calculator.value(("Claim", row, 1))
        except NotWorkedOutError:
            found[str(cells[0])] = cells[1]
    return found


def _results(seen: Mapping[str, ReadTable], calculator: Calculator) -> list[Value] | None:
    if "Checks" not in seen:
        return None
    try:
        return calculator.column("Checks", "Result")
    except NotWorkedOutError:
        return None


def _hours(claim: Mapping[str, Value]) -> str | None:
    hours, unit = claim.get("Hours claimed"), claim.get("Unit of hours")
    if not isinstance(hours, int | float):
        return None
    return f"{hours:,.2f} {words(unit).lower() if unit else 'hours'}"


def _day(value: Value | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _text(value: Value | None) -> str | None:
    if not isinstance(value, str) or value.startswith(_SHORTHAND):
        return None
    return words(value)
