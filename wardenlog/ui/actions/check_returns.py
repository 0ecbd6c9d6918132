"""Actions: the window that checks returns which others sent."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "received.add": spec(
        QT_TRANSLATE_NOOP("actions", "Add files…"),
        "Ctrl+O",
        QT_TRANSLATE_NOOP("actions", "Choose the workbooks to check, as many as you like."),
        "plus",
    ),
    "received.paste": spec(
        QT_TRANSLATE_NOOP("actions", "Paste files"),
        "Ctrl+V",
        QT_TRANSLATE_NOOP(
            "actions", "Check the files, or the paths of files and folders, that were copied."
        ),
        "clipboard-list",
    ),
    "received.again": spec(
        QT_TRANSLATE_NOOP("actions", "Check again"),
        "F5",
        QT_TRANSLATE_NOOP("actions", "Read every file of the list again."),
        "list-check",
    ),
    "received.remove": spec(
        QT_TRANSLATE_NOOP("actions", "Remove"),
        "Del",
        QT_TRANSLATE_NOOP("actions", "Take the selected files off the list. The files stay."),
        "minus",
    ),
    "received.copy": spec(
        QT_TRANSLATE_NOOP("actions", "Copy list"),
        "Ctrl+C",
        QT_TRANSLATE_NOOP("actions", "Copy the selected lines with what was found, as a table."),
        "copy",
    ),
    "received.save": spec(
        QT_TRANSLATE_NOOP("actions", "Save list as CSV…"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Keep the list with what was found, to open in Excel."),
        "file-type-csv",
    ),
    "received.find": spec(
        QT_TRANSLATE_NOOP("actions", "Find a file"),
        "Ctrl+F",
        QT_TRANSLATE_NOOP("actions", "Type a receipt code, council, period or file name."),
        "search",
    ),
    "received.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop checking"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Leave the files that were not checked yet unchecked."),
        "x",
    ),
    "received.close": spec(
        QT_TRANSLATE_NOOP("actions", "Close"),
        "Ctrl+W",
        QT_TRANSLATE_NOOP("actions", "Close this window. The files stay as they are."),
    ),
}
