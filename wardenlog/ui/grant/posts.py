"""The tab of posts: each with its holders and vacancy, and a time line of holdings and gaps."""

from collections.abc import Mapping, Sequence
from functools import partial

from wardenlog.model import Post
from wardenlog.services.grant import posts
from wardenlog.services.grant.parts import part_id, split_id
from wardenlog.services.grant.posts import PostLine, PostList
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.money_words import day_words, days_words, pence_words, translate
from wardenlog.ui.grant.parts import PartKeeper, PartTab
from wardenlog.ui.grant.post_times import PostTimes
from wardenlog.ui.widgets.form import (
    Choice,
    FormField,
    FormRows,
    Kind,
    Path,
    RecordForm,
    RecordKind,
    choices_of,
)
from wardenlog.ui.widgets.form.advice import ends_before_it_begins
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Column, Register, RegisterSpec


class PostsTab(PartTab):
    """The posts of the agreement in view."""

    def __init__(self, desk: Desk) -> None:
        keeper = PartKeeper(desk, Post, partial(_read, desk.record), partial(_write, desk.record))
        register = Register(
            desk, _spec(), PostList(desk.record, lambda: desk.view.now), show_title=False
        )
        form = RecordForm(desk, _kind(desk), keeper)
        super().__init__(desk, register, form, "posts.new", keeper.is_there)
        self.times = PostTimes(desk.theme)
        self.add_below(self.times)

    def look(self) -> None:
        viewed = self.desk.view.now
        self.times.show_posts(posts.post_lines(self.desk.record, viewed), viewed.period)


def _read(record: Record, record_id: str) -> Post:
    return posts.open_post(record, *split_id(record_id))


def _write(
    record: Record, agreement_id: str, _here: str | None, before: Post | None, now: Post
) -> tuple[str, Changes]:
    changes = posts.save_post(record, agreement_id, before, now)
    return part_id(agreement_id, now.reference), changes


# The list


def _spec() -> RegisterSpec[PostLine]:
    return RegisterSpec(
        key="posts",
        title=QT_TRANSLATE_NOOP("register", "Posts"),
        one=QT_TRANSLATE_NOOP("register", "post"),
        many=QT_TRANSLATE_NOOP("register", "posts"),
        columns=_COLUMNS,
        order="reference",
        kinds=frozenset({"agreement", "line_month", "person"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No post is recorded yet. Press Ctrl+N to record a job that the grant pays for, or"
            " leave this where it pays for hours alone.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Post, title, grade or holder"),
        stretch="holders",
        record_of=lambda line: ("agreement", line.agreement_id),
    )


def _holders(line: PostLine) -> str:
    names = dict.fromkeys(f"{one.code} {one.name}" for one in line.holders)
    return ", ".join(names) or translate("money", "Nobody yet")


def _fte(line: PostLine) -> str:
    return line.row.fte or "–"


def _funded(line: PostLine) -> str:
    return line.row.funded_fte or "–"


def _planned(line: PostLine) -> str:
    return day_words(line.row.planned_start)


def _actual(line: PostLine) -> str:
    return day_words(line.row.actual_start)


def _end(line: PostLine) -> str:
    return day_words(line.row.end_on)


def _vacant(line: PostLine) -> str:
    return days_words(line.row.vacant_days)


def _weighted(line: PostLine) -> str:
    days = line.row.vacant_fte_days
    return "–" if days is None else f"{days:,.1f}"


def _since(line: PostLine) -> str:
    return days_words(line.vacant_since)


def _cost(line: PostLine) -> str:
    return pence_words(line.row.vacancy_cost)


_COLUMNS: tuple[Column[PostLine], ...] = (
    Column("reference", "Post", lambda line: line.row.reference, 8, order="reference"),
    Column("title", "Job title", lambda line: line.row.title or "", 18, order="title"),
    Column("holders", "Held by", _holders, 18),
    Column(
        "vacant",
        "Vacant",
        _vacant,
        9,
        number=True,
        order="vacant",
        ascending_words="Vacant in the period, fewest days first",
        descending_words="Vacant in the period, most days first",
    ),
    Column("since", "Since start", _since, 12, number=True),
    Column(
        "cost",
        "Vacancy cost",
        _cost,
        13,
        number=True,
        order="cost",
        ascending_words="Vacancy cost, least first",
        descending_words="Vacancy cost, most first",
    ),
    Column("weighted", "FTE-days", _weighted, 9, number=True),
    Column("grade", "Grade", lambda line: line.row.grade or "–", 10),
    Column("fte", "FTE", _fte, 6, number=True),
    Column("funded_fte", "Funded", _funded, 8, number=True),
    Column("planned", "Planned start", _planned, 13),
    Column("actual", "Actual start", _actual, 13, order="start"),
    Column("end", "End", _end, 13),
)


# The form


def _kind(desk: Desk) -> RecordKind:
    return RecordKind(
        QT_TRANSLATE_NOOP("form", "post"),
        QT_TRANSLATE_NOOP("form", "New post"),
        (
            FormField("reference", QT_TRANSLATE_NOOP("form", "Post"), required=True, width=12),
            FormField("title", QT_TRANSLATE_NOOP("form", "Job title")),
            FormField("grade", QT_TRANSLATE_NOOP("form", "Grade"), width=16),
            FormField("fte", QT_TRANSLATE_NOOP("form", "FTE"), Kind.NUMBER, width=8),
            FormField(
                "funded_fte",
                QT_TRANSLATE_NOOP("form", "Funded FTE"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP("form", "The part of a full-time week that the grant pays."),
                width=8,
            ),
            FormField(
                "yearly_budget",
                QT_TRANSLATE_NOOP("form", "Budget for a full year"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP(
                    "form", "In pounds. Vacant days are priced at their part of it."
                ),
                width=14,
            ),
            FormField("fixed_term", QT_TRANSLATE_NOOP("form", "Fixed term"), Kind.YES_NO, width=12),
            FormField(
                "planned_start", QT_TRANSLATE_NOOP("form", "Planned start"), Kind.DATE, width=16
            ),
            FormField(
                "actual_start", QT_TRANSLATE_NOOP("form", "Actual start"), Kind.DATE, width=16
            ),
            FormField("end_on", QT_TRANSLATE_NOOP("form", "End"), Kind.DATE, width=16),
            FormRows(
                "holdings",
                QT_TRANSLATE_NOOP("form", "Held by"),
                QT_TRANSLATE_NOOP("form", "holder"),
                (
                    FormField(
                        "person_id",
                        QT_TRANSLATE_NOOP("form", "Person"),
                        Kind.PICK,
                        example=QT_TRANSLATE_NOOP("form", "code or name"),
                        required=True,
                        choices=partial(_people, desk.record),
                    ),
                    FormField("from_on", QT_TRANSLATE_NOOP("form", "From"), Kind.DATE, width=11),
                    FormField("to_on", QT_TRANSLATE_NOOP("form", "To"), Kind.DATE, width=11),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form", "Leave From and To blank for as long as the post itself."
                ),
            ),
        ),
        _title,
        _advice,
    )


def _people(record: Record) -> Sequence[Choice]:
    return choices_of(posts.people_named(record))


def _title(values: Values) -> str:
    return " ".join(str(each) for each in (values.get("reference"), values.get("title")) if each)


def _advice(_record_id: str, values: Values) -> Mapping[Path, str]:
    advice: dict[Path, str] = {}
    start = values.get("actual_start") or values.get("planned_start")
    if ends_before_it_begins(start, values.get("end_on")):
        advice["end_on",] = translate("money", "This is before the post begins.")
    rows = values.get("holdings")
    for n, row in enumerate(rows if isinstance(rows, tuple) else ()):
        if ends_before_it_begins(row.get("from_on"), row.get("to_on")):
            advice["holdings", n, "to_on"] = translate("money", "This is before they began.")
        elif ends_before_it_begins(row.get("from_on"), values.get("end_on")):
            advice["holdings", n, "from_on"] = translate("money", "This is after the post ends.")
    return advice
