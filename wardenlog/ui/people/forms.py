"""The forms of people, organisations and funding sources: fields, advice and saving."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from wardenlog import clock
from wardenlog.model import FundingSource, Organisation, Person
from wardenlog.services import people
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.wording import BASES, KINDS, about_words, translate
from wardenlog.ui.widgets.form import (
    AggregateKeeper,
    Choice,
    FormField,
    FormRows,
    Kind,
    Opened,
    Path,
    RecordForm,
    RecordKind,
    choices_of,
)
from wardenlog.ui.widgets.form.advice import ends_before_it_begins, taken_advice, title_of
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.shorthand import date_in_short

_USUAL: Final = "usual"
"""The choice of no agreement, which must be made: a blank is not it."""


def person_form(desk: Desk) -> RecordForm:
    """Return the form of people."""
    record = desk.record
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "person"),
        QT_TRANSLATE_NOOP("form", "New person"),
        (
            FormField(
                "code",
                QT_TRANSLATE_NOOP("form", "Code"),
                hint=QT_TRANSLATE_NOOP("form", "Short, as on the paper: AK or W07."),
                required=True,
                width=12,
            ),
            FormField("name", QT_TRANSLATE_NOOP("form", "Name"), required=True),
            FormField(
                "organisation_id",
                QT_TRANSLATE_NOOP("form", "Organisation"),
                Kind.PICK,
                example=QT_TRANSLATE_NOOP("form", "code or name"),
                required=True,
                choices=partial(_organisations, record),
            ),
            FormField(
                "staff_group",
                QT_TRANSLATE_NOOP("form", "Staff group"),
                example=QT_TRANSLATE_NOOP("form", "such as Community warden"),
                choices=partial(_staff_groups, record),
            ),
            FormField("active_from", QT_TRANSLATE_NOOP("form", "Active from"), Kind.DATE, width=16),
            FormField("active_to", QT_TRANSLATE_NOOP("form", "Active to"), Kind.DATE, width=16),
            FormRows(
                "authorisations",
                QT_TRANSLATE_NOOP("form", "Authorisations"),
                QT_TRANSLATE_NOOP("form", "authorisation"),
                (
                    FormField(
                        "family",
                        QT_TRANSLATE_NOOP("form", "Powers"),
                        Kind.CHOICE,
                        required=True,
                        choices=_families(),
                    ),
                    FormField(
                        "basis",
                        QT_TRANSLATE_NOOP("form", "Basis"),
                        Kind.CHOICE,
                        choices=BASES,
                        width=8,
                    ),
                    FormField("from_on", QT_TRANSLATE_NOOP("form", "From"), Kind.DATE, width=11),
                    FormField("to_on", QT_TRANSLATE_NOOP("form", "To"), Kind.DATE, width=11),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form", "Which powers this person may use. Leave To blank if it has no end."
                ),
            ),
        ),
        partial(title_of, name="name"),
        partial(_person_advice, record),
        partial(_person_facts, record),
    )
    keeper = AggregateKeeper(
        desk.logbook,
        Person,
        begin=partial(_new_person, record),
        save=partial(people.save_coded, record),
    )
    return RecordForm(desk, kind, keeper)


def organisation_form(desk: Desk) -> RecordForm:
    """Return the form of organisations."""
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "organisation"),
        QT_TRANSLATE_NOOP("form", "New organisation"),
        (
            FormField("code", QT_TRANSLATE_NOOP("form", "Code"), required=True, width=12),
            FormField("name", QT_TRANSLATE_NOOP("form", "Name"), required=True),
            FormField(
                "organisation_kind",
                QT_TRANSLATE_NOOP("form", "What it is"),
                Kind.CHOICE,
                choices=KINDS,
                width=24,
            ),
            FormField(
                "own",
                QT_TRANSLATE_NOOP("form", "Are its people paid by us under the grant?"),
                Kind.YES_NO,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "Yes for staff, agency or contractor wardens whose hours you claim. No for"
                    " police and other partners: their time is counted beside yours, never in it.",
                ),
                required=True,
                width=12,
            ),
        ),
        partial(title_of, name="name"),
        partial(_namesake_advice, desk.record, "organisation", "name"),
    )
    keeper = AggregateKeeper(
        desk.logbook, Organisation, save=partial(people.save_coded, desk.record)
    )
    return RecordForm(desk, kind, keeper)


def funding_form(desk: Desk) -> RecordForm:
    """Return the form of funding sources."""
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "funding source"),
        QT_TRANSLATE_NOOP("form", "New funding source"),
        (
            FormField("code", QT_TRANSLATE_NOOP("form", "Code"), required=True, width=20),
            FormField(
                "label",
                QT_TRANSLATE_NOOP("form", "Label"),
                hint=QT_TRANSLATE_NOOP("form", "What people call it on the shift sheet."),
            ),
            FormField(
                "agreement_id",
                QT_TRANSLATE_NOOP("form", "Who pays?"),
                Kind.CHOICE,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "Only time paid from an agreement can be claimed under it. Business as usual"
                    " is the council's own money.",
                ),
                required=True,
                choices=partial(_payers, desk.record),
            ),
        ),
        partial(title_of, name="label"),
        partial(_namesake_advice, desk.record, "funding_source", "label"),
    )
    return RecordForm(desk, kind, _FundingKeeper(desk))


class _FundingKeeper(AggregateKeeper):
    """Keeps funding sources: business as usual, which has no agreement, is a choice of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.logbook, FundingSource, save=partial(people.save_coded, desk.record))

    def open(self, record_id: str) -> Opened:
        opened = super().open(record_id)
        values = {**opened.values, "agreement_id": opened.values["agreement_id"] or _USUAL}
        return Opened(opened.record_id, values, opened.expect, opened.void_reason)

    def save(self, opened: Opened, values: Mapping[str, object]) -> Changes:
        payer = values.get("agreement_id")
        return super().save(opened, {**values, "agreement_id": None if payer == _USUAL else payer})


# What fields are chosen from


def _organisations(record: Record) -> Sequence[Choice]:
    return choices_of(people.organisation_choices(record))


def _staff_groups(record: Record) -> Sequence[Choice]:
    return [Choice(group, group) for group in people.known_staff_groups(record)]


def _families() -> tuple[Choice, ...]:
    return tuple(Choice(code, name, code) for code, name in people.families())


def _payers(record: Record) -> Sequence[Choice]:
    usual = Choice(_USUAL, translate("people", "Business as usual: no grant"))
    return (*choices_of(people.agreement_choices(record)), usual)


# What a form says of a record


def _new_person(record: Record) -> Values:
    return {
        "code": people.suggested_code(record, "person"),
        "organisation_id": people.own_organisation(record),
    }


def _person_facts(record: Record, person_id: str) -> str:
    return about_words(people.about_person(record, person_id))


def _namesake_advice(
    record: Record, kind: people.Coded, name: str, record_id: str, values: Values
) -> dict[Path, str]:
    words = translate("people", "{0} is called the same. Is this somebody else?")
    return taken_advice(record, kind, name, record_id, values, words)


def _person_advice(record: Record, record_id: str, values: Values) -> Mapping[Path, str]:
    advice = _namesake_advice(record, "person", "name", record_id, values)
    if ends_before_it_begins(values.get("active_from"), values.get("active_to")):
        advice["active_to",] = translate("people", "This is before they begin.")
    rows = values.get("authorisations")
    held = [_held(row) for row in (rows if isinstance(rows, tuple) else ())]
    today = clock.local_date(clock.now())
    for n, one in enumerate(held):
        path: Path = ("authorisations", n, "to_on")
        if ends_before_it_begins(one.from_on, one.to_on):
            advice[path] = translate("people", "This is before it begins.")
        elif one.to_on is not None and not people.is_followed(one, held, today):
            words = _ending(one.to_on, today)
            advice.update({path: words} if words else {})
    return advice


def _held(row: Mapping[str, object]) -> people.Held:
    first, last = row.get("from_on"), row.get("to_on")
    return people.Held(
        str(row.get("family") or ""),
        first if isinstance(first, date) else None,
        last if isinstance(last, date) else None,
    )


def _ending(last: date, today: date) -> str:
    days = (last - today).days
    if days > people.DAYS_AHEAD:
        return ""
    if days < 0:
        return translate("people", "Expired {0}.").format(date_in_short(last)[4:])
    if days == 0:
        return translate("people", "Expires today.")
    return translate("people", "Expires in {0} days.").format(days)
