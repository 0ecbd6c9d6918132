"""A term's key has one spelling, and one that would never count is refused."""

import pytest

from tests.imports.files import add_row, as_read, compared, small_log
from wardenlog.model.terms import canonical_key
from wardenlog.model.vocabulary import TermItem
from wardenlog.store import Store


@pytest.mark.parametrize(
    ("item", "typed", "key"),
    [
        ("hours_target", "2025-26", "2025-26"),
        ("hours_target", "2025/26", "2025-26"),
        ("hours_target", "2025-2026", "2025-26"),
        ("hours_target", " 2025-26 ", "2025-26"),
        ("hours_target", "1999/2000", "1999-00"),
        ("hours_target", "2025-26 q1", "2025-26 Q1"),
        ("hours_target", "Q1 2025-26", "2025-26 Q1"),
        ("hours_target", "2025/26  Q4", "2025-26 Q4"),
        ("hours_target", "2025-04", "2025-04"),
        ("hours_target", "01/04/2025 to 2025-06-30", "2025-04-01 to 2025-06-30"),
        ("year_allocation", "2025/2026", "2025-26"),
        ("cap", "2025/26", "2025-26"),
        ("cap", "", ""),
        ("instalment", "01/07/2025", "2025-07-01"),
        ("condition", " A  1 ", "A 1"),
        ("hourly_rate", " ", ""),
    ],
)
def test_a_key_has_one_spelling(item: str, typed: str, key: str) -> None:
    assert canonical_key(TermItem(item), typed) == key
    assert canonical_key(TermItem(item), key) == key


@pytest.mark.parametrize(
    ("item", "typed", "said"),
    [
        ("hours_target", "", "a month like 2025-04"),
        ("hours_target", "2025-27", "a quarter like 2025-26 Q1"),
        ("hours_target", "2025-26 Q5", "a financial year like 2025-26"),
        ("hours_target", "2025-13", "a financial year like 2025-26"),
        ("hours_target", "2025-06-30 to 2025-04-01", "ends before it begins"),
        ("hours_target", "2025-04-01 to 2025-06-31", "“2025-06-31” is not a date"),
        ("year_allocation", "", "a financial year like 2025-26"),
        ("year_allocation", "2025-26 Q1", "a financial year like 2025-26"),
        ("cap", "2025", "or blank for the whole agreement"),
    ],
)
def test_a_key_that_would_never_count_is_refused(item: str, typed: str, said: str) -> None:
    with pytest.raises(ValueError, match="“") as caught:
        canonical_key(TermItem(item), typed)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "item",
    [
        *("minimum_minutes", "period_end", "payment_basis", "hourly_rate", "hours_counted"),
        *("outside_hotspot_counts", "reporting_frequency", "patrol_means"),
        "return_due_days",
    ],
)
def test_a_term_that_is_one_thing_has_no_key(item: str) -> None:
    with pytest.raises(ValueError, match="the key must be blank, not “2025-26”"):
        canonical_key(TermItem(item), "2025-26")


def test_an_import_says_which_keys_count(store: Store) -> None:
    log = add_row(small_log(), "Terms", "GA-1", 0, "year_allocation", "this year", "100")
    [found] = compared(store, as_read(log)).problems
    assert (found.column, found.problem) == (
        "Key",
        "The key must be a financial year like 2025-26, not “this year”.",
    )
