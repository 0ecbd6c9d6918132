"""How the page of checks says things: severities, sentences, where a check prints."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.catalogue.measures import CheckCard, Severity
from wardenlog.services.checks import Finding
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

SEVERITIES: Final[dict[Severity, str]] = {
    "red": QT_TRANSLATE_NOOP("checks", "✕ Red"),
    "amber": QT_TRANSLATE_NOOP("checks", "▲ Amber"),
    "info": QT_TRANSLATE_NOOP("checks", "● Info"),
}
"""Each a shape and a word."""

INKS: Final[dict[Severity, str]] = {"red": "bad", "amber": "warn", "info": "muted"}
"""The colour of the theme that each is written in."""

_RESULTS: Final[dict[Severity, str]] = {"red": "Fail", "amber": "Attention", "info": "Noted"}
"""How the return's own sheet of checks calls them."""


def severity_words(severity: Severity) -> str:
    """Return a severity as a shape and a word."""
    return translate("checks", SEVERITIES[severity])


def begun(sentence: str) -> str:
    """Return what stood after a place as a sentence of its own."""
    return sentence[:1].upper() + sentence[1:]


def state_words(finding: Finding) -> str:
    """Return whether a finding waits for somebody."""
    if finding.explained is None:
        return translate("checks", "○ Open")
    return translate("checks", "✓ Explained")


def whole_words(finding: Finding) -> str:
    """Return everything there is to say of a finding."""
    if finding.explained is None:
        return finding.sentence
    kept = translate("checks", "{0}: {1} Kept, because: {2}")
    return kept.format(finding.place, begun(finding.says), finding.explained)


def printed_words(card: CheckCard) -> str:
    """Say where a check stands in the return, and what it does there."""
    words = translate(
        "checks",
        "On the sheet Checks of the return as “{0}”: {1} while one is open, Explained with your"
        " reasons when none is.",
    ).format(card.title, _RESULTS[card.severity])
    if card.severity == "red":
        words += " " + translate("checks", "Do not send a return in which one is open.")
    return words
