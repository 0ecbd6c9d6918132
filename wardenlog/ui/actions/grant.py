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
    "grant.take_back": spec(
        QT_TRANSLATE_NOOP("actions", "Take the last change back"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Undo what was last saved, made void or restored here."),
        "arrow-back-up",
    ),
}
