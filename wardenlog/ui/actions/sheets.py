"""Actions: the list of shift sheets."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "sheets.new": spec(
        QT_TRANSLATE_NOOP("actions", "New sheet"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Type up a paper shift sheet."),
        "plus",
    ),
}
