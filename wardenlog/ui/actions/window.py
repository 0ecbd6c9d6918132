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
}
