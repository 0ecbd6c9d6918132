"""Actions: the page of a first start."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "start.finish": spec(
        QT_TRANSLATE_NOOP("actions", "Finish"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Make the record from these answers, and open a blank sheet."),
        "check",
    ),
    "start.import": spec(
        QT_TRANSLATE_NOOP("actions", "Finish, then import…"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP(
            "actions", "Make the record from these answers, and bring in your own spreadsheet."
        ),
        "file-import",
    ),
    "start.demo": spec(
        QT_TRANSLATE_NOOP("actions", "Open the demo council"),
        "Ctrl+D",
        QT_TRANSLATE_NOOP("actions", "Look around in a fictional council’s two years, kept apart."),
    ),
    "start.check": spec(
        QT_TRANSLATE_NOOP("actions", "Check returns that councils sent me"),
        "Ctrl+Shift+J",
        QT_TRANSLATE_NOOP("actions", "Check workbooks of returns, without a record of your own."),
        "checks",
    ),
    "start.restore": spec(
        QT_TRANSLATE_NOOP("actions", "Restore a backup…"),
        "Ctrl+R",
        QT_TRANSLATE_NOOP("actions", "Bring a record back from a backup of it."),
        "restore",
    ),
    "start.folder": spec(
        QT_TRANSLATE_NOOP("actions", "Open another folder…"),
        "Ctrl+O",
        QT_TRANSLATE_NOOP("actions", "Open a record that is kept in another folder."),
        "folder",
    ),
}
