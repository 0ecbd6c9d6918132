"""Actions: the page of returns."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "return.build": spec(
        QT_TRANSLATE_NOOP("actions", "Build the return"),
        "Ctrl+B",
        QT_TRANSLATE_NOOP(
            "actions", "Make the workbook of this return. The record stays as it is."
        ),
        "file-spreadsheet",
    ),
    "return.cancel": spec(
        QT_TRANSLATE_NOOP("actions", "Cancel"),
        "",
        QT_TRANSLATE_NOOP("actions", "Stop building. No file is left behind."),
        "x",
    ),
    "return.choose": spec(
        QT_TRANSLATE_NOOP("actions", "Choose…"),
        "",
        QT_TRANSLATE_NOOP("actions", "Choose where the workbook is kept."),
    ),
    "return.folder": spec(
        QT_TRANSLATE_NOOP("actions", "Open the folder"),
        "",
        QT_TRANSLATE_NOOP("actions", "Show the workbook in its folder."),
        "folder",
    ),
}
