"""The list of what one check found, as data."""

from collections.abc import Sequence
from typing import Final

from wardenlog.services.checks import EXPLAINED, OPEN, Finding
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.checks.wording import begun, state_words, translate, whole_words
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec
from wardenlog.ui.widgets.shorthand import date_in_short


def _day(finding: Finding) -> str:
    return "–" if finding.day is None else date_in_short(finding.day)


def _place(finding: Finding) -> str:
    return finding.place


def _says(finding: Finding) -> str:
    return begun(finding.says)


def _record_of(finding: Finding) -> tuple[str, str]:
    return finding.record_kind, finding.record_id


def _states() -> Sequence[tuple[str, str]]:
    return (
        (OPEN, translate("checks", "Open")),
        (EXPLAINED, translate("checks", "Explained")),
    )


FINDINGS: Final[RegisterSpec[Finding]] = RegisterSpec(
    key="findings",
    title=QT_TRANSLATE_NOOP("register", "Records"),
    one=QT_TRANSLATE_NOOP("register", "record"),
    many=QT_TRANSLATE_NOOP("register", "records"),
    columns=(
        Column(
            "place",
            QT_TRANSLATE_NOOP("register", "Where"),
            _place,
            22,
            tip=_place,
            order="place",
        ),
        Column(
            "day",
            QT_TRANSLATE_NOOP("register", "Date"),
            _day,
            14,
            order="day",
            ascending_words=QT_TRANSLATE_NOOP("register", "Date, oldest first"),
            descending_words=QT_TRANSLATE_NOOP("register", "Date, newest first"),
        ),
        Column(
            "says",
            QT_TRANSLATE_NOOP("register", "What"),
            _says,
            40,
            tip=whole_words,
            order="says",
        ),
        Column(
            "state",
            QT_TRANSLATE_NOOP("register", "State"),
            state_words,
            11,
            tip=whole_words,
            order="state",
            ascending_words=QT_TRANSLATE_NOOP("register", "State, open first"),
            descending_words=QT_TRANSLATE_NOOP("register", "State, explained first"),
        ),
    ),
    order="state",
    kinds=frozenset(),
    empty=QT_TRANSLATE_NOOP("register", "✓ This check found nothing. Choose another on the left."),
    find_hint=QT_TRANSLATE_NOOP("register", "Place, words or reason"),
    filters=(Filter("state", QT_TRANSLATE_NOOP("register", "State"), _states),),
    stretch="says",
    record_of=_record_of,
    opens=False,
)
