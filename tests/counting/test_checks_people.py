"""Checks of people: each says who and where, and is quiet on the good neighbour."""

from datetime import date

from tests.counting.check_town import (
    IDS,
    TUESDAY,
    Town,
    at,
    crew,
    on_visit,
    person,
    sheet,
    visit,
)
from wardenlog.model import FundingSource, Shift, ShiftMember

WEDNESDAY = date(2025, 5, 7)


def night(*, end: str = "04:00") -> Shift:
    """W1 from 22:00 to the next morning, without a break, in a hotspot after midnight."""
    late = visit().model_copy(
        update={"in_at": at("00:10", WEDNESDAY), "out_at": at("01:40", WEDNESDAY)}
    )
    return sheet(
        late,
        start_at=at("22:00"),
        end_at=at(end, WEDNESDAY),
        break_minutes=0,
        members=crew("W1"),
    )


def test_no_members(town: Town) -> None:
    empty = sheet(visit(), members=())
    assert town.one("no_members", empty) == (
        "Sheet S1, visit 1: nobody is recorded on the visit, so it counts nowhere."
    )
    assert town.said("shift_without_members", empty) == []
    assert town.said("no_members", sheet(visit(members=(on_visit("W1"),)), members=())) == []


def test_no_own_members_is_said_once_a_sheet(town: Town) -> None:
    theirs = sheet(visit(), visit(2, "H2", "16:00", "16:30"), members=crew("X1"))
    assert town.one("no_own_members", theirs) == (
        "Sheet S1: only people of POLICE are on visits 1, 2, so nothing of that counts."
    )
    joint = sheet(visit(), visit(2, members=(on_visit("X1"),), came="16:00", left="16:30"))
    assert town.one("no_own_members", joint) == (
        "Sheet S1: only people of POLICE are on visit 2, so nothing of that counts."
    )
    assert town.said("no_own_members", sheet(visit(), members=crew("W1", "X1"))) == []


def test_zero_minutes(town: Town) -> None:
    came_and_went = sheet(visit(members=(on_visit("W1"), on_visit("W2", "15:30", "15:30"))))
    assert town.one("zero_minutes", came_and_went) == (
        "Sheet S1, visit 1: W2 joined and left at 15:30, so adds no time."
    )
    assert town.said("zero_minutes", sheet(visit(left=None))) == []


def test_no_funding_is_said_once_a_sheet(town: Town) -> None:
    unpaid = sheet(
        visit(), visit(2, "H2", "16:00", "16:30"), members=crew("W1", "X1", funding=None)
    )
    assert town.one("no_funding", unpaid) == (
        "Sheet S1: nothing says who pays for W1, so their time is not claimed."
    )
    own = (on_visit("W1", funding_id=IDS["GRANT"]),)
    assert (
        town.said("no_funding", sheet(visit(members=own), members=crew("W1", funding=None))) == []
    )


def test_without_any_funding_source_there_is_one_finding(town: Town) -> None:
    unpaid = [
        sheet(visit(), code=code, members=crew("W1", "W2", funding=None)) for code in ("S1", "S2")
    ]
    (found,) = (
        each
        for each in town.findings(*unpaid, without=(FundingSource,))
        if each.check == "no_funding"
    )
    assert found.sentence.startswith(
        "All sheets: no funding source is recorded, so no time is claimed. Sheets without funding: "
        "2."
    )
    assert (found.record_kind, found.record_id) == ("council", IDS["council"])


def test_person_not_yet_active(town: Town) -> None:
    later = person("W2", active_from=date(2025, 5, 7))
    assert town.one("person_inactive", later) == (
        "Sheet S1: W2 is active only from 7 May 2025, after this sheet of 6 May 2025."
    )
    assert town.said("person_inactive", person("W2", active_from=TUESDAY)) == []


def test_person_no_longer_active(town: Town) -> None:
    earlier = person("W2", active_to=date(2025, 5, 5))
    only_on_the_visit = sheet(visit(members=(on_visit("W2"),)), members=crew("W1"))
    for changed in ([earlier], [earlier, only_on_the_visit]):
        assert town.one("person_inactive", *changed) == (
            "Sheet S1: W2 was active only to 5 May 2025, before this sheet of 6 May 2025."
        )
    assert town.said("person_inactive", person("W2", active_to=TUESDAY)) == []


def test_the_last_night_shift_of_a_leaver_is_not_after_their_time(town: Town) -> None:
    assert town.said("person_inactive", night(), person("W1", active_to=TUESDAY)) == []


def test_shift_overlap(town: Town) -> None:
    def second(start: str, *who: str) -> Shift:
        return sheet(code="S2", start_at=at(start), end_at=at("23:30"), members=crew(*who))

    assert town.one("shift_overlap", second("22:15", "W2", "X1")) == (
        "Sheet S2: the shift of sheet S1 overlaps this one by 45 minutes for W2."
    )
    assert town.said("shift_overlap", second("23:00", "W2")) == []
    assert town.said("shift_overlap", second("22:15", "X1")) == []


def test_shift_overlap_after_midnight(town: Town) -> None:
    morning = sheet(
        code="S2",
        day=WEDNESDAY,
        start_at=at("03:30", WEDNESDAY),
        end_at=at("08:00", WEDNESDAY),
        members=crew("W1"),
    )
    assert town.one("shift_overlap", night(), morning) == (
        "Sheet S2: the shift of sheet S1 overlaps this one by 30 minutes for W1."
    )


def test_claimed_above_paid(town: Town) -> None:
    def two_hours(*, paid_until: str) -> Shift:
        return sheet(
            visit(came="15:00", left="17:00"),
            members=(
                *crew("W2"),
                ShiftMember(person_id=IDS["W1"], funding_id=IDS["GRANT"], end_at=at(paid_until)),
            ),
        )

    (found,) = (
        each
        for each in town.findings(two_hours(paid_until="17:29"))
        if each.check == "claimed_above_paid"
    )
    assert found.severity == "red"
    assert found.sentence.startswith(
        "Sheet S1: W1 is claimed for 2 h 00 on sheets of 6 May 2025 and paid for 1 h 59."
    )
    assert town.said("claimed_above_paid", two_hours(paid_until="17:30")) == []


def test_somebody_lent_to_another_crew_is_paid_on_their_own_sheet(town: Town) -> None:
    lent = sheet(
        visit(members=(on_visit("W1", funding_id=IDS["GRANT"]),)), members=crew("W2"), code="S1"
    )
    assert town.one("claimed_above_paid", lent) == (
        "Sheet S1: W1 is claimed for 30 minutes on sheets of 6 May 2025 and paid for 0 minutes."
    )
    assert town.said("claimed_above_paid", lent, sheet(code="S2", members=crew("W1"))) == []


def test_visits_after_midnight_are_paid_by_the_shift_they_belong_to(town: Town) -> None:
    assert town.said("claimed_above_paid", night()) == []


def test_time_that_is_not_claimed_need_not_be_paid(town: Town) -> None:
    lent = sheet(visit(members=(on_visit("W1", funding_id=IDS["BAU"]),)), members=crew("W2"))
    assert town.said("claimed_above_paid", lent) == []
