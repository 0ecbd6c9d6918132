"""The list screen: narrowed, put in order, and as it was left at the next start."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from threading import Event

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from tests.ui.widgets.register.bodies import COLUMNS, SPEC, Bodies, choose, codes, show
from wardenlog.model import Organisation, new_id
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.settings import RegisterChoices
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.register.table import RegisterTable
from wardenlog.ui.widgets.table_model import Index, PagedTableModel


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
            and desk.settings.now.registers["bodies"].columns[1] == ("length", tenths(shown, 222))
        )
    )
    again = show(qtbot, desk, bodies)
    qtbot.waitUntil(lambda: codes(again) == ["B3", "B2", "B1"])
    assert [key for key, _ in again.table.columns()] == ["name", "length", "code"]
    assert abs(again.table.columnWidth(2) - 222) <= 1


def tenths(shown: Register[Organisation], pixels: int) -> int:
    return round(pixels * 10 / shown.table.fontMetrics().averageCharWidth())


def test_remembered_choices_that_are_gone_are_passed_over(
    qtbot: QtBot, desk: Desk, bodies: Bodies
) -> None:
    kept = RegisterChoices(order="gone", filters={"initial": "Z"}, columns=(("gone", 9),))
    desk.settings.remember(replace(desk.settings.now, registers={"bodies": kept}))
    again = show(qtbot, desk, bodies)
    assert codes(again) == ["A1", "A2", "A3", "B1", "B2", "B3"]
