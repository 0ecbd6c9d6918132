"""What keeps a return from being sent: each thing with where it is and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.sent import SentReturn
from wardenlog.errors import UserError
from wardenlog.returns.contents import adding_up
from wardenlog.returns.contents.needing_attention import ENOUGH, is_under_target, target_comment
from wardenlog.returns.figures import Figures
from wardenlog.returns.frozen import freeze


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that must be put right first: `what` is wrong, `where`, and what to `do`.

    `record_kind` and `record_id` are what to open, with the number of the visit, where it is
    about a record; `check` is the check's code where one found it.
    """

    code: str
    what: str
    where: str
    do: str
    check: str | None = None
    record_kind: str | None = None
    record_id: str | None = None
    visit: int | None = None

    def __str__(self) -> str:
        """Write it as a sentence with its place first."""
        return f"{self.where}: {self.what} {self.do}"


class NotReadyError(UserError):
    """A return that cannot be sent yet, with everything that keeps it."""

    def __init__(self, message: str = "", obstacles: Sequence[Obstacle] = ()) -> None:
        """Keep the sentence and the obstacles."""
        super().__init__(message, code=obstacles[0].code if obstacles else "not_ready")
        self.obstacles = tuple(obstacles)


def obstacles(figures: Figures, sent: Sequence[SentReturn], today: date) -> list[Obstacle]:
    """Return what keeps a return from being sent (return-workbook.md, "Life cycle").

    `sent` are all versions of the agreement's returns.
    """
    return [
        *_period(figures, sent, today),
        *_comment(figures),
        *_sums(figures),
        *_checks(figures),
    ]


def refuse(found: Sequence[Obstacle]) -> None:
    """Raise NotReadyError where anything is in the way."""
    if found:
        first, *more = found
        words = f" {len(more):,} more must be put right too." if more else ""
        raise NotReadyError(f"This return cannot be sent yet. {first}{words}", found)


def _period(figures: Figures, sent: Sequence[SentReturn], today: date) -> Iterator[Obstacle]:
    period = figures.wanted.period
    name = period.words()
    if period.last_on >= today and not _ended_early(figures, today):
        yield Obstacle(
            "not_over",
            f"the period ends on {clock.date_text(period.last_on)}.",
            name,
            "Wait until it is over, or record the agreement’s earlier end on the Grant page.",
        )
    for each in sent:
        apart = each.period.to_on <= period.from_on or period.to_on <= each.period.from_on
        if each.period != period and not apart:
            yield Obstacle(
                "overlaps_sent",
                f"the return {each.name}, which was sent, has some of its days.",
                name,
                "Choose a period whose days no other return has.",
            )
    old = figures.supersedes
    if old is not None and old.figures_fingerprint == freeze(figures).fingerprint:
        yield Obstacle(
            "same_as_sent",
            f"every figure is as in {old.name}, sent on "
            f"{clock.date_text(clock.local_date(old.sent_at))}.",
            name,
            "There is nothing to amend.",
        )


def _ended_early(figures: Figures, today: date) -> bool:
    """Return whether the signed terms ended inside the period, and that day is over."""
    ends = figures.terms.get(("period_end", ""))
    return ends is not None and date.fromisoformat(ends) < today


def _comment(figures: Figures) -> Iterator[Obstacle]:
    if is_under_target(figures) and not target_comment(figures):
        yield Obstacle(
            "no_comment",
            f"the hours claimed are under {ENOUGH * 100:.0f} % of the target.",
            "Claim, Comment",
            "Write what happened and what will change.",
        )


def _sums(figures: Figures) -> Iterator[Obstacle]:
    for check in adding_up.adding_up(figures):
        if check.result == "Fail":
            yield Obstacle(
                "does_not_add_up",
                f"the figures differ by {check.difference:,.2f}.",
                f"Checks, {check.title}",
                "Run “wardenlog verify”; if it finds nothing, report this with the log.",
            )


def _checks(figures: Figures) -> Iterator[Obstacle]:
    for each in figures.findings:
        if each.severity == "red" and not each.explained:
            title = load_measures().check(each.check).title
            yield Obstacle(
                "red_check",
                f"{title}: {each.says}",
                each.place,
                f"{each.do} Or explain it on the Checks page.",
                check=each.check,
                record_kind=each.record_kind,
                record_id=each.record_id,
                visit=each.visit,
            )
