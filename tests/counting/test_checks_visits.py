"""Checks of visits: each says where and what, and is quiet on the good neighbour."""

from datetime import date

from tests.counting.check_town import (
    GOOD_TERMS,
    IDS,
    Town,
    agreement,
    at,
    crew,
    listing,
    on_visit,
    sheet,
    terms,
    variation,
    visit,
)
from wardenlog.model import Agreement


def test_missing_out(town: Town) -> None:
    assert town.one("missing_out", sheet(visit(), visit(2, came="16:00", left=None))) == (
        "Sheet S1, visit 2: in at 16:00 and no Out, so the visit counts nowhere and cannot be "
        "claimed."
    )


def test_over_3_hours(town: Town) -> None:
    assert town.one("over_3_hours", sheet(visit(came="16:00", left="19:01"))) == (
        "Sheet S1, visit 1: from 16:00 to 19:01 is 3 h 01, more than 3 hours."
    )
    assert town.said("over_3_hours", sheet(visit(came="16:00", left="19:00"))) == []


def test_before_the_shift(town: Town) -> None:
    assert town.one("outside_shift", sheet(visit(came="13:59", left="14:30"))) == (
        "Sheet S1, visit 1: In at 13:59 is more than 60 minutes before the shift starts, at 15:00."
    )
    assert town.said("outside_shift", sheet(visit(came="14:00", left="14:30"))) == []


def test_after_the_shift(town: Town) -> None:
    late = visit(came="22:40", left="23:05")
    assert town.one("outside_shift", sheet(late)) == (
        "Sheet S1, visit 1: the visit goes on until 23:05, after the shift ends at 23:00."
    )
    assert town.said("outside_shift", sheet(visit(came="22:40", left="23:00"))) == []


def test_a_member_who_stayed_on_keeps_the_visit_inside_the_shift(town: Town) -> None:
    first, second = crew("W1", "W2")
    stayed = (first, second.model_copy(update={"end_at": at("23:10")}))
    late = visit(came="22:40", left="23:05")
    assert town.said("outside_shift", sheet(late, members=stayed)) == []


def test_unlisted_hotspot(town: Town) -> None:
    until = agreement(listings=(listing("H1", last=date(2025, 5, 5)), listing("H2")))
    assert town.one("unlisted_hotspot", until) == (
        "Sheet S1, visit 1: hotspot H1 was not on the list of GA-1 that day, so the visit cannot "
        "be claimed."
    )
    to_the_day = agreement(listings=(listing("H1", last=date(2025, 5, 6)), listing("H2")))
    assert town.said("unlisted_hotspot", to_the_day) == []


def test_a_visit_nobody_claims_may_go_anywhere(town: Town) -> None:
    nothing_listed = agreement(listings=())
    ours = sheet(visit(), members=crew("W1", funding="BAU"))
    assert town.said("unlisted_hotspot", nothing_listed, ours) == []


def test_before_the_agreement(town: Town) -> None:
    later = agreement(start_on=date(2025, 5, 7))
    assert town.one("outside_agreement", later, sheet(visit())) == (
        "Sheet S1, visit 1: GA-1 pays for the visit and starts only on 7 May 2025."
    )
    assert town.said("outside_agreement", agreement(start_on=date(2025, 5, 6))) == []
    assert town.said("unlisted_hotspot", later, agreement(start_on=date(2025, 5, 7))) == []


def test_after_the_agreement(town: Town) -> None:
    def ending(day: str) -> Agreement:
        return agreement(variations=(variation(terms=terms(**GOOD_TERMS | {"period_end": day})),))

    over = ending("2025-05-05")
    assert town.one("outside_agreement", over, sheet(visit())) == (
        "Sheet S1, visit 1: GA-1 pays for the visit and, by the terms in force that day, ended on "
        "5 May 2025."
    )
    assert town.said("outside_agreement", ending("2025-05-06"), sheet(visit())) == []


def test_without_a_period_end_the_agreement_is_at_fault_and_not_every_visit(town: Town) -> None:
    unset = agreement(variations=(variation(terms=()),))
    assert town.said("outside_agreement", unset) == []
    assert len(town.said("missing_period_end", unset)) == 1


def test_under_minimum(town: Town) -> None:
    assert town.one("under_minimum", sheet(visit(came="16:00", left="16:09"))) == (
        "Sheet S1, visit 1: 9 minutes is less than the 10 minutes that GA-1 asks for, so the visit "
        "cannot be claimed."
    )
    assert town.said("under_minimum", sheet(visit(came="16:00", left="16:10"))) == []


def test_overlap_on_one_sheet(town: Town) -> None:
    both = sheet(visit(), visit(2, "H2", "15:44", "16:10"))
    (said,) = town.said("overlap", both)
    assert said in {
        f"Sheet S1, visit 2: {people} had not yet left visit 1. The 6 minutes on both are counted "
        "once."
        for people in ("W1, W2", "W2, W1")
    }
    assert town.said("overlap", sheet(visit(), visit(2, "H2", "15:50", "16:10"))) == []


def test_overlap_on_two_sheets_concerns_the_person_they_share(town: Town) -> None:
    other = sheet(visit(1, "H2", "15:40", "16:10"), code="S2", members=crew("W2", "X1"))
    assert town.said("overlap", other) == [
        f"Sheet {here}: W2 had not yet left sheet {there}. The 10 minutes on both are counted once."
        for here, there in (("S1, visit 2", "S2, visit 1"), ("S2, visit 1", "S1, visit 1"))
    ]
    nobody_shared = sheet(visit(1, "H2", "15:40", "16:10"), code="S2", members=crew("X1"))
    assert town.said("overlap", nobody_shared) == []


def test_overlap_past_midnight_is_seen_from_the_next_days_sheet(town: Town) -> None:
    night = sheet(
        visit(1).model_copy(update={"in_at": at("23:30"), "out_at": at("00:40", date(2025, 5, 7))}),
        end_at=at("06:00", date(2025, 5, 7)),
    )
    early = visit(1, "H2").model_copy(
        update={"in_at": at("00:30", date(2025, 5, 7)), "out_at": at("01:00", date(2025, 5, 7))}
    )
    morning = sheet(
        early,
        code="S2",
        day=date(2025, 5, 7),
        start_at=at("00:10", date(2025, 5, 7)),
        end_at=at("08:00", date(2025, 5, 7)),
        members=crew("W1"),
    )
    assert town.one("overlap", night, morning) == (
        "Sheet S2, visit 1: W1 had not yet left sheet S1, visit 1. The 10 minutes on both are "
        "counted once."
    )


def test_somebody_named_twice_on_a_visit(town: Town) -> None:
    members = (on_visit("W1"), on_visit("W2"), on_visit("W1", joined="15:30"))
    assert town.one("overlap", sheet(visit(members=members))) == (
        "Sheet S1, visit 1: the visit names twice, and counts once: W1."
    )
    back_again = (on_visit("W1", left="15:30"), on_visit("W1", joined="15:40"))
    assert town.said("overlap", sheet(visit(members=back_again))) == []


def test_duplicate_visit(town: Town) -> None:
    again = sheet(visit(), code="S2", members=crew("W1"))
    assert town.one("duplicate_visit", again) == (
        "Sheet S2, visit 1: sheet S1, visit 1 has the same hotspot, H1, crew and time (In 15:20)."
    )
    assert town.said("overlap", again) == []
    inside = sheet(visit(came="15:30", left="15:45"), code="S2", members=crew("W1"))
    assert len(town.said("duplicate_visit", inside)) == 1
    reaching_past = sheet(visit(came="15:45", left="16:00"), code="S2", members=crew("W1"))
    assert town.said("duplicate_visit", reaching_past) == []
    assert len(town.said("overlap", reaching_past, sheet(visit()))) == 1


def test_two_crews_in_one_place_are_no_duplicate(town: Town) -> None:
    assert town.said("duplicate_visit", sheet(visit(), code="S2", members=crew("X1"))) == []


def test_a_duplicate_without_out_is_still_one(town: Town) -> None:
    unknown = sheet(visit(left=None), visit(2, left=None))
    assert town.one("duplicate_visit", unknown) == (
        "Sheet S1, visit 2: visit 1 has the same hotspot, H1, crew and time (In 15:20)."
    )


def test_one_sheet_with_the_same_visit_split_between_the_crew(town: Town) -> None:
    first, second = (
        visit(1, members=(on_visit("W1"),)),
        visit(2, members=(on_visit("W2"),)),
    )
    assert town.one("duplicate_visit", sheet(first, second)) == (
        "Sheet S1, visit 2: visit 1 has the same hotspot, H1, and the same In, 15:20."
    )
    elsewhere = second.model_copy(update={"hotspot_id": IDS["H2"]})
    assert town.said("duplicate_visit", sheet(first, elsewhere)) == []
