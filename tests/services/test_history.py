"""A record's history says in sentences what each change was, with names and never with ids."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift, Tally, new_id
from wardenlog.services.history import History, history
from wardenlog.services.logbook import Logbook
from wardenlog.services.record import Record
from wardenlog.store import Store

NOW = datetime(2025, 7, 2, 9, tzinfo=UTC)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "wardenlog.sqlite3") as store, clock.freeze(NOW):
        yield Record(store, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


def amended(record: Record, before: Shift, after: Shift) -> tuple[str, ...]:
    """What the history says of a change of a sheet."""
    logbook = Logbook(record.store, "Jo")
    logbook.save(before)
    logbook.save(after)
    return history(record, "shift", before.id).events[0].changes


def test_it_tells_who_did_what_when_and_why_newest_first(record: Record, council: Council) -> None:
    sheet = council.sheet("0412")
    Logbook(record.store, "Sam").save(sheet)
    Logbook(record.store, "Jo").save(sheet.model_copy(update={"team": "North"}))
    Logbook(record.store, "Sam").void("shift", sheet.id, "Typed twice")
    Logbook(record.store, "Sam").restore("shift", sheet.id)
    Logbook(record.store, "Jo").undo()
    told = history(record, "shift", sheet.id)
    assert told.name == "shift sheet 0412"
    assert [(each.actor, each.did, each.reason) for each in told.events] == [
        ("Jo", "Undone", None),
        ("Sam", "Restored", None),
        ("Sam", "Made void", "Typed twice"),
        ("Jo", "Changed", None),
        ("Sam", "Recorded", None),
    ]
    assert told.events[0].when == "2 July 2025, 10:00"
    assert told.events[3].changes == ("Team changed from Centre to North",)
    assert told.events[2].changes == ("Void: “Typed twice”",)
    assert told.events[1].changes == ("Counts again",)


def test_a_new_record_is_told_by_what_it_holds(record: Record, council: Council) -> None:
    sheet = council.sheet("0412")
    Logbook(record.store, "Sam").save(sheet)
    assert history(record, "shift", sheet.id).events[0].changes == (
        "Sheet: 0412",
        "Date: 1 July 2025",
        "Start: 18:00",
        "End: 00:00",
        "Team: Centre",
        "Finished: yes",
        "Crew: 2",
        "Visits: 3",
        "Incidents: 1",
    )


def test_a_change_of_a_visit_names_the_visit(record: Record, council: Council) -> None:
    sheet = council.sheet("1")
    visit = sheet.visits[1]
    assert visit.out_at is not None
    changed = visit.model_copy(
        update={
            "out_at": visit.out_at + timedelta(minutes=5),
            "hotspot_id": council.places[3].id,
            "note": "Quiet tonight",
        }
    )
    after = sheet.model_copy(update={"visits": (sheet.visits[0], changed, sheet.visits[2])})
    assert amended(record, sheet, after) == (
        "Visit 2: Hotspot changed from NB Norton Bridge to ST Station Road",
        "Visit 2: Out changed from 19:05 to 19:10",
        "Visit 2: Note set to “Quiet tonight”",
    )


def test_parts_added_and_taken_away_are_told_whole(record: Record, council: Council) -> None:
    sheet = council.sheet("1")
    after = sheet.model_copy(
        update={
            "members": sheet.members[:1],
            "incidents": (),
            "tallies": (Tally(visit=1, measure="engagements", number=6),),
        }
    )
    assert amended(record, sheet, after) == (
        "Crew JR Jo Reed taken away: Person JR Jo Reed, Funding Hotspot grant",
        "Engagements of visit 1 added: Visit 1, Measure engagements, Number 6",
        "Incident taken away: Visit 1, Category nuisance, Incident type Noise",
    )


def test_a_moment_that_differs_by_a_day_is_told_with_its_date(
    record: Record, council: Council
) -> None:
    whole = council.sheet("1")
    sheet = whole.model_copy(update={"visits": (), "incidents": ()})
    after = sheet.model_copy(
        update={
            "start_at": sheet.start_at + timedelta(days=1),
            "end_at": sheet.end_at + timedelta(days=1),
        }
    )
    assert amended(record, sheet, after)[0] == (
        "Start changed from 18:00 on 1 July 2025 to 18:00 on 2 July 2025"
    )


def test_a_record_taken_out_by_an_undo_keeps_its_history(record: Record, council: Council) -> None:
    sheet = council.sheet("0412")
    logbook = Logbook(record.store, "Sam")
    logbook.save(sheet)
    logbook.undo()
    told = history(record, "shift", sheet.id)
    assert told.name == "shift sheet 0412"
    assert told.events[0].changes == ("Taken out of the record",)


def test_no_sentence_of_the_agreement_shows_an_id(record: Record, council: Council) -> None:
    before = council.agreement
    listing = before.listings[0].model_copy(update={"replaced_by_id": council.places[1].id})
    Logbook(record.store, "Sam").save(
        before.model_copy(update={"listings": (listing, *before.listings[2:])})
    )
    told: History = history(record, "agreement", before.id)
    sentences = [sentence for event in told.events for sentence in event.changes]
    assert sentences
    assert not [sentence for sentence in sentences if ID.search(sentence)]
    assert told.name == "agreement GA-9"


def test_what_never_was_has_no_history(record: Record) -> None:
    with pytest.raises(UserError, match="holds no shift sheet"):
        history(record, "shift", new_id())
