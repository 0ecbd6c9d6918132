"""The list screen: narrowed, put in order, acted on, and as it was left at the next start."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
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
    qtbot.waitUntil(lambda: shown._task is None)


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
    assert shown._nothing.isVisible()
    assert shown._nothing.text() == "No organisation matches. Take a word or a filter away."
    shown._show_all.click()
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
    assert shown.void_action is not None
    assert shown.restore_action is not None
    assert not shown.restore_action.isEnabled()
    with qtbot.waitSignal(desk.bus.changed) as told:
        shown.void_action.trigger()
    assert [each.reason for each in told.args[0].revisions] == ["Merged", "Merged"]
    qtbot.waitUntil(lambda: shown.restore_action is not None and shown.restore_action.isEnabled())
    assert not shown.void_action.isEnabled()
    assert shown.model.index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    with qtbot.waitSignal(desk.bus.changed):
        shown.restore_action.trigger()
    qtbot.waitUntil(lambda: shown.void_action is not None and shown.void_action.isEnabled())
    assert all(row.void_reason is None for row in shown._listing.rows(shown.chosen_ids()).values())


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
    assert shown.void_action is not None
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
