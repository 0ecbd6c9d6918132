"""Dates, times, lengths, crews and powers are read as councils write them, or refused in words."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.clock import WallTime
from wardenlog.imports.spreadsheet.cells import named_parts, power_stage, read_number
from wardenlog.imports.spreadsheet.dates import DayOrder, decide_order, read_date
from wardenlog.imports.spreadsheet.matching import Known, near, split_crew, the_person, the_place
from wardenlog.imports.spreadsheet.times import (
    Unit,
    decide_unit,
    read_minutes,
    read_span,
    read_time,
)
from wardenlog.imports.standard_log.problems import CellError

PEOPLE = (Known("AK", "Amira Khan"), Known("JR", "Jo Reed"), Known("W03", "Sam Hughes-Cole"))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("cells", "order", "sure"),
    [
        (["01/02/2025", "25/02/2025"], DayOrder.DAY_FIRST, True),
        (["01/02/2025", "02/25/2025"], DayOrder.MONTH_FIRST, True),
        (["01/02/2025", "03/04/2025"], DayOrder.DAY_FIRST, False),
        (["25/02/2025", "02/25/2025"], DayOrder.DAY_FIRST, False),
        ([date(2025, 2, 1), date(2025, 2, 25)], DayOrder.DAY_FIRST, True),
        (["2025-02-01", "4 March 2025"], DayOrder.DAY_FIRST, True),
        ([date(2025, 4, 3), "25/03/2025"], DayOrder.SWAPPED, False),
        ([], DayOrder.DAY_FIRST, True),
    ],
)
def test_all_rows_of_a_column_decide_its_day_and_month(
    cells: list[Any], order: DayOrder, sure: bool
) -> None:
    found = decide_order(cells)
    assert (found.order, found.sure) == (order, sure)
    assert found.how.endswith(".")


@given(st.lists(DAYS, min_size=1, max_size=30), st.booleans())
def test_a_decided_order_gives_every_date_back(days: list[date], day_first: bool) -> None:
    form = "{0.day:02}/{0.month:02}/{0.year}" if day_first else "{0.month:02}/{0.day:02}/{0.year}"
    cells = [form.format(day) for day in days]
    found = decide_order(cells)
    if found.sure:
        assert [read_date(cell, found.order) for cell in cells] == days
    else:
        assert all(day.day <= 12 for day in days)


@given(DAYS)
def test_a_date_is_read_in_every_plain_form(day: date) -> None:
    order = DayOrder.DAY_FIRST
    serial = float((day - date(1899, 12, 30)).days)
    for cell in (
        day,
        datetime(day.year, day.month, day.day, 14, 5),
        serial,
        serial + 0.5,
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02}",
        f"{day:%d/%m/%Y} 03:01",
        f"{day:%A} {day.day} {day:%B} {day.year}",
        f"{day:%a} {day.day} {day:%b} {day.year}",
    ):
        assert read_date(cell, order) == day, cell


@pytest.mark.parametrize("cell", ["31/02/2025", "yesterday", "", "12", 12.0, True, "5 Foo 2025"])
def test_what_is_no_date_is_refused(cell: Any) -> None:
    with pytest.raises(CellError) as caught:
        read_date(cell, DayOrder.DAY_FIRST)
    assert caught.value.suggestion


def test_dates_that_excel_swapped_are_swapped_back() -> None:
    assert read_date(date(2025, 4, 3), DayOrder.SWAPPED) == date(2025, 3, 4)
    assert read_date("25/03/2025", DayOrder.SWAPPED) == date(2025, 3, 25)


@given(st.times())
def test_a_time_is_read_in_every_form(at: time) -> None:
    wall = WallTime(at.hour, at.minute)
    half = "am" if at.hour < 12 else "pm"
    hour = at.hour % 12 or 12
    for cell in (
        time(at.hour, at.minute),
        timedelta(hours=at.hour, minutes=at.minute),
        (at.hour * 60 + at.minute) / 1440,
        f"{at.hour:02}:{at.minute:02}",
        f"{at.hour}.{at.minute:02}",
        f"{at.hour:02}{at.minute:02}",
        f"{at.hour:02}{at.minute:02} hrs",
        f"{at.hour}h{at.minute:02}",
        f"{hour}.{at.minute:02}{half}",
        f"{hour}:{at.minute:02} {half.upper()}",
    ):
        assert read_time(cell) == wall, cell


def test_times_that_lost_their_zeros_are_after_midnight() -> None:
    assert read_time(45.0, dropped_zeros=True) == WallTime(0, 45)
    assert read_time(1930.0, dropped_zeros=True) == WallTime(19, 30)
    with pytest.raises(CellError):
        read_time(45.0)


@pytest.mark.parametrize("cell", ["soon", "25:00", 19.3, "7.75pm", True])
def test_what_is_no_time_is_refused(cell: Any) -> None:
    with pytest.raises(CellError):
        read_time(cell)


@pytest.mark.parametrize("text", ["1930-1950", "19:30 - 19:50", "7.30pm to 7.50pm", "1930–1950"])
def test_two_times_in_one_cell(text: str) -> None:
    assert read_span(text) == (WallTime(19, 30), WallTime(19, 50))


@pytest.mark.parametrize(
    ("cell", "heading", "minutes"),
    [
        (45.0, "Minutes", 45),
        ("0:45", "Duration", 45),
        ("1.5 h", "Duration", 90),
        ("1 hr 30 mins", "Duration", 90),
        ("90 min", "Length", 90),
        (0.75, "Hours", 45),
        (time(0, 45), "Length", 45),
        (timedelta(minutes=45), "Length", 45),
    ],
)
def test_lengths_are_read_as_their_column_counts(cell: Any, heading: str, minutes: int) -> None:
    assert read_minutes(cell, decide_unit(heading, [cell])) == minutes


def test_small_broken_numbers_are_hours() -> None:
    assert decide_unit("Length", [0.5, 1.25]) is Unit.HOURS
    assert decide_unit("Length", [20.0, 45.0]) is Unit.MINUTES


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AK/JR", ("AK", "JR")),
        ("A Khan & J Reed", ("A Khan", "J Reed")),
        ("AK, JR", ("AK", "JR")),
        ("AK + JR", ("AK", "JR")),
        ("AK and JR", ("AK", "JR")),
        ("AK JR", ("AK", "JR")),
        ("AK-JR", ("AK", "JR")),
        ("ak / w03", ("ak", "w03")),
        ("Reed, Jo", ("Reed, Jo",)),
        ("Sam Hughes-Cole", ("Sam Hughes-Cole",)),
        ("Warden A Khan", ("A Khan",)),
        ("AK/AK", ("AK",)),
        ("Andy Sands", ("Andy Sands",)),
        ("  ", ()),
    ],
)
def test_crews_are_split_in_every_spelling(text: str, names: tuple[str, ...]) -> None:
    assert split_crew(text, PEOPLE) == names


@given(
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True),
    st.sampled_from(["/", " / ", " & ", ", ", " + ", "; ", " and ", "\n"]),
    st.sampled_from(["code", "name", "initial"]),
)
def test_a_crew_of_known_people_is_always_found(
    crew: list[Known], separator: str, how: str
) -> None:
    def spelt(one: Known) -> str:
        initial = f"{one.name[0]} {one.name.split()[-1]}"
        return {"code": one.code, "name": one.name, "initial": initial}[how]

    text = separator.join(spelt(one) for one in crew)
    assert [the_person(name, PEOPLE) for name in split_crew(text, PEOPLE)] == crew


def test_nobody_is_guessed_between_two() -> None:
    two = (Known("A1", "Amira Khan"), Known("A2", "Adam Khan"))
    assert the_person("A Khan", two) is None
    assert set(near("A Khan", two)) == set(two)
    assert the_person("Amira Khan", two) == two[0]


def test_a_near_hotspot_is_offered_and_not_taken() -> None:
    places = (Known("NB", "Norton Bridge"), Known("HB", "High Street"))
    assert the_place("Norton Brige", places) is None
    assert near("Norton Brige", places)[0].code == "NB"
    assert the_place("nb norton bridge", places) == places[0]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("CPW", "CPW.ISSUED"),
        ("cpn.fpn", "CPN.FPN"),
        ("Words of Advice", "INF-WOA.GIVEN"),
        ("PSPO FPN", "PSPO.FPN"),
        ("FPN-LIT", "FPN-LIT.FPN"),
        ("Community protection notice", "CPN.ISSUED"),
        ("section 35", "DISP.DIR"),
    ],
)
def test_powers_are_known_by_code_name_and_usual_word(text: str, stage: str) -> None:
    assert power_stage(text) == stage


def test_an_unknown_power_is_refused_with_a_suggestion() -> None:
    with pytest.raises(CellError) as caught:
        power_stage("telling off")
    assert "telling off" in caught.value.problem
    assert caught.value.suggestion


@pytest.mark.parametrize(
    ("cell", "number", "estimated"),
    [(6.0, 6, False), ("3+2", 5, False), ("~20", 20, True), ("none", 0, False), ("20+", 20, True)],
)
def test_numbers_are_read_as_people_write_them(cell: Any, number: int, estimated: bool) -> None:
    found = read_number(cell)
    assert (found.number, found.estimated) == (number, estimated)


def test_a_cell_may_name_several_things() -> None:
    found = [(part.name, part.number) for part in named_parts("2 x CPW; PSPO FPN x3, noise (2)")]
    assert found == [("CPW", 2), ("PSPO FPN", 3), ("noise", 2)]
