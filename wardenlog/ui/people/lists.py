"""The lists of people, organisations and funding sources as data."""

from collections.abc import Callable, Sequence
from functools import partial

from wardenlog.services.people import (
    DAYS_AHEAD,
    FundingRow,
    OrganisationRow,
    PersonLine,
    known_staff_groups,
    organisation_choices,
)
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.people.wording import (
    authority_words,
    kind_words,
    own_words,
    paid_from_words,
    standing_words,
    translate,
)
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec

Values = Callable[[], Sequence[tuple[str, str]]]


def people_list(record: Record) -> RegisterSpec[PersonLine]:
    """Return the list of people."""
    return RegisterSpec(
        key="people",
        title=QT_TRANSLATE_NOOP("register", "People"),
        one=QT_TRANSLATE_NOOP("register", "person"),
        many=QT_TRANSLATE_NOOP("register", "people"),
        columns=_PEOPLE,
        order="code",
        kinds=frozenset({"person", "organisation", "agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "Nobody is recorded yet. Press Ctrl+N to record the first person, or Ctrl+Shift+V to"
            " paste a list of names.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code, name, organisation or staff group"),
        filters=(
            Filter(
                "standing",
                QT_TRANSLATE_NOOP("register", "On shift"),
                _standings,
                first="active",
            ),
            Filter(
                "expiry",
                QT_TRANSLATE_NOOP("register", "Authorised"),
                _expiries,
            ),
            Filter(
                "organisation",
                QT_TRANSLATE_NOOP("register", "Organisation"),
                partial(_organisations, record),
            ),
            Filter(
                "staff_group",
                QT_TRANSLATE_NOOP("register", "Staff group"),
                partial(_staff_groups, record),
            ),
        ),
        record_of=_person,
        void_reason_of=_void_reason,
    )


def organisations_list() -> RegisterSpec[OrganisationRow]:
    """Return the list of organisations."""
    return RegisterSpec(
        key="organisations",
        title=QT_TRANSLATE_NOOP("register", "Organisations"),
        one=QT_TRANSLATE_NOOP("register", "organisation"),
        many=QT_TRANSLATE_NOOP("register", "organisations"),
        columns=_ORGANISATIONS,
        order="code",
        kinds=frozenset({"organisation", "person"}),
        empty=QT_TRANSLATE_NOOP(
            "register", "No organisation is recorded yet. Press Ctrl+N to record your council."
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code or name"),
        stretch="name",
        filters=(Filter("own", QT_TRANSLATE_NOOP("register", "Paid by us"), _owns),),
        record_of=_organisation,
        void_reason_of=_void_reason,
    )


def funding_list() -> RegisterSpec[FundingRow]:
    """Return the list of funding sources."""
    return RegisterSpec(
        key="funding",
        title=QT_TRANSLATE_NOOP("register", "Funding"),
        one=QT_TRANSLATE_NOOP("register", "funding source"),
        many=QT_TRANSLATE_NOOP("register", "funding sources"),
        columns=_FUNDING,
        order="code",
        kinds=frozenset({"funding_source", "agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No funding source is recorded yet, so no hour can be claimed. Press Ctrl+N to record"
            " the grant that pays for your wardens.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code, label or agreement"),
        stretch="label",
        record_of=_funding_source,
        void_reason_of=_void_reason,
    )


_PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("code", "Code", lambda row: row.code, 7, order="code"),
    Column("name", "Name", lambda row: row.name, 20, order="name"),
    Column(
        "standing",
        "On shift",
        standing_words,
        18,
        order="standing",
        ascending_words="On shift, first to leave",
        descending_words="On shift, last to leave",
    ),
    Column(
        "ends_on",
        "Authorised",
        authority_words,
        21,
        order="ends_on",
        ascending_words="Authorised, first to expire",
        descending_words="Authorised, last to expire",
    ),
    Column("families", "Powers", lambda row: ", ".join(row.families), 20),
    Column("posts", "Posts today", lambda row: row.posts, 14, order="posts"),
    Column(
        "staff_group", "Staff group", lambda row: row.staff_group or "", 20, order="staff_group"
    ),
    Column("organisation", "Organisation", lambda row: row.organisation, 26, order="organisation"),
)

_ORGANISATIONS: tuple[Column[OrganisationRow], ...] = (
    Column("code", "Code", lambda row: row.code, 9, order="code"),
    Column("name", "Name", lambda row: row.name, 30, order="name"),
    Column("kind", "What it is", kind_words, 20, order="kind"),
    Column("own", "Paid by us", own_words, 12, order="own"),
    Column("people", "People today", lambda row: str(row.people), 14, number=True, order="people"),
)

_FUNDING: tuple[Column[FundingRow], ...] = (
    Column("code", "Code", lambda row: row.code, 16, order="code"),
    Column("label", "Label", lambda row: row.label or "", 30, order="label"),
    Column("agreement", "Paid from", paid_from_words, 34, order="agreement"),
)


def _standings() -> Sequence[tuple[str, str]]:
    return (
        ("active", translate("people", "Active today")),
        ("left", translate("people", "Left")),
        ("later", translate("people", "Not begun yet")),
        ("void", translate("people", "Void")),
    )


def _expiries() -> Sequence[tuple[str, str]]:
    soon = translate("people", "Expires within {0} days").format(DAYS_AHEAD)
    return (
        ("soon", soon),
        ("expired", translate("people", "Expired")),
        ("none", translate("people", "Nothing today")),
    )


def _owns() -> Sequence[tuple[str, str]]:
    return (("1", translate("people", "Yes")), ("0", translate("people", "No")))


def _organisations(record: Record) -> Sequence[tuple[str, str]]:
    return [(one.id, one.name) for one in organisation_choices(record) if not one.void]


def _staff_groups(record: Record) -> Sequence[tuple[str, str]]:
    return [(group, group) for group in known_staff_groups(record)]


def _person(row: PersonLine) -> tuple[str, str]:
    return "person", row.id


def _organisation(row: OrganisationRow) -> tuple[str, str]:
    return "organisation", row.id


def _funding_source(row: FundingRow) -> tuple[str, str]:
    return "funding_source", row.id


def _void_reason(row: PersonLine | OrganisationRow | FundingRow) -> str | None:
    return row.void_reason
