"""The help pages: what there is, their titles and headings, and which one speaks of a screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from wardenlog.catalogue.measures import load_measures
from wardenlog.paths import resource
from wardenlog.settings import SettingsFile
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.help.generated import keys_text, rules_text

GROUPS: Final = (
    (QT_TRANSLATE_NOOP("help", "Start"), ("first-hour", "start", "window")),
    (
        QT_TRANSLATE_NOOP("help", "Each screen"),
        (
            "today",
            "sheet",
            "sheet-details",
            "blank-sheets",
            "hotspots",
            "people",
            "powers",
            "grant",
            "returns",
            "check-returns",
            "checks",
            "import",
            "settings",
            "backups",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("help", "Reference"),
        ("lists", "finding", "keys", "rules", "words", "trouble", "help"),
    ),
)
"""The pages in the order in which they are read, under the headings of the contents."""

MADE: Final = ("keys", "rules")
"""The pages that are made when they are read; every other is a file of `resources/help`."""

TOPICS: Final = tuple(name for _, names in GROUPS for name in names)

_OF_PAGE: Final = {"sheets": "sheet", "imports": "import"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A help page: its name, its first heading and its Markdown."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether every one of some words stands in it, in any case of letters."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())

    def anchors(self) -> Iterator[str]:
        """Give the address of every heading within the page."""
        return map(anchor, re.findall(r"^#+ (.+)$", self.text, re.MULTILINE))


def anchor(heading: str) -> str:
    """Return the address of a heading within its page: “Void…” is `void`."""
    return re.sub(r"[^\w -]", "", heading.casefold()).strip().replace(" ", "-")


@cache
def written(name: str) -> Topic:
    """Return a page that is a file; MachineError for one that is missing."""
    return _topic(name, resource(f"help/{name}.md").read_text(encoding="utf-8"))


def topic(name: str, settings: SettingsFile) -> Topic:
    """Return a help page, the keys as the settings now have them; MachineError as `written`."""
    if name == "keys":
        return _topic(name, keys_text(settings.now.shortcuts))
    return _rules() if name == "rules" else written(name)


@cache
def _rules() -> Topic:
    return _topic("rules", rules_text(load_measures()))


def _topic(name: str, text: str) -> Topic:
    return Topic(name, text.partition("\n")[0].lstrip("# ").strip(), text)


def of_page(key: str | None) -> str:
    """Return the name of the help page about a page of the rail."""
    name = _OF_PAGE.get(key or "help", key or "")
    return name if name in TOPICS else "window"
