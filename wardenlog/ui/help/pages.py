"""The help pages: their files, their titles, and which of them speaks of what is on the screen."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from wardenlog.paths import resource

TOPICS: Final = (
    "window",
    "start",
    "today",
    "sheet",
    "sheet-details",
    "blank-sheets",
    "hotspots",
    "people",
    "powers",
    "returns",
    "checks",
    "import",
    "lists",
    "finding",
    "settings",
    "trouble",
    "help",
)
"""The pages in the order in which they are read, each a file of `resources/help`."""

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


@cache
def topic(name: str) -> Topic:
    """Return a help page; MachineError for one that is missing."""
    text = resource(f"help/{name}.md").read_text(encoding="utf-8")
    return Topic(name, text.partition("\n")[0].lstrip("# ").strip(), text)


def of_page(key: str | None) -> str:
    """Return the name of the help page about a page of the rail."""
    name = _OF_PAGE.get(key or "help", key or "")
    return name if name in TOPICS else "window"
