"""A sheet that is being typed counts on the screen what it will count when it is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.council import make_council
from wardenlog.counting.claim import claimable_minutes
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.model import Tally
from wardenlog.services.logbook import Logbook
from wardenlog.services.preview import SheetClaim, preview
from wardenlog.services.record import Record
from wardenlog.services.sheets import Sheets
from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def test_it_counts_as_the_saved_sheet_does_and_writes_nothing(store: Store) -> None:
    council = make_council()
    council.record(store)
    first = council.sheet("1")
    Logbook(store, "Sam").save(first)
    second = council.sheet("2", visits=4).model_copy(
        update={"tallies": (Tally(visit=1, measure="engagement", number=5),), "finished": False}
    )
    seen = preview(Record(store, "Sam"), second)
    assert Sheets(store).line(second.id) is None
    assert seen.engagements == 5
    Logbook(store, "Sam").save(second.model_copy(update={"finished": True}))
    line = Sheets(store).line(second.id)
    assert line is not None
    assert seen.count == line.count
    assert seen.count.person_minutes == 2 * 20  # the rest was counted on sheet 1 (rule 4)
    changed = second.model_copy(update={"visits": second.visits[:1]})
    assert preview(Record(store, "Sam"), changed).count.visits == 1
    assert preview(Record(store, "Sam"), first).engagements is None


def test_it_claims_as_the_saved_sheet_does(store: Store) -> None:
    council = make_council()
    core = {"funding_id": council.core.id}
    council.record(store)
    sheet = council.sheet("1")
    amira, jo = sheet.members
    sheet = sheet.model_copy(update={"members": (amira, jo.model_copy(update=core))})
    record = Record(store, "Sam")
    unsaved = sheet.model_copy(update={"finished": False})
    assert preview(record, unsaved).claim is None
    claim = preview(record, unsaved, "GA-9").claim
    assert claim == SheetClaim("person", 3 * 20, 3 * 20)  # Jo is paid by the core service
    Logbook(store, "Sam").save(sheet)
    with store.read() as session:
        day = Period.inclusive(sheet.day, sheet.day)
        open_visits(session, Scope(council.agreement.id, day))
        saved = [claimable_minutes(session, day, unit) for unit in ("person", "patrol")]
    assert saved == list(claim[1:])
    assert preview(record, sheet, "GA-9").claim == claim
