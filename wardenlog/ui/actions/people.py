"""Actions: people, organisations and funding sources."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "people.new": spec(
        QT_TRANSLATE_NOOP("actions", "New person"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record somebody who goes on shift."),
        "plus",
    ),
    "people.paste": spec(
        QT_TRANSLATE_NOOP("actions", "Paste people…"),
        "Ctrl+Shift+V",
        QT_TRANSLATE_NOOP("actions", "Add several people at once from a list of names."),
        "clipboard-list",
    ),
    "people.take_back": spec(
        QT_TRANSLATE_NOOP("actions", "Take the pasted people back"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Undo the list of people that was pasted, all of it at once."),
        "arrow-back-up",
    ),
    "people.last_sheet": spec(
        QT_TRANSLATE_NOOP("actions", "Last sheet"),
        "Ctrl+L",
        QT_TRANSLATE_NOOP("actions", "Open the newest sheet that the selected person was on."),
        "arrow-right",
    ),
    "organisations.new": spec(
        QT_TRANSLATE_NOOP("actions", "New organisation"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record a body whose people, money or reports matter here."),
        "plus",
    ),
    "funding.new": spec(
        QT_TRANSLATE_NOOP("actions", "New funding source"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record who pays for people's time."),
        "plus",
    ),
}
