"""The sheet Claim: everything needed to pay, on one A4 page."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from wardenlog.clock import local_date
from wardenlog.counting.claim import due_on
from wardenlog.counting.sent import SentReturn
from wardenlog.counting.terms import Terms
from wardenlog.returns.contents import checks as checking
from wardenlog.returns.contents import payment, summary
from wardenlog.returns.contents.check import TABLE as CHECKS
from wardenlog.returns.contents.common import (
    X,
    Z,
    council_name,
    day,
    earlier_words,
    hours,
    hours_text,
    is_first_period,
    listed,
    long_day,
    looked_up,
    or_x,
    or_z,
    period_name,
    plural,
    pounds,
    rate_text,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.contents.needing_attention import is_under_target, target_comment
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import whole_column
from wardenlog.returns.workbook.layout import As, Cell, Column, Formula, Seal, Sheet, Table

TABLE: Final = "Claim"
TO_PAY: Final = "To pay now"
COMMENT_PLACE: Final = f"{X} The council adds a comment here"
_COLUMNS = (Column("Field", width=32), Column("Value", width=46), Column("Note", width=72))
_NAMED: Final = 3
"""How many checks the page names before it only counts them."""

Line = tuple[str, Cell, str]


def sheet(figures: Figures) -> Sheet:
    """Return the claim on one page (return-workbook.md, Claim)."""
    lines = [*_parties(figures), *_return(figures), *_money(figures), *_target(figures)]
    lines += [*_checks(figures), *_ending(figures)]
    return Sheet(
        "Claim",
        f"Grant-variation return: {period_name(figures.wanted.period)}",
        subtitle(figures),
        Table(TABLE, _COLUMNS, lines, strong=(payment.CLAIMED, TO_PAY)),
        notes=(f"{X}: not recorded. {Z}: not applicable. The next sheets work the figures out.",),
        one_page=True,
    )


def kind(figures: Figures) -> str:
    """Return amended, nil, final or interim: nil where nothing was recorded or claimed.

    A sheet that is not finished is something recorded, though nothing of it counts yet.
    """
    if figures.version > 1:
        return "amended"
    planned = {"required_visits", "place_days_listed"}
    recorded = any(number for code, number in figures.spans.this.items() if code not in planned)
    unfinished = summary.unfinished_sheets(figures)
    if not recorded and not unfinished and not figures.claim.amount:
        return "nil"
    ends = figures.terms.get(("period_end", ""))
    return "final" if ends and day(ends) <= figures.wanted.period.last_on else "interim"


def _parties(figures: Figures) -> Iterator[Line]:
    party = figures.particulars
    named = "Who is paid" if party.council else "Add the council in Settings."
    yield "Council", council_name(figures), named
    coded = "Office for National Statistics code of the council"
    yield "ONS code", or_x(party.ons_code), coded if party.ons_code else "Add it in Settings."
    yield "Funder", party.funder, or_z(party.programme)
    yield "Agreement", party.reference, f"Started {long_day(party.start_on)}"
    if figures.variation is None:
        yield "Variation in force", X, "No signed variation was in force at the end of the period."
        yield "Variation signed", X, Z
        return
    number, signed = figures.variation
    effective = {line.number: line.effective_from for line in figures.variations}[number]
    name = f"Variation {number}" if number else "The original agreement"
    yield "Variation in force", name, f"Effective from {long_day(day(effective))}"
    missing = "The record has no date of signature. Add it on the Grant page."
    yield (
        "Variation signed",
        As(day(signed), "date") if signed else X,
        "Unsigned variations change no figure." if signed else missing,
    )


def _return(figures: Figures) -> Iterator[Line]:
    period = figures.wanted.period
    ends = figures.terms.get(("period_end", ""))
    yield "Period", period.words(), f"{period_name(period)}, {plural(period.days, 'day')}"
    yield (
        "Kind of return",
        kind(figures).capitalize(),
        f"The signed terms end on {long_day(day(ends))}." if ends else "No period end is in force.",
    )
    yield from _amount(figures)
    yield from _version(figures)
    yield (
        "Produced",
        As(figures.produced_at, "moment"),
        f"From revision {figures.moment.seq:,} of the record, UK time",
    )
    due = due_on(figures.terms, figures.wanted.period)
    if due is None:
        yield "Due", X, "The terms recorded do not say when the return is due."
    else:
        days = plural((due - figures.wanted.period.last_on).days, "day")
        yield "Due", As(due, "date"), f"{days} after the period ends, by the signed terms"


def _version(figures: Figures) -> Iterator[Line]:
    old = figures.supersedes
    if old is None:
        yield "Version", As(figures.version, "count"), "The first return for this period"
        yield "Supersedes", Z, "There is no earlier version."
        return
    sent = long_day(local_date(old.sent_at))
    claimed = "an amount not known" if old.amount is None else pounds(old.amount)
    yield "Version", As(figures.version, "count"), "An amended return: see Changes"
    yield "Supersedes", old.name, f"Sent on {sent}, receipt code {old.receipt_code}: {claimed}"


def _amount(figures: Figures) -> Iterator[Line]:
    claim = figures.claim
    amount: Cell = X
    if claim.amount is not None:
        looked = looked_up(payment.TABLE, "Amount", "Line", payment.CLAIMED)
        amount = As(Formula(looked, claim.amount), "money")
    words = [_how_claimed(figures), *payment.what_if_words(figures)]
    if figures.supersedes is not None:
        words.insert(1, f"It replaces the claim of {figures.supersedes.name}.")
    yield payment.CLAIMED, amount, " ".join(words)
    if figures.supersedes is not None:
        yield TO_PAY, *_to_pay(figures, figures.supersedes)


def _to_pay(figures: Figures, old: SentReturn) -> tuple[Cell, str]:
    """Return what an amended return claims more than the version it supersedes, or less."""
    amount = figures.claim.amount
    if amount is None or old.amount is None:
        return X, f"Not known: this amount, or that of {old.name}, is not known."
    difference = amount - old.amount
    words = f"The amount claimed, less {pounds(old.amount)} if that was paid for {old.name}"
    if difference < 0:
        words = f"Take back {pounds(-difference)} if {pounds(old.amount)} was paid for {old.name}."
    elif not difference:
        words = f"Nothing more to pay if {pounds(old.amount)} was paid for {old.name}."
    claimed = looked_up(payment.TABLE, "Amount", "Line", payment.CLAIMED)
    return As(Formula(f"ROUND({claimed}-{old.amount},2)", difference), "money"), words


def _money(figures: Figures) -> Iterator[Line]:
    yield from _hours(figures)
    yield from _basis(figures)
    yield "Adjustments for earlier periods", *_adjustments(figures)
    yield from _limits(figures)


def _how_claimed(figures: Figures) -> str:
    claim = figures.claim
    if claim.amount is None:
        return "Not known: the signed terms or the spending are incomplete. See Payment."
    if claim.subtotal is not None and claim.subtotal > claim.amount:
        return f"The payment lines come to {pounds(claim.subtotal)}; the cap leaves less."
    return "The sum of the payment lines, under signed terms only."


def _nothing_earlier(figures: Figures) -> tuple[Cell, str]:
    """Return what stands for anything that compares with returns sent before."""
    if is_first_period(figures):
        return Z, "There is no earlier period."
    return X, "No earlier return is recorded as sent."


def _adjustments(figures: Figures) -> tuple[Cell, str]:
    lines = payment.adjusted(figures)
    if not any(each.sent for each in figures.claim.earlier):
        return _nothing_earlier(figures)
    adjusted = sum((line.amount for line in lines if line.amount is not None), Decimal("0.00"))
    amounts, bases = (whole_column(payment.TABLE, heading) for heading in ("Amount", "Basis"))
    text = f'ROUND(SUMIFS({amounts},{bases},"{payment.ADJUSTED}"),2)'
    words = "No earlier claim has changed."
    if lines:
        words = f"{listed([f'{it.what}: {_signed(it.amount)}' for it in lines])}. See Payment."
    return As(Formula(text, adjusted), "money"), words


def _signed(amount: Decimal | None) -> str:
    known = amount or Decimal(0)
    return pounds(known) if known < 0 else f"+{pounds(known)}"


def _hours(figures: Figures) -> Iterator[Line]:
    claim = figures.claim
    code = summary.CLAIM_UNIT[claim.unit]
    unit = payment.UNITS[claim.unit]
    looked = Formula(
        looked_up(summary.TABLE, "This period", "Measure code", code),
        summary.claimed_hours(figures),
    )
    other, minutes = (
        ("person-hours", claim.person_minutes)
        if claim.unit == "patrol"
        else ("patrol-hours", claim.patrol_minutes)
    )
    same = f"The same time is {hours_text(minutes)} {other}."
    if all(line.minutes is None for line in payment.own(figures)):
        same += " The grant is not paid by hours."
    yield "Hours claimed", As(looked, "hours"), same
    if claim.outside_minutes is not None:
        outside = As(hours(claim.outside_minutes), "hours")
        yield "Hours claimed outside hotspots", outside, "Person-hours, on a line of their own"
    meaning = "Two wardens together for an hour are " + ("1." if claim.unit == "patrol" else "2.")
    if not claim.unit_stated:
        meaning += " The terms do not say so: ask the funder to confirm."
    yield "Unit of hours", unit.capitalize(), meaning


def _basis(figures: Figures) -> Iterator[Line]:
    lines = payment.own(figures)
    bases = list(dict.fromkeys(payment.BASES.get(line.basis, X) for line in lines))
    several = (
        "The terms changed in the period: see Payment." if len(bases) > 1 else "In the signed terms"
    )
    yield "Basis of payment", listed(bases), several
    rates = list(dict.fromkeys(line.rate for line in lines if line.rate is not None))
    timed = any(line.minutes is not None for line in lines)
    if len(rates) == 1:
        unit = payment.UNITS[figures.claim.unit].removesuffix("s")
        yield "Hourly rate", As(rates[0], "rate"), f"For each {unit}"
    elif rates:
        yield (
            "Hourly rate",
            listed([rate_text(rate) for rate in rates]),
            "See Payment for the dates.",
        )
    else:
        missing = "The signed terms give no hourly rate." if timed else "Not paid by hours"
        yield "Hourly rate", X if timed else Z, missing


def _limits(figures: Figures) -> Iterator[Line]:
    claim = figures.claim
    if not (*claim.caps, *claim.year_caps):
        yield "Cap", Z, "The signed terms set no cap."
    for cap in (*claim.caps, *claim.year_caps):
        whole = f"For the financial year {cap.key}" if cap.key else "For the whole agreement"
        yield "Cap", As(cap.amount, "money"), whole
    unspent = _unspent(figures)
    if claim.caps:
        yield "Left under the cap", *_left_under_cap(figures)
    else:
        yield "Remaining grant", *unspent
    if kind(figures) == "final":
        yield "Unspent grant", *unspent


def _left_under_cap(figures: Figures) -> tuple[Cell, str]:
    claim = figures.claim
    if claim.amount is None:
        return X, "The amount claimed is not known."
    names = (*(payment.cap_line(cap) for cap in claim.caps), payment.CLAIMED)
    *limits, claimed = (looked_up(payment.TABLE, "Amount", "Line", name) for name in names)
    left = min(cap.left for cap in claim.caps)
    formula = Formula(f"ROUND(MIN({','.join(limits)})-{claimed},2)", left - claim.amount)
    return As(formula, "money"), "What is left under the cap after this claim"


def _unspent(figures: Figures) -> tuple[Cell, str]:
    """Return the grant less all claims, earlier ones as they were sent."""
    granted, amount = _granted(figures.terms), figures.claim.amount
    reported = [each.reported for each in figures.claim.earlier]
    known = None not in reported
    before = sum((it for it in reported if it is not None), Decimal("0.00"))
    if granted is None or not known or amount is None:
        return X, "The record does not say what was granted, or what earlier periods were paid."
    return As(granted - before - amount, "money"), (
        f"Grant of {pounds(granted)} less {pounds(before)} for earlier periods,"
        f" {earlier_words(figures)}, and this claim"
    )


def _granted(terms: Terms) -> Decimal | None:
    """Return the grant amount in force, else the sum of the years' allocations."""
    whole = [value for (item, _), value in terms.items() if item == "grant_amount"]
    years = [value for (item, _), value in terms.items() if item == "year_allocation"]
    return sum(map(Decimal, whole or years), Decimal("0.00")) if whole or years else None


def _target(figures: Figures) -> Iterator[Line]:
    target = summary.target_hours(figures)
    percent = summary.percent_of_target(figures)
    if target is None:
        yield "Target hours this period", Z, "The signed terms set no target for this period."
        yield "Percent of target", Z, Z
        return
    code = summary.CLAIM_UNIT[figures.claim.unit]
    how = figures.claim.target_words or Z
    cells = [
        Formula(looked_up(summary.TABLE, heading, "Measure code", code), value)
        for heading, value in (("Target this period", target), ("Percent of target", percent or 0))
    ]
    yield "Target hours this period", As(cells[0], "hours"), f"{how[:1].upper()}{how[1:]}"
    shown: Cell = Z if percent is None else As(cells[1], "percent")
    yield "Percent of target", shown, "Hours claimed as a percentage of the target"


def _checks(figures: Figures) -> Iterator[Line]:
    found = checking.checks(figures)
    results = whole_column(CHECKS, "Result")
    fails, asks = (f'COUNTIF({results},"{word}")' for word in ("Fail", "Attention"))
    failed = [check for check in found if check.result == "Fail"]
    open_checks = failed + [check for check in found if check.result == "Attention"]
    overall = "All checks pass"
    if failed:
        overall = "Some checks fail"
    elif open_checks:
        overall = "No check fails; some need a person to look"
    text = (
        f'IF({fails}>0,"Some checks fail",'
        f'IF({asks}>0,"No check fails; some need a person to look","All checks pass"))'
    )
    explained = sum(check.result == "Explained" for check in found)
    note = f"{plural(explained, 'check')} explained by the council. See Checks."
    yield "Result of the checks", Formula(text, overall), note
    number = Formula(f"{fails}+{asks}", len(open_checks))
    yield "Checks needing attention", As(number, "count"), _named([c.title for c in open_checks])


def _named(titles: Sequence[str]) -> str:
    if len(titles) <= _NAMED:
        return f"{listed(titles)}." if titles else Z
    return f"{'; '.join(titles[:_NAMED])}; and {len(titles) - _NAMED} more. See Checks."


def _ending(figures: Figures) -> Iterator[Line]:
    party = figures.particulars
    yield "Changes since the last return", *_changes(figures)
    yield from _comment(figures)
    missing = "Add it in Settings."
    answers = "Answers questions on this return" if party.contact else missing
    yield "Contact", or_x(party.contact), answers
    order = "Quote it with the payment" if party.purchase_order else missing
    yield "Purchase order", or_x(party.purchase_order), order
    yield "Marking", or_x(party.marking), "How to handle this file" if party.marking else missing
    yield "Receipt code", Seal.RECEIPT_CODE, "Quote it to the funder by another route."


def _changes(figures: Figures) -> tuple[Cell, str]:
    sent = any(each.sent for each in figures.claim.earlier) or figures.supersedes is not None
    if not sent:
        return _nothing_earlier(figures)
    found = figures.restatements
    if not found:
        return As(0, "count"), "The records give every figure that was sent as it was sent."
    names = list(dict.fromkeys(each.name for each in found))
    return As(len(found), "count"), f"Figures of {listed(names)} that have changed: see Changes"


def _comment(figures: Figures) -> Iterator[Line]:
    said = target_comment(figures)
    if said:
        yield "Comment", said, Z
    elif is_under_target(figures):
        yield (
            "Comment",
            COMMENT_PLACE,
            "Required under 90 % of the target: what happened, and what will change.",
        )
    else:
        yield "Comment", Z, "Required only under 90 % of the target"
