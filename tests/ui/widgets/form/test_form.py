"""A form gives what is typed, says what is wrong beside its field, and works by keyboard."""

from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.errors import UserError
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.form import Choice, Form, FormField, FormRows, Kind, Problem
from wardenlog.ui.widgets.form.inputs import ChoiceInput, FlagInput, LineInput, SeveralInput
from wardenlog.ui.widgets.form.reading import echo_of, read_text, text_of

PLACES = (
    Choice("p1", "Norton Centre", "NC"),
    Choice("p2", "Norton Bridge", "NB"),
    Choice("p3", "Closed Yard", "CY", retired=True),
)
FIELDS = (
    FormField("code", "Code", required=True, width=8, example="AK"),
    FormField("hours", "Hours", Kind.NUMBER, width=8),
    FormField("start", "Start", Kind.DATE, hint="The first day.", width=16),
    FormField("at", "At", Kind.TIME, width=8),
    FormField("place", "Place", Kind.PICK, choices=PLACES),
    FormField("sort", "Sort", Kind.CHOICE, choices=(Choice("a", "First"), Choice("b", "Other"))),
    FormField("own", "Ours", Kind.YES_NO, required=True),
    FormField("days", "Days", Kind.SEVERAL, choices=(Choice("mon", "Mon"), Choice("tue", "Tue"))),
    FormField("secret", "Sensitive", Kind.FLAG),
    FormField("note", "Note", Kind.LONG_TEXT),
    FormRows(
        "spells",
        "Spells",
        "spell",
        (
            FormField("family", "Family", required=True),
            FormField("from_on", "From", Kind.DATE, width=16),
        ),
        fresh={"from_on": date(2025, 11, 3)},
    ),
)
FULL = {
    "code": "AK",
    "hours": 1250,
    "start": date(2025, 3, 4),
    "at": time(19, 30),
    "place": "p3",
    "sort": "b",
    "own": False,
    "days": ("tue",),
    "secret": True,
    "note": "Two\nlines.",
    "spells": ({"family": "pspo", "from_on": None, "unseen": 7},),
    "hidden": "kept",
}


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    made = Form(FIELDS)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def line(form: Form, *path: str | int) -> LineInput:
    widget = form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def said(form: Form) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisible() and each.text()]


def test_what_is_shown_comes_back_the_same_with_what_has_no_field(form: Form) -> None:
    form.show_values(FULL)
    assert form.values() == (FULL, ())
    assert not form.dirty


def test_blank_fields_give_none(form: Form) -> None:
    form.show_values({"code": "X", "own": True})
    values, problems = form.values()
    assert not problems
    assert values["start"] is None
    assert values["note"] is None
    assert values["place"] is None
    assert values["sort"] is None
    assert values["days"] == ()
    assert values["spells"] == ()


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.NUMBER, "1,250", 1250),
        (Kind.NUMBER, "£31.50", Decimal("31.50")),
        (Kind.NUMBER, "-3", -3),
        (Kind.DATE, "-1", date(2025, 11, 2)),
        (Kind.DATE, "4/3/25", date(2025, 3, 4)),
        (Kind.TIME, "730p", time(19, 30)),
        (Kind.PICK, "nc", "p1"),
        (Kind.PICK, "bridge", "p2"),
        (Kind.PICK, "CY Closed Yard", "p3"),
        (Kind.TEXT, "  a b ", "a b"),
        (Kind.TEXT, "  ", None),
    ],
)
def test_text_is_read_as_its_kind_and_written_back(kind: Kind, text: str, value: object) -> None:
    assert read_text(kind, text, PLACES) == value
    assert read_text(kind, text_of(kind, value, PLACES), PLACES) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "many"),
        (Kind.DATE, "31/2/2025"),
        (Kind.TIME, "2599"),
        (Kind.PICK, "closed"),
        (Kind.PICK, "n"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(kind: Kind, text: str) -> None:
    with pytest.raises(UserError, match=r"[.?]$"):
        read_text(kind, text, PLACES)
    assert not echo_of(kind, text)


def test_a_date_is_echoed_in_words_and_written_out_when_left(form: Form, qtbot: QtBot) -> None:
    form.show_values({})
    start = line(form, "start")
    start.setFocus()
    QTest.keyClicks(start, "mon")
    assert "Mon 3 Nov 2025" in said(form)
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert start.text() == "Mon 3 Nov 2025"
    assert not start.hasFocus()
    assert form.dirty
    start.undo()
    assert start.text() == "mon"


def test_every_field_that_is_wrong_says_so_and_the_first_has_the_keyboard(form: Form) -> None:
    form.show_values({"spells": ({"family": None}, {"family": "x"})})
    line(form, "hours").setText("many")
    line(form, "spells", 1, "from_on").setText("99/99")
    values, problems = form.values()
    assert [each.path for each in problems] == [
        ("code",),
        ("hours",),
        ("own",),
        ("spells", 0, "family"),
        ("spells", 1, "from_on"),
    ]
    assert "hours" not in values
    assert form.find_wrong(problems)
    assert line(form, "code").hasFocus()
    shown = said(form)
    assert "✕ Fill in: Code." in shown
    assert "✕ This is not a number. Write it like 5 or 31.50." in shown
    assert "✕ Choose yes or no." in shown
    assert "✕ Family: Fill in: Family." in shown
    assert any(each.startswith("✕ From: This is not a date.") for each in shown)
    assert line(form, "hours").accessibleDescription().startswith("This is not a number.")
    assert not form.find_wrong(())
    assert not [each for each in said(form) if each.startswith("✕")]
    assert not line(form, "hours").accessibleDescription().startswith("This is not")


def test_a_problem_of_no_field_stands_at_the_top_and_of_a_table_above_it(form: Form) -> None:
    form.show_values({})
    form.find_wrong((Problem((), "Not now."), Problem(("spells",), "Has one twice.")))
    assert {"✕ Not now.", "✕ Has one twice."} <= set(said(form))


def test_a_warning_stands_beneath_its_field_until_it_is_wrong(form: Form) -> None:
    form.show_values({"spells": ({"family": "x"},)})
    form.warn({("start",): "Long ago.", ("spells", 0, "from_on"): "Expired."})
    assert {"▲ Long ago.", "▲ From: Expired."} <= set(said(form))
    assert "The first day." not in said(form)
    form.warn({})
    assert "The first day." in said(form)


def test_what_was_wrong_is_said_no_longer_once_it_is_put_right(form: Form) -> None:
    form.show_values({"own": True, "spells": ({"family": None},)})
    form.find_wrong(form.values()[1])
    line(form, "code").setText("AK")
    form.warn({})
    assert "✕ Fill in: Code." not in said(form)
    assert "✕ Family: Fill in: Family." in said(form)
    line(form, "spells", 0, "family").setText("x")
    form.warn({})
    assert not [each for each in said(form) if each.startswith("✕")]


def test_rows_are_added_and_taken_out_by_keys_alone(form: Form, qtbot: QtBot) -> None:
    form.show_values({"spells": ({"family": "one", "unseen": 1},)})
    line(form, "spells", 0, "family").setFocus()
    QTest.keyClick(
        line(form, "spells", 0, "family"),
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    second = line(form, "spells", 1, "family")
    assert second.hasFocus()
    assert second.accessibleName() == "Spell 2: Family"
    QTest.keyClicks(second, "two")
    assert form.values()[0]["spells"] == (
        {"family": "one", "from_on": None, "unseen": 1},
        {"family": "two", "from_on": date(2025, 11, 3)},
    )
    line(form, "spells", 0, "from_on").setFocus()
    form.table("spells").remove_row()
    assert [row["family"] for row in form.values()[0]["spells"]] == ["two"]  # type: ignore[attr-defined]
    assert line(form, "spells", 0, "family").hasFocus()
    assert line(form, "spells", 0, "family").accessibleName() == "Spell 1: Family"
    assert form.dirty


def test_a_locked_form_cannot_be_changed(form: Form) -> None:
    form.show_values(FULL)
    form.lock(locked=True)
    form.table("spells").add_row()
    assert form.values()[0] == FULL
    assert line(form, "code").isReadOnly()
    assert not form.widget_of("own").isEnabled()
    form.lock(locked=False)
    assert form.widget_of("own").isEnabled()


def test_choices_keep_a_value_that_is_offered_no_more(form: Form) -> None:
    form.show_values({"sort": "gone"})
    sort = form.widget_of("sort")
    assert isinstance(sort, ChoiceInput)
    assert form.values()[0]["sort"] == "gone"
    sort.setCurrentIndex(1)
    assert form.values()[0]["sort"] == "a"


def test_ticks_and_choices_make_it_dirty_and_back_again_clean(form: Form) -> None:
    form.show_values(FULL)
    secret, days = form.widget_of("secret"), form.widget_of("days")
    assert isinstance(secret, FlagInput)
    assert isinstance(days, SeveralInput)
    secret.toggle()
    assert form.dirty
    secret.toggle()
    assert not form.dirty


def test_every_field_has_a_name_and_a_description(form: Form) -> None:
    form.show_values(FULL)
    kinds = (LineInput, QComboBox, QAbstractButton, SeveralInput)
    focusable = [
        each
        for each in form.findChildren(QWidget)
        if isinstance(each, kinds) and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(focusable) > len(FIELDS)
    assert not [each for each in focusable if not each.accessibleName()]
    assert not [each for each in focusable if not each.accessibleDescription()]


def test_enter_goes_from_field_to_field(form: Form, qtbot: QtBot) -> None:
    form.show_values({})
    form.begin()
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert line(form, "start").hasFocus()


def test_the_first_field_that_is_wrong_is_brought_into_sight_with_its_message(
    form: Form, qtbot: QtBot
) -> None:
    form.resize(form.minimumSizeHint().width(), 150)
    form.show_values({"code": "AK", "own": True, "spells": tuple({"family": "x"} for _ in "abc")})
    line(form, "code").setFocus()
    form.table("spells").add_row()
    line(form, "spells", 3, "family").setText("")
    form.verticalScrollBar().setValue(0)
    assert form.find_wrong(form.values()[1])
    wrong = line(form, "spells", 3, "family")
    assert wrong.hasFocus()
    (message,) = (each for each in form.findChildren(QLabel) if each.text().startswith("✕ Family"))
    for widget in (wrong, message):
        top = widget.mapTo(form, widget.rect().topLeft()).y()
        assert top >= 0
        assert top + widget.height() <= form.viewport().height()


def test_values_shown_anew_leave_the_keyboard_in_the_row_that_it_is_in(form: Form) -> None:
    rows = {"spells": ({"family": "one"}, {"family": "two"})}
    form.show_values(rows)
    line(form, "spells", 1, "from_on").setFocus()
    form.show_values(rows)
    assert line(form, "spells", 1, "from_on").hasFocus()


def test_one_that_does_not_scroll_is_as_high_as_its_fields(qtbot: QtBot, theme: Theme) -> None:
    whole = Form(FIELDS, scrolls=False)
    qtbot.addWidget(whole)
    whole.show()
    whole.show_values(FULL)
    qtbot.waitUntil(lambda: whole.minimumSizeHint().height() > whole.fontMetrics().height() * 10)
    whole.resize(whole.minimumSizeHint())
    qtbot.waitUntil(lambda: whole.verticalScrollBar().maximum() == 0)
