"""Reads a term as it is typed in a variation's form, and writes it as it is typed; Qt-free words.

Dates may be typed in the shorthand of the sheets and choices in their words; everything else is
checked by `model.terms`, which also gives the one spelling that is kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model.terms import canonical_key, canonical_value
from wardenlog.model.vocabulary import TermItem
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.grant.wording import CHOICES, ITEMS, day_words, tr, value_words
from wardenlog.ui.widgets.shorthand import typed_date

_KEYS: Final = {
    TermItem.YEAR_ALLOCATION: QT_TRANSLATE_NOOP("grant", "For: a financial year like 2025-26."),
    TermItem.CAP: QT_TRANSLATE_NOOP(
        "grant", "For: a financial year like 2025-26; blank for the whole agreement."
    ),
    TermItem.HOURS_TARGET: QT_TRANSLATE_NOOP(
        "grant", "For: a year like 2025-26, a quarter like 2025-26 Q1 or a month like 2025-04."
    ),
    TermItem.INSTALMENT: QT_TRANSLATE_NOOP("grant", "For: the date on which it is due."),
    TermItem.POST_FTE: QT_TRANSLATE_NOOP("grant", "For: the reference of the post."),
    TermItem.CONDITION: QT_TRANSLATE_NOOP("grant", "For: the number of the condition."),
    TermItem.GRANT_AMOUNT: QT_TRANSLATE_NOOP("grant", "For: blank; it is the whole grant."),
}
"""What the key of each term is; the others have none."""

_VALUES: Final = {
    TermItem.PERIOD_END: QT_TRANSLATE_NOOP("grant", "a date, like 31/3/2027"),
    TermItem.HOURS_TARGET: QT_TRANSLATE_NOOP("grant", "hours, like 13,000"),
    TermItem.MINIMUM_MINUTES: QT_TRANSLATE_NOOP("grant", "minutes, like 10"),
    TermItem.RETURN_DUE_DAYS: QT_TRANSLATE_NOOP("grant", "days, like 30"),
    TermItem.POST_FTE: QT_TRANSLATE_NOOP("grant", "full-time equivalent, like 0.6"),
    TermItem.CONDITION: QT_TRANSLATE_NOOP("grant", "its words"),
}


def read_key(item: TermItem, text: str) -> str:
    """Return the key that is kept for what is typed; UserError says which forms count."""
    plain = text.strip()
    if item is TermItem.INSTALMENT and plain:
        return _date(plain)
    try:
        return canonical_key(item, plain)
    except ValueError as e:
        raise UserError(_said(e), code="not_a_key") from e


def read_value(item: TermItem, text: str) -> str:
    """Return the value that is kept for what is typed; UserError says what is wrong with it."""
    plain = text.strip()
    if item is TermItem.PERIOD_END and plain:
        return _date(plain)
    for value, words in CHOICES.get(item, {}).items():
        if plain.casefold() in {value, tr(words).casefold()}:
            return value
    if item in CHOICES:
        offered = ", ".join(f"“{tr(words)}”" for words in CHOICES[item].values())
        raise UserError(tr("Write one of: {0}.").format(offered), code="not_a_value")
    number = plain.removesuffix("hours").removesuffix("minutes").removesuffix("days")
    free = item is TermItem.CONDITION
    try:
        return canonical_value(item, plain if free else number)
    except ValueError as e:
        raise UserError(_said(e), code="not_a_value") from e


def write_key(item: TermItem, key: str) -> str:
    """Write a key as `read_key` reads it."""
    return day_words(date.fromisoformat(key)) if item is TermItem.INSTALMENT else key


def write_value(item: TermItem, value: str) -> str:
    """Write a value as `read_value` reads it: a choice in its words, money with its sign."""
    if item in {
        TermItem.HOURS_TARGET,
        TermItem.MINIMUM_MINUTES,
        TermItem.RETURN_DUE_DAYS,
        TermItem.POST_FTE,
    }:
        return value
    return value_words(item, value)


def asked(item: TermItem) -> str:
    """Return what is to be typed for a term: its key, if it has one, and its value."""
    if item in CHOICES:
        value = " / ".join(tr(words) for words in CHOICES[item].values())
    else:
        value = tr(_VALUES.get(item, QT_TRANSLATE_NOOP("grant", "pounds, like 31.50")))
    key = _KEYS.get(item)
    told = tr("Value: {0}.").format(value)
    return f"{tr(key)} {told}" if key else told


def item_of(row: Mapping[str, object]) -> TermItem | None:
    """Return the term that a row of the form is about, None while that is not chosen."""
    item = row.get("item")
    return TermItem(str(item)) if item in set(ITEMS) else None


def _date(text: str) -> str:
    return typed_date(text, clock.local_date(clock.now())).isoformat()


def _said(error: ValueError) -> str:
    said = str(error).replace("the key must be ", "write ")
    if said == "is empty":
        return tr("Fill this in.")
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."
