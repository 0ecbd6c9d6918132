"""The hotspot list has a version for each day on which it changed, and is changed with one date."""

from datetime import date, timedelta

import pytest

from tests.services.grant.council import REFERENCE, Granted
from wardenlog.errors import UserError
from wardenlog.services.grant.listings import (
    Change,
    Listed,
    Versions,
    add_to_list,
    end_listings,
    listed,
    replace_listing,
    versions,
)
from wardenlog.services.listing import Sought

START, JULY = date(2025, 4, 1), date(2025, 7, 1)


def told(granted: Granted, day: date) -> dict[str, tuple[Change, str | None]]:
    return {
        line.code: (line.change, line.replaced_by or line.replaces)
        for line in listed(granted.record, REFERENCE, day)
    }


def test_the_first_version_is_who_was_listed_at_the_start(granted: Granted) -> None:
    (only,) = versions(granted.record, REFERENCE)
    assert (only.from_on, only.until, only.joined, only.left, only.listed) == (START, None, 2, 0, 2)


def test_a_replacement_makes_a_version_that_says_who_for_whom(granted: Granted) -> None:
    first, second, third, _ = granted.hotspots
    changes = replace_listing(granted.record, REFERENCE, second.id, third.id, JULY)
    assert len(changes.revisions) == 1
    before, after = versions(granted.record, REFERENCE)
    assert before.until == JULY - timedelta(days=1)
    assert (after.from_on, after.joined, after.left, after.listed) == (JULY, 1, 1, 2)
    assert told(granted, JULY) == {
        first.code: (Change.STAYED, None),
        second.code: (Change.LEFT, third.code),
        third.code: (Change.JOINED, second.code),
    }
    assert told(granted, START) == {
        first.code: (Change.JOINED, None),
        second.code: (Change.JOINED, third.code),
    }


def test_several_join_and_leave_with_one_date(granted: Granted) -> None:
    first, second, third, fourth = granted.hotspots
    add_to_list(granted.record, REFERENCE, [third.id, fourth.id], JULY)
    end_listings(granted.record, REFERENCE, [first.id, second.id], JULY)
    assert [(it.joined, it.left) for it in versions(granted.record, REFERENCE)] == [
        (2, 0),
        (2, 0),
        (0, 2),
    ]


def test_a_listing_that_goes_on_the_next_day_is_no_new_version(granted: Granted) -> None:
    first = granted.hotspots[0]
    end_listings(granted.record, REFERENCE, [first.id], JULY - timedelta(days=1))
    add_to_list(granted.record, REFERENCE, [first.id], JULY)
    assert len(versions(granted.record, REFERENCE)) == 1


def test_nobody_is_listed_twice_or_leaves_without_being_there(granted: Granted) -> None:
    first, second, third, fourth = granted.hotspots
    with pytest.raises(UserError, match="H1 and H2 are on the list") as refused:
        add_to_list(granted.record, REFERENCE, [first.id, second.id, third.id], JULY)
    assert refused.value.field == "day"
    with pytest.raises(UserError, match="H3 is not on the list"):
        end_listings(granted.record, REFERENCE, [third.id], JULY)
    with pytest.raises(UserError, match="H2 is on the list"):
        replace_listing(granted.record, REFERENCE, first.id, second.id, JULY)
    with pytest.raises(UserError, match="H3 is not on the list"):
        replace_listing(granted.record, REFERENCE, third.id, fourth.id, JULY)
    assert granted.now() == granted.agreement


def test_the_lists_are_sought_by_words_and_by_what_changed(granted: Granted) -> None:
    _, second, third, _ = granted.hotspots
    replace_listing(granted.record, REFERENCE, second.id, third.id, JULY)
    both = Versions(granted.record, lambda: REFERENCE)
    newest = both.ids(Sought("from_on", descending=True))
    assert [both.rows(newest)[each].from_on for each in newest] == [JULY, START]
    here = Listed(granted.record, lambda: (REFERENCE, JULY))
    assert here.ids(Sought("code", filters=(("change", "left"),))) == [second.id]
    assert here.ids(Sought("code", find="stat")) == [third.id]
    assert here.ids(Sought("name"))[0] == second.id
    assert Listed(granted.record, lambda: (None, None)).ids(Sought("code")) == []
