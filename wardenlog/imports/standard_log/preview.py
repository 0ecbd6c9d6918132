"""What an import of a log would do: counts, changes in words, problems; nothing is written yet."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from wardenlog.imports.standard_log.agreements import gather_agreements
from wardenlog.imports.standard_log.counts import (
    gather_intelligence,
    gather_nil_days,
    gather_police_incidents,
)
from wardenlog.imports.standard_log.difference import differences
from wardenlog.imports.standard_log.gathering import Gathering
from wardenlog.imports.standard_log.log import Log, Row
from wardenlog.imports.standard_log.money import gather_money
from wardenlog.imports.standard_log.people import gather_council, gather_people, gather_plain
from wardenlog.imports.standard_log.problems import Findings, Problem
from wardenlog.imports.standard_log.record import Record
from wardenlog.imports.standard_log.removals import removals, sentence
from wardenlog.imports.standard_log.shifts import gather_shifts
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.model import Aggregate
from wardenlog.store import ReadSession

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"

TITLES: Final = {
    "council": "Council",
    "organisation": "Organisations",
    "hotspot": "Hotspots",
    "pspo": "PSPOs",
    "person": "People",
    "agreement": "Agreements",
    "funding_source": "Funding",
    "shift": "Shifts",
    "line_month": "Expenditure and forecasts",
    "intelligence": "Intelligence",
    "nil_day": "Nil days",
    "supplied_incidents": "Police incidents",
}
"""What each kind of record is called in a preview, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record that the file names, as the import leaves it: added, changed or unchanged.

    `details` says in words what changed; `removals` is a sentence for each loss of parts.
    """

    label: str
    what: str
    aggregate: Aggregate
    details: tuple[str, ...] = ()
    removals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. With problems, nothing is saved unless the rest is accepted.

    `head` is the newest revision of the record that the file was compared with. `follow_ons` are
    the rows refused only because a whole sheet cannot be read: one problem says why.
    """

    log: Log
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    head: str | None
    imported_before: bool
    follow_ons: tuple[Problem, ...] = ()

    def findings(self) -> Findings:
        """Return everything that is wrong, by row."""
        return Findings((*self.problems, *self.follow_ons))

    def counts(self) -> dict[str, Counter[str]]:
        """Return how many records of each kind are added, changed and unchanged."""
        found: dict[str, Counter[str]] = {}
        for kind in TITLES:
            counted = Counter(each.what for each in self.changes if each.aggregate.kind == kind)
            if counted:
                found[kind] = counted
        return found

    @property
    def removals(self) -> tuple[str, ...]:
        """Return a sentence for each loss: `Sheet S3: 2 visits would be removed: 1, 2`."""
        return tuple(said for change in self.changes for said in change.removals)

    @property
    def is_empty(self) -> bool:
        """Say whether everything in the file is recorded already."""
        return all(change.what == UNCHANGED for change in self.changes)

    def rejected_rows(self) -> list[Row]:
        """Return the rows that would not be saved, in the order of the file."""
        findings = self.findings()
        return [
            row
            for rows in self.log.tables.values()
            for row in rows.rows
            if rows.unreadable or findings.refused(row.table.sheet, row.number)
        ]


def preview(session: ReadSession, log: Log) -> Preview:
    """Compare a log with the record: resolve every code, build every record, find every problem."""
    gathering = Gathering(log, Record(session))
    warnings = gather_council(gathering)
    for sheet in ("Organisations", "Hotspots", "PSPOs"):
        gather_plain(gathering, sheet)
    gather_people(gathering)
    gather_agreements(gathering)
    gather_plain(gathering, "Funding")
    gather_shifts(gathering)
    gather_money(gathering)
    gather_intelligence(gathering)
    gather_nil_days(gathering)
    gather_police_incidents(gathering)
    head = session.head()
    problems = sorted(gathering.findings.all(), key=_place)
    unreadable = any(rows.unreadable for rows in log.tables.values())
    follow_ons = [each for each in problems if unreadable and each.follows]
    if follow_ons:
        rows = len({(each.sheet, each.row) for each in follow_ons})
        what = "1 row of another sheet is" if rows == 1 else f"{rows:,} rows of other sheets are"
        warnings = [*warnings, f"{what} refused until the headings are put right."]
    return Preview(
        log=log,
        changes=tuple(_changes(gathering)),
        problems=tuple(each for each in problems if not (unreadable and each.follows)),
        warnings=(*log.warnings, *warnings),
        head=None if head is None else head.id,
        imported_before=session.batch_of_file(log.sha256) is not None,
        follow_ons=tuple(follow_ons),
    )


def _place(problem: Problem) -> tuple[int, int]:
    return list(TABLE).index(problem.sheet), problem.row


def _changes(gathering: Gathering) -> list[Change]:
    codes = {
        outcome.aggregate.id: getattr(outcome.aggregate, "code", outcome.label)
        for outcome in gathering.outcomes
    }

    def code_of(identity: str) -> str:
        return codes.get(identity) or gathering.record.code(identity) or "another"

    found = []
    for outcome in gathering.outcomes:
        before, now = outcome.before, outcome.aggregate
        if before is None:
            found.append(Change(outcome.label, ADDED, now))
        elif before == now:
            found.append(Change(outcome.label, UNCHANGED, before))
        else:
            details = tuple(differences(before, now, code_of))
            title = TITLES[now.kind]
            lost = tuple(
                sentence(now, title, outcome.label, removal)
                for removal in removals(before, now, code_of)
            )
            found.append(Change(outcome.label, CHANGED, now, details, lost))
    return found
