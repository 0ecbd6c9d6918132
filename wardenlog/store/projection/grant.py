"""Rows of agreements, funding sources and spending."""

from wardenlog.model import Agreement, FundingSource, LineMonth, PlanRule
from wardenlog.model.vocabulary import Weekday
from wardenlog.store.projection.rows import Row, Rows, after_midnight, day, flag, pence, text

_WEEKDAY_DIGIT = {
    weekday: str((position + 1) % 7) for position, weekday in enumerate(Weekday)
}  # Monday 1 … Sunday 0, as SQLite's strftime('%w')


def agreement(it: Agreement) -> Rows:
    """Return an agreement's row and those of everything that varies in it."""
    root = (
        it.id,
        it.reference,
        it.funder_id,
        it.recipient_id,
        it.programme,
        day(it.start_on),
        it.purpose,
        it.void_reason,
    )
    listings = [
        (it.id, position, x.hotspot_id, day(x.from_on), day(x.to_on), x.replaced_by_id)
        for position, x in enumerate(it.listings)
    ]
    rules = [_plan_rule(it.id, position, rule) for position, rule in enumerate(it.plan_rules)]
    lines = [
        (it.id, x.reference, x.category, flag(x.labour), pence(x.original)) for x in it.budget_lines
    ]
    underspends = [
        (
            it.id,
            x.year,
            x.treatment,
            pence(x.amount),
            day(x.asked_on),
            day(x.agreed_on),
            x.note,
        )
        for x in it.underspends
    ]
    return [
        ("agreement", [root]),
        *_variations(it),
        ("listing", [*listings]),
        ("plan_rule", rules),
        *_posts(it),
        ("budget_line", [*lines]),
        ("underspend", [*underspends]),
    ]


def _variations(it: Agreement) -> Rows:
    variations: list[Row] = []
    terms: list[Row] = []
    changes: list[Row] = []
    for x in it.variations:
        if x.void_reason is not None:
            continue  # it changes nothing, so nothing that counts may meet it
        variations.append(
            (
                it.id,
                x.number,
                day(x.effective_from),
                x.status,
                day(x.requested_on),
                day(x.signed_on),
                x.reason,
                x.approval_reference,
            )
        )
        terms += [(it.id, x.number, term.item, term.key, term.value) for term in x.terms]
        changes += [
            (it.id, x.number, position, change.line, pence(change.amount))
            for position, change in enumerate(x.budget_changes)
        ]
    return [("variation", variations), ("variation_item", terms), ("budget_change", changes)]


def _plan_rule(agreement_id: str, position: int, rule: PlanRule) -> Row:
    return (
        agreement_id,
        position,
        rule.hotspot_id,
        rule.visits,
        rule.per_days,
        rule.minimum_minutes,
        "".join(sorted(_WEEKDAY_DIGIT[weekday] for weekday in rule.weekdays)) or None,
        after_midnight(rule.window_start),
        after_midnight(rule.window_end),
        f" {' '.join(rule.modes)} " if rule.modes else None,
        day(rule.from_on),
        day(rule.to_on),
    )


def _posts(it: Agreement) -> Rows:
    posts: list[Row] = []
    holdings: list[Row] = []
    for x in it.posts:
        posts.append(
            (
                it.id,
                x.reference,
                x.title,
                x.grade,
                text(x.fte),
                text(x.funded_fte),
                flag(x.fixed_term),
                day(x.planned_start),
                day(x.actual_start),
                day(x.end_on),
                pence(x.yearly_budget),
            )
        )
        holdings += [
            (it.id, x.reference, position, held.person_id, day(held.from_on), day(held.to_on))
            for position, held in enumerate(x.holdings)
        ]
    return [("post", posts), ("post_holding", holdings)]


def funding_source(it: FundingSource) -> Rows:
    """Return a funding source's row."""
    return [("funding_source", [(it.id, it.code, it.agreement_id, it.label, it.void_reason)])]


def line_month(it: LineMonth) -> Rows:
    """Return the row of a budget line's month and one an amount spent."""
    root = (it.id, it.agreement_id, it.line, it.month, pence(it.forecast), it.void_reason)
    spent = [
        (
            it.id,
            position,
            it.agreement_id,
            it.line,
            day(x.spent_on),
            pence(x.amount),
            x.ledger_reference,
            x.post,
            x.note,
            x.void_reason,
            int(it.void_reason is None and x.void_reason is None),
        )
        for position, x in enumerate(it.expenditure)
    ]
    return [("line_month", [root]), ("expenditure", [*spent])]
