"""The help pages that are made of what the program knows: the keys in force, the rule cards."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.catalogue.measures import CheckCard, RuleCard, RuleCards
from wardenlog.ui.actions import ACTIONS, translated
from wardenlog.ui.checks.wording import severity_words
from wardenlog.ui.keys.keys import native, screen_name

translate = QCoreApplication.translate

_TO_ESCAPE: Final = {ord(letter): f"\\{letter}" for letter in "\\|*_`[]<>#"}


def keys_text(changed: Mapping[str, Sequence[str]]) -> str:
    """Return every action with its keys by screen; `changed` has those that the user chose."""
    parts = [
        translate("help", "# Keys"),
        translate(
            "help",
            "Every action with the keys that do it now. To change them, press Ctrl+F1: see"
            " [The window](window.md#keys).",
        ),
    ]
    for screen, ids in groupby(ACTIONS, screen_name):
        lines = []
        for each in ids:
            spec = ACTIONS[each]
            keys = translate("help", " or ").join(map(native, changed.get(each, spec.keys)))
            cells = (keys or "–", translated(spec.text), translated(spec.tip))
            lines.append((_plain(cells[0]), f"**{_plain(cells[1])}**", _plain(cells[2])))
        headings = (
            translate("help", "Keys"),
            translate("help", "Action"),
            translate("help", "What it does"),
        )
        parts += [f"## {screen}", _table(headings, lines)]
    return "\n\n".join(parts)


def rules_text(cards: RuleCards) -> str:
    """Return what every figure means and every check asks for (domain.md, counting rule 14)."""
    return "\n\n".join(
        [
            translate("help", "# Rules"),
            translate(
                "help",
                "What every figure means, who counts, and what every check asks for. The same"
                " words are printed in the return. Rules version {0}.",
            ).format(cards.rules_version),
            translate("help", "## Figures"),
            *(_measure(card) for card in cards.cards()),
            translate("help", "## Checks"),
            *(_check(card) for card in cards.checks()),
        ]
    )


def _measure(card: RuleCard) -> str:
    return "\n\n".join(
        (
            f"### {_plain(card.name)}",
            _plain(card.definition),
            translate("help", "**Counts:** {0}").format(_plain(card.counts)),
            translate("help", "**Does not count:** {0}").format(_plain(card.does_not_count)),
            translate("help", "**Shown in:** {0}").format(_plain(card.shown_as)),
        )
    )


def _check(card: CheckCard) -> str:
    return "\n\n".join(
        (
            f"### {_plain(card.title)}",
            f"{severity_words(card.severity)}. {_plain(card.wrong)}",
            translate("help", "**What to do:** {0}").format(_plain(card.do)),
        )
    )


def _table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [headings, ["---"] * len(headings), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _plain(text: str) -> str:
    return text.translate(_TO_ESCAPE)
