"""Visits change places with all that was written for them, before and after saving."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from tests.ui.sheets.test_presenter import fill, open_presenter, recorded
from wardenlog import clock
from wardenlog.model import Incident, PowerUse, Referral, Seizure, Tally, new_id
from wardenlog.model.vocabulary import IncidentCategory, Use
from wardenlog.services.logbook import Logbook
from wardenlog.store import Store
from wardenlog.ui.sheets.presenter import SheetPresenter


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


def test_a_recorded_visit_takes_everything_of_its_own_along(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = council.sheet("500")
    sheet = sheet.model_copy(
        update={
            "tallies": (
                Tally(visit=1, measure="engagement", number=3),
                Tally(visit=3, measure="premises_visited", number=2),
            ),
            "incidents": (
                Incident(visit=3, category=IncidentCategory.NUISANCE, incident_type="Shouting"),
            ),
            "powers": (
                PowerUse(
                    id=new_id(),
                    visit=3,
                    power="INF-WOA",
                    stage="INF-WOA.GIVEN",
                    use=Use.OWN,
                    behaviour="Litter",
                ),
            ),
            "referrals": (Referral(visit=2, pathway="Housing"), Referral(pathway="Youth")),
            "seizures": (Seizure(visit=1, seizure_kind="Alcohol", quantity=2),),
        }
    )
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    presenter.move_visit(2, -2)
    assert [visit.number for visit in presenter.draft.visits] == [1, 2, 3]
    presenter.save()
    saved = recorded(store, "500")
    first, second, third = (visit.id for visit in sheet.visits)
    assert [(v.id, v.number) for v in saved.visits] == [(third, 1), (first, 2), (second, 3)]
    assert {(part.visit, part.measure) for part in saved.tallies} == {
        (2, "engagement"),
        (1, "premises_visited"),
    }
    assert [part.visit for part in saved.incidents] == [1]
    assert [(part.visit, part.behaviour) for part in saved.powers] == [(1, "Litter")]
    assert [(part.visit, part.pathway) for part in saved.referrals] == [
        (3, "Housing"),
        (None, "Youth"),
    ]
    assert [part.visit for part in saved.seizures] == [2]
    presenter.undo()
    presenter.undo()
    assert recorded(store, "500") == sheet
    assert not presenter.is_dirty


def test_a_blank_line_comes_between_and_the_rest_is_numbered_anew(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(
        presenter,
        council,
        {"hotspot": "nc", "came": "2215", "left": "+10", "engagements": "1"},
        {"hotspot": "hb", "came": "2315", "left": "+10", "engagements": "2", "powers": "CPW"},
    )
    presenter.insert_visit(1)
    for field, text in {"hotspot": "st", "came": "2240", "left": "+10"}.items():
        presenter.change_cell(1, field, text)
    presenter.save()
    saved = recorded(store, "412")
    assert [visit.hotspot_id for visit in saved.visits] == [council.places[n].id for n in (0, 3, 2)]
    assert [visit.number for visit in saved.visits] == [1, 2, 3]
    assert [(part.visit, part.number) for part in saved.tallies] == [(1, 1), (3, 2)]
    assert [(part.visit, part.power) for part in saved.powers] == [(3, "CPW")]


def test_a_visit_that_was_moved_can_be_voided(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = council.sheet("500")
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    presenter.move_visit(0, 1)
    presenter.void_visit(1, "Twice")
    presenter.save()
    voided = [visit for visit in recorded(store, "500").visits if visit.void_reason]
    assert [(visit.id, visit.number) for visit in voided] == [(sheet.visits[0].id, 2)]
