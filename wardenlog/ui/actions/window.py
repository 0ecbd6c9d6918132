"""Actions: the window itself, on every page."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "window.rail": spec(
        QT_TRANSLATE_NOOP("actions", "Narrow the rail"),
        "Ctrl+\\",
        QT_TRANSLATE_NOOP("actions", "Show the pages as icons alone, or with their names again."),
        "layout-sidebar-left-collapse",
    ),
    "window.find": spec(
        QT_TRANSLATE_NOOP("actions", "Quick find"),
        "Ctrl+F",
        QT_TRANSLATE_NOOP("actions", "Find people, hotspots, sheets, references and notes."),
        "search",
    ),
}
