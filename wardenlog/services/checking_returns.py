"""Checking returns that others sent: each file by itself, and the files beside each other.

No record is needed or opened, and nothing is written but a list where one is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from typing import Final

from wardenlog.clock import date_text
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.files.apart import MOST_SECONDS, GaveUpError, read_apart
from wardenlog.files.csv_file import save_csv
from wardenlog.files.limits import MOST_MEMORY
from wardenlog.returns.verify.report import Facts, Problem, Report
from wardenlog.returns.workbook.fingerprint import tidy_receipt_code

__all__ = [
    "HEADINGS",
    "Checked",
    "Facts",
    "Problem",
    "Report",
    "Verdict",
    "check_file",
    "line",
    "missing_periods",
    "remarks",
    "save_list",
    "tidy_receipt_code",
    "workbooks",
]

HEADINGS: Final = (
    "File",
    "Council",
    "ONS code",
    "Agreement",
    "Period",
    "Kind and version",
    "Amount claimed",
    "Its checks",
    "Result",
    "Receipt code",
    "Beside the others",
    "Problems",
    "Notes",
)
"""The columns of the list as a file."""


class Verdict(StrEnum):
    """What came of checking a file."""

    HOLDS = "holds"
    ALTERED = "altered"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked, and the SHA-256 of its bytes; blank where it could not be read."""

    path: Path
    report: Report
    sha256: str

    @property
    def verdict(self) -> Verdict:
        """Whether it holds, does not, or is no return that can be read."""
        if not self.report.problems:
            return Verdict.HOLDS
        return Verdict.ALTERED if self.report.facts.receipt_code else Verdict.UNREAD

    @property
    def period(self) -> str | None:
        """The period's short name, `2025-26 Q1`."""
        facts = self.report.facts
        if facts.from_on is None or facts.last_on is None or facts.last_on < facts.from_on:
            return None
        return Period.inclusive(facts.from_on, facts.last_on).code()

    @property
    def words(self) -> str:
        """The verdict as people say it."""
        number = len(self.report.problems)
        if self.verdict == Verdict.UNREAD:
            return "Could not be checked"
        if number:
            return "1 thing does not hold" if number == 1 else f"{number:,} things do not hold"
        return "Everything holds"


def workbooks(paths: Sequence[Path]) -> list[Path]:
    """Return the files among some paths, each once, and the workbooks in the folders among them."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.iterdir() if each.suffix.lower() == ".xlsx")
            shown = (each for each in inside if not each.name.startswith(("~$", ".")))
            found.update(dict.fromkeys(sorted(shown)))
        else:
            found[path] = None
    return list(found)


def check_file(path: Path, still_wanted: Callable[[], object] | None = None) -> Checked:
    """Verify a return in a process of its own, within 10 seconds and 500 MB (promises.md, 18).

    Whatever is wrong with the file is in the report. `still_wanted` is called while it is read,
    and may raise to give up.
    """
    try:
        for found in read_apart(_verified, path, still_wanted):
            if isinstance(found, Checked):
                return found
    except GaveUpError as error:
        sentence = _gave_up(path, too_slow=error.too_slow)
    except UserError as error:
        sentence = error.message
    else:
        sentence = _gave_up(path, too_slow=False)
    return Checked(path, Report(path.name, Facts(), (Problem("", "", sentence),)), "")


def remarks(checked: Checked, others: Sequence[Checked]) -> tuple[str, ...]:
    """Say what a file is beside the others: the same one, superseded, or one that overlaps."""
    return tuple(_remarks(checked, [each for each in others if each.path != checked.path]))


def missing_periods(found: Sequence[Checked]) -> list[str]:
    """Say, for each council and agreement, which days between its returns no return has."""
    spans = defaultdict(set)
    for each in found:
        facts = each.report.facts
        if facts.from_on and facts.last_on:
            spans[facts.council or "", facts.agreement or ""].add((facts.from_on, facts.last_on))
    sentences = []
    for (council, agreement), days in sorted(spans.items()):
        covered = min(last for _, last in days)
        for first, last in sorted(days):
            gap = covered + timedelta(days=1), first - timedelta(days=1)
            if gap[0] <= gap[1]:
                words = " to ".join(map(date_text, gap))
                sentences.append(f"{council}, {agreement}: no return here has {words}.")
            covered = max(covered, last)
    return sentences


def line(checked: Checked, others: Sequence[Checked]) -> tuple[str, ...]:
    """Return a file as a line of the list, a text for each of `HEADINGS`."""
    facts = checked.report.facts
    return (
        checked.path.name,
        facts.council or "",
        facts.ons_code or "",
        facts.agreement or "",
        facts.period or "",
        facts.name or "",
        facts.amount or "",
        facts.checks or "",
        checked.words,
        facts.receipt_code or "",
        " ".join(remarks(checked, others)),
        "\n".join(map(str, checked.report.problems)),
        "\n".join(checked.report.notes),
    )


def save_list(path: Path, found: Sequence[Checked]) -> None:
    """Write the list as CSV, for Excel in UTF-8 with its mark; UserError as `save_csv`."""
    save_csv(path, None, [HEADINGS, *(line(each, found) for each in found)])


def _verified(path: Path) -> Iterator[object]:
    """Verify in the reading process."""
    from wardenlog.returns.verify import verify_file

    try:
        with path.open("rb") as file:
            sha256 = file_digest(file, "sha256").hexdigest()
    except PermissionError:
        raise
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be opened: {error.strerror or error}. Check its name and folder.",
            code="cannot_read",
        ) from error
    yield Checked(path, verify_file(path), sha256)


def _gave_up(path: Path, *, too_slow: bool) -> str:
    if too_slow:
        return (
            f"{path.name} took more than {MOST_SECONDS:.0f} seconds to read, so it was not checked."
            " Ask the council to send the return again."
        )
    return (
        f"{path.name} needs more than {MOST_MEMORY >> 20} MB of memory to read, or is damaged, so"
        " it was not checked. Ask the council to send the return again."
    )


def _remarks(checked: Checked, others: Sequence[Checked]) -> Iterator[str]:
    facts = checked.report.facts
    for other in others:
        if checked.sha256 and checked.sha256 == other.sha256:
            yield f"The same file as {other.path.name}."
        elif _whose(facts) == _whose(other.report.facts) and facts.from_on and facts.last_on:
            yield from _beside(checked, other)
    if facts.supersedes and not any(_is_before(facts, each.report.facts) for each in others):
        yield f"It supersedes {facts.supersedes}, which is not in the list."


def _beside(checked: Checked, other: Checked) -> Iterator[str]:
    """Say how a return stands beside another of the same council and agreement."""
    facts, theirs, name = checked.report.facts, other.report.facts, other.path.name
    if theirs.from_on is None or theirs.last_on is None or not facts.from_on or not facts.last_on:
        return
    if (facts.from_on, facts.last_on) == (theirs.from_on, theirs.last_on):
        mine, version = facts.version or 0, theirs.version or 0
        if mine < version:
            yield f"Superseded by version {version}: {name}."
        elif mine > version:
            yield f"It takes the place of version {version}: {name}."
        elif facts.receipt_code != theirs.receipt_code:
            yield f"{name} says that it is the same return, and has another receipt code."
        elif other.verdict != Verdict.HOLDS:
            yield f"{name} says that it is the same return, and does not hold."
        elif checked.verdict != Verdict.HOLDS:
            yield f"{name} says that it is the same return, and holds."
        else:
            yield f"The same return as {name}, saved again."
    elif facts.from_on <= theirs.last_on and theirs.from_on <= facts.last_on:
        yield f"Some of its days are in {name} too."


def _whose(facts: Facts) -> tuple[str | None, str | None, str | None]:
    return facts.council, facts.ons_code, facts.agreement


def _is_before(facts: Facts, other: Facts) -> bool:
    """Whether another is an earlier version of the same return."""
    same = _whose(facts) == _whose(other) and facts.from_on == other.from_on
    return same and (other.version or 0) < (facts.version or 0)
