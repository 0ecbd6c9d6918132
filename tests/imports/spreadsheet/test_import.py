"""A council's spreadsheet is previewed row by row, saved as one batch, and adds nothing twice."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.imports.spreadsheet.desks import (
    HEADINGS,
    VISITS,
    book,
    having,
    new,
    opened,
    previewed,
    saved,
    states,
)
from tests.ui.council import Council
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.services import spreadsheets
from wardenlog.services.logbook import Logbook
from wardenlog.services.record import Record
from wardenlog.services.spreadsheets import Decision

FULL = (*HEADINGS, "Words of advice", "Action taken", "ASB type", "Comments")


def shifts(record: Record) -> dict[str, Shift]:
    with record.store.read() as session:
        found = [each for each in session.load_all("shift") if isinstance(each, Shift)]
    return {each.sheet: each for each in found}


def walls(shift: Shift) -> list[tuple[str, str | None]]:
    return [
        (clock.wall_text(visit.in_at), clock.wall_text(visit.out_at) if visit.out_at else None)
        for visit in shift.visits
    ]


def test_rows_become_sheets_of_a_date_and_crew(record: Record, tmp_path: Path) -> None:
    found = saved(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    assert states(found) == {"added": 3}
    kept = shifts(record)
    assert set(kept) == {"2025-01-13 AK JR", "2025-01-14 AK"}
    shift = kept["2025-01-13 AK JR"]
    assert walls(shift) == [("15:20", "15:42"), ("15:50", "16:10")]
    assert (clock.wall_text(shift.start_at), clock.wall_text(shift.end_at)) == ("15:20", "16:10")
    assert [tally.number for tally in shift.tallies] == [6, 5]
    assert shift.finished
    assert all(member.funding_id for member in shift.members)


def test_everything_on_a_row_is_recorded(record: Record, tmp_path: Path) -> None:
    row = (*VISITS[0], 2, "CPW; PSPO FPN x2", "Noise 2; litter", "Busy")
    saved(record, book(tmp_path / "log.xlsx", [FULL, row]))
    [shift] = shifts(record).values()
    assert sorted((power.stage, power.count) for power in shift.powers) == [
        ("CPW.ISSUED", 1),
        ("INF-WOA.GIVEN", 2),
        ("PSPO.FPN", 2),
    ]
    assert [(each.incident_type, str(each.category)) for each in shift.incidents] == [
        ("Noise", "nuisance"),
        ("Noise", "nuisance"),
        ("litter", "environmental"),
    ]
    assert shift.visits[0].note == "Busy"


def test_the_same_file_twice_adds_nothing_even_saved_again(record: Record, tmp_path: Path) -> None:
    rows = [FULL, *((*visit, 1, "CPW", "Noise", "Note") for visit in VISITS)]
    saved(record, book(tmp_path / "log.xlsx", rows))
    again = saved(record, book(tmp_path / "again.xlsx", rows))
    assert states(again) == {"unchanged": 3}
    assert again.is_empty
    assert len(spreadsheets.imports_made(record)) == 1
    resorted = book(tmp_path / "sorted.xlsx", [rows[0], *reversed(rows[1:])])
    assert previewed(record, resorted).is_empty


def test_a_changed_file_changes_only_those_rows(record: Record, tmp_path: Path) -> None:
    saved(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    before = shifts(record)["2025-01-13 AK JR"]
    added = ("13/01/2025", "15:44", "15:48", "NB", "AK/JR", 1)
    changed = ("14/01/2025", "1900", "1930", "ST", "AK", None)
    rows = [HEADINGS, VISITS[0], added, VISITS[1], changed]
    found = saved(record, book(tmp_path / "log.xlsx", rows))
    assert [row.state for row in found.rows] == ["unchanged", "added", "unchanged", "changed"]
    after = shifts(record)["2025-01-13 AK JR"]
    assert {visit.id for visit in before.visits} < {visit.id for visit in after.visits}
    assert found.log.removals == ()


def test_an_import_is_undone_and_done_again_whole(record: Record, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS])
    saved(record, path)
    [batch] = spreadsheets.imports_made(record)
    logbook = Logbook(record.store, "Sam")
    logbook.undo(batch.id)
    assert shifts(record) == {}
    assert states(previewed(record, path)) == {"added": 3}
    logbook.undo(batch.id)
    assert len(shifts(record)) == 2


def test_visits_past_midnight_stay_on_their_shift(record: Record, tmp_path: Path) -> None:
    late = ("13/01/2025", "2310", "0005", "NC", "AK", 1)
    rows = [HEADINGS, late, ("13/01/2025", "0045", "1.30am", "ST", "AK", 1)]
    saved(record, book(tmp_path / "shift.xlsx", rows))
    [shift] = shifts(record).values()
    assert shift.day == date(2025, 1, 13)
    assert [clock.local_date(visit.in_at).day for visit in shift.visits] == [13, 14]
    own = [HEADINGS, late, ("14/01/2025", 45, 130, "ST", "AK", 1)]
    found = previewed(record, book(tmp_path / "own.xlsx", own))
    assert states(found) == {"unchanged": 2}


def test_a_length_gives_the_out_also_when_the_clocks_go_forward(
    record: Record, tmp_path: Path
) -> None:
    rows = [
        ("Date", "Time", "Minutes", "Hotspot", "Crew"),
        (date(2025, 3, 30), time(0, 30), 60, "NC", "AK"),
    ]
    saved(record, book(tmp_path / "log.xlsx", rows))
    [shift] = shifts(record).values()
    assert walls(shift) == [("00:30", "02:30")]


def test_one_cell_may_hold_date_and_time(record: Record, tmp_path: Path) -> None:
    rows = [
        ("DateTime", "Duration (mins)", "Location", "Officer"),
        (datetime(2025, 1, 13, 15, 20), 22, "NC", "Amira Khan"),
    ]
    [row] = saved(record, book(tmp_path / "log.xlsx", rows)).rows
    assert (row.day, row.visit) == ("13/01/2025", "NC 15:20–22 min")


def test_ambiguous_dates_are_asked_about(record: Record, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, ("01/02/2025", *VISITS[0][1:])])
    with pytest.raises(UserError, match="day or the month comes first"):
        previewed(record, path)
    [row] = previewed(record, path, day_orders={"date": "month_first"}).rows
    assert row.day == "02/01/2025"


def test_names_nobody_knows_are_confirmed_once(record: Record, tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        *(("13/01/2025", f"1{n}:00", f"1{n}:20", "Old Quay", "TB", 1) for n in (2, 3)),
    ]
    path = book(tmp_path / "log.xlsx", rows)
    draft = opened(record, path)
    assert [(each.text, each.rows) for each in draft.open_names("people")] == [("TB", 2)]
    assert [(each.text, each.rows) for each in draft.open_names("hotspots")] == [("Old Quay", 2)]
    assert states(previewed(record, path)) == {"refused": 2}
    choices = {
        "people": {"TB": new("TB", "Tom Bell")},
        "hotspots": {"Old Quay": new("OQ", "Old Quay")},
    }
    found = saved(record, path, **choices)
    assert found.new == ("hotspot OQ Old Quay", "person TB Tom Bell")
    assert not opened(record, path).open_names("people")
    assert previewed(record, path).is_empty


def test_rows_of_a_name_may_be_left_out(record: Record, tmp_path: Path) -> None:
    rows = [HEADINGS, VISITS[0], ("14/01/2025", "12:00", "12:20", "Depot", "AK", 1)]
    leave = {"Depot": Decision(what="leave_out")}
    found = previewed(record, book(tmp_path / "log.xlsx", rows), hotspots=leave)
    assert states(found) == {"added": 1, "left out": 1}


def test_a_new_person_needs_an_organisation_and_a_code_of_their_own(
    record: Record, tmp_path: Path
) -> None:
    rows = [HEADINGS, ("13/01/2025", "12:00", "12:20", "NC", "TB/TX", 1)]
    draft = opened(record, book(tmp_path / "log.xlsx", rows))
    people = {"TB": new("T", "Tom Bell"), "TX": new("T", "Tess Xu")}
    faults = having(draft, people=people, organisation=None).faults_of_matches()
    assert len(faults) == 2
    taken = having(draft, people={"TB": new("AK", "Tom Bell")})
    assert "TB" in [each.text for each in taken.open_names("people")]


def test_what_was_decided_is_remembered_for_the_next_file_of_the_shape(
    record: Record, tmp_path: Path
) -> None:
    first = book(tmp_path / "jan.xlsx", [HEADINGS, *VISITS])
    saved(record, first, fields=opened(record, first).mapping.fields | {"engagements": "premises"})
    then = opened(record, book(tmp_path / "feb.xlsx", [["February"], HEADINGS, *VISITS]))
    assert then.remembered
    assert then.mapping.fields["engagements"] == "premises"
    other = opened(record, book(tmp_path / "mar.xlsx", [HEADINGS[:5], *(v[:5] for v in VISITS)]))
    assert not other.remembered


def test_the_same_row_twice_is_refused_once(record: Record, tmp_path: Path) -> None:
    found = previewed(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS, VISITS[0]]))
    [problem] = found.problems
    assert (problem.row, problem.problem) == (5, "The same visit stands in row 2.")


def test_every_problem_names_row_column_value_and_what_to_do(
    record: Record, tmp_path: Path
) -> None:
    rows = [
        HEADINGS,
        ("31/02/2025", "15:20", "15:42", "NC", "AK", 6),
        ("13/01/2025", "soon", "15:42", "NC", "AK", 6),
        ("13/01/2025", "16:20", "16:20", "NC", "AK", 6),
        ("13/01/2025", "17:20", "17:30", "NC", "AK", "lots"),
        ("13/01/2025", "18:20", "18:30", None, "AK", 1),
    ]
    found = previewed(record, book(tmp_path / "log.xlsx", rows))
    assert [(each.row, each.column, each.value) for each in found.problems] == [
        (2, "Date", "31/02/2025"),
        (3, "Time in", "soon"),
        (4, "Time out", "16:20"),
        (5, "Engagements", "lots"),
        (6, "Hotspot", ""),
    ]
    assert all(each.suggestion for each in found.problems)


def test_refused_rows_come_back_as_a_workbook_and_add_to_their_sheet(
    record: Record, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    rows = [HEADINGS, *VISITS, ("13/01/2025", "l4:00", "14:20", "NB", "AK/JR", 1)]
    path = book(tmp_path / "log.xlsx", rows)
    found = saved(record, path)
    refused = tmp_path / "refused.xlsx"
    spreadsheets.write_refused(record, found, refused, path)
    workbook = load_workbook(refused)
    page = workbook.worksheets[0]
    assert [cell.value for cell in page[1]] == [*HEADINGS, "Problem", "Suggestion"]
    page["B2"] = "14:00"
    workbook.save(refused)
    corrected = saved(record, refused)
    assert states(corrected) == {"added": 1}
    assert corrected.log.removals == ()
    shift = shifts(record)["2025-01-13 AK JR"]
    assert sorted(walls(shift)) == [("14:00", "14:20"), ("15:20", "15:42"), ("15:50", "16:10")]
    assert {clock.local_date(visit.in_at) for visit in shift.visits} == {date(2025, 1, 13)}
    assert len(shift.members) == 2
    assert previewed(record, refused).is_empty


def test_refused_rows_never_go_over_the_file_itself(record: Record, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, VISITS[0], VISITS[0]])
    with pytest.raises(UserError) as caught:
        spreadsheets.write_refused(record, previewed(record, path), path, path)
    assert caught.value.code == "is_the_input"


def test_a_recorded_sheet_loses_no_visit_to_a_row_that_cannot_be_read(
    record: Record, tmp_path: Path
) -> None:
    saved(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    slip = ("13/01/2025", "l5:50", *VISITS[1][2:])
    found = saved(record, book(tmp_path / "log.xlsx", [HEADINGS, VISITS[0], slip, VISITS[2]]))
    assert states(found) == {"refused": 2, "unchanged": 1}
    assert len(shifts(record)["2025-01-13 AK JR"].visits) == 2


@pytest.mark.parametrize(
    ("finished", "expected"),
    [("complete", [True, False]), ("all", [True] * 2), ("none", [False] * 2)],
)
def test_sheets_are_finished_as_was_chosen(
    record: Record, tmp_path: Path, finished: str, expected: list[bool]
) -> None:
    rows = [HEADINGS, VISITS[0], ("14/01/2025", "1900", None, "ST", "AK", None)]
    saved(record, book(tmp_path / "log.xlsx", rows), finished=finished)
    assert [shift.finished for _, shift in sorted(shifts(record).items())] == expected


def test_sheet_numbers_that_begin_again_each_month_stay_apart(
    record: Record, tmp_path: Path
) -> None:
    headings = ("Sheet no", *HEADINGS)
    january = book(tmp_path / "jan.xlsx", [headings, ("1", *VISITS[0])])
    february = book(tmp_path / "feb.xlsx", [headings, ("1", "13/02/2025", *VISITS[0][1:])])
    saved(record, january)
    saved(record, february)
    assert set(shifts(record)) == {"1", "2025-02-13 no 1"}
    assert previewed(record, january).is_empty
    assert previewed(record, february).is_empty


def test_who_was_on_a_visit_is_kept_where_a_sheet_has_a_larger_crew(
    record: Record, council: Council, tmp_path: Path
) -> None:
    rows = [
        ("Sheet no", *HEADINGS),
        ("7", *VISITS[0]),
        ("7", "13/01/2025", "16:00", "16:10", "ST", "JR", 1),
    ]
    saved(record, book(tmp_path / "log.xlsx", rows))
    shift = shifts(record)["7"]
    assert [len(shift.crew_of(visit)) for visit in shift.visits] == [2, 1]
    assert shift.visits[1].members[0].person_id == council.jo.id


@pytest.mark.parametrize(("choice", "state"), [("problem", "refused"), ("note", "added")])
def test_an_unknown_power_is_a_problem_or_a_note(
    record: Record, tmp_path: Path, choice: Any, state: str
) -> None:
    rows = [FULL, (*VISITS[0], 1, "CPW; stern look", None, None)]
    found = previewed(record, book(tmp_path / "log.xlsx", rows), unknown_powers=choice)
    assert states(found) == {state: 1}
    if choice == "note":
        [shift] = [each.aggregate for each in found.log.changes]
        assert isinstance(shift, Shift)
        assert shift.visits[0].note == "Action taken: CPW; stern look"


def test_a_sheet_whose_crew_was_corrected_is_pointed_out(record: Record, tmp_path: Path) -> None:
    saved(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    alone = [(*visit[:4], "AK", visit[5]) for visit in VISITS]
    found = previewed(record, book(tmp_path / "log.xlsx", [HEADINGS, *alone]))
    assert any("Sheet 2025-01-13 AK JR of an earlier import" in said for said in found.warnings)


def test_a_shift_of_the_file_keeps_its_times_and_no_visit_slips_to_the_next_day(
    record: Record, tmp_path: Path
) -> None:
    rows = [
        (*HEADINGS, "Shift start", "Shift end"),
        (*VISITS[0], "15:00", "23:30"),
        ("13/01/2025", "13:00", "13:20", "ST", "AK/JR", 1, "15:00", "23:30"),
    ]
    found = previewed(record, book(tmp_path / "log.xlsx", rows))
    [problem] = found.problems
    assert (problem.row, problem.column) == (3, "Time in")
    assert "15:00" in problem.problem


def test_a_standard_log_is_recognised(record: Record, tmp_path: Path) -> None:
    from tests.imports.files import as_book, small_log

    found = spreadsheets.open_file(record, as_book(small_log(), tmp_path / "log.xlsx"))
    assert isinstance(found, spreadsheets.Preview)
    own = book(tmp_path / "own.xlsx", [HEADINGS, *VISITS])
    assert isinstance(spreadsheets.open_file(record, own), spreadsheets.Draft)


def test_the_next_sheet_number_goes_on_from_typed_ones(
    record: Record, council: Council, tmp_path: Path
) -> None:
    from wardenlog.services.sheets import Sheets

    Logbook(record.store, "Sam").save(council.sheet("41"))
    saved(record, book(tmp_path / "log.xlsx", [HEADINGS, *VISITS]))
    assert Sheets(record.store).new_number() == "42"
