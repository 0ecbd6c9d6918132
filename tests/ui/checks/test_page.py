"""The page of checks leads from a check to its records, to the field, or to a reason."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Shift
from wardenlog.ui.bus import Place
from wardenlog.ui.checks.list import CheckModel
from wardenlog.ui.checks.page import ChecksPage
from wardenlog.ui.checks.place import place_of
from wardenlog.ui.desk import Desk
from wardenlog.ui.theme.look import Theme

WHY = "The radio was off; the crew is sure."


@pytest.fixture
def sheet(desk: Desk, council: Council) -> Shift:
    """A sheet of 1 October 2025 with three visits, none of which has an Out."""
    whole = council.sheet("S1", days=92)
    visits = tuple(each.model_copy(update={"out_at": None}) for each in whole.visits)
    made = whole.model_copy(update={"visits": visits})
    desk.logbook.save(made)
    return made


@pytest.fixture
def places(desk: Desk) -> Iterator[list[Place]]:
    found: list[Place] = []
    desk.bus.place_wanted.connect(found.append)
    yield found
    desk.bus.place_wanted.disconnect(found.append)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, sheet: Shift) -> ChecksPage:
    made = ChecksPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.show_place(Place("checks", "check", "missing_out"))
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: ChecksPage) -> None:
    qtbot.waitUntil(lambda: page._looked is not None and not page.busy)


def listed(page: ChecksPage) -> list[tuple[str, str]]:
    """Where and how each record in the list stands."""
    model = page.register.model
    return [
        (str(model.index(n, 0).data()), str(model.index(n, 3).data()))
        for n in range(model.rowCount())
    ]


def count(page: ChecksPage) -> tuple[int, int]:
    found = page.checks.count_of("missing_out")
    assert found is not None
    return found.open, found.explained


def explain(qtbot: QtBot, page: ChecksPage) -> None:
    with qtbot.waitSignal(page._desk.bus.changed):
        page.explain_action.trigger()
    settle(qtbot, page)


def test_the_model_is_sound(qtmodeltester: ModelTester, desk: Desk, sheet: Shift) -> None:
    model = CheckModel(desk.theme)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.take(desk.checks.look(desk.view.now).counts)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() > 30


def test_checks_that_wait_come_first_red_before_amber(desk: Desk, sheet: Shift) -> None:
    model = CheckModel(desk.theme)
    model.take(desk.checks.look(desk.view.now).counts)
    rows = [model.row(n) for n in range(model.rowCount())]
    waiting = [bool(each and each.open) for each in rows]
    assert waiting == sorted(waiting, reverse=True)
    shapes = [str(model.index(n, 0).data()) for n in range(sum(waiting))]
    assert shapes == sorted(shapes, key=["✕ Red", "▲ Amber", "● Info"].index)


def test_a_check_has_its_card_and_its_records(page: ChecksPage) -> None:
    assert page.checks.check == "missing_out"
    assert page.card._title.text() == "Visit without Out"
    assert "Attention" in page.card._prints.text()
    assert listed(page) == [(f"Sheet S1, visit {n}", "○ Open") for n in (1, 2, 3)]
    assert page._whole.text().startswith("Sheet S1, visit 1: in at")
    assert count(page) == (3, 0)


def test_enter_goes_to_the_visit_and_its_field(
    qtbot: QtBot, page: ChecksPage, sheet: Shift, places: list[Place]
) -> None:
    page.checks.setFocus()
    QTest.keyClick(page.checks, Qt.Key.Key_Return)
    assert page.register.table.hasFocus()
    QTest.keyClick(page.register.table, Qt.Key.Key_Down)
    page.fix_action.trigger()
    assert places == [Place("sheets", "shift", sheet.id, "left", 2)]


def test_one_reason_keeps_all_that_are_selected(
    qtbot: QtBot, page: ChecksPage, prompts: FakePrompts
) -> None:
    prompts.text = WHY
    page.register.table.selectAll()
    explain(qtbot, page)
    assert prompts.asked == ["Keep these 3 as they are, because …"]
    assert count(page) == (0, 3)
    assert {state for _, state in listed(page)} == {"✓ Explained"}
    assert page._whole.text().endswith(f"Kept, because: {WHY}")
    with qtbot.waitSignal(page._desk.bus.changed):
        page.undo_action.trigger()
    settle(qtbot, page)
    assert count(page) == (3, 0)
    assert not page.undo_action.isEnabled()


def test_the_keys_of_a_record_work_in_the_list_of_checks_too(
    page: ChecksPage, prompts: FakePrompts
) -> None:
    page.checks.setFocus()
    QTest.keyClick(page.checks, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyRelease(page.checks, Qt.Key.Key_Control)
    assert len(prompts.asked) == 1


def test_after_a_reason_the_next_record_is_in_hand(
    qtbot: QtBot, page: ChecksPage, prompts: FakePrompts
) -> None:
    prompts.text = WHY
    page.register.table.selectRow(0)
    explain(qtbot, page)
    assert listed(page) == [
        ("Sheet S1, visit 2", "○ Open"),
        ("Sheet S1, visit 3", "○ Open"),
        ("Sheet S1, visit 1", "✓ Explained"),
    ]

    def second_in_hand() -> bool:
        current = page.register.current()
        return current is not None and current.visit == 2

    qtbot.waitUntil(second_in_hand)


def test_a_reason_is_taken_back_and_that_too_can_be_undone(
    qtbot: QtBot, page: ChecksPage, prompts: FakePrompts
) -> None:
    prompts.text = WHY
    page.register.table.selectAll()
    assert not page.withdraw_action.isEnabled()
    explain(qtbot, page)
    page.register.table.selectAll()
    with qtbot.waitSignal(page._desk.bus.changed):
        page.withdraw_action.trigger()
    settle(qtbot, page)
    assert count(page) == (3, 0)
    with qtbot.waitSignal(page._desk.bus.changed):
        page.undo_action.trigger()
    settle(qtbot, page)
    assert count(page) == (0, 3)


def test_the_list_shows_open_or_explained_alone(
    qtbot: QtBot, page: ChecksPage, prompts: FakePrompts
) -> None:
    prompts.text = WHY
    page.register.table.selectRow(1)
    explain(qtbot, page)
    page.register.narrowing.filter_by("state", "explained")
    settle(qtbot, page)
    assert listed(page) == [("Sheet S1, visit 2", "✓ Explained")]
    page.register.narrowing.filter_by("state", "open")
    settle(qtbot, page)
    assert [place for place, _ in listed(page)] == ["Sheet S1, visit 1", "Sheet S1, visit 3"]


def test_a_change_elsewhere_is_seen(
    qtbot: QtBot, page: ChecksPage, desk: Desk, sheet: Shift, council: Council
) -> None:
    outs = council.sheet("S1", days=92).visits
    mended = (sheet.visits[0].model_copy(update={"out_at": outs[0].out_at}), *sheet.visits[1:])
    desk.bus.tell(desk.logbook.save(sheet.model_copy(update={"visits": mended})))
    settle(qtbot, page)
    assert count(page) == (2, 0)


def test_every_date_finds_what_the_period_leaves_out(
    qtbot: QtBot, page: ChecksPage, desk: Desk, council: Council
) -> None:
    early = council.sheet("S0")
    visits = (early.visits[0].model_copy(update={"out_at": None}), *early.visits[1:])
    desk.bus.tell(desk.logbook.save(early.model_copy(update={"visits": visits})))
    settle(qtbot, page)
    assert count(page) == (3, 0)
    page.dates.setCurrentIndex(1)
    page.dates.activated.emit(1)
    settle(qtbot, page)
    assert count(page) == (4, 0)


def test_stopping_keeps_what_was_found(qtbot: QtBot, page: ChecksPage) -> None:
    page.read()
    assert page.stop_action.isEnabled()
    page.stop_action.trigger()
    assert not page.stop_action.isEnabled()
    assert count(page) == (3, 0)
    page.read_action.trigger()
    settle(qtbot, page)
    assert count(page) == (3, 0)


def test_a_finding_is_put_right_on_the_page_of_its_record(page: ChecksPage, desk: Desk) -> None:
    found = {each.record_kind: each for each in desk.checks.look(desk.view.now).findings}
    for kind, wanted in (("shift", "sheets"), ("agreement", "grant")):
        place = place_of(found[kind])
        assert place is not None
        assert (place.page, place.record_id) == (wanted, found[kind].record_id)


def test_a_record_without_a_page_has_nothing_to_fix_here(desk: Desk) -> None:
    found = next(iter(desk.checks.look(desk.view.now).findings))
    assert place_of(replace(found, record_kind="grant_return")) is None


def test_weights_keep_their_colours_in_another_look(page: ChecksPage, theme: Theme) -> None:
    def ink() -> str:
        at = page.checks.model().index(0, 0)
        return str(page.checks.model().data(at, Qt.ItemDataRole.ForegroundRole).name())

    before = ink()
    theme.choose("dark")
    assert ink() != before
    theme.choose("light")
