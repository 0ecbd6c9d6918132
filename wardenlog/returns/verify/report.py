"""What verifying a return found, in words and as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: its sheet and place (either may be blank), and a sentence."""

    sheet: str
    place: str
    sentence: str

    def __str__(self) -> str:
        """Write it with its place first: `Hotspots, row H04, Visits: the file says 19, …`."""
        where = ", ".join(part for part in (self.sheet, self.place) if part)
        return f"{where}: {self.sentence}" if where else self.sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """Which return a file says it is; None where it does not say."""

    council: str | None = None
    agreement: str | None = None
    period: str | None = None
    amount: str | None = None
    receipt_code: str | None = None


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
        known = [self.facts.council]
        known += [self.facts.agreement and f"agreement {self.facts.agreement}"]
        known += [self.facts.period, self.facts.amount and f"claims {self.facts.amount}"]
        known += [self.facts.receipt_code and f"receipt code {self.facts.receipt_code}"]
        if any(known):
            yield f"  {', '.join(fact for fact in known if fact)}."
        for problem in self.problems:
            yield f"  {problem}"
        for note in self.notes:
            yield f"  Note: {note}"

    def as_data(self) -> dict[str, Any]:
        """Return the report for programs, as plain lists and dicts."""
        return {
            "file": self.file,
            "holds": not self.problems,
            "council": self.facts.council,
            "agreement": self.facts.agreement,
            "period": self.facts.period,
            "amount": self.facts.amount,
            "receipt_code": self.facts.receipt_code,
            "problems": [
                {"sheet": problem.sheet, "place": problem.place, "sentence": problem.sentence}
                for problem in self.problems
            ],
            "notes": list(self.notes),
        }
