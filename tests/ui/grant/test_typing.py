"""A term is read back as it was written: in words, in shorthand, in the record's own spelling."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.errors import UserError
from wardenlog.model.vocabulary import TermItem
from wardenlog.ui.grant import typing, wording

VALUES = {
    TermItem.PERIOD_END: "2027-03-31",
    TermItem.GRANT_AMOUNT: "149800.00",
    TermItem.YEAR_ALLOCATION: "76000.50",
    TermItem.PAYMENT_BASIS: "hybrid",
    TermItem.HOURLY_RATE: "31.255",
    TermItem.CAP: "66000.00",
    TermItem.HOURS_COUNTED: "patrol",
    TermItem.OUTSIDE_HOTSPOT_COUNTS: "no",
    TermItem.HOURS_TARGET: "13000",
    TermItem.INSTALMENT: "1234.56",
    TermItem.POST_FTE: "0.6",
    TermItem.REPORTING_FREQUENCY: "half_yearly",
    TermItem.PATROL_MEANS: "shifts",
    TermItem.RETURN_DUE_DAYS: "30",
    TermItem.MINIMUM_MINUTES: "10",
    TermItem.CONDITION: "Patrols are in uniform",
}
KEYS = {
    TermItem.YEAR_ALLOCATION: "2025-26",
    TermItem.HOURS_TARGET: "2025-26 Q2",
    TermItem.INSTALMENT: "2025-07-01",
    TermItem.CAP: "2026-27",
    TermItem.POST_FTE: "CW1",
}


@pytest.mark.parametrize("item", list(TermItem))
def test_what_is_written_is_read_back(item: TermItem) -> None:
    value, key = VALUES[item], KEYS.get(item, "")
    assert typing.read_value(item, typing.write_value(item, value)) == value
    assert typing.read_value(item, value) == value
    assert typing.read_key(item, typing.write_key(item, key)) == key
    assert typing.asked(item)
    assert wording.sentence(item, key, value)


@pytest.mark.parametrize("item", sorted(wording.CHOICES))
def test_every_choice_of_a_term_has_words(item: TermItem) -> None:
    for value in wording.CHOICES[item]:
        assert typing.read_value(item, typing.write_value(item, value)) == value


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_last_day_is_read_back(day: date) -> None:
    item = TermItem.PERIOD_END
    assert typing.read_value(item, typing.write_value(item, day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        (TermItem.HOURS_TARGET, "13,000 hours", "13000"),
        (TermItem.MINIMUM_MINUTES, "10 minutes", "10"),
        (TermItem.PERIOD_END, "31/3/27", "2027-03-31"),
        (TermItem.HOURS_COUNTED, "Count as 2 hours", "person"),
        (TermItem.CAP, "£1,000", "1000.00"),
    ],
)
def test_a_value_may_be_typed_with_its_unit(item: TermItem, typed: str, kept: str) -> None:
    assert typing.read_value(item, typed) == kept


@pytest.mark.parametrize(
    ("item", "typed", "told"),
    [
        (TermItem.HOURS_COUNTED, "both", "Write one of: “count as 2 hours”, “count as 1 hour”."),
        (TermItem.HOURLY_RATE, "much", "“much” is not a number."),
        (TermItem.CONDITION, "", "Fill this in."),
        (TermItem.PERIOD_END, "soon", "This is not a date."),
    ],
)
def test_what_cannot_be_read_is_said_plainly(item: TermItem, typed: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        typing.read_value(item, typed)
    assert told in refused.value.message


def test_amounts_have_pence_only_where_there_are_any() -> None:
    assert wording.value_words(TermItem.CAP, "66000.00") == "£66,000"
    assert wording.value_words(TermItem.INSTALMENT, "1234.50") == "£1,234.50"
    assert wording.item_words(TermItem.CAP, "") == "Most that is paid, whole agreement"
    assert wording.item_words(TermItem.INSTALMENT, "2025-07-01") == "Instalment due 1 Jul 2025"
