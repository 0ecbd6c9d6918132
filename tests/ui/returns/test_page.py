"""The returns page builds the workbook beside the window, and stops without leaving a file."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.errors import MachineError
from wardenlog.services.periods import Viewed
from wardenlog.services.returns.building import Built, Report, Wanted
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.page import ReturnsPage


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def make(qtbot: QtBot, desk: Desk, out: Path) -> ReturnsPage:
    page = ReturnsPage(desk)
    qtbot.addWidget(page)
    page.form.out.setText(str(out))
    page.form.first.setText("1/7/2025")
    page.form.last.setText("30/9/2025")
    return page


def test_a_return_is_built_and_told_in_words(
    qtbot: QtBot, desk: Desk, council: Council, out: Path
) -> None:
    desk.logbook.save(council.sheet("S1"))
    page = make(qtbot, desk, out)
    page.build()
    qtbot.waitUntil(lambda: page._task is None, timeout=60_000)
    (file,) = out.iterdir()
    words = page.result.words()
    assert "✓ 2.00 claimable person-hours · £60.00" in words
    assert "Receipt code " in words
    assert str(file) in words
    assert desk.settings.now.returns.folder == out


def test_cancelling_leaves_no_file(qtbot: QtBot, desk: Desk, council: Council, out: Path) -> None:
    desk.logbook.save(council.sheet("S1"))
    begun, go_on = threading.Event(), threading.Event()
    build = desk.build_return

    def slowly(wanted: Wanted, path: Path, report: Report) -> Built:
        def slow(step: str, done: int, total: int) -> None:
            begun.set()
            go_on.wait(10)
            report(step, done, total)

        return build(wanted, path, slow)

    page = make(qtbot, replace(desk, build_return=slowly), out)
    page.build()
    begun.wait(10)
    page.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: page._task is None)
    assert page.result.words() == "Stopped. No file was written.\n"
    assert list(out.iterdir()) == []
    assert page._build.isEnabled()


def test_what_goes_wrong_is_told_and_the_page_goes_on(
    qtbot: QtBot, desk: Desk, out: Path, prompts: FakePrompts
) -> None:
    error = MachineError("The disk is full.")

    def broken(wanted: Wanted, path: Path, report: Report) -> Built:
        raise error

    page = make(qtbot, replace(desk, build_return=broken), out)
    page.build()
    qtbot.waitUntil(lambda: page._task is None)
    assert prompts.told == [error]
    assert page._build.isEnabled()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("first", "31/2/2025", "This is not a date"),
        ("last", "1/1/2025", "before it starts"),
        ("out", "nowhere", "There is no folder “nowhere”"),
    ],
)
def test_a_wrong_field_says_why_and_nothing_is_started(
    qtbot: QtBot, desk: Desk, out: Path, field: str, text: str, sentence: str
) -> None:
    page = make(qtbot, desk, out)
    getattr(page.form, field).setText(text)
    page.build()
    assert page._task is None
    assert sentence in page.result.words()
    assert sentence in getattr(page.form, field).toolTip()


def test_the_form_and_the_window_keep_to_one_agreement_and_period(qtbot: QtBot, desk: Desk) -> None:
    page = ReturnsPage(desk)
    qtbot.addWidget(page)
    form = page.form
    autumn = desk.view.now
    assert (form.first.text(), form.last.text()) == ("1/10/2025", "31/12/2025")
    form.period.setCurrentIndex(form.period.findText("1 July 2025 to 30 September 2025"))
    form.period.activated.emit(form.period.currentIndex())
    assert desk.view.now == Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1)))
    desk.view.choose(autumn)
    assert (form.first.text(), form.last.text()) == ("1/10/2025", "31/12/2025")


def test_dates_that_are_no_period_are_called_other_dates(qtbot: QtBot, desk: Desk) -> None:
    page = ReturnsPage(desk)
    qtbot.addWidget(page)
    desk.view.choose(Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1))))
    assert page.form.period.currentText() == "1 July 2025 to 30 September 2025"
    assert (page.form.first.text(), page.form.last.text()) == ("1/7/2025", "30/9/2025")
    page.form.first.setText("2/7/2025")
    page.form.first.textEdited.emit("2/7/2025")
    assert page.form.period.currentText() == "Other dates"
