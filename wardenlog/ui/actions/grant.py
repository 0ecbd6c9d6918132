"""Actions: the grant's agreement and what varies in it."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "grant.new": spec(
        QT_TRANSLATE_NOOP("actions", "New agreement"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record another grant agreement."),
        "plus",
    ),
    "grant.look": spec(
        QT_TRANSLATE_NOOP("actions", "Look at this agreement"),
        "Ctrl+L",
        QT_TRANSLATE_NOOP("actions", "Let every page keep to the selected agreement."),
        "arrow-right",
    ),
    "grant.terms_on": spec(
        QT_TRANSLATE_NOOP("actions", "Terms on a date"),
        "Ctrl+T",
        QT_TRANSLATE_NOOP("actions", "Type the date whose terms are shown."),
    ),
    "variations.new": spec(
        QT_TRANSLATE_NOOP("actions", "New variation"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record the next change of the terms."),
        "plus",
    ),
    "variations.sign": spec(
        QT_TRANSLATE_NOOP("actions", "Mark as signed"),
        "Ctrl+G",
        QT_TRANSLATE_NOOP("actions", "Say that the selected variation is signed, and since when."),
        "check",
    ),
    "hotspot_list.add": spec(
        QT_TRANSLATE_NOOP("actions", "Add to the list…"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "List hotspots from a date on, several at once."),
        "plus",
    ),
    "hotspot_list.end": spec(
        QT_TRANSLATE_NOOP("actions", "Take off the list…"),
        "Ctrl+Shift+L",
        QT_TRANSLATE_NOOP("actions", "End the listings of the selected hotspots with one date."),
        "minus",
    ),
    "hotspot_list.replace": spec(
        QT_TRANSLATE_NOOP("actions", "Replace…"),
        "Ctrl+R",
        QT_TRANSLATE_NOOP("actions", "Put another hotspot in the place of the selected one."),
        "restore",
    ),
    "grant.take_back": spec(
        QT_TRANSLATE_NOOP("actions", "Take the last change back"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Undo what was last saved, made void or restored here."),
        "arrow-back-up",
    ),
}
