"""A sheet that is being typed counts on the screen what it will count when it is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.council import make_council
from wardenlog.model import Tally
from wardenlog.services.logbook import Logbook
from wardenlog.services.preview import preview
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
