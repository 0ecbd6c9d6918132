"""A list and its form keep together, and nothing that is typed is lost on the way."""

from collections.abc import Collection, Mapping, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Hotspot
from wardenlog.services.choices import Named, load_choices
from wardenlog.services.listing import Sought
from wardenlog.store import Store
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form import AggregateKeeper, FormField, RecordForm, RecordKind
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Column, Register, RegisterSpec


class Places:
    """The hotspots of a record, listed by code."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ids(self, sought: Sought) -> Sequence[str]:
        return [one.id for one in load_choices(self._store).hotspots]

    def rows(self, ids: Collection[str]) -> Mapping[str, Named]:
        return {one.id: one for one in load_choices(self._store).hotspots if one.id in ids}


def title(values: Mapping[str, object]) -> str:
    return str(values.get("name") or "")


@pytest.fixture
def both(qtbot: QtBot, desk: Desk, council: Council) -> ListAndForm:
    spec: RegisterSpec[Named] = RegisterSpec(
        key="places",
        title="Places",
        one="place",
        many="places",
        columns=(Column("code", "Code", lambda row: row.code, 10, order="code"),),
        order="code",
        kinds=frozenset({"hotspot"}),
        empty="No place yet.",
    )
    kind = RecordKind(
        "place",
        "New place",
        (FormField("code", "Code", required=True), FormField("name", "Name", required=True)),
        title,
    )
    form = RecordForm(desk, kind, AggregateKeeper(desk.logbook, Hotspot))
    made = ListAndForm(Register(desk, spec, Places(desk.record.store)), form, "sheets.new")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: form.record_id is not None)
    return made


def line(both: ListAndForm, name: str) -> LineInput:
    widget = both.form.form.widget_of(name)
    assert isinstance(widget, LineInput)
    return widget


def shown(both: ListAndForm) -> tuple[str, str]:
    """The code in the list and in the form."""
    current = both.register.current()
    return ("" if current is None else current.code), line(both, "code").text()


def test_the_form_follows_the_list(both: ListAndForm) -> None:
    assert shown(both) == ("HB", "HB")
    QTest.keyClick(both.register.table, Qt.Key.Key_Down)
    assert shown(both) == ("NB", "NB")


def test_enter_goes_into_the_form_and_esc_back(both: ListAndForm) -> None:
    both.start()
    QTest.keyClick(both.register.table, Qt.Key.Key_Return)
    assert line(both, "code").hasFocus()
    QTest.keyClick(line(both, "code"), Qt.Key.Key_Escape)
    assert both.register.table.hasFocus()


def test_another_row_waits_while_something_is_typed(
    both: ListAndForm, prompts: FakePrompts, qtbot: QtBot
) -> None:
    line(both, "name").setText("Typed")
    QTest.keyClick(both.register.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(both) == ("HB", "HB"))
    assert len(prompts.asked) == 1
    assert line(both, "name").text() == "Typed"
    prompts.answer = "Lose the changes"
    QTest.keyClick(both.register.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(both) == ("NB", "NB"))
    assert both.unsaved() is None


def test_a_new_record_is_listed_once_it_is_saved(both: ListAndForm, qtbot: QtBot) -> None:
    both.start()
    QTest.keyClick(both.register.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert line(both, "code").hasFocus()
    QTest.keyClicks(line(both, "code"), "AA")
    QTest.keyClicks(line(both, "name"), "First of all")
    assert both.save()
    qtbot.waitUntil(lambda: both.register.model.rowCount() == 5)
    qtbot.waitUntil(lambda: shown(both) == ("AA", "AA"))


def test_a_new_record_stays_while_the_list_is_read_again(
    both: ListAndForm, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    both.begin_with({"code": "ZZ"})
    changed = council.places[0].model_copy(update={"name": "Elsewhere"})
    with qtbot.waitSignal(both.register.selected):
        desk.bus.tell(desk.logbook.save(changed))
    assert shown(both) == ("HB", "ZZ")


def test_a_record_is_shown_with_the_keyboard_on_a_field(
    both: ListAndForm, council: Council, qtbot: QtBot
) -> None:
    both.show_record(council.places[3].id, ("name",))
    qtbot.waitUntil(lambda: shown(both) == ("ST", "ST"))
    assert line(both, "name").hasFocus()
