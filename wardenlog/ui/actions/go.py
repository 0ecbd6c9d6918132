"""Actions: going to a page of the rail."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "go.sheets": spec(
        QT_TRANSLATE_NOOP("actions", "Sheets"),
        "Alt+1",
        QT_TRANSLATE_NOOP("actions", "Go to the shift sheets."),
    ),
    "go.returns": spec(
        QT_TRANSLATE_NOOP("actions", "Returns"),
        "Alt+2",
        QT_TRANSLATE_NOOP("actions", "Go to the returns."),
    ),
}
