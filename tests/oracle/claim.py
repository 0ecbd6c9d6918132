"""The claim in money: runs of equal payment terms, the claim unit, the cap (rules 9a and 9b)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.bridge import Line, bridge_lines, in_period
from tests.oracle.log import code, number, required_day, yes
from tests.oracle.read import Record
from tests.oracle.terms import days, inside_agreement, terms_on

PAYMENT_ITEMS = ("payment_basis", "hourly_rate", "hours_counted", "outside_hotspot_counts")
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class PaymentTerms:
    """What decides how a day is paid; unit is person where hours_counted was never stated."""

    basis: str | None
    rate: Decimal | None
    unit: str
    outside: bool


@dataclass(frozen=True)
class ClaimLine:
    """A run of days with equal payment terms; minutes are in its unit, gross in pounds.

    `outside` is the claim line of patrols outside hotspots, in person-minutes. Gross is None where
    hours are not what is paid for.
    """

    first: date
    last: date
    terms: PaymentTerms
    minutes: int
    outside: bool
    gross: Decimal | None


def payment_terms(record: Record, agreement: str, on: date) -> PaymentTerms:
    """The payment terms in force on a date."""
    terms = terms_on(record, agreement, on)
    basis, rate, unit, outside = (terms.get((item, None)) for item in PAYMENT_ITEMS)
    return PaymentTerms(
        basis,
        None if rate is None else Decimal(rate),
        unit or "person",
        yes(outside, default=False),
    )


def claim_lines(record: Record, agreement: str, first: date, last: date) -> list[ClaimLine]:
    """One line per run of days with equal payment terms; a second where outside time counts."""
    runs: list[tuple[PaymentTerms, list[date]]] = []
    for on in days(first, last):
        terms = payment_terms(record, agreement, on)
        if runs and runs[-1][0] == terms:
            runs[-1][1].append(on)
        else:
            runs.append((terms, [on]))
    lines = bridge_lines(record, agreement)
    found = []
    for terms, dates in runs:
        opens, closes = dates[0], dates[-1]
        members = in_period(lines, opens, closes)
        minutes = patrol_unit(members) if terms.unit == "patrol" else person_unit(members)
        found.append(
            ClaimLine(opens, closes, terms, minutes, outside=False, gross=gross(terms, minutes))
        )
        if terms.outside:
            minutes = outside_minutes(record, agreement, opens, closes)
            found.append(
                ClaimLine(opens, closes, terms, minutes, outside=True, gross=gross(terms, minutes))
            )
    return found


def gross(terms: PaymentTerms, minutes: int) -> Decimal | None:
    """Minutes ÷ 60 × rate, rounded half up to pence once; None where hours are not paid for."""
    if terms.basis not in {"hours_rate", "hybrid"} or terms.rate is None:
        return None
    return (minutes * terms.rate / 60).quantize(PENNY, rounding=ROUND_HALF_UP)


def person_unit(members: list[Line]) -> int:
    """Claimable person-minutes: net minutes with no exclusion."""
    return sum(line.net for line in members if line.exclusion is None)


def patrol_unit(members: list[Line]) -> int:
    """Claimable patrol-minutes: of each visit's claimable members, first in to last out.

    Overlap with other visits is not taken off: rule 9a names first in and last out only.
    """
    visits: dict[tuple[str, int], list[Line]] = {}
    for line in members:
        if line.exclusion is None:
            visits.setdefault(line.visit.key, []).append(line)
    return sum(
        max(line.stay.left for line in claimable if line.stay.left is not None)
        - min(line.stay.joined for line in claimable)
        for claimable in visits.values()
    )


def outside_minutes(record: Record, agreement: str, first: date, last: date) -> int:
    """Outside-hotspot patrol of own staff funded by this agreement, inside it, in minutes."""
    total = 0
    for row in record.log["Other time"]:
        shift = record.shifts[code(row["Sheet"])]
        person = record.people[code(row["Person"])]
        funding = {duty.person.code: duty.funding for duty in shift.duties}.get(person.code)
        if (
            code(row["Kind"]) == "outside_patrol"
            and shift.finished
            and person.own
            and first <= shift.on <= last
            and record.funding.get(funding or "") == agreement
            and inside_agreement(record, agreement, shift.on)
        ):
            total += number(row["Minutes"])
    return total


def actual_cost(
    record: Record, agreement: str, first: date, last: date, *, labour: bool | None = None
) -> Decimal:
    """Expenditure dated in the period: all of it, or that of labour or non-labour lines."""
    kinds = {
        (code(row["Agreement"]), code(row["Line"])): yes(row["Labour"], default=False)
        for row in record.log["Budget lines"]
    }
    return sum(
        (
            Decimal(str(row["Amount"]))
            for row in record.log["Expenditure"]
            if code(row["Agreement"]) == agreement
            and first <= required_day(row["Date"]) <= last
            and labour in {None, kinds[agreement, code(row["Line"])]}
        ),
        Decimal(),
    )


def instalments(record: Record, agreement: str, first: date, last: date) -> Decimal:
    """Instalments whose Key date is in the period, by the terms of that date."""
    keys = {term.key for term in record.terms if term.item == "instalment"}
    due = [required_day(key) for key in keys if key and first <= required_day(key) <= last]
    amounts = [terms_on(record, agreement, on).get(("instalment", f"{on}")) for on in due]
    return sum((Decimal(amount) for amount in amounts if amount is not None), Decimal())


def cap_on(record: Record, agreement: str, on: date) -> Decimal | None:
    """The cap in force: that of the date's financial year, or of the whole agreement; or none."""
    terms = terms_on(record, agreement, on)
    began = on.year if (on.month, on.day) >= (4, 1) else on.year - 1
    value = terms.get(("cap", f"{began}-{(began + 1) % 100:02}"), terms.get(("cap", None)))
    return None if value is None else Decimal(value)


def claimed(total: Decimal, cap: Decimal | None, previously: Decimal) -> Decimal:
    """max(0, min(sum, cap − previously claimed)), in pounds."""
    return max(Decimal(), total if cap is None else min(total, cap - previously))
