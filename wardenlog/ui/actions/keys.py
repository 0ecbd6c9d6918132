"""Actions: the window of all keys."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "keys.find": spec(
        QT_TRANSLATE_NOOP("actions", "Find an action"),
        "Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("actions", "Go to the box that narrows the list of keys."),
        "search",
    ),
    "keys.change": spec(
        QT_TRANSLATE_NOOP("actions", "Change keys"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Give the selected action the keys that you pressed."),
        "check",
    ),
    "keys.reset": spec(
        QT_TRANSLATE_NOOP("actions", "Reset keys"),
        "",
        QT_TRANSLATE_NOOP("actions", "Give the selected action its first keys again."),
        "restore",
    ),
    "keys.reset_all": spec(
        QT_TRANSLATE_NOOP("actions", "Reset all keys"),
        "",
        QT_TRANSLATE_NOOP("actions", "Give every action its first keys again."),
    ),
    "keys.copy": spec(
        QT_TRANSLATE_NOOP("actions", "Copy as text"),
        "Ctrl+Shift+C",
        QT_TRANSLATE_NOOP("actions", "Copy every action with its keys, to print it."),
        "copy",
    ),
    "keys.close": spec(
        QT_TRANSLATE_NOOP("actions", "Close"),
        "",
        QT_TRANSLATE_NOOP("actions", "Close the list of keys."),
    ),
}
