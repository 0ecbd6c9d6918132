"""The list screen: narrowed, put in order, acted on, and as it was left at the next start."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.errors import MachineError
from wardenlog.model import Organisation, new_id
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.settings import RegisterChoices
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec
from wardenlog.ui.widgets.register.table import RegisterTable
from wardenlog.ui.widgets.table_model import Index, PagedTableModel


@dataclass
class Bodies:
    """The organisations of a record, listed."""

    logbook: Logbook
    ids_in_order: list[str]
    asked: list[Sought] = field(default_factory=list)

    def ids(self, sought: Sought) -> Sequence[str]:
        self.asked.append(sought)
        rows = self.rows(self.ids_in_order)
        found = [
            row
            for row in rows.values()
            if all(word.lower() in row.name.lower() for word in sought.find.split())
            and dict(sought.filters).get("initial", row.code[0]) == row.code[0]
        ]
        found.sort(key=lambda row: getattr(row, sought.order), reverse=sought.descending)
        return [row.id for row in found]

    def rows(self, ids: Collection[str]) -> Mapping[str, Organisation]:
        found = {}
        for each in ids:
            body, _ = self.logbook.load("organisation", each)
            assert isinstance(body, Organisation)
            found[each] = body
        return found


COLUMNS: tuple[Column[Organisation], ...] = (
    Column("code", "Code", lambda row: row.code, 10, order="code"),
    Column("name", "Name", lambda row: row.name, 20, order="name"),
    Column("length", "Length", lambda row: str(len(row.name)), 6, number=True),
)

SPEC: RegisterSpec[Organisation] = RegisterSpec(
    key="bodies",
    title="Organisations",
    one="organisation",
    many="organisations",
    columns=COLUMNS,
    order="code",
    kinds=frozenset({"organisation"}),
    empty="No organisation yet. Press Ctrl+N to add the first.",
    find_hint="Name",
    filters=(Filter("initial", "Initial", lambda: [("A", "A only"), ("B", "B only")]),),
    stretch="name",
    record_of=lambda row: ("organisation", row.id),
    void_reason_of=lambda row: row.void_reason,
)


@pytest.fixture
def bodies(desk: Desk) -> Bodies:
    made = [
        Organisation(id=new_id(), code=f"{letter}{n}", name=f"{name} {n}")
        for letter, name in (("A", "Anvil"), ("B", "Bellow"))
        for n in (1, 2, 3)
    ]
    for body in made:
        desk.logbook.save(body)
    return Bodies(desk.logbook, [body.id for body in made])


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, bodies: Bodies) -> Register[Organisation]:
    return show(qtbot, desk, bodies)


def show(qtbot: QtBot, desk: Desk, bodies: Bodies) -> Register[Organisation]:
    register = Register(desk, SPEC, bodies)
    qtbot.addWidget(register)
    register.resize(800, 500)
    register.show()
    qtbot.waitUntil(lambda: register.model.rowCount() > 0)
    return register


def codes(register: Register[Organisation]) -> list[str]:
    return [register.model.index(row, 0).data() for row in range(register.model.rowCount())]


def choose(register: Register[Organisation], *rows: int) -> None:
    register.table.choose(rows[0], rows)


def test_the_model_is_as_qt_wants_it(shown: Register[Organisation]) -> None:
    tester = QAbstractItemModelTester(
        shown.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    shown.model.show([])
    assert tester.model() is shown.model


def test_words_narrow_it_after_a_pause(
    qtbot: QtBot, shown: Register[Organisation], bodies: Bodies
) -> None:
    QTest.keyClicks(shown.narrowing.field, "anvil 2")
    qtbot.waitUntil(lambda: codes(shown) == ["A2"])
    assert [sought.find for sought in bodies.asked] == ["", "anvil 2"]
    assert shown._count.text() == "1 organisation found"


def test_only_the_newest_question_is_answered(qtbot: QtBot, shown: Register[Organisation]) -> None:
    for name in ("code", "name", "code"):
        shown.narrowing.order_by(name, descending=True)
    qtbot.waitUntil(lambda: codes(shown) == ["B3", "B2", "B1", "A3", "A2", "A1"])
    qtbot.waitUntil(lambda: not shown.busy)


def test_it_is_put_in_order_by_heading_and_by_keyboard(
    qtbot: QtBot, shown: Register[Organisation]
) -> None:
    shown.table.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: codes(shown)[0] == "B3")
    shown.table.horizontalHeader().sectionClicked.emit(2)
    assert shown.sought.order == "code"
    orders = shown.narrowing._orders
    assert orders.currentText() == "Code, Z to A"
    orders.setCurrentIndex(orders.findText("Name, A to Z"))
    orders.activated.emit(orders.currentIndex())
    qtbot.waitUntil(lambda: codes(shown)[0] == "A1")
    assert shown.table.horizontalHeader().sortIndicatorSection() == 1


def test_a_selection_stays_through_another_order(
    qtbot: QtBot, shown: Register[Organisation]
) -> None:
    choose(shown, 0, 2)
    shown.narrowing.order_by("code", descending=True)
    qtbot.waitUntil(lambda: codes(shown)[0] == "B3")
    assert [shown.model.position(each) for each in shown.chosen_ids()] == [3, 5]
    row = shown.current()
    assert row is not None
    assert row.code == "A1"


def test_nothing_found_says_so_and_offers_everything(
    qtbot: QtBot, shown: Register[Organisation]
) -> None:
    shown.narrowing.field.setText("zebra")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 0)
    assert shown.nothing.isVisible()
    assert shown.nothing.sentence.text() == "No organisation matches. Take a word or a filter away."
    shown.nothing.buttons[0].click()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 6)
    assert shown.table.isVisible()


def test_a_filter_lets_only_its_value_through(qtbot: QtBot, shown: Register[Organisation]) -> None:
    shown.narrowing.filter_by("initial", "B")
    qtbot.waitUntil(lambda: codes(shown) == ["B1", "B2", "B3"])
    assert shown.sought.filters == (("initial", "B"),)


def test_selected_rows_are_voided_with_one_reason_and_restored(
    qtbot: QtBot,
    shown: Register[Organisation],
    desk: Desk,
    prompts: FakePrompts,
) -> None:
    prompts.text = "Merged"
    choose(shown, 0, 1)
    assert not shown.restore_action.isEnabled()
    with qtbot.waitSignal(desk.bus.changed) as told:
        shown.void_action.trigger()
    assert [each.reason for each in told.args[0].revisions] == ["Merged", "Merged"]
    qtbot.waitUntil(shown.restore_action.isEnabled)
    assert not shown.void_action.isEnabled()
    assert shown.model.index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    with qtbot.waitSignal(desk.bus.changed):
        shown.restore_action.trigger()
    qtbot.waitUntil(shown.void_action.isEnabled)
    assert shown.model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    with qtbot.waitSignal(desk.bus.changed) as told:
        shown.undo_action.trigger()
    assert [each.operation for each in told.args[0].revisions] == ["undo", "undo"]
    qtbot.waitUntil(shown.restore_action.isEnabled)
    assert not shown.undo_action.isEnabled()


def test_a_void_that_fails_is_told_and_voids_nothing(
    qtbot: QtBot,
    shown: Register[Organisation],
    prompts: FakePrompts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(records: object, reason: str) -> None:
        raise MachineError("The disk is full.", code="disk_full")

    monkeypatch.setattr(Logbook, "void_all", lambda self, records, reason: fail(records, reason))
    prompts.text = "Merged"
    shown.void_action.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert shown.void_action.isEnabled()


def test_chosen_rows_are_copied_with_their_headings(
    qtbot: QtBot, shown: Register[Organisation]
) -> None:
    choose(shown, 1, 3)
    with qtbot.waitSignal(shown.told):
        shown.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == (
        "Code\tName\tLength\nA2\tAnvil 2\t7\nB1\tBellow 1\t8\n"
    )


def test_every_row_that_is_listed_is_saved_as_csv(
    qtbot: QtBot,
    desk: Desk,
    bodies: Bodies,
    prompts: FakePrompts,
    tmp_path: Path,
) -> None:
    made = Organisation(id=new_id(), code="Z1", name="=cmd|' /C calc'!A0")
    desk.logbook.save(made)
    bodies.ids_in_order.append(made.id)
    shown = show(qtbot, desk, bodies)
    shown.narrowing.field.setText("calc")
    qtbot.waitUntil(lambda: codes(shown) == ["Z1"])
    prompts.file = tmp_path / "list.csv"
    with qtbot.waitSignal(shown.told) as told:
        shown.csv_action.trigger()
    assert str(prompts.file) in told.args[0]
    assert prompts.file.read_bytes() == (
        "\ufeffCode,Name,Length\r\nZ1,'=cmd|' /C calc'!A0,18\r\n".encode()
    )
    assert not shown._deeds.saving.isVisible()


def test_saving_as_csv_can_be_stopped_and_leaves_no_file(
    qtbot: QtBot, desk: Desk, bodies: Bodies, prompts: FakePrompts, tmp_path: Path
) -> None:
    shown = show(qtbot, desk, bodies)
    prompts.file = tmp_path / "list.csv"
    held = Event()
    desk.work.start(lambda _job: held.wait(5))  # nothing is written before this is over
    shown.csv_action.trigger()
    assert shown._deeds.saving.isVisible()
    with qtbot.waitSignal(shown.told) as told:
        shown._deeds.saving.stop()
        held.set()
    assert told.args == ["Stopped. No file was written."]
    assert not list(tmp_path.glob("*.csv*"))


def test_a_csv_that_cannot_be_written_is_told(
    qtbot: QtBot, shown: Register[Organisation], prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "gone" / "list.csv"
    shown.csv_action.trigger()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "does not exist" in str(prompts.told[0])
    assert not shown._deeds.saving.running


class LongBodies(Bodies):
    """Many rows, the first of which are known at once."""

    def __init__(self, logbook: Logbook, ids_in_order: list[str]) -> None:
        super().__init__(logbook, ids_in_order)
        self.free = Event()
        self.free.set()

    def ids(self, sought: Sought) -> Sequence[str]:
        self.free.wait(5)
        return self._ordered(sought)

    def ids_unless(self, sought: Sought, stop: Callable[[], bool]) -> Sequence[str]:
        return self.ids(sought)

    def first_ids(self, sought: Sought, number: int) -> Sequence[str]:
        return self._ordered(sought)[:number]

    def _ordered(self, sought: Sought) -> Sequence[str]:
        return self.ids_in_order if sought.descending else self.ids_in_order[::-1]

    def rows(self, ids: Collection[str]) -> Mapping[str, Organisation]:
        return {each: Organisation(id=each, code=each[-4:], name=each) for each in ids}


def test_the_first_rows_of_a_long_list_are_there_before_the_rest(qtbot: QtBot, desk: Desk) -> None:
    many = LongBodies(desk.logbook, [new_id() for _ in range(1_000)])
    many.free.clear()
    shown = show(qtbot, desk, many)
    assert shown.model.rowCount() == 64
    assert shown._count.text() == "Reading…"
    choose(shown, 5)
    many.free.set()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1_000)
    assert shown.current_id() == many.ids_in_order[-6]
    assert shown.model.index(999, 1).data() == many.ids_in_order[0]
    qtbot.waitUntil(lambda: shown._count.text() == "1,000 organisations")


def test_a_row_that_was_only_offered_does_not_hold_the_list_where_it_is(
    qtbot: QtBot, desk: Desk
) -> None:
    many = LongBodies(desk.logbook, [new_id() for _ in range(1_000)])
    shown = show(qtbot, desk, many)
    qtbot.waitUntil(lambda: not shown.busy)
    shown.narrowing.order_by("code", descending=True)
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.current_id() == many.ids_in_order[0]
    choose(shown, 3)
    shown.narrowing.order_by("code", descending=False)
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.current_id() == many.ids_in_order[3]
    assert shown.table.rowViewportPosition(996) >= 0


def test_reading_again_leaves_the_list_where_it_was(qtbot: QtBot, desk: Desk) -> None:
    many = LongBodies(desk.logbook, [new_id() for _ in range(1_000)])
    shown = show(qtbot, desk, many)
    qtbot.waitUntil(lambda: not shown.busy)
    choose(shown, 480)
    shown.table.scrollTo(shown.model.index(475, 0), shown.table.ScrollHint.PositionAtTop)
    top = shown.table.top_id()
    many.ids_in_order.append(new_id())
    shown.reread()
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.table.top_id() == top
    assert shown.model.rowCount() == 1_001
    assert shown.table.ranges() == [(481, 481)]


def test_everything_is_chosen_with_ctrl_a(qtbot: QtBot, shown: Register[Organisation]) -> None:
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(shown.chosen_ids()) == 6
    assert shown._count.text() == "6 organisations, 6 selected"
    shown.table.selectionModel().select(
        shown.model.index(2, 0),
        QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert shown.table.ranges() == [(0, 1), (3, 5)]


def test_choosing_everything_asks_nothing_of_each_row(qtbot: QtBot) -> None:
    class Counted(PagedTableModel[Organisation]):
        asked = 0

        def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
            self.asked += 1
            return super().rowCount(parent)

    model = Counted(COLUMNS, lambda ids: {})
    table = RegisterTable(SPEC, model)
    qtbot.addWidget(table)
    table.show()
    model.show([new_id() for _ in range(20_000)])
    table.selectAll()
    table.grab()
    assert table.chosen() == 20_000
    assert model.asked < 10_000


def test_enter_opens_the_current_row(qtbot: QtBot, shown: Register[Organisation]) -> None:
    choose(shown, 2)
    shown.table.setFocus()
    with qtbot.waitSignal(shown.open_wanted) as wanted:
        QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert wanted.args == [shown.model.id_at(2)]


def test_a_record_is_shown_though_the_list_is_narrowed(
    qtbot: QtBot, shown: Register[Organisation], bodies: Bodies
) -> None:
    shown.narrowing.filter_by("initial", "B")
    qtbot.waitUntil(lambda: codes(shown) == ["B1", "B2", "B3"])
    shown.show_record(bodies.ids_in_order[1])
    qtbot.waitUntil(lambda: shown.current_id() == bodies.ids_in_order[1])
    assert not shown.narrowing.narrows


def test_it_is_read_again_when_its_records_change(
    qtbot: QtBot, shown: Register[Organisation], desk: Desk, bodies: Bodies, council: Council
) -> None:
    made = Organisation(id=new_id(), code="A0", name="Anew")
    bodies.ids_in_order.append(made.id)
    desk.bus.tell(desk.logbook.save(made))
    qtbot.waitUntil(lambda: codes(shown)[0] == "A0")


def test_it_is_as_it_was_left(
    qtbot: QtBot, shown: Register[Organisation], desk: Desk, bodies: Bodies
) -> None:
    shown.narrowing.filter_by("initial", "B")
    shown.narrowing.order_by("name", descending=True)
    header = shown.table.horizontalHeader()
    header.moveSection(0, 2)
    header.resizeSection(2, 222)
    qtbot.waitUntil(
        lambda: (
            desk.settings.now.registers["bodies"].columns[1:] != ()
            and desk.settings.now.registers["bodies"].columns[1] == ("length", 222)
        )
    )
    again = show(qtbot, desk, bodies)
    qtbot.waitUntil(lambda: codes(again) == ["B3", "B2", "B1"])
    assert [key for key, _ in again.table.columns()] == ["name", "length", "code"]
    assert again.table.columnWidth(2) == 222


def test_remembered_choices_that_are_gone_are_passed_over(
    qtbot: QtBot, desk: Desk, bodies: Bodies
) -> None:
    kept = RegisterChoices(order="gone", filters={"initial": "Z"}, columns=(("gone", 9),))
    desk.settings.remember(desk.settings.now.model_copy(update={"registers": {"bodies": kept}}))
    again = show(qtbot, desk, bodies)
    assert codes(again) == ["A1", "A2", "A3", "B1", "B2", "B3"]
