"""Runs the checks over a period and an agreement, and sums up what they found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardenlog.catalogue.measures import CheckCard, Severity, load_measures
from wardenlog.catalogue.powers import PowerCatalogue, load_powers
from wardenlog.counting.checks import grant, people, powers, sheets, visits
from wardenlog.counting.checks.facts import EVERY_DAY, prepare
from wardenlog.counting.checks.finding import Check, Finding, sentence
from wardenlog.counting.scope import Period, Session

CHECKS: Final[tuple[Check, ...]] = (
    *visits.CHECKS,
    *people.CHECKS,
    *sheets.CHECKS,
    *powers.CHECKS,
    *grant.CHECKS,
)
"""Every check of records and grants; each is tied by its code to a card of measures.toml."""

_SEVERITIES: Final[tuple[Severity, ...]] = ("red", "amber", "info")

_EXPLANATIONS: Final = """
SELECT check_code, record_kind, record_id, text
FROM explanation
WHERE void_reason IS NULL
ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How many findings a check has, and how many of them somebody has explained."""

    check: str
    title: str
    severity: Severity
    found: int
    explained: int

    @property
    def open(self) -> int:
        """How many still wait for somebody."""
        return self.found - self.explained


def findings(
    session: Session,
    period: Period | None = None,
    agreement_id: str | None = None,
    *,
    catalogue: PowerCatalogue | None = None,
) -> list[Finding]:
    """Return what the checks find, red first, then in the order of the cards, by day and place.

    Records are the shift sheets dated in the period (all where None), whatever their agreement.
    Grants are the agreement, or every one. Makes TEMP tables `check_…`; a scope that is open in
    the session is open again, with the same figures, afterwards.
    """
    prepare(session, period or EVERY_DAY, agreement_id, catalogue or load_powers())
    explained = {tuple(key): text for *key, text in session.rows(_EXPLANATIONS)}
    cards = {card.code: card for card in load_measures().checks()}
    order = {code: place for place, code in enumerate(cards)}
    found = [
        _finding(check, cards[check.code], row, explained)
        for check in CHECKS
        for row in session.rows(check.sql)
    ]
    return sorted(
        found,
        key=lambda each: (
            _SEVERITIES.index(each.severity),
            order[each.check],
            each.day or date.min,
            each.place,
        ),
    )


def summary(found: Iterable[Finding]) -> list[CheckCount]:
    """Return one count for every check of records and grants, in the order of the cards."""
    every, explained = Counter[str](), Counter[str]()
    for each in found:
        every[each.check] += 1
        explained[each.check] += each.explained is not None
    return [
        CheckCount(card.code, card.title, card.severity, every[card.code], explained[card.code])
        for card in load_measures().checks()
        if card.about != "return"
    ]


def _finding(
    check: Check,
    card: CheckCard,
    row: tuple[object, ...],
    explained: dict[tuple[object, ...], str],
) -> Finding:
    record_id, place, day, *values = row
    where = str(place)
    return Finding(
        check=check.code,
        severity=card.severity,
        record_kind=check.record_kind,
        record_id=str(record_id),
        place=where,
        day=None if day is None else date.fromisoformat(str(day)),
        sentence=sentence(check, where, tuple(values), card.do),
        explained=explained.get((check.code, check.record_kind, record_id)),
    )
