"""Actions: the window itself, on every page."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "window.find": spec(
        QT_TRANSLATE_NOOP("actions", "Quick find"),
        "Ctrl+F",
        QT_TRANSLATE_NOOP("actions", "Find a person, hotspot, sheet or note from any page."),
        "search",
    ),
    "window.period_before": spec(
        QT_TRANSLATE_NOOP("actions", "Period before"),
        "Ctrl+PgUp",
        QT_TRANSLATE_NOOP("actions", "Look at the period before, on every page."),
        "chevron-left",
    ),
    "window.period_after": spec(
        QT_TRANSLATE_NOOP("actions", "Period after"),
        "Ctrl+PgDown",
        QT_TRANSLATE_NOOP("actions", "Look at the period after, on every page."),
        "chevron-right",
    ),
    "window.period_newest": spec(
        QT_TRANSLATE_NOOP("actions", "Newest period"),
        "Ctrl+Shift+PgDown",
        QT_TRANSLATE_NOOP("actions", "Look at today’s period, or the agreement’s last."),
        "calendar-due",
    ),
    "window.help": spec(
        QT_TRANSLATE_NOOP("actions", "Help on this page"),
        "F1",
        QT_TRANSLATE_NOOP("actions", "Read about the page that you are on."),
        "help",
    ),
    "window.keys": spec(
        QT_TRANSLATE_NOOP("actions", "All keys"),
        "Ctrl+F1",
        QT_TRANSLATE_NOOP("actions", "Show every key by screen, to find or to change."),
        "keyboard",
    ),
    "window.check_returns": spec(
        QT_TRANSLATE_NOOP("actions", "Check returns…"),
        "Ctrl+Shift+J",
        QT_TRANSLATE_NOOP("actions", "Check the workbooks of returns that somebody sent you."),
        "checks",
    ),
    "window.rail": spec(
        QT_TRANSLATE_NOOP("actions", "Narrow the rail"),
        "Ctrl+\\",
        QT_TRANSLATE_NOOP("actions", "Show the pages as icons alone, or with their names again."),
        "layout-sidebar-left-collapse",
    ),
}
