"""A sheet outside the period in view says where it counts; a number on paper begins its sheet."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from wardenlog.ui.bus import NEW, Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.sheets.standing import counted_elsewhere


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 1), ""),
        (date(2025, 12, 31), ""),
        (date(2025, 9, 30), ". It counts in Jul – Sep 2025, not in the period in view."),
        (date(2024, 9, 30), ". Its date is in no period of the agreement in view."),
        (None, ""),
    ],
)
def test_where_a_sheet_counts_is_said_if_that_is_not_in_view(
    desk: Desk, day: date | None, words: str
) -> None:
    assert counted_elsewhere(desk.view.now, desk.agreements(), day) == words


def test_a_new_sheet_is_begun_with_the_number_on_its_paper(qtbot: QtBot, desk: Desk) -> None:
    page = SheetsPage(desk)
    qtbot.addWidget(page)
    page.show_place(Place("sheets", "shift", NEW, sheet="0042"))
    assert page.currentWidget() is page.editor
    assert page.editor.presenter.draft.sheet == "0042"
    assert page.unsaved() is None
