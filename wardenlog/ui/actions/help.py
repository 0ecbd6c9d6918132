"""Actions: the help pages."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "help.back": spec(
        QT_TRANSLATE_NOOP("actions", "Page before"),
        "Alt+Left",
        QT_TRANSLATE_NOOP("actions", "Go back to the help page you read before."),
        "arrow-left",
    ),
    "help.forward": spec(
        QT_TRANSLATE_NOOP("actions", "Page after"),
        "Alt+Right",
        QT_TRANSLATE_NOOP("actions", "Go forward to the help page you came back from."),
        "arrow-right",
    ),
    "help.find": spec(
        QT_TRANSLATE_NOOP("actions", "Search the help"),
        "Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("actions", "Go to the box that searches every help page."),
        "search",
    ),
}
