"""Checks that ask for a person: target, cap, unsigned terms, and what is odd in the records."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from wardenlog.catalogue.measures import CheckCard, Severity, load_measures
from wardenlog.counting.checks import Finding
from wardenlog.returns.contents import payment, summary
from wardenlog.returns.contents.check import Check, Word
from wardenlog.returns.contents.common import looked_up, plural
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Formula

ENOUGH: Final = Decimal("0.9")
"""The share of the target below which the council comments (return-workbook.md, Claim)."""

_WORDS: Final[dict[Severity, Word]] = {"red": "Fail", "amber": "Attention", "info": "Noted"}


def needing_attention(figures: Figures) -> Iterator[Check]:
    """Yield the claim's own checks, then one for each kind of thing found in the records."""
    yield from _target(figures)
    yield from _caps(figures)
    yield from _unit(figures)
    yield from _unsigned(figures)
    kinds = _by_kind(figures.findings)
    for card, found in kinds:
        if card.code not in _OWN:
            yield _found(card, found)
    yield _nothing_else(len(kinds))


def target_comment(figures: Figures) -> str | None:
    """Return what the council said of the period or its target, None where it said nothing."""
    said = [figures.wanted.comment] if figures.wanted.comment else []
    said += [f.explained for f in figures.findings if f.check == "under_target" and f.explained]
    return " ".join(said) or None


def is_under_target(figures: Figures) -> bool:
    """Return whether the hours claimed are under 90 % of the period's target."""
    target = summary.target_hours(figures)
    return target is not None and summary.claimed_hours(figures) < float(ENOUGH) * target


_OWN: Final = frozenset(
    {"under_target", "cap_reached", "hours_counted_not_stated", "variation_at_risk"}
)
"""Checks this module makes itself, whether or not they are also among the findings."""


def _target(figures: Figures) -> Iterator[Check]:
    target = summary.target_hours(figures)
    if not target:
        return
    code = summary.CLAIM_UNIT[figures.claim.unit]
    said = target_comment(figures)
    card = load_measures().check("under_target")
    explanation = "At or above 90 % of the target."
    if is_under_target(figures):
        explanation = said or f"{card.wrong} The Claim needs a comment."
    yield Check(
        "Hours claimed against target, hours",
        "hours",
        Formula(looked_up(summary.TABLE, "Target this period", "Measure code", code), target),
        Formula(
            looked_up(summary.TABLE, "This period", "Measure code", code),
            summary.claimed_hours(figures),
        ),
        "Explained" if said else "Attention",
        "below",
        tolerance=target / 10,
        explanation=explanation,
    )


def _caps(figures: Figures) -> Iterator[Check]:
    subtotal = figures.claim.subtotal
    if subtotal is None:
        return
    card = load_measures().check("cap_reached")
    for cap in figures.claim.caps:
        left = cap.left
        line = payment.cap_line(cap)
        over = card.wrong if subtotal > left else "The cap is not reached."
        yield Check(
            f"Payment lines against the cap{f' for {cap.key}' if cap.key else ''}",
            "money",
            Formula(looked_up(payment.TABLE, "Amount", "Line", line), left),
            Formula(looked_up(payment.TABLE, "Amount", "Line", payment.SUM), subtotal),
            "Attention",
            "above",
            explanation=over,
        )


def _unit(figures: Figures) -> Iterator[Check]:
    card = load_measures().check("hours_counted_not_stated")
    if not figures.claim.unit_stated:
        yield _found(card, [f for f in figures.findings if f.check == card.code], least=1)


def _unsigned(figures: Figures) -> Iterator[Check]:
    card = load_measures().check("variation_at_risk")
    found = [f for f in figures.findings if f.check == card.code]
    if figures.claim.what_if:
        words = payment.what_if_words(figures) or ["Signing it would not change the amount."]
        yield _found(card, found, *words, least=len(figures.claim.what_if))


def _found(card: CheckCard, found: Sequence[Finding], *more: str, least: int = 0) -> Check:
    """Return the check of one kind of finding; only explanations the council wrote name records."""
    number = max(len(found), least)
    said = list(dict.fromkeys(each.explained for each in found if each.explained))
    explained = sum(1 for each in found if each.explained)
    words = [card.wrong, *more]
    if said:
        words.append(f"Explained for {explained} of {number:,}: {' '.join(said)}")
    else:
        words.append("No explanation is recorded.")
    word = "Explained" if explained == number else _WORDS[card.severity]
    return Check(card.title, "count", 0, number, word, "above", explanation=" ".join(words))


def _by_kind(findings: Sequence[Finding]) -> list[tuple[CheckCard, list[Finding]]]:
    """Return the findings by kind: red before amber before info, then in the cards' order."""
    cards = load_measures().checks()
    order = {card.code: place for place, card in enumerate(cards)}
    ranks = list(_WORDS)
    ordered = sorted(findings, key=lambda f: (ranks.index(f.severity), order[f.check]))
    return [
        (load_measures().check(code), list(group))
        for code, group in groupby(ordered, key=lambda finding: finding.check)
    ]


def _nothing_else(kinds: int) -> Check:
    others = sum(card.about != "return" for card in load_measures().checks()) - kinds
    return Check(
        "All other checks of the records",
        "count",
        0,
        0,
        "Attention",
        "above",
        explanation=f"{plural(others, 'more kind')} of mistake were looked for and none was found.",
    )
