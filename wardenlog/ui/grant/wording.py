"""The terms of a grant in plain words, with their units, and what became of them."""

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.terms import Before, Difference, IfSigned, Moment, OnDay, TermLine
from wardenlog.services.grant.variations import TermChange, VariationLine
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

NOTHING: Final = "–"

ITEMS: Final = {
    TermItem.PERIOD_END: QT_TRANSLATE_NOOP("grant", "Last day"),
    TermItem.GRANT_AMOUNT: QT_TRANSLATE_NOOP("grant", "Grant amount"),
    TermItem.YEAR_ALLOCATION: QT_TRANSLATE_NOOP("grant", "Allocation for the year"),
    TermItem.PAYMENT_BASIS: QT_TRANSLATE_NOOP("grant", "How it is paid"),
    TermItem.HOURLY_RATE: QT_TRANSLATE_NOOP("grant", "Rate for an hour"),
    TermItem.CAP: QT_TRANSLATE_NOOP("grant", "Most that is paid"),
    TermItem.HOURS_COUNTED: QT_TRANSLATE_NOOP("grant", "Two wardens together for one hour"),
    TermItem.OUTSIDE_HOTSPOT_COUNTS: QT_TRANSLATE_NOOP("grant", "Patrol outside hotspots"),
    TermItem.MINIMUM_MINUTES: QT_TRANSLATE_NOOP("grant", "Shortest visit that is paid"),
    TermItem.HOURS_TARGET: QT_TRANSLATE_NOOP("grant", "Hours target"),
    TermItem.INSTALMENT: QT_TRANSLATE_NOOP("grant", "Instalment due"),
    TermItem.POST_FTE: QT_TRANSLATE_NOOP("grant", "Funded post"),
    TermItem.REPORTING_FREQUENCY: QT_TRANSLATE_NOOP("grant", "A return is due"),
    TermItem.RETURN_DUE_DAYS: QT_TRANSLATE_NOOP("grant", "Days to send a return"),
    TermItem.PATROL_MEANS: QT_TRANSLATE_NOOP("grant", "A “patrol” means"),
    TermItem.CONDITION: QT_TRANSLATE_NOOP("grant", "Condition"),
}
"""What each term is called, in the order in which terms are told."""

CHOICES: Final = {
    TermItem.PAYMENT_BASIS: {
        "instalment": QT_TRANSLATE_NOOP("grant", "by instalments"),
        "actual_cost": QT_TRANSLATE_NOOP("grant", "at actual cost"),
        "hours_rate": QT_TRANSLATE_NOOP("grant", "by hours × rate"),
        "hybrid": QT_TRANSLATE_NOOP("grant", "staff by hours × rate, the rest at actual cost"),
    },
    TermItem.HOURS_COUNTED: {
        "person": QT_TRANSLATE_NOOP("grant", "count as 2 hours"),
        "patrol": QT_TRANSLATE_NOOP("grant", "count as 1 hour"),
    },
    TermItem.OUTSIDE_HOTSPOT_COUNTS: {
        "yes": QT_TRANSLATE_NOOP("grant", "is paid too"),
        "no": QT_TRANSLATE_NOOP("grant", "is not paid"),
    },
    TermItem.REPORTING_FREQUENCY: {
        "monthly": QT_TRANSLATE_NOOP("grant", "every month"),
        "quarterly": QT_TRANSLATE_NOOP("grant", "every quarter"),
        "half_yearly": QT_TRANSLATE_NOOP("grant", "every half-year"),
        "yearly": QT_TRANSLATE_NOOP("grant", "every year"),
    },
    TermItem.PATROL_MEANS: {
        "visits": QT_TRANSLATE_NOOP("grant", "a visit"),
        "shifts": QT_TRANSLATE_NOOP("grant", "a shift"),
    },
}
"""The words of each value of a term that has but a few."""

MONEY: Final = frozenset(
    {
        TermItem.GRANT_AMOUNT,
        TermItem.YEAR_ALLOCATION,
        TermItem.HOURLY_RATE,
        TermItem.CAP,
        TermItem.INSTALMENT,
    }
)
"""Terms in pounds."""

_UNITS: Final = {
    TermItem.HOURLY_RATE: QT_TRANSLATE_NOOP("grant", "£{0}"),
    TermItem.HOURS_TARGET: QT_TRANSLATE_NOOP("grant", "{0} hours"),
    TermItem.MINIMUM_MINUTES: QT_TRANSLATE_NOOP("grant", "{0} minutes"),
    TermItem.RETURN_DUE_DAYS: QT_TRANSLATE_NOOP("grant", "{0} days after its period"),
    TermItem.POST_FTE: QT_TRANSLATE_NOOP("grant", "{0} full-time equivalent"),
}

_STATUSES: Final = {
    VariationStatus.SIGNED: QT_TRANSLATE_NOOP("grant", "● Signed"),
    VariationStatus.AT_RISK: QT_TRANSLATE_NOOP("grant", "◐ At risk"),
    VariationStatus.DRAFT: QT_TRANSLATE_NOOP("grant", "○ Draft"),
}

_DIFFERENCES: Final = {
    Difference.NONE: "",
    Difference.CHANGED: QT_TRANSLATE_NOOP("grant", "▲ changed"),
    Difference.ONLY_FIRST: QT_TRANSLATE_NOOP("grant", "+ only in the first"),
    Difference.ONLY_SECOND: QT_TRANSLATE_NOOP("grant", "− only in the second"),
}


def tr(text: str) -> str:
    """Return a text of the grant in the user's language."""
    return translate("grant", text)


def day_words(day: date) -> str:
    """Return a date without its weekday."""
    return date_in_short(day).partition(" ")[2]


def pounds(amount: Decimal) -> str:
    """Return pounds, with pence where there are any: `£66,000`, `£37.90`."""
    whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"


def item_words(item: TermItem, key: str) -> str:
    """Return what a term is called, with what it holds for: `Hours target 2025-26`."""
    name = tr(ITEMS[item])
    if item is TermItem.CAP and not key:
        return tr("{0}, whole agreement").format(name)
    if not key:
        return name
    if item is TermItem.INSTALMENT:
        return f"{name} {day_words(date.fromisoformat(key))}"
    return f"{name} {key}"


def value_words(item: TermItem, value: str) -> str:
    """Return a term's canonical value in words: `£31.50`, `13,000 hours`, `31 Mar 2026`."""
    if item in CHOICES:
        return tr(CHOICES[item][value])
    if item in _UNITS:
        return tr(_UNITS[item]).format(f"{Decimal(value):,f}")
    if item is TermItem.PERIOD_END:
        return day_words(date.fromisoformat(value))
    return pounds(Decimal(value)) if item in MONEY else value


def sentence(item: TermItem, key: str, value: str) -> str:
    """Return a whole term in words: `Two wardens together for one hour count as 2 hours`."""
    joined = "{0} {1}" if item in CHOICES else "{0}: {1}"
    return joined.format(item_words(item, key), value_words(item, value))


def status_words(line: VariationLine) -> str:
    """Return how far a variation has come, as a shape and a word."""
    return tr("✕ Void") if line.void_reason is not None else tr(_STATUSES[line.status])


def change_words(change: TermChange) -> str:
    """Return what a variation sets, and what stood before where that differs."""
    said = sentence(change.item, change.key, change.value)
    if change.previous is None:
        return said
    if not change.changes:
        return tr("{0} (as before)").format(said)
    return tr("{0} (before: {1})").format(said, value_words(change.item, change.previous.value))


def changes_words(line: VariationLine) -> str:
    """Return in a few words what a variation changes: its new items, each once."""
    names = dict.fromkeys(tr(ITEMS[each.item]) for each in line.changes if each.changes)
    return ", ".join(names) or tr("no term")


def difference_words(line: TermLine) -> str:
    """Return how the two moments differ, as a shape and words."""
    words = _DIFFERENCES[line.difference]
    return tr(words) if words else ""


def variation_words(number: int) -> str:
    """Return which variation set a term; number 0 is the agreement as it was first signed."""
    return tr("variation {0}").format(number) if number else tr("the original")


def moment_words(moment: Moment) -> str:
    """Return what a column of terms is headed: `On 2 Apr 2026`, `Before variation 2`."""
    match moment:
        case OnDay(day):
            return tr("On {0}").format(day_words(day))
        case Before(number):
            words = tr("Before variation {0}") if number else tr("Before the agreement")
            return words.format(number)
        case IfSigned(number):
            return tr("If variation {0} is signed").format(number)
