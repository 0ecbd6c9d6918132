"""The sheet Summary: the fixed list of measures over this period, the last, the year and so far."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from wardenlog.catalogue.measures import RuleCard, load_measures
from wardenlog.counting.totals import Totals, compliance
from wardenlog.files.cells import number_text
from wardenlog.returns.contents.common import (
    X,
    Z,
    earlier_words,
    hours,
    is_first_period,
    long_day,
    plural,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.payment import UNITS
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import (
    SHORTHAND,
    As,
    Cell,
    Column,
    Formula,
    Sheet,
    Table,
)

Span = Literal["this", "previous", "year", "agreement"]

TABLE: Final = "Summary"
CLAIM_UNIT: Final = {"person": "claimable", "patrol": "claimable_patrol"}
"""The measure of the hours that are claimed, by the unit in which the grant counts them."""

_COLUMNS = (
    Column("Measure code"),
    Column("Measure"),
    Column("Unit"),
    Column("This period", "number"),
    Column("Previous period as reported", "number"),
    Column("Previous period restated", "number"),
    Column("Financial year to date", "number"),
    Column("Agreement to date", "number"),
    Column("Target this period", "number"),
    Column("Percent of target", "percent"),
    Column("Status"),
    Column("Note"),
)
_POWERS = frozenset(
    {"powers_informal", "cpw_issued", "cpn_issued", "pspo_actions", "fpn_issued", "powers_other"}
    | {"powers_assisted", "powers_cancelled"}
)
_PARTNERS = frozenset({"partner_presences", "partner_minutes"})
_ALONE = frozenset({"outside_hotspot_minutes", "incidents", "referrals", "seizures"})
_REGISTERS: Final = {
    **dict.fromkeys(_POWERS, _POWERS),
    **dict.fromkeys(_PARTNERS, _PARTNERS),
    **{code: frozenset({code}) for code in (*_ALONE, "intelligence")},
    **{card.code: frozenset({card.code}) for card in load_measures().tallies()},
}
"""What is written down only where it happens, and which measures share one register: with
nothing ever written in it, nobody knows whether there was none (domain.md, counting rule 10)."""

_EARLIER: Final = {
    "as sent": "as sent",
    "as their signed terms pay them": "as the signed terms pay",
    "as sent where sent, otherwise as their signed terms pay them": "as sent, or as terms pay",
}
"""The same in as few words as fit on a line of notes."""

_NOT_FROM_SHEETS = frozenset({"required_visits", "place_days_listed", "intelligence"})
_PLAN = frozenset({"qualifying_visits", "required_visits", "compliance_percent"})


def sheet(figures: Figures) -> Sheet:
    """Return every measure of the fixed list, supplied or not."""
    notes = [_years(figures), _unit(figures)]
    if unfinished := unfinished_sheets(figures):
        notes.append(
            f"Part: {plural(unfinished, 'sheet')} of the period not finished, so not counted."
        )
    rows = [_row(card, figures) for card in _cards()]
    return Sheet(
        "Summary",
        "Summary",
        subtitle(figures),
        Table(TABLE, _COLUMNS, rows, keys=2),
        notes=(" ".join(notes),),
        one_page=True,
    )


def raw_values(figures: Figures) -> list[tuple[str, str, str]]:
    """Return each measure's code, its value this period as text, and its status.

    Times are whole minutes and money pounds, unrounded as they are counted; shorthand is kept.
    """
    return [(card.code, _raw(card, figures), _status(card, figures)) for card in _cards()]


def _raw(card: RuleCard, figures: Figures) -> str:
    cell = _figure(card, figures, "this")
    if not isinstance(cell, As):
        return str(cell)
    if card.code == "amount_claimed":
        return str(figures.claim.amount)
    if card.code == "compliance_percent":
        return number_text(compliance(figures.spans.this) or 0)
    return str(figures.spans.this.get(card.code, 0))


def _cards() -> Sequence[RuleCard]:
    return load_measures().summary()


def unfinished_sheets(figures: Figures) -> int:
    """Return how many shift sheets of the period are not finished."""
    return len({f.record_id for f in figures.findings if f.check == "unfinished_sheet"})


def is_supplied(code: str, figures: Figures) -> bool:
    """Return whether anything was ever written in the register a measure is counted from."""
    so_far = figures.spans.agreement
    return any(so_far.get(each, 0) for each in _REGISTERS.get(code, ())) or code not in _REGISTERS


def target_hours(figures: Figures) -> float | None:
    """Return the period's target in hours, None where the terms set none."""
    minutes = figures.claim.target_minutes
    return None if minutes is None else hours(minutes)


def claimed_hours(figures: Figures) -> float:
    """Return the hours in hotspots that are claimed, in the unit the grant counts."""
    claim = figures.claim
    return hours(claim.patrol_minutes if claim.unit == "patrol" else claim.person_minutes)


def percent_of_target(figures: Figures) -> float | None:
    """Return 100 × hours claimed ÷ target, None where there is none."""
    target = target_hours(figures)
    return 100 * claimed_hours(figures) / target if target else None


def _row(card: RuleCard, figures: Figures) -> Sequence[Cell]:
    targeted = card.code == CLAIM_UNIT[figures.claim.unit]
    target = target_hours(figures) if targeted else None
    percent = percent_of_target(figures) if targeted else None
    ratio = f"100*{this_row(TABLE, 'This period')}/{this_row(TABLE, 'Target this period')}"
    return (
        card.code,
        card.name,
        card.shown_as,
        _figure(card, figures, "this"),
        Z if is_first_period(figures) else _as_reported(card, figures),
        Z if is_first_period(figures) else _figure(card, figures, "previous"),
        _figure(card, figures, "year"),
        _figure(card, figures, "agreement"),
        Z if target is None else As(target, "hours"),
        Z if percent is None else Formula(ratio, percent),
        _status(card, figures),
        _note(card, figures),
    )


def _figure(card: RuleCard, figures: Figures, span: Span) -> Cell:
    """Return a measure over one span as people read it."""
    if card.code == "amount_claimed":
        amount = _amount(figures, span)
        return X if amount is None else As(amount, "money")
    if card.code in _PLAN and not _has_plan(figures):
        return Z
    if not is_supplied(card.code, figures):
        return X
    found: Totals = getattr(figures.spans, span) or {}
    if card.code == "compliance_percent":
        percent = compliance(found)
        return Z if percent is None else As(percent, "percent")
    number = found.get(card.code, 0)
    return As(hours(number), "hours") if card.in_hours else As(number, "count")


def _amount(figures: Figures, span: Span) -> Decimal | None:
    """Return the money claimed over a span, None where it is not known.

    To date, it is what each period's return claimed, adjustments of others included; a period
    that was not sent stands as its signed terms pay it.
    """
    if span == "previous":
        before = [each for each in figures.claim.earlier if each.sent == figures.before]
        if figures.before is None or not before or before[0].reported is None:
            return None
        return before[0].reported + before[0].owed
    since = {
        "this": figures.wanted.period.from_on,
        "year": figures.spans.year_period.from_on,
        "agreement": figures.spans.agreement_period.from_on,
    }[span]
    earlier = [each for each in figures.claim.earlier if each.period.last_on >= since]
    amounts = [*(each.reported for each in earlier), figures.claim.amount]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if len(known) == len(amounts) else None


def _as_reported(card: RuleCard, figures: Figures) -> Cell:
    """Return what the return sent of the period before said of a measure."""
    text = figures.reported.get(card.code)
    if text is None or text in SHORTHAND:
        return text or X
    if card.code == "amount_claimed":
        return As(Decimal(text), "money")
    if card.code == "compliance_percent":
        return As(float(text), "percent")
    return As(hours(int(text)), "hours") if card.in_hours else As(int(text), "count")


def _has_plan(figures: Figures) -> bool:
    return any(each.required is not None for each in figures.hotspots)


def _status(card: RuleCard, figures: Figures) -> str:
    """Return complete, part, nil, not supplied or estimated (domain.md, counting rule 10)."""
    if card.code in _PLAN and not _has_plan(figures):
        return Z
    if card.code == "amount_claimed":
        value: Decimal | int | float | None = figures.claim.amount
    elif card.code == "compliance_percent":
        value = compliance(figures.spans.this)
    else:
        value = figures.spans.this.get(card.code, 0)
    if value is None or not is_supplied(card.code, figures):
        return "not supplied"
    if unfinished_sheets(figures) and card.code not in _NOT_FROM_SHEETS:
        return "part"
    if _estimated(card, figures):
        return "estimated"
    return "complete" if value else "nil"


def _estimated(card: RuleCard, figures: Figures) -> int:
    """Return how many of a tally were estimated; nothing else is ever estimated."""
    return sum(row.estimated for row in figures.tallies if card.tally and row.measure == card.code)


def _note(card: RuleCard, figures: Figures) -> str:
    if card.code in _PLAN and not _has_plan(figures):
        return "No plan rule"
    estimated = _estimated(card, figures)
    return f"{estimated:,} estimated" if estimated else Z


def _years(figures: Figures) -> str:
    year = long_day(figures.spans.year_period.from_on)
    agreement = long_day(figures.spans.agreement_period.from_on)
    words = f"Financial year from {year}; agreement from {agreement}."
    if figures.claim.earlier:
        words += f" Earlier amounts: {_EARLIER[earlier_words(figures)]}."
    return words


def _unit(figures: Figures) -> str:
    claim = figures.claim
    unit = f"Minutes add up and are shown as hours. The grant counts {UNITS[claim.unit]}."
    return f"{unit} Target: {claim.target_words}." if claim.target_words else unit
