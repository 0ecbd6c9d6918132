"""The demo's grant agreement: the original, a yearly extension, and the last year's variations."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wardenlog.model import (
    Agreement,
    BudgetChange,
    BudgetLine,
    Post,
    PostHolding,
    Term,
    Variation,
)
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.demo.places import listings, plan_rules
from wardenlog.services.demo.scale import material
from wardenlog.services.demo.world import World

_QUARTERS = ((4, 1), (7, 1), (10, 1), (1, 1))


def agreement(world: World) -> Agreement:
    """Return the agreement with everything that varies in it."""
    data = material("grant")
    return Agreement(
        id=world.agreement_id,
        reference=world.agreement_reference,
        funder_id=world.id("organisation", "WPCC"),
        recipient_id=world.id("organisation", "TDC"),
        programme=data["programme"],
        start_on=world.scale.agreement_from,
        purpose=data["purpose"],
        variations=tuple(_variations(world)),
        listings=tuple(listings(world)),
        plan_rules=tuple(plan_rules(world)),
        posts=tuple(_post(world, raw) for raw in data["post"]),
        budget_lines=tuple(
            BudgetLine(
                reference=raw["reference"],
                category=raw["category"],
                labour=raw["labour"],
                original=line_budget(world, raw["share"], world.scale.years[0]),
            )
            for raw in data["line"]
        ),
    )


def financial_year(year: int) -> str:
    """Write the financial year that begins in a year, as terms name it: `2025-26`."""
    return f"{year}-{(year + 1) % 100:02}"


def year_allocation(world: World, year: int) -> Decimal:
    """Return the grant of the financial year that begins in a year: whole hundreds of pounds."""
    return Decimal(100 * round(material("grant")["year_allocation"] * _growth(world, year) / 100))


def line_budget(world: World, share: float, year: int) -> Decimal:
    """Return a budget line's share of a year's grant, in pounds."""
    return (year_allocation(world, year) * Decimal(str(share))).quantize(Decimal("0.01"))


def _variations(world: World) -> Iterator[Variation]:
    first, *later = world.scale.years
    yield _original(world, first)
    for year in later:
        yield _extension(world, year)
    for position, raw in enumerate(material("grant")["variation"]):
        yield _written(world, len(world.scale.years) + position, raw)


def _original(world: World, year: int) -> Variation:
    start = world.scale.agreement_from
    return Variation(
        number=0,
        effective_from=start,
        status=VariationStatus.SIGNED,
        requested_on=start - timedelta(days=80),
        signed_on=start - timedelta(days=12),
        reason="The original agreement",
        approval_reference=f"WPCC decision {year}-07",
        terms=(
            _term(TermItem.PAYMENT_BASIS, "instalment"),
            _term(TermItem.HOURS_COUNTED, "person"),
            _term(TermItem.OUTSIDE_HOTSPOT_COUNTS, "no"),
            _term(TermItem.REPORTING_FREQUENCY, "quarterly"),
            _term(TermItem.RETURN_DUE_DAYS, "30"),
            _term(TermItem.PATROL_MEANS, "visits"),
            _term(TermItem.CONDITION, material("grant")["condition"], "1"),
            *_year_terms(world, year),
        ),
    )


def _extension(world: World, year: int) -> Variation:
    start = date(year, 4, 1)
    return Variation(
        number=year - world.scale.years[0],
        effective_from=start,
        status=VariationStatus.SIGNED,
        requested_on=start - timedelta(days=50),
        signed_on=start + timedelta(days=19),
        reason=material("grant")["extension"]["reason"],
        approval_reference=f"WPCC decision {year}-11",
        terms=tuple(_year_terms(world, year)),
        budget_changes=tuple(
            BudgetChange(line=raw["reference"], amount=line_budget(world, raw["share"], year))
            for raw in material("grant")["line"]
        ),
    )


def _year_terms(world: World, year: int) -> Iterator[Term]:
    """Give what one more year sets: its end, its money, its target and its instalments."""
    key = financial_year(year)
    amount = year_allocation(world, year)
    given = sum(year_allocation(world, each) for each in world.scale.years if each <= year)
    target = 50 * round(material("grant")["hours_target"] * _growth(world, year) / 50)
    yield _term(TermItem.PERIOD_END, date(year + 1, 3, 31).isoformat())
    yield _term(TermItem.GRANT_AMOUNT, str(given))
    yield _term(TermItem.YEAR_ALLOCATION, str(amount), key)
    yield _term(TermItem.HOURS_TARGET, str(target), key)
    for month, day in _QUARTERS:
        due = date(year + (month < _QUARTERS[0][0]), month, day)
        yield _term(TermItem.INSTALMENT, str(amount / len(_QUARTERS)), due.isoformat())


def _written(world: World, number: int, raw: dict[str, Any]) -> Variation:
    return Variation(
        number=number,
        effective_from=raw["effective_from"],
        status=VariationStatus(raw["status"]),
        requested_on=raw.get("requested"),
        signed_on=raw.get("signed"),
        reason=raw["reason"],
        approval_reference=raw.get("approval"),
        terms=tuple(_written_term(world, term) for term in raw["term"]),
        budget_changes=tuple(_moved(world, raw.get("move_budget"))),
    )


def _written_term(world: World, raw: dict[str, Any]) -> Term:
    value = raw["value"]
    if raw.get("scaled"):
        value = str(100 * round(int(value) * world.scale.factor / 100))
    return _term(TermItem(raw["item"]), value, raw.get("key", ""))


def _moved(world: World, raw: dict[str, Any] | None) -> Iterator[BudgetChange]:
    """Give the two halves of money moved from one budget line to another."""
    if raw is None:
        return
    shares = {line["reference"]: line["share"] for line in material("grant")["line"]}
    amount = line_budget(world, shares[raw["from"]] * raw["share"], world.scale.years[-1])
    yield BudgetChange(line=raw["from"], amount=-amount)
    yield BudgetChange(line=raw["to"], amount=amount)


def _post(world: World, raw: dict[str, Any]) -> Post:
    planned: date = raw.get("planned_start", world.scale.agreement_from)
    holder = raw.get("person")
    return Post(
        reference=raw["reference"],
        title=raw["title"],
        grade=raw["grade"],
        fte=Decimal(raw["fte"]),
        funded_fte=Decimal(raw["funded_fte"]),
        fixed_term=True,
        planned_start=planned,
        actual_start=planned + timedelta(days=raw["late"]),
        end_on=raw.get("end"),
        yearly_budget=Decimal(round(raw["yearly_budget"] * world.scale.factor)),
        holdings=(PostHolding(person_id=world.id("person", holder)),) if holder else (),
    )


def _growth(world: World, year: int) -> float:
    """Return how many times the figures of `grant.toml`, which are the last year's, hold then."""
    yearly: float = material("grant")["extension"]["growth"]
    return float(yearly ** (year - world.scale.years[-1])) * world.scale.factor


def _term(item: TermItem, value: str, key: str = "") -> Term:
    return Term(item=item, key=key, value=value)
