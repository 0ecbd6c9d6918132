"""Terms of an agreement in plain words, as the Agreement sheet prints them."""

from decimal import Decimal
from typing import Final

from wardenlog.returns.contents.common import day, long_day, pounds

_MONEY: Final = frozenset({"grant_amount", "year_allocation", "hourly_rate", "cap", "instalment"})
_WORDS: Final = {
    ("payment_basis", "instalment"): "instalments",
    ("payment_basis", "actual_cost"): "actual cost",
    ("payment_basis", "hours_rate"): "hours at a rate",
    ("payment_basis", "hybrid"): "labour by hours, the rest at actual cost",
    ("hours_counted", "person"): "person-hours: two wardens together for an hour are 2",
    ("hours_counted", "patrol"): "patrol-hours: two wardens together for an hour are 1",
    ("outside_hotspot_counts", "yes"): "Yes",
    ("outside_hotspot_counts", "no"): "No",
    ("reporting_frequency", "half_yearly"): "half-yearly",
}
_UNITS: Final = {
    "hours_target": "hours",
    "minimum_minutes": "minutes",
    "post_fte": "FTE",
    "return_due_days": "days after the period ends",
}
_NAMES: Final = {"post_fte": "Post FTE", "patrol_means": "A patrol means"}


def item_words(item: str, key: str | None) -> str:
    """Return what a term sets and for which year, period, date or post: `Hours target, 2025-26`."""
    name = _NAMES.get(item, item.replace("_", " ").capitalize())
    if not key:
        return name
    return f"{name}, {long_day(day(key)) if item == 'instalment' else key}"


def value_words(item: str, value: str) -> str:
    """Return a term's canonical value in words: `£31.50`, `13,000 hours`, `30 June 2026`."""
    if item in _MONEY:
        return pounds(Decimal(value))
    if item in _UNITS:
        return f"{Decimal(value):,f} {_UNITS[item]}"
    if item == "period_end":
        return long_day(day(value))
    return _WORDS.get((item, value), value)
