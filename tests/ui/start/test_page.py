"""The page of a first start takes answers by keyboard, says what is wrong, and loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.errors import UserError
from wardenlog.services.setup import Employer, FirstFacts
from wardenlog.ui.start import Answers, StartPage, TypedPage
from wardenlog.ui.widgets.words import Words

GRANT = {
    "council": "Exampleton Council",
    "funder": "Exampleshire PCC",
    "reference": "HS-1",
    "start_on": "1/4/2025",
}


@pytest.fixture
def typed(tmp_path: Path) -> TypedPage:
    return TypedPage(tmp_path / "choices")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, typed: TypedPage) -> StartPage:
    made = StartPage(tmp_path / "record", typed)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    return made


def answers_of(qtbot: QtBot, page: StartPage) -> Answers:
    with qtbot.waitSignal(page.finished) as caught:
        page.finish()
    assert caught.args is not None
    answers = caught.args[0]
    assert isinstance(answers, Answers)
    return answers


def words_on(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused(), key, modifier)


def test_the_page_is_answered_with_the_keyboard_alone(qtbot: QtBot, page: StartPage) -> None:
    page.activateWindow()
    page.start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.grant.widget_of("council"))
    for text in (
        *("Exampleton Council", "", "Exampleshire PCC", "HS-1", "", "1/4/25", "31/3/26", ""),
    ):
        QTest.keyClicks(focused(), text)
        press(Qt.Key.Key_Return)
    for key in ("h", "2", "1200", "e"):  # the rate and the cap are shown once hours are chosen
        QTest.keyClicks(focused(), key)
        press(Qt.Key.Key_Tab)
        if key == "h":
            for text in ("31.50", ""):
                QTest.keyClicks(focused(), text)
                press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "t")
    press(Qt.Key.Key_Tab)
    for text in ("Amira Khan", "H01 Market Place"):
        QTest.keyClicks(focused(), text)
        if text == "Amira Khan":
            press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.finished) as caught:
        press(Qt.Key.Key_Return, control=True)
    assert caught.args is not None
    facts = caught.args[0].facts
    assert (facts.council, facts.reference, str(facts.end_on)) == (
        "Exampleton Council",
        "HS-1",
        "2026-03-31",
    )
    assert (facts.basis, str(facts.rate), facts.hours_counted) == ("hours_rate", "31.50", "person")
    assert (facts.hours_target, facts.frequency) == (1200, "monthly")
    assert (facts.employer, facts.wardens, facts.hotspots) == (
        "council",
        "Amira Khan",
        "H01 Market Place",
    )


def test_what_is_needed_is_said_and_shown_beside_its_field(page: StartPage) -> None:
    assert "Still needed: Council, Funder (PCC), Grant reference, Starts on" in words_on(page)
    finished: list[object] = []
    page.finished.connect(finished.append)
    page.finish()
    assert not finished
    assert "✕ Fill in: Grant reference." in words_on(page)
    assert "✕ Choose: The wardens’ employer." in words_on(page)
    assert page.window().focusWidget() is page.grant.widget_of("council")


def test_answers_that_contradict_each_other_are_told_beside_the_field(page: StartPage) -> None:
    page.grant.show_values({**GRANT, "end_on": "31/3/2024"})
    page.patrol.show_values({"employer": "council", "wardens": "W1 Ann\nW1 Ben"})
    page.finish()
    assert "✕ The grant ends before it starts." in words_on(page)
    assert "✕ Line 2: Line 1 has the code W1 already." in words_on(page)


def test_what_is_left_out_is_said_plainly_and_stops_nothing(qtbot: QtBot, page: StartPage) -> None:
    page.grant.show_values({**GRANT, "end_on": "31/3/2026"})
    page.patrol.show_values({"employer": "council", "wardens": "Amira Khan\nJo Reed"})
    said = words_on(page)
    assert "▲ You can finish now. Left out: when it was signed" in said
    assert "✓ 2 wardens: AK Amira Khan · JR Jo Reed." in said
    assert answers_of(qtbot, page) == Answers(
        FirstFacts(
            council="Exampleton Council",
            funder="Exampleshire PCC",
            reference="HS-1",
            start_on="2025-04-01",  # type: ignore[arg-type]
            end_on="2026-03-31",  # type: ignore[arg-type]
            employer=Employer.COUNCIL,
            wardens="Amira Khan\nJo Reed",
        ),
        importing=False,
    )


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        ("hours_rate", {"rate", "cap"}),
        ("hybrid", {"rate", "cap"}),
        ("actual_cost", {"cap"}),
        ("instalment", set()),
        (None, set()),
    ],
)
def test_money_is_asked_only_where_it_matters(
    page: StartPage, basis: str | None, shown: set[str]
) -> None:
    page.grant.show_values({**GRANT, "basis": basis})
    assert {name for name in ("rate", "cap") if page.grant.widget_of(name).isVisible()} == shown


def test_what_was_typed_is_there_again(
    qtbot: QtBot, page: StartPage, typed: TypedPage, tmp_path: Path
) -> None:
    texts = {**GRANT, "start_on": "no date", "basis": "hours_rate", "rate": "31.5x"}
    page.grant.show_values(texts)
    page.patrol.show_values({"employer": "contractor", "wardens": "Amira\nJo “Jo” Réed\n"})
    qtbot.waitUntil(lambda: typed.read().get("council") == "Exampleton Council")
    page.keep()
    again = StartPage(tmp_path / "record", typed)
    qtbot.addWidget(again)
    assert again.grant.typed() == page.grant.typed()
    assert again.patrol.typed() == page.patrol.typed()
    page.forget()
    page.hide()
    assert not typed.read()


@pytest.mark.parametrize("kept", [b"", b"[1]", b'{"council": 3, "basis": "gold"}', b"\xff"])
def test_a_kept_page_that_cannot_be_read_is_a_blank_one(
    qtbot: QtBot, tmp_path: Path, typed: TypedPage, kept: bytes
) -> None:
    (tmp_path / "choices").mkdir()
    (tmp_path / "choices" / "first-start.json").write_bytes(kept)
    page = StartPage(tmp_path / "record", typed)
    qtbot.addWidget(page)
    assert page.grant.typed()["council"] == ""
    assert page.grant.typed()["basis"] is None


def test_what_stood_in_the_way_of_writing_is_shown_at_its_field(page: StartPage) -> None:
    page.refuse(UserError("Give another.", field="reference"))
    assert "✕ Give another." in words_on(page)


def test_nothing_scrolls_on_a_small_screen(page: StartPage) -> None:
    page.grant.show_values({**GRANT, "basis": "hours_rate"})
    page.patrol.show_values({"employer": "contractor", "wardens": "\n".join(["Ann Bo"] * 30)})
    for form in (page.grant, page.patrol):
        assert form.verticalScrollBar().maximum() == 0
