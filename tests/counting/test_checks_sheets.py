"""Checks of sheets: each says which and what, and is quiet on the good neighbour."""

from datetime import UTC, date, datetime
from typing import Any

from tests.counting.check_town import IDS, TUESDAY, Town, at, crew, on_visit, sheet, visit
from wardenlog.model import NilDay, OtherTime, Shift, Tally, new_id
from wardenlog.model.vocabulary import OtherTimeKind


def test_in_future(town: Town) -> None:
    the_day_before = datetime(2025, 5, 5, 22, 30, tzinfo=UTC)
    assert town.one("in_future", now=the_day_before) == (
        "Sheet S1: the date, 6 May 2025, is after today."
    )
    after_midnight_here = datetime(2025, 5, 5, 23, 30, tzinfo=UTC)
    assert town.said("in_future", now=after_midnight_here) == []


def test_unfinished_sheet(town: Town) -> None:
    unfinished = sheet(visit(left=None), finished=False)
    assert town.one("unfinished_sheet", unfinished) == (
        "Sheet S1: the sheet of 6 May 2025 is not finished, so none of its visits counts."
    )
    ahead = datetime(2025, 5, 1, tzinfo=UTC)
    assert town.said("unfinished_sheet", unfinished, now=ahead) == []
    assert len(town.said("in_future", unfinished, now=ahead)) == 1


def test_shift_without_visits(town: Town) -> None:
    assert town.one("shift_without_visits", sheet()) == (
        "Sheet S1: the sheet is finished and has no visit."
    )
    assert len(town.said("shift_without_visits", sheet(visit(void_reason="twice")))) == 1
    court = OtherTime(person_id=IDS["W1"], time_kind=OtherTimeKind.COURT, minutes=400)
    assert town.said("shift_without_visits", sheet(other_time=(court,))) == []
    assert town.said("shift_without_visits", sheet(finished=False)) == []


def test_shift_without_members(town: Town) -> None:
    own = visit(members=(on_visit("W1", funding_id=IDS["GRANT"]),))
    assert town.one("shift_without_members", sheet(own, members=())) == (
        "Sheet S1: nobody is recorded on the shift."
    )
    assert town.said("shift_without_members", sheet(own)) == []


def test_duplicate_sheet(town: Town) -> None:
    def second(**more: Any) -> Shift:
        day = date(2025, 5, 8)
        times = {"start_at": at("15:00", day), "end_at": at("23:00", day)}
        return sheet(code="S2", day=day, **{"sheet": "S1", **times, **more})

    assert town.one("duplicate_sheet", second()) == (
        "Sheet S1: an earlier sheet, of 6 May 2025, has the same number."
    )
    assert town.said("duplicate_sheet", second(sheet="S2")) == []
    assert town.said("duplicate_sheet", second(void_reason="entered twice")) == []


def test_unknown_tally(town: Town) -> None:
    def counting(measure: str) -> Shift:
        return sheet(
            visit(), tallies=[Tally(visit=each, measure=measure, number=2) for each in (1, None)]
        )

    assert town.one("unknown_tally", counting("engagments")) == (
        "Sheet S1: “engagments” is not a count that the return knows, so it appears nowhere."
    )
    assert town.said("unknown_tally", counting("engagement")) == []


def test_unlikely_engagement(town: Town) -> None:
    def engaged(*numbers: int, **more: Any) -> Shift:
        given = {"visit": 1, "measure": "engagement", **more}
        return sheet(visit(), tallies=[Tally(number=each, **given) for each in numbers])

    assert town.one("unlikely_engagement", engaged(60, 41)) == (
        "Sheet S1, visit 1: 101 people engaged on one visit is more than is likely."
    )
    assert town.said("unlikely_engagement", engaged(60, 40)) == []
    assert town.said("unlikely_engagement", engaged(101, estimated=True)) == []
    assert town.said("unlikely_engagement", engaged(101, measure="event")) == []


def test_nil_day_contradicted(town: Town) -> None:
    def nil(day: date = TUESDAY, **more: Any) -> NilDay:
        return NilDay(id=new_id(), day=day, person_id=IDS["W1"], **more)

    assert town.one("nil_day_contradicted", nil()) == (
        "Nil day 2025-05-06: W1 declared nothing to report for 6 May 2025, and visits were counted "
        "that day: 2."
    )
    assert town.said("nil_day_contradicted", nil(date(2025, 5, 7))) == []
    assert town.said("nil_day_contradicted", nil(void_reason="withdrawn")) == []
    assert town.said("nil_day_contradicted", nil(), sheet(visit(left=None))) == []
    assert town.said("nil_day_contradicted", nil(), sheet(visit(), members=crew("X1"))) == []


def test_nil_day_of_one_team_does_not_speak_for_another(town: Town) -> None:
    nil = NilDay(id=new_id(), day=TUESDAY, person_id=IDS["W1"], scope="Parks")
    assert town.said("nil_day_contradicted", nil, sheet(visit(), team="Town")) == []
    assert len(town.said("nil_day_contradicted", nil, sheet(visit(), team="parks"))) == 1
