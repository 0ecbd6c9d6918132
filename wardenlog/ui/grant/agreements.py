"""The tab of agreements: each with its particulars, and which of them every page keeps to."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.model import Agreement
from wardenlog.services.grant import agreements
from wardenlog.services.grant.agreements import AgreementLine
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form import (
    AggregateKeeper,
    Choice,
    FormField,
    Kind,
    Path,
    RecordForm,
    RecordKind,
    choices_of,
)
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Column, RegisterSpec
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate


def agreements_list() -> RegisterSpec[AgreementLine]:
    """Return the list of agreements."""
    return RegisterSpec(
        key="agreements",
        title=QT_TRANSLATE_NOOP("register", "Agreements"),
        one=QT_TRANSLATE_NOOP("register", "agreement"),
        many=QT_TRANSLATE_NOOP("register", "agreements"),
        columns=_COLUMNS,
        order="start_on",
        descending=True,
        kinds=frozenset({"agreement", "organisation"}),
        empty=QT_TRANSLATE_NOOP(
            "register", "No agreement is recorded yet. Press Ctrl+N to record the first."
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Reference, programme or funder"),
        stretch="programme",
        record_of=_record,
        void_reason_of=_void_reason,
    )


def agreement_form(desk: Desk) -> RecordForm:
    """Return the form of an agreement's particulars."""
    bodies = partial(_bodies, desk.record)
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "agreement"),
        QT_TRANSLATE_NOOP("form", "New agreement"),
        (
            FormField(
                "reference",
                QT_TRANSLATE_NOOP("form", "Reference"),
                hint=QT_TRANSLATE_NOOP("form", "As the funder writes it; returns carry it."),
                required=True,
                width=24,
            ),
            FormField("programme", QT_TRANSLATE_NOOP("form", "Programme")),
            FormField(
                "funder_id",
                QT_TRANSLATE_NOOP("form", "Funder"),
                Kind.PICK,
                hint=QT_TRANSLATE_NOOP("form", "An organisation of the page People."),
                required=True,
                choices=bodies,
            ),
            FormField(
                "recipient_id", QT_TRANSLATE_NOOP("form", "Recipient"), Kind.PICK, choices=bodies
            ),
            FormField(
                "start_on",
                QT_TRANSLATE_NOOP("form", "Starts on"),
                Kind.DATE,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "Nothing before it can be claimed. When it ends is a term: see Variations.",
                ),
                required=True,
                width=16,
            ),
            FormField("purpose", QT_TRANSLATE_NOOP("form", "Purpose"), Kind.LONG_TEXT, lines=4),
        ),
        _title,
        _advise,
    )
    save = partial(agreements.save_agreement, desk.record)
    return RecordForm(desk, kind, AggregateKeeper(desk.logbook, Agreement, save=save))


def _standing(line: AgreementLine) -> str:
    if line.void_reason is not None:
        return translate("grant", "✕ void")
    if line.signed == 0:
        return translate("grant", "▲ none signed yet")
    signed = translate("grant", "● {0} signed").format(line.signed)
    if line.waiting == 0:
        return signed
    return translate("grant", "{0}, ○ {1} not yet").format(signed, line.waiting)


_COLUMNS: Final[tuple[Column[AgreementLine], ...]] = (
    Column("reference", "Reference", lambda line: line.reference, 18, order="reference"),
    Column("programme", "Programme", lambda line: line.programme or "", 28, order="programme"),
    Column(
        "start_on",
        "Starts",
        lambda line: date_in_short(line.start_on)[4:],
        13,
        order="start_on",
        ascending_words="Start, oldest first",
        descending_words="Start, newest first",
    ),
    Column("variations", "Variations", _standing, 26),
)


def _record(line: AgreementLine) -> tuple[str, str]:
    return "agreement", line.id


def _void_reason(line: AgreementLine) -> str | None:
    return line.void_reason


def _bodies(record: Record) -> Sequence[Choice]:
    return choices_of(agreements.bodies(record))


def _title(values: Values) -> str:
    return " ".join(str(values[name]) for name in ("reference", "programme") if values.get(name))


def _advise(record_id: str, values: Values) -> Mapping[Path, str]:
    """Say where a variation takes effect before the start."""
    del record_id
    start, variations = values.get("start_on"), values.get("variations")
    if not isinstance(start, date) or not isinstance(variations, tuple):
        return {}
    early = [each["number"] for each in variations if each["effective_from"] < start]
    if not early:
        return {}
    words = translate("grant", "Variation {0} takes effect before this day.")
    return {("start_on",): words.format(early[0])}
