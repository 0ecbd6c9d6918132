"""Every step can be taken back and done again, before and after saving, and no text is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ui.council import Council, make_council
from tests.ui.sheets.test_presenter import fill, open_presenter, recorded
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.services.logbook import Logbook
from wardenlog.store import Store
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.steps import change_words

LINE = {"hotspot": "nc", "came": "2315", "left": "2340"}


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


def sheets_in(store: Store) -> int:
    with store.read() as session:
        return int(session.value("SELECT count(*) FROM shift"))


def test_finishing_is_one_step_that_leads_back_and_forth(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, LINE)
    presenter.save(finished=True)
    presenter.start_next({"crew", "funding"})
    presenter.change("team", "North")
    presenter.undo()
    assert not presenter.is_dirty
    taken = presenter.undo()
    assert taken.step.words == "finishing sheet 412"
    assert (presenter.draft.sheet, presenter.draft.visits[0].left) == ("412", "23:40")
    assert sheets_in(store) == 0
    presenter.redo()
    assert presenter.draft.sheet == "413"
    assert recorded(store, "412").finished
    presenter.redo()
    assert (presenter.draft.sheet, presenter.draft.team) == ("413", "North")
    with pytest.raises(UserError, match="nothing to do again"):
        presenter.redo()


def test_two_saves_are_taken_back_and_done_again_twice_over(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, LINE)
    presenter.save()
    presenter.change("team", "North")
    presenter.save()
    for _ in range(2):
        for _ in range(3):
            presenter.undo()
        assert sheets_in(store) == 0
        for _ in range(3):
            presenter.redo()
        assert recorded(store, "412").team == "North"


def test_a_new_step_makes_an_end_of_what_was_taken_back(
    council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, LINE)
    presenter.undo()
    presenter.change("team", "North")
    with pytest.raises(UserError, match="nothing to do again"):
        presenter.redo()


def test_a_save_is_taken_back_on_a_sheet_opened_again(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = council.sheet("400")
    Logbook(store, "Sam").save(sheet)
    presenter.open(sheet.id)
    presenter.change("team", "North")
    presenter.save()
    presenter.start_new()
    presenter.open(sheet.id)
    presenter.undo()
    assert recorded(store, "400").team == presenter.draft.team == "Centre"
    with pytest.raises(UserError, match="nothing left to undo"):
        presenter.undo()  # it was recorded before the program started
    presenter.redo()
    assert recorded(store, "400").team == presenter.draft.team == "North"


def test_a_void_made_elsewhere_in_the_window_is_taken_back(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    sheet = council.sheet("400")
    logbook = Logbook(store, "Sam")
    logbook.save(sheet)
    presenter.open(sheet.id)
    presenter.note(logbook.void("shift", sheet.id, "Twice"))
    assert presenter.draft.void_reason == "Twice"
    presenter.undo()
    assert recorded(store, "400").void_reason is None
    assert presenter.draft.void_reason is None


def test_what_somebody_else_changed_since_is_not_taken_back(
    store: Store, council: Council, presenter: SheetPresenter
) -> None:
    fill(presenter, council, LINE)
    presenter.save()
    shift = recorded(store, "412")
    Logbook(store, "Alex").save(shift.model_copy(update={"team": "Theirs"}))
    with pytest.raises(UserError, match="changed later by Alex"):
        presenter.undo()
    assert recorded(store, "412").team == "Theirs"


def test_a_step_is_called_by_what_it_changed() -> None:
    before = SheetDraft.blank("7").with_visit(0, "hotspot", "NC")
    assert change_words(before, before.with_header("day", "t")) == "date"
    assert change_words(before, before.with_visit(0, "left", "2340")) == "visit 1, Out"
    assert change_words(before, before.with_visit(1, "hotspot", "HB")) == "visit 2, hotspot"
    assert change_words(before, before.without_visit(0)) == "visit 1, hotspot"
    assert change_words(before, before.with_void_visit(0, "Twice")) == "visit 1, void"


DEEDS = st.lists(
    st.sampled_from(("type", "typed", "save", "finish", "undo", "redo", "undo", "redo")),
    max_size=25,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=DEEDS)
@example(deeds=["type", "save", "typed", "save"])
def test_taking_everything_back_and_doing_it_again_ends_where_it_was(
    store: Store, council: Council, presenter: SheetPresenter, deeds: list[str]
) -> None:
    presenter.start_new()
    numbers = iter(range(1000))
    for deed in deeds:
        if deed == "type":
            fill(presenter, council, LINE)
            presenter.change("sheet", presenter._sheets.new_number_after("412"))
        elif deed == "typed":
            presenter.change("team", f"Team {next(numbers)}")
        else:
            try_to(presenter, deed)
    there, stored = presenter.draft, payloads(store)
    count = 0
    while try_to(presenter, "undo"):
        count += 1
    for _ in range(count):
        assert try_to(presenter, "redo")
    assert presenter.draft == there
    assert payloads(store) == stored


def try_to(presenter: SheetPresenter, deed: str) -> bool:
    try:
        if deed == "undo":
            presenter.undo()
        elif deed == "redo":
            presenter.redo()
        else:
            presenter.save(finished=True if deed == "finish" else None)
            if deed == "finish":
                presenter.start_next({"crew", "funding"})
    except UserError:
        return False
    return True


def payloads(store: Store) -> dict[str, str]:
    with store.read() as session:
        return {each.id: each.model_dump_json() for each in session.load_all("shift")}
