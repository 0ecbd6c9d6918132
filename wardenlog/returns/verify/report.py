"""What verifying a return found, in words and as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: its sheet, place and cell (any may be blank), a sentence."""

    sheet: str
    place: str
    sentence: str
    cell: str = ""

    def __str__(self) -> str:
        """Write it with its place first: `Hotspots, row H04, Visits (F8): the file says 19, …`."""
        where = ", ".join(part for part in (self.sheet, self.place) if part)
        if self.cell:
            where = f"{where} ({self.cell})"
        return f"{where}: {self.sentence}" if where else self.sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """Which return a file says it is; None where it does not say.

    `failing` and `attention` are how many of its checks fail, and need a person to look.
    """

    council: str | None = None
    ons_code: str | None = None
    agreement: str | None = None
    from_on: date | None = None
    last_on: date | None = None
    period: str | None = None
    kind: str | None = None
    version: int | None = None
    supersedes: str | None = None
    amount: str | None = None
    hours: str | None = None
    failing: int | None = None
    attention: int | None = None
    receipt_code: str | None = None

    @property
    def name(self) -> str | None:
        """What people call it: `Interim, version 1`."""
        known = [self.kind, self.version and f"version {self.version}"]
        return ", ".join(each for each in known if each) or None

    @property
    def checks(self) -> str | None:
        """What its own checks say: `2 checks fail, 9 need a look`."""
        if self.failing is None or self.attention is None:
            return None
        asks = f"{self.attention} need{'' if self.attention > 1 else 's'} a look"
        if self.failing:
            fails = f"{self.failing} check{'s fail' if self.failing > 1 else ' fails'}"
            return f"{fails}, {asks}" if self.attention else fails
        return f"none fails, {asks}" if self.attention else "all pass"


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying one file found; `notes` are worth knowing and no problems."""

    file: str
    facts: Facts
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the report in plain words, the verdict first."""
        number = len(self.problems)
        things = "one thing does" if number == 1 else f"{number:,} things do"
        yield f"{self.file}: {f'{things} not hold.' if number else 'everything holds.'}"
        facts = self.facts
        known = [
            facts.council,
            facts.agreement and f"agreement {facts.agreement}",
            facts.period,
            facts.name and f"{facts.name[:1].lower()}{facts.name[1:]}",
            facts.supersedes and f"supersedes {facts.supersedes}",
            facts.amount and f"claims {facts.amount}",
            facts.hours,
            facts.checks and f"of its checks {facts.checks}",
            facts.receipt_code and f"receipt code {facts.receipt_code}",
        ]
        if any(known):
            yield f"  {', '.join(fact for fact in known if fact)}."
        for problem in self.problems:
            yield f"  {problem}"
        for note in self.notes:
            yield f"  Note: {note}"

    def as_data(self) -> dict[str, Any]:
        """Return the report for programs, as plain lists and dicts."""
        facts = self.facts
        return {
            "file": self.file,
            "holds": not self.problems,
            "council": facts.council,
            "ons_code": facts.ons_code,
            "agreement": facts.agreement,
            "period": facts.period,
            "from": facts.from_on,
            "to": facts.last_on,
            "kind": facts.kind,
            "version": facts.version,
            "supersedes": facts.supersedes,
            "amount": facts.amount,
            "hours": facts.hours,
            "checks_failing": facts.failing,
            "checks_needing_a_look": facts.attention,
            "receipt_code": facts.receipt_code,
            "problems": [
                {
                    "sheet": problem.sheet,
                    "place": problem.place,
                    "cell": problem.cell,
                    "sentence": problem.sentence,
                }
                for problem in self.problems
            ],
            "notes": list(self.notes),
        }
