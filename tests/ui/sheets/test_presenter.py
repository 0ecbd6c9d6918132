"""The sheet behind the screen: what is typed becomes the right record, and nothing gets lost."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Incident, PartnerPresence, PowerUse, Shift, Tally, VisitMember, new_id
from wardenlog.model.vocabulary import AgeBand, IncidentCategory, Use
from wardenlog.services.choices import load_choices
from wardenlog.services.logbook import Logbook
from wardenlog.services.sheets import Sheets
from wardenlog.store import Store
from wardenlog.ui.sheets.presenter import SheetPresenter

HEADER = {
    "day": "4/3/2025",
    "sheet": "412",
    "start": "2200",
    "end": "0600",
    "pause": "30",
    "team": "Centre",
    "crew": "ak jr",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


@pytest.fixture
def council(store: Store) -> Council:
    made = make_council()
    made.record(store)
    return made


@pytest.fixture
def presenter(store: Store, council: Council) -> Iterator[SheetPresenter]:
    with clock.freeze(datetime(2025, 11, 3, 9, tzinfo=UTC)):
        yield open_presenter(store)


def open_presenter(store: Store) -> SheetPresenter:
    return SheetPresenter(Logbook(store, "Sam"), Sheets(store), load_choices(store))


def fill(presenter: SheetPresenter, council: Council, *lines: dict[str, str]) -> None:
    for field, text in HEADER.items():
        presenter.change(field, text)
    presenter.change("funding", council.grant.id)
    for row, line in enumerate(lines):
        for field, text in line.items():
            presenter.change_cell(row, field, text)


def recorded(store: Store, sheet: str) -> Shift:
    shift, _ = Logbook(store, "Sam").load("shift", sheet)
    assert isinstance(shift, Shift)
    return shift


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_night_shift_is_read_past_midnight(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(
        presenter,
        council,
        {"hotspot": "nc", "came": "2315", "left": "+25", "engagements": "3+2"},
        {"hotspot": "high street", "came": "2350", "left": "0020"},
        {"hotspot": "ST", "came": "110", "left": "1:40", "crew": "ak", "advice": "2"},
    )
    presenter.save(finished=True)
    shift = recorded(store, "412")
    assert shift.day == date(2025, 3, 4)
    assert (shift.start_at, shift.end_at) == (at("2025-03-04T22:00"), at("2025-03-05T06:00"))
    assert [visit.in_at for visit in shift.visits] == [
        at("2025-03-04T23:15"),
        at("2025-03-04T23:50"),
        at("2025-03-05T01:10"),
    ]
    assert [visit.out_at for visit in shift.visits] == [
        at("2025-03-04T23:40"),
        at("2025-03-05T00:20"),
        at("2025-03-05T01:40"),
    ]
    assert shift.visits[0].members == ()
    assert [member.person_id for member in shift.visits[2].members] == [council.amira.id]
    assert [member.funding_id for member in shift.members] == [council.grant.id] * 2
    assert [(part.visit, part.number) for part in shift.tallies] == [(1, 5)]
    (advice,) = shift.powers
    assert (advice.power, advice.stage, advice.use, advice.count, advice.visit) == (
        "INF-WOA",
        "INF-WOA.GIVEN",
        Use.OWN,
        2,
        3,
    )
    assert presenter.standing == "Counts: 2 h 20"  # 25 + 25, 30 + 30, 30


def test_what_is_typed_is_echoed_in_full(council: Council, presenter: SheetPresenter) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "1115p", "left": "+25"})
    visit = presenter.draft.visits[0]
    assert presenter.draft.day == "Tue 4 Mar 2025"
    assert presenter.draft.crew == "AK JR"
    assert (visit.hotspot, visit.came, visit.left) == ("NC Norton Centre", "23:15", "23:40")


def test_a_neighbour_is_never_picked_in_passing(
    council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nor"})
    problem = presenter.reading.at(0, "hotspot")
    assert problem is not None
    assert problem.sentence.startswith("“nor” could be NB Norton Bridge, NC Norton Centre.")
    assert presenter.draft.visits[0].hotspot == "nor"


def test_a_wrong_cell_says_why_and_keeps_everything(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "99:99", "note": "Busy."})
    problem = presenter.reading.at(0, "left")
    assert problem is not None
    assert "Hours go from 00 to 23" in problem.sentence
    assert presenter.standing == "Does not count yet: visit 1 needs attention"
    before = presenter.draft
    with pytest.raises(UserError, match=r"^Not saved\. Hours go"):
        presenter.save()
    assert presenter.draft == before
    with store.read() as session:
        assert session.value("SELECT count(*) FROM shift") == 0


def test_a_time_the_clocks_skip_is_refused_with_the_reason(
    council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "0130", "left": "0210"})
    presenter.change("day", "29/3/2025")
    problem = presenter.reading.at(0, "came")
    assert problem is not None
    assert "01:30 does not exist on 30 March 2025" in problem.sentence


def test_a_repeated_hour_is_asked_about_and_can_be_the_second(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "0130", "left": "0230"})
    presenter.change("day", "25/10/2025")
    problem = presenter.reading.at(0, "came")
    assert problem is not None
    assert "01:30 comes twice on 26 October 2025" in problem.sentence
    assert presenter.reading.visits[0].minutes == 120
    presenter.change_cell(0, "came", "01:30*")
    assert presenter.reading.at(0, "came") is None
    presenter.save()
    assert recorded(store, "412").visits[0].in_at == at("2025-10-26T01:30")
    assert presenter.draft.visits[0].came == "01:30*"


def test_a_visit_without_out_is_saved_and_does_not_count(
    council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315"})
    assert presenter.standing == "Does not count yet: visit 1 has no Out"
    presenter.save()
    assert presenter.standing == "Does not count yet: visit 1 has no Out"
    presenter.save(finished=True)
    assert presenter.standing == "Counts: 0 min; visit 1 has no Out, so that visit does not"


def full_sheet(council: Council) -> Shift:
    """A sheet with every part that the grid does not show."""
    town = council.sheet("500", visits=2)
    first, second = town.visits
    first = first.model_copy(
        update={
            "members": (
                VisitMember(
                    person_id=council.amira.id,
                    joined_at=first.in_at.replace(minute=first.in_at.minute + 2),
                    funding_id=council.core.id,
                ),
                VisitMember(person_id=council.jo.id),
            ),
            "partners": (PartnerPresence(partner_kind="police", persons=2, minutes=10),),
            "purpose": "Request of a shop",
            "uniformed": False,
        }
    )
    return town.model_copy(
        update={
            "visits": (first, second),
            "vehicle": "Van 2",
            "note": "Wet.",
            "tallies": (
                Tally(visit=1, measure="engagement", number=3),
                Tally(visit=1, measure="event", number=1),
                Tally(visit=1, measure="engagement", number=2, estimated=True),
                Tally(measure="school_contact", number=4),
            ),
            "incidents": (
                Incident(
                    visit=1,
                    category=IncidentCategory.NUISANCE,
                    incident_type="Noise",
                    at=first.in_at,
                    outcome="Moved on",
                ),
                Incident(visit=1, category=IncidentCategory.NUISANCE, incident_type="Noise"),
            ),
            "powers": (
                PowerUse(
                    id=new_id(),
                    visit=1,
                    power="INF-WOA",
                    stage="INF-WOA.GIVEN",
                    use=Use.OWN,
                    age_band=AgeBand.FROM_16,
                    count=2,
                ),
                PowerUse(id=new_id(), visit=2, power="CPW", stage="CPW.WARN", use=Use.OWN),
            ),
        }
    )


def test_opening_and_saving_keeps_every_part(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = full_sheet(council)
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    assert presenter.reading.shift == sheet
    assert presenter.save().revisions == ()
    presenter.change_cell(1, "note", "Quiet.")
    presenter.save()
    quiet = sheet.visits[1].model_copy(update={"note": "Quiet."})
    assert recorded(store, "500") == sheet.model_copy(update={"visits": (sheet.visits[0], quiet)})


def test_details_outlive_a_changed_number(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = full_sheet(council)
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    presenter.change_cell(0, "advice", "3")
    presenter.change_cell(0, "incidents", "noise")
    presenter.change_cell(0, "engagements", "7")
    presenter.save()
    saved = recorded(store, "500")
    assert saved.incidents == sheet.incidents[:1]
    assert [(part.age_band, part.count) for part in saved.powers if part.visit == 1] == [
        (AgeBand.FROM_16, 2),
        (None, 1),
    ]
    assert [(part.measure, part.number) for part in saved.tallies] == [
        ("event", 1),
        ("school_contact", 4),
        ("engagement", 7),
    ]


def test_another_date_takes_every_hidden_time_along(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = full_sheet(council)
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    presenter.change("day", "2/7/2025")
    presenter.save()
    saved = recorded(store, "500")
    assert saved.visits[0].members[0].joined_at == at("2025-07-02T17:07")
    assert saved.incidents[0].at == at("2025-07-02T17:05")
    assert saved.visits[1].in_at == at("2025-07-02T17:45")


def test_undo_takes_back_typing_first_and_then_the_save(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "2340"})
    presenter.save(finished=True)
    presenter.change_cell(0, "left", "2350")
    presenter.undo()
    assert presenter.draft.visits[0].left == "23:40"
    assert not presenter.is_dirty
    presenter.change_cell(0, "left", "2355")
    presenter.save()
    presenter.undo()
    assert recorded(store, "412").visits[0].out_at == at("2025-03-04T23:40")
    assert presenter.draft.visits[0].left == "23:55"  # what was typed is there, not saved
    presenter.undo()
    assert presenter.draft.visits[0].left == "23:40"
    assert presenter.standing == "Counts: 50 min"


def test_undoing_the_first_save_leaves_the_sheet_on_the_screen(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "2340"})
    presenter.save()
    presenter.undo()
    assert presenter.draft.visits[0].hotspot == "NC Norton Centre"
    assert presenter.is_dirty
    with store.read() as session:
        assert session.value("SELECT count(*) FROM shift") == 0
    presenter.save()
    assert recorded(store, "412").visits[0].number == 1


def test_the_header_carries_to_the_next_sheet(council: Council, presenter: SheetPresenter) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "2340"})
    presenter.save(finished=True)
    presenter.start_next({"crew", "funding"})
    assert presenter.draft.sheet == "413"
    assert (presenter.draft.crew, presenter.draft.funding) == ("AK JR", council.grant.id)
    assert presenter.draft.visits == ()
    assert not presenter.draft.finished
    assert not presenter.is_dirty
    assert presenter.undo().changes.revisions
    assert presenter.draft.sheet == "412"


def test_two_sheets_cannot_have_one_number(council: Council, presenter: SheetPresenter) -> None:
    fill(presenter, council)
    presenter.save()
    presenter.start_new()
    fill(presenter, council)
    with pytest.raises(UserError, match="Sheet 412 is already in the record, for 4 March 2025"):
        presenter.save()


def test_somebody_elses_change_is_never_overwritten(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "2340"})
    presenter.save()
    Logbook(store, "Kim").save(recorded(store, "412").model_copy(update={"note": "Kim’s."}))
    presenter.change_cell(0, "left", "2345")
    with pytest.raises(UserError, match="was changed by Kim"):
        presenter.save()
    assert presenter.draft.visits[0].left == "23:45"


def test_a_void_visit_keeps_what_was_recorded_of_it(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "left": "2340"})
    presenter.save(finished=True)
    presenter.change_cell(0, "left", "rubbish")
    presenter.void_visit(0, "Written twice")
    presenter.save()
    (visit,) = recorded(store, "412").visits
    assert (visit.void_reason, visit.out_at) == ("Written twice", at("2025-03-04T23:40"))
    assert presenter.standing == "Counts: 0 min"


def test_a_new_type_of_incident_asks_for_its_category(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, {"hotspot": "nc", "came": "2315", "incidents": "shouting 2"})
    problem = presenter.reading.at(0, "incidents")
    assert problem is not None
    assert "like “nuisance: shouting”" in problem.sentence
    presenter.change_cell(0, "incidents", "n: shouting 2")
    presenter.save()
    assert [part.incident_type for part in recorded(store, "412").incidents] == ["shouting"] * 2
