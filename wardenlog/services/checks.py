"""Which records need a person to decide: what the checks find, and why it is right all the same."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from wardenlog.catalogue.measures import CheckCard, load_measures
from wardenlog.counting import checks as counting
from wardenlog.counting.checks import CheckCount, Finding
from wardenlog.counting.checks.run import Report
from wardenlog.counting.particulars import particulars
from wardenlog.errors import UserError
from wardenlog.model import new_id
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.looking import Checks, Looked
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import explanations as lists

__all__ = [
    "EXPLAINED",
    "OPEN",
    "CheckCard",
    "CheckCount",
    "Checks",
    "Finding",
    "Findings",
    "Looked",
    "card",
    "explain",
    "key_of",
    "look",
    "sheet_findings",
    "withdraw",
]

OPEN: Final = "open"
EXPLAINED: Final = "explained"

_TAKEN_BACK: Final = "Taken back"


class Findings:
    """The findings of one check as a listing; `show` is given what was looked at last."""

    def __init__(self) -> None:
        self._findings: Mapping[str, Finding] = {}

    def show(self, findings: Iterable[Finding]) -> None:
        """List these findings from now on."""
        self._findings = _keyed(findings)

    def ids(self, sought: Sought) -> Sequence[str]:
        """Return the key of every finding sought, in its order, then by date and place."""
        words = sought.find.casefold().split()
        wanted = dict(sought.filters).get("state")
        found = [
            (key, each)
            for key, each in self._findings.items()
            if wanted in {None, _state_of(each)} and _has(each, words)
        ]
        found.sort(key=lambda it: (_by_day(it[1]), it[1].place))
        found.sort(key=lambda it: _ORDERS[sought.order](it[1]), reverse=sought.descending)
        return [key for key, _ in found]

    def rows(self, ids: Collection[str]) -> Mapping[str, Finding]:
        """Return the findings of some keys; absent where one is no longer found."""
        findings = self._findings
        return {key: findings[key] for key in ids if key in findings}


def key_of(finding: Finding) -> str:
    """Return what a finding is known by from one look to the next, as far as that is certain."""
    visit = "" if finding.visit is None else finding.visit
    return f"{finding.record_kind} {finding.record_id} {visit} {finding.says}"


def card(check: str) -> CheckCard:
    """Return the card of a check; UserError where there is none."""
    return load_measures().check(check)


def sheet_findings(record: Record, shift_id: str) -> list[Finding]:
    """Return what the checks find on one recorded sheet, quickly; see `counting.sheet_findings`."""
    with record.store.read() as session:
        return counting.sheet_findings(session, shift_id)


def explain(record: Record, findings: Iterable[Finding], text: str) -> Changes:
    """Keep findings as they are, because of something: one write, which `take_back` undoes whole.

    An explanation travels into the return with its check. One that was given before for just
    this is replaced. UserError where the text says nothing.
    """
    from wardenlog.model import Explanation

    said = text.strip()
    if not said:
        raise UserError("Say why it is right as it is.", field="text", code="no_reason")
    done = []
    with record.store.write(record.actor) as session:
        for check, kind, record_id, visit in dict.fromkeys(map(_about, findings)):
            standing = lists.explanations_of(session, check, kind, record_id, visit)
            explanation = Explanation(
                id=standing[-1] if standing else new_id(),
                check=check,
                record_kind=kind,
                record_id=record_id,
                visit=visit,
                text=said,
            )
            done.append(session.save(explanation))
    return Changes(tuple(each for each in done if each is not None))


def withdraw(record: Record, findings: Iterable[Finding]) -> Changes:
    """Take back what was said of findings, so that they are open again; one write, as `explain`.

    What was said of a whole record is taken back for all of it.
    """
    done = []
    with record.store.write(record.actor) as session:
        for check, kind, record_id, visit in dict.fromkeys(map(_about, findings)):
            for number in dict.fromkeys((visit, None)):
                for each in lists.explanations_of(session, check, kind, record_id, number):
                    done.append(session.void("explanation", each, _TAKEN_BACK))  # noqa: PERF401 - each is a write
    return Changes(tuple(each for each in done if each is not None))


def _by_day(finding: Finding) -> str:
    return "" if finding.day is None else finding.day.isoformat()


def _by_place(finding: Finding) -> str:
    return finding.place


def _by_words(finding: Finding) -> str:
    return finding.says


def _by_state(finding: Finding) -> str:
    return "" if finding.explained is None else finding.explained


_ORDERS: Final[Mapping[str, Callable[[Finding], str]]] = {
    "day": _by_day,
    "place": _by_place,
    "says": _by_words,
    "state": _by_state,
}


def look(session: ReadSession, viewed: Viewed, report: Report | None, *, always: bool) -> Looked:
    """Do the checks of the period in view, or `always`, whatever the date."""
    agreement = particulars(session, viewed.agreement) if viewed.agreement else None
    found = counting.findings(
        session,
        None if always else viewed.period,
        agreement.agreement_id if agreement else None,
        report=report,
    )
    counts = counting.summary(found)
    ranks = ("red", "amber", "info")
    counts.sort(key=lambda each: ranks.index(each.severity))
    return Looked(tuple(found), tuple(counts))


def _about(finding: Finding) -> tuple[str, str, str, int | None]:
    return finding.check, finding.record_kind, finding.record_id, finding.visit


def _state_of(finding: Finding) -> str:
    return OPEN if finding.explained is None else EXPLAINED


def _has(finding: Finding, words: Sequence[str]) -> bool:
    text = f"{finding.place} {finding.says} {finding.explained or ''}".casefold()
    return all(word in text for word in words)


def _keyed(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return findings by their keys; those that say just the same are told apart by number."""
    times: Counter[str] = Counter()
    keyed = {}
    for each in findings:
        key = key_of(each)
        times[key] += 1
        keyed[key if times[key] == 1 else f"{key} {times[key]}"] = each
    return keyed
