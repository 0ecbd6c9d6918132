"""Actions: any list of records."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "list.open": spec(
        QT_TRANSLATE_NOOP("actions", "Open"),
        "Return Enter",
        QT_TRANSLATE_NOOP("actions", "Open the selected record."),
        "pencil",
    ),
    "list.void": spec(
        QT_TRANSLATE_NOOP("actions", "Void…"),
        "Ctrl+Del",
        QT_TRANSLATE_NOOP(
            "actions",
            "Make the selected records void, with one reason. They stay in the list.",
        ),
        "ban",
    ),
    "list.restore": spec(
        QT_TRANSLATE_NOOP("actions", "Restore"),
        "Ctrl+Shift+Del",
        QT_TRANSLATE_NOOP("actions", "Make the selected void records count again."),
        "restore",
    ),
    "list.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Undo in the list"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back what was last made void or restored here."),
    ),
    "list.history": spec(
        QT_TRANSLATE_NOOP("actions", "History"),
        "Ctrl+H",
        QT_TRANSLATE_NOOP("actions", "See who changed the selected record, when, and what."),
        "history",
    ),
    "list.find": spec(
        QT_TRANSLATE_NOOP("actions", "Find in the list"),
        "Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("actions", "Go to the box that narrows the list."),
        "search",
    ),
    "list.clear": spec(
        QT_TRANSLATE_NOOP("actions", "Show all"),
        "Ctrl+Shift+A",
        QT_TRANSLATE_NOOP("actions", "Empty the find box and take every filter away."),
        "filter",
    ),
    "list.copy": spec(
        QT_TRANSLATE_NOOP("actions", "Copy"),
        "Ctrl+C",
        QT_TRANSLATE_NOOP(
            "actions", "Copy the selected rows with their headings, to paste into a spreadsheet."
        ),
        "copy",
    ),
    "list.csv": spec(
        QT_TRANSLATE_NOOP("actions", "Save as CSV…"),
        "Ctrl+E",
        QT_TRANSLATE_NOOP("actions", "Save every row that is listed to a file for spreadsheets."),
        "file-type-csv",
    ),
    "list.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop"),
        "",
        QT_TRANSLATE_NOOP("actions", "Stop saving the list. No file is left behind."),
        "x",
    ),
    "history.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Take back the newest change"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Put back what stood before the newest change."),
    ),
    "history.close": spec(
        QT_TRANSLATE_NOOP("actions", "Close"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Go back to the list."),
    ),
}
