"""What cannot be read, or refers to nothing, is said with its place, its reason and a way on."""

from datetime import datetime
from typing import Any

import pytest

from tests.imports.files import add_row, as_read, change, compared, saved, small_log
from wardenlog.imports.book import FormulaError
from wardenlog.imports.standard_log import Problem
from wardenlog.model import Shift
from wardenlog.store import Store


def problems(store: Store, log: Any) -> list[Problem]:
    return list(compared(store, as_read(log)).problems)


def only(store: Store, log: Any) -> Problem:
    found = problems(store, log)
    assert len(found) == 1, [str(each) for each in found]
    return found[0]


def test_a_good_log_has_none(store: Store) -> None:
    preview = compared(store, as_read(small_log()))
    assert (preview.problems, preview.warnings) == ((), ())


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "cell", "problem", "suggestion"),
    [
        (
            *("Shifts", 2, "Date", "31/02/2025"),
            "31/02/2025 is not a date: February 2025 has 28 days.",
            "Correct the day.",
        ),
        (
            *("Shifts", 2, "Date", "02/13/2025"),
            "02/13/2025 is not a date: there is no month 13.",
            "Write the day first, like 31/03/2025.",
        ),
        (
            *("Shifts", 2, "Date", "4 June"),
            "“4 June” is not a date.",
            "Write it like 31/03/2025 (day first) or 2025-03-31.",
        ),
        (
            *("Shifts", 2, "Date", 45812.0),
            "45812 is a number, not a date.",
            "Format the cell as a date; it would be 4 June 2025.",
        ),
        (
            *("Shifts", 2, "Date", datetime(2025, 6, 4, 18, 0)),
            "2025-06-04 18:00 has a time of day in it.",
            "Write the date alone, like 31/03/2025.",
        ),
        (
            *("Shifts", 2, "Date", "1925-06-04"),
            "The year 1925 is outside 1970 to 2199.",
            "Check the date.",
        ),
        (
            *("Shifts", 2, "Start", "25:00"),
            "Hours go from 00 to 23 and minutes from 00 to 59.",
            "Write the time like 19:30.",
        ),
        (
            *("Shifts", 2, "Start", "six"),
            "“six” is not a time like 19:30.",
            "Write it as hours and minutes, like 19:30 or 09:05.",
        ),
        (
            *("Shifts", 2, "Start", "18:00*"),
            "18:00 comes only once on 4 June 2025.",
            "Write it without the *.",
        ),
        (
            *("Shifts", 2, "Break minutes", 30.5),
            "30.5 is not a whole number.",
            "Write digits only, like 12.",
        ),
        (
            *("Shifts", 2, "Break minutes", -5),
            "-5 is outside 0 to 1,440.",
            "Check the number.",
        ),
        (
            *("Shifts", 2, "Break minutes", "half an hour"),
            "“half an hour” is not a number.",
            "Write digits only, like 12.50.",
        ),
        (
            *("Shifts", 2, "Finished", "maybe"),
            "“maybe” is neither Yes nor No.",
            "Write Yes or No.",
        ),
        (
            *("Shifts", 2, "Start", FormulaError("#REF!")),
            "The formula failed and shows #REF!.",
            "Correct the formula, or type the value.",
        ),
        (*("Shifts", 2, "Start", None), "Start is blank.", "Fill it in."),
        (*("Shifts", 2, "Start", "  "), "Start is blank.", "Fill it in."),
        (
            *("Shifts", 2, "Note", "bell \x07"),
            "The text contains the character U+0007, which cannot be printed.",
            "Delete it, or type the text again.",
        ),
        (
            *("Shifts", 2, "Note", "x" * 8_001),
            "The text has 8,001 characters; at most 8,000 are kept.",
            "Shorten it.",
        ),
    ],
)
def test_an_unreadable_cell_of_a_shift(
    store: Store, sheet: str, row: int, heading: str, cell: Any, problem: str, suggestion: str
) -> None:
    found = problems(store, change(small_log(), sheet, row, **{heading: cell}))
    first = found[0]
    assert (first.sheet, first.row, first.column) == (sheet, row, heading)
    assert (first.problem, first.suggestion) == (problem, suggestion)
    hanging = [each for each in found if each is not first]
    assert {each.sheet for each in hanging} == {"Shift members", "Visits"}
    assert {each.problem for each in hanging} == {"Shifts, row 2, was refused."}


@pytest.mark.parametrize(
    ("cells", "heading", "problem"),
    [
        ({"Hotspot": "H1"}, "Hotspot", "There is no “H1” on the sheet Hotspots or in the record."),
        ({"Mode": "feet"}, "Mode", "“feet” is not one of foot, cycle, vehicle, mixed."),
        ({"Out": "18:10"}, "Out", "In and Out are both 18:10."),
        ({"Out": "07:00"}, "Out", "Out at 07:00 is more than 12 hours after In at 18:10."),
        ({"Visit": 0}, "Visit", "0 is outside 1 to 9,999."),
        ({"Visit": 2}, "Visit", "Row 2 has the same Sheet and Visit."),
        ({"Sheet": "S2"}, "Sheet", "There is no “S2” on the sheet Shifts or in the record."),
        ({"Uniformed": "perhaps"}, "Uniformed", "“perhaps” is neither Yes nor No."),
    ],
)
def test_a_visit_that_cannot_be_kept(
    store: Store, cells: dict[str, Any], heading: str, problem: str
) -> None:
    found = problems(store, change(small_log(), "Visits", 2, **cells))
    assert found[0].column == heading
    assert found[0].problem == problem


def test_a_suggestion_names_the_nearest_code(store: Store) -> None:
    found = only(store, change(small_log(), "Visits", 2, Hotspot="H011"))
    assert (found.value, found.suggestion) == ("H011", "Did you mean “H01”?")
    far = only(store, change(small_log(), "Visits", 2, Hotspot="Park"))
    assert far.suggestion == "Add it to Hotspots, or correct the code."


def test_a_time_that_the_clocks_skip(store: Store) -> None:
    log = change(small_log(), "Shifts", 2, Date="2025-03-29", Start="22:00", End="06:00")
    change(log, "Visits", 2, In="00:50", Out="01:30")
    change(log, "Visits", 3, In="02:30", Out="03:00")
    found = only(store, log)
    assert (found.sheet, found.row, found.column, found.value) == ("Visits", 2, "Out", "01:30")
    assert found.problem == (
        "01:30 does not exist on 30 March 2025: the clocks go forward and skip the time from "
        "01:00 to 02:00."
    )


def test_a_repeated_time_may_be_starred(store: Store) -> None:
    log = change(small_log(), "Shifts", 2, Date="2025-10-25", Start="22:00", End="06:00")
    change(log, "Visits", 2, In="01:10", Out="01:10*")
    change(log, "Visits", 3, In="02:30", Out="03:00")
    assert problems(store, log) == []


@pytest.mark.parametrize(
    ("cells", "heading", "problem"),
    [
        (("S1", 1, "P9"), "Person", "There is no “P9” on the sheet People or in the record."),
        (("S1", 1, "P1", "18:50"), "Joined", "Joined at 18:50 is not between 18:10 and 18:40."),
        (("S1", 1, "P1", None, "18:50"), "Left", "Left at 18:50 is not between 18:10 and 18:40."),
        (
            ("S1", 1, "P1", None, None, "HAFF"),
            "Funding",
            "There is no “HAFF” on the sheet Funding or in the record.",
        ),
    ],
)
def test_a_member_that_is_refused_takes_its_visit_along(
    store: Store, cells: tuple[Any, ...], heading: str, problem: str
) -> None:
    """Without its members a visit would be counted for the whole crew."""
    log = add_row(add_row(small_log(), "Visit members", *cells), "Visit members", "S1", 1, "P2")
    add_row(log, "Tallies", "S1", 1, "engagement", 3)
    member, *hanging = sorted(problems(store, log), key=lambda each: each.column == "")
    assert (member.sheet, member.row, member.column) == ("Visit members", 2, heading)
    assert member.problem == problem
    assert {(each.sheet, each.row) for each in hanging} == {
        ("Visits", 2),
        ("Visit members", 3),
        ("Tallies", 2),
    }
    assert all("refused" in each.problem for each in hanging)


@pytest.mark.parametrize(
    ("sheet", "cells", "heading", "problem"),
    [
        (
            *("Powers", ("S1", 1, None, "CPX", "CPW.ISSUED", "own"), "Power"),
            "There is no power “CPX”.",
        ),
        (
            *("Powers", ("S1", 1, None, "CPW", "CPW.ISUED", "own"), "Stage"),
            "Power CPW has no stage “CPW.ISUED”.",
        ),
        (
            *("Powers", ("S1", 1, None, "CPW", "CPW.ISSUED", "ours"), "Use"),
            "“ours” is not one of own, assisted.",
        ),
        (
            *("Powers", ("S1", 1, "25:61", "CPW", "CPW.ISSUED", "own"), "Time"),
            "Hours go from 00 to 23 and minutes from 00 to 59.",
        ),
        (
            *("Powers", ("S1", 7, None, "CPW", "CPW.ISSUED", "own"), "Visit"),
            "Sheet S1 has no visit 7.",
        ),
        (*("Tallies", ("S1", 3, "engagement", 2), "Visit"), "Sheet S1 has no visit 3."),
        (*("Tallies", ("S1", 1, "engagement", None), "Number"), "Number is blank."),
        (
            *("Incidents", ("S1", None, None, "personnel", "begging"), "Category"),
            "“personnel” is not one of personal, nuisance, environmental.",
        ),
        (*("Partners", ("S1", 9, "police", 2), "Visit"), "Sheet S1 has no visit 9."),
        (*("Seizures", ("S1", 1, "alcohol", -1), "Quantity"), "-1 is outside 0 to 1,000,000."),
        (
            *("Other time", ("S1", "P1", "lunch", 30), "Kind"),
            (
                "“lunch” is not one of outside_patrol, travel, briefing, admin, court, meeting, "
                "training."
            ),
        ),
        (
            *("Authorisations", ("P1", "CPNN"), "Power family"),
            "There is no power family “CPNN”.",
        ),
        (
            *("Terms", ("GA-1", 1, "cap", None, "100"), "Variation"),
            "Agreement GA-1 has no variation 1.",
        ),
        (
            *("Terms", ("GA-1", 0, "cap", None, "lots"), "Value"),
            "For cap, “lots” is not a number.",
        ),
        (
            *("Terms", ("GA-1", 0, "instalment", "June", "100"), "Key"),
            "“June” is not a date; write it like 2025-03-31 or 31/03/2025.",
        ),
        (
            *("Terms", ("GA-1", 0, "period_end", None, "31/03/2026"), "Item"),
            "Row 2 sets the same item and key.",
        ),
        (
            *("Terms", ("GA-1", 0, "hours_targets", None, "1"), "Item"),
            (
                "“hours_targets” is not one of period_end, grant_amount, year_allocation, "
                "payment_basis, hourly_rate, cap, hours_counted, outside_hotspot_counts, "
                "hours_target, instalment, post_fte, reporting_frequency, return_due_days, "
                "patrol_means, minimum_minutes, condition."
            ),
        ),
        (
            *("Plan rules", ("GA-1", "H01", 1, 7, None, None, "20:00", None, None, "2025-01-01")),
            *("Window end", "A window needs both a start and an end."),
        ),
        (
            *(
                "Plan rules",
                ("GA-1", "H01", 1, 7, None, None, "20:00", "20:00", None, "2025-01-01"),
            ),
            *("Window end", "The window starts and ends at the same time."),
        ),
        (
            *("Expenditure", ("GA-1", "L9", "2025-06-01", 10), "Line"),
            "Agreement GA-1 has no budget line “L9”.",
        ),
        (
            *("Budget changes", ("GA-1", 0, "L9", 10), "Line"),
            "Agreement GA-1 has no budget line “L9”.",
        ),
        (
            *("Police incidents", ("H01", "June", None, 4), "Month"),
            "“June” is not a month.",
        ),
    ],
)
def test_other_rows_that_are_refused(
    store: Store, sheet: str, cells: tuple[Any, ...], heading: str, problem: str
) -> None:
    log = add_row(small_log(), sheet, *cells)
    found = only(store, log)
    assert (found.sheet, found.row) == (sheet, len(log[sheet]) + 1)
    assert (found.column, found.problem) == (heading, problem)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("claimable", None), ("engagment", "engagement"), ("School contacts", "school_contact")],
)
def test_a_tally_is_of_a_measure_that_is_counted_by_hand(
    store: Store, typed: str, meant: str | None
) -> None:
    found = only(store, add_row(small_log(), "Tallies", "S1", 1, typed, 3))
    assert (found.column, found.value) == ("Measure", typed)
    assert found.problem == f"There is no tally measure “{typed}”."
    listed = (
        "The tally measures are engagement, premises_visit, event, school_contact, signposting."
    )
    assert found.suggestion == (f"Did you mean “{meant}”? {listed}" if meant else listed)


def test_a_measure_is_kept_as_the_catalogue_spells_it(store: Store) -> None:
    [*_, change_] = compared(
        store, as_read(add_row(small_log(), "Tallies", "S1", 1, "Engagement", 3))
    ).changes
    assert isinstance(change_.aggregate, Shift)
    assert [tally.measure for tally in change_.aggregate.tallies] == ["engagement"]


@pytest.mark.parametrize("typed", ["CPN.ISSUED", "ISSUED", "issued", "CPW.ISSUD"])
def test_a_stage_is_one_of_its_power(store: Store, typed: str) -> None:
    found = only(store, add_row(small_log(), "Powers", "S1", 1, None, "CPW", typed, "own"))
    assert (found.column, found.problem) == ("Stage", f"Power CPW has no stage “{typed}”.")
    assert found.suggestion.startswith(
        "Did you mean “CPW.ISSUED”? The stages of CPW are CPW.ISSUED"
    )


def test_money_has_two_decimal_places(store: Store) -> None:
    log = add_row(small_log(), "Budget lines", "GA-1", "L1", "Pay", "Yes", "£1,200.50")
    add_row(log, "Expenditure", "GA-1", "L1", "2025-06-01", 10.005)
    found = only(store, log)
    assert found.problem == "10.005 has more than two decimal places."


def test_a_council_needs_a_name(store: Store) -> None:
    log = change(small_log(), "Council", 2, Field="Marking", Value="OFFICIAL")
    assert only(store, log).problem == "The council has no Name."


def test_no_problem_repeats_free_text(store: Store) -> None:
    log = change(small_log(), "People", 2, Name="Jo Bloggs \x07")
    found = problems(store, log)
    assert all("Bloggs" not in f"{each} {each.value}" for each in found)
    assert found[0].value == ""


def test_codes_found_in_the_record_need_no_sheet(store: Store) -> None:
    saved(store, as_read(small_log()))
    log = small_log()
    for sheet in ("Organisations", "People", "Hotspots", "Funding", "Agreements", "PSPOs"):
        log[sheet] = []
    for sheet in ("Variations", "Terms", "Council"):
        log[sheet] = []
    change(log, "Shifts", 2, Sheet="S2")
    for row in (2, 3):
        change(log, "Shift members", row, Sheet="S2")
        change(log, "Visits", row, Sheet="S2")
    preview = compared(store, as_read(log))
    assert preview.problems == ()
    assert preview.counts() == {"shift": {"added": 1}}
