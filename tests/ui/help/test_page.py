"""The help: every page has some, every link of it leads on, and it can be searched."""

import re

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from wardenlog.catalogue.measures import load_measures
from wardenlog.paths import resource
from wardenlog.ui.actions import ACTIONS
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame import PAGES, PageSpec
from wardenlog.ui.help.page import HelpPage
from wardenlog.ui.help.pages import MADE, TOPICS, of_page, topic, written


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> HelpPage:
    made = HelpPage(desk.settings, desk.theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_help_file_is_in_the_contents() -> None:
    files = {file.stem for file in resource("help/window.md").parent.glob("*.md")}
    assert files == set(TOPICS) - set(MADE)


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_every_page_has_help_of_its_own(spec: PageSpec) -> None:
    assert of_page(spec.key) != "window"


@pytest.mark.parametrize("name", TOPICS)
def test_every_link_leads_to_a_help_page_and_heading(name: str, desk: Desk) -> None:
    for link, heading in re.findall(r"\]\(([^)#]+)#?([^)]*)\)", topic(name, desk.settings).text):
        assert link.removesuffix(".md") in TOPICS
        led_to = topic(link.removesuffix(".md"), desk.settings)
        assert not heading or heading in led_to.anchors()


@pytest.mark.parametrize("action_id", ACTIONS)
def test_a_written_page_speaks_of_every_action(action_id: str) -> None:
    pages = "\n".join(written(name).text for name in TOPICS if name not in MADE)
    named = re.findall(r"\*\*(.+?)\*\*|^#+ (.+)$", pages, re.MULTILINE)
    assert ACTIONS[action_id].text in {(bold or heading).rstrip(".:") for bold, heading in named}


def test_a_place_shows_its_help_and_back_returns(page: HelpPage) -> None:
    page.show_place(Place("help", "topic", "checks"))
    assert written("checks").title in page.text.toPlainText()
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
    made = HelpPage(desk.settings, desk.theme)
    qtbot.addWidget(made)
    made.show_place(Place("help", "topic", TOPICS[2]))
    made.show()
    model = made.contents.model()
    qtbot.wait(1)
    first, second = (made.contents.visualRect(model.index(n, 0)) for n in (0, 1))
    assert second.top() > first.bottom()


def test_the_keys_page_has_the_keys_that_were_chosen(page: HelpPage, desk: Desk) -> None:
    desk.settings.choose(shortcuts={"today.read": ("Ctrl+Alt+F9",)})
    page.show_topic("keys")
    assert "Ctrl+Alt+F9" in page.text.toPlainText()


def test_the_rules_page_has_every_rule_card(page: HelpPage) -> None:
    page.show_topic("rules")
    text = page.text.toPlainText()
    cards = load_measures()
    assert all(card.definition in text for card in cards.cards())
    assert all(card.title in text and card.do in text for card in cards.checks())


def test_a_section_is_brought_to_the_top(page: HelpPage) -> None:
    page.show_place(Place("help", "topic", "hotspots", "import-outlines"))
    assert page.text.textCursor().block().text() == "Import outlines…"
    assert page.text.verticalScrollBar().value() > 0
