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
    "sheets.open": spec(
        QT_TRANSLATE_NOOP("actions", "Open"),
        "Return Enter",
        QT_TRANSLATE_NOOP("actions", "Open the selected sheet."),
        "pencil",
    ),
    "sheets.find": spec(
        QT_TRANSLATE_NOOP("actions", "Find a sheet"),
        "Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("actions", "Go to the box that narrows the list."),
        "search",
    ),
    "sheets.void": spec(
        QT_TRANSLATE_NOOP("actions", "Void…"),
        "Ctrl+Del",
        QT_TRANSLATE_NOOP(
            "actions", "Make the selected sheet void, with a reason. It stays in the list."
        ),
        "ban",
    ),
    "sheets.restore": spec(
        QT_TRANSLATE_NOOP("actions", "Restore"),
        "",
        QT_TRANSLATE_NOOP("actions", "Make the selected void sheet count again."),
        "restore",
    ),
}
