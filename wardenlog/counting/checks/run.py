"""Runs the checks over a period and an agreement, and sums up what they found."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wardenlog.catalogue.measures import CheckCard, Severity, load_measures
from wardenlog.catalogue.powers import PowerCatalogue, load_powers
from wardenlog.counting.checks import grant, people, powers, sheets, visits
from wardenlog.counting.checks.facts import EVERY_DAY, prepare
from wardenlog.counting.checks.finding import Check, Finding, said
from wardenlog.counting.scope import Period, Session

CHECKS: Final[tuple[Check, ...]] = (
    *visits.CHECKS,
    *people.CHECKS,
    *sheets.CHECKS,
    *powers.CHECKS,
    *grant.CHECKS,
)
"""Every check of records and grants; each is tied by its code to a card of measures.toml."""

Report = Callable[[int, int], object]
"""Is told how many checks are done, and of how many; it may raise to stop."""

_SEVERITIES: Final[tuple[Severity, ...]] = ("red", "amber", "info")

_OF_A_SHEET: Final = tuple(
    check
    for check in CHECKS
    if check.record_kind in {"shift", "person"} and check.code != "unfinished_sheet"
)
"""What is looked for on a sheet somebody has open, who sees whether it is finished."""

_EXPLANATIONS: Final = """
SELECT check_code, record_kind, record_id, visit, text
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
    report: Report | None = None,
) -> list[Finding]:
    """Return what the checks find, red first, then in the order of the cards, by day and place.

    Records are the shift sheets dated in the period (all where None), whatever their agreement.
    Grants are the agreement, or every one. Makes TEMP tables `check_…`; a scope that is open in
    the session is open again, with the same figures, afterwards.
    """
    if report is not None:
        report(0, len(CHECKS))
    prepare(session, period or EVERY_DAY, agreement_id, catalogue or load_powers())
    return run(session, CHECKS, report)


def sheet_findings(session: Session, shift_id: str) -> list[Finding]:
    """Return what the checks of records find on one sheet, quickly, in the order of `findings`.

    Of its people, only what this sheet gives reason to say. Nothing of a sheet that is void, that
    is not in the record, or for being unfinished, which a sheet says for itself.
    """
    dated = session.rows("SELECT day FROM shift WHERE id = ?", (shift_id,))
    if not dated:
        return []
    day = date.fromisoformat(dated[0][0])
    prepare(session, Period.inclusive(day, day), None, load_powers(), shift_id)
    return run(session, _OF_A_SHEET)


def run(session: Session, checks: Sequence[Check], report: Report | None = None) -> list[Finding]:
    """Return what some checks find in the tables that are prepared, in the order of `findings`."""
    explained = {tuple(key): text for *key, text in session.rows(_EXPLANATIONS)}
    cards = {card.code: card for card in load_measures().checks()}
    order = {code: place for place, code in enumerate(cards)}
    found = []
    for done, check in enumerate(checks, start=1):
        card = cards[check.code]
        found += [_finding(check, card, row, explained) for row in session.rows(check.sql)]
        if report is not None:
            report(done, len(checks))
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
    row: tuple[Any, ...],
    explained: dict[tuple[object, ...], str],
) -> Finding:
    """Return a row as a finding; what was said of the whole record holds for each visit of it."""
    record_id, visit, place, day, *values = row
    about = (check.code, check.record_kind, record_id)
    return Finding(
        check=check.code,
        severity=card.severity,
        record_kind=check.record_kind,
        record_id=record_id,
        visit=visit,
        field=check.field,
        place=place,
        day=None if day is None else date.fromisoformat(day),
        says=said(check, tuple(values)),
        do=card.do,
        explained=explained.get((*about, visit)) or explained.get((*about, None)),
    )
