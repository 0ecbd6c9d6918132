"""The help: every page has some, every link of it leads on, and it can be searched."""

import re

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from wardenlog.paths import resource
from wardenlog.ui.actions import ACTIONS
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame import PAGES, PageSpec
from wardenlog.ui.help.page import HelpPage
from wardenlog.ui.help.pages import TOPICS, of_page, topic


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> HelpPage:
    made = HelpPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_help_file_is_in_the_contents() -> None:
    files = {file.stem for file in resource("help/window.md").parent.glob("*.md")}
    assert files == set(TOPICS)


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_every_page_has_help_of_its_own(spec: PageSpec) -> None:
    assert of_page(spec.key) != "window"


@pytest.mark.parametrize("name", TOPICS)
def test_every_link_leads_to_a_help_page(name: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)", topic(name).text):
        assert link.removesuffix(".md") in TOPICS


@pytest.mark.parametrize("action_id", ACTIONS)
def test_a_written_page_speaks_of_every_action(action_id: str) -> None:
    written = "\n".join(topic(name).text for name in TOPICS)
    named = re.findall(r"\*\*(.+?)\*\*|^#+ (.+)$", written, re.MULTILINE)
    assert ACTIONS[action_id].text in {(bold or heading).rstrip(".:") for bold, heading in named}


def test_a_place_shows_its_help_and_back_returns(page: HelpPage) -> None:
    page.show_place(Place("help", "topic", "checks"))
    assert topic("checks").title in page.text.toPlainText()
    page._back.trigger()
    assert page.text.source() == QUrl(f"{TOPICS[0]}.md")


def test_an_address_outside_the_help_is_not_followed(page: HelpPage) -> None:
    before = page.text.toPlainText()
    page.text.setSource(QUrl("https://example.org/"))
    assert page.text.toPlainText() == before


def test_words_narrow_the_contents(page: HelpPage) -> None:
    page.search.setText("no such word anywhere xyzzy")
    assert page.contents.count() == 0
    page.search.setText("numbered blank")
    assert 0 < page.contents.count() < len(TOPICS)


def test_the_lines_of_the_contents_do_not_overlap(qtbot: QtBot, desk: Desk) -> None:
    made = HelpPage(desk)
    qtbot.addWidget(made)
    made.show_place(Place("help", "topic", TOPICS[2]))
    made.show()
    model = made.contents.model()
    qtbot.wait(1)
    first, second = (made.contents.visualRect(model.index(n, 0)) for n in (0, 1))
    assert second.top() > first.bottom()
