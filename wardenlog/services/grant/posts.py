"""The posts that a grant pays for: listed with holders and vacancy, and edited one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from wardenlog.counting.posts import PostRow, PostSpan, Stretch, post_spans, posts
from wardenlog.counting.scope import Period, Scope, open_terms
from wardenlog.errors import UserError
from wardenlog.model import Agreement, LineMonth, Post
from wardenlog.services.choices import Named
from wardenlog.services.grant.parts import (
    Orders,
    ShortList,
    changed_meanwhile,
    gone,
    loaded,
    open_viewed,
    part_id,
)
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import Revision, WriteSession
from wardenlog.store.lists.coded import all_coded
from wardenlog.store.lists.spending import line_months

__all__ = [
    "PostLine",
    "PostList",
    "PostRow",
    "PostSpan",
    "Stretch",
    "open_post",
    "people_named",
    "post_choices",
    "post_lines",
    "save_post",
]

WHAT: Final = "post"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post, between two days included, as far as it is counted."""

    code: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post in the list: its figures in the period in view, and its days since it began.

    `since` runs to the period's end; None where the post begins later.
    """

    id: str
    agreement_id: str
    row: PostRow
    since: PostSpan | None
    holders: tuple[Holder, ...]

    @property
    def vacant_since(self) -> int | None:
        """Vacant days since the post began; None where it has not begun."""
        return None if self.since is None else self.since.vacant_days


def post_lines(record: Record, viewed: Viewed) -> list[PostLine]:
    """Return the posts of the agreement in view, in the order of their references."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
        if agreement is None:
            return []
        rows = posts(session, viewed.period)
        start = min(agreement.start_on, viewed.period.from_on)
        since = Period(start, viewed.period.to_on)
        open_terms(session, Scope(agreement.id, since))
        spans = {span.reference: span for span in post_spans(session, since)}
        people = {one.id: one for one in all_coded(session, "person")}
    return [
        PostLine(
            part_id(agreement.id, row.reference),
            agreement.id,
            row,
            spans.get(row.reference),
            tuple(_holders(spans.get(row.reference), people)),
        )
        for row in rows
    ]


class PostList(ShortList[PostLine]):
    """The list of posts of the agreement in view."""

    def __init__(self, record: Record, viewing: Callable[[], Viewed]) -> None:
        self._record = record
        self._viewing = viewing
        super().__init__(self._lines, lambda line: line.id, _ORDERS)

    def _lines(self) -> list[PostLine]:
        return post_lines(self._record, self._viewing())


def _said(line: PostLine) -> str:
    names = " ".join(f"{one.code} {one.name}" for one in line.holders)
    return f"{line.row.reference} {line.row.title or ''} {line.row.grade or ''} {names}"


_ORDERS: Final[Orders[PostLine]] = Orders(
    _said,
    {
        "reference": lambda line: line.row.reference.casefold(),
        "title": lambda line: (line.row.title or "").casefold(),
        "start": lambda line: line.row.actual_start or line.row.planned_start,
        "vacant": lambda line: line.row.vacant_days,
        "cost": lambda line: line.row.vacancy_cost,
    },
)


def people_named(record: Record) -> list[Named]:
    """Return everybody who may hold a post, void or not, by code."""
    with record.store.read() as session:
        return sorted(all_coded(session, "person"), key=lambda one: one.code)


def post_choices(record: Record, viewed: Viewed) -> list[tuple[str, str]]:
    """Return the reference and the title of each post of the agreement in view."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
    known = () if agreement is None else agreement.posts
    return [(post.reference, post.title or "") for post in known]


def open_post(record: Record, agreement_id: str, reference: str) -> Post:
    """Return a post to edit; UserError where there is none."""
    with record.store.read() as session:
        found = _post_of(loaded(session, agreement_id), reference)
    if found is None:
        raise gone(WHAT)
    return found


def save_post(record: Record, agreement_id: str, before: Post | None, now: Post) -> Changes:
    """Save a post with its agreement; what was spent on it follows a new reference.

    UserError where the reference is taken, a holder leaves before they begin, or the post was
    changed since it was opened as `before`.
    """
    with record.store.write(record.actor) as session:
        agreement = loaded(session, agreement_id)
        old = None if before is None else before.reference
        if old is not None and _post_of(agreement, old) != before:
            raise changed_meanwhile(WHAT)
        _check(agreement, old, now)
        known = list(agreement.posts)
        changed = (
            [*known, now]
            if old is None
            else [now if each.reference == old else each for each in known]
        )
        revision = session.save(agreement.model_copy(update={"posts": tuple(changed)}))
        done: list[Revision | None] = [revision]
        if old is not None and old != now.reference:
            months = _spent_on(session, agreement_id, old, now.reference)
            done += [session.save(month) for month in months]
        return Changes(tuple(each for each in done if each is not None))


def _check(agreement: Agreement, old: str | None, now: Post) -> None:
    others = {post.reference.casefold() for post in agreement.posts if post.reference != old}
    if now.reference.casefold() in others:
        raise UserError(
            f"There is a post {now.reference} already.", field="reference", code="code_taken"
        )
    for n, held in enumerate(now.holdings):
        if held.from_on and held.to_on and held.to_on < held.from_on:
            raise UserError(
                "This is before they began.", field=f"holdings.{n}.to_on", code="ends_before"
            )


def _post_of(agreement: Agreement, reference: str) -> Post | None:
    return next((each for each in agreement.posts if each.reference == reference), None)


def _spent_on(session: WriteSession, agreement_id: str, old: str, new: str) -> Iterator[LineMonth]:
    """Yield the months whose amounts name a post, under its new reference."""
    for row in line_months(session, agreement_id).values():
        month = cast("LineMonth", session.load("line_month", row.id))
        if any(spent.post == old for spent in month.expenditure):
            renamed = tuple(
                spent.model_copy(update={"post": new}) if spent.post == old else spent
                for spent in month.expenditure
            )
            yield month.model_copy(update={"expenditure": renamed})


def _holders(span: PostSpan | None, people: dict[str, Named]) -> Iterator[Holder]:
    for stretch in () if span is None else span.held:
        one = people.get(stretch.person_id or "")
        if one is not None:
            yield Holder(one.code, one.name, stretch.first, stretch.last)
