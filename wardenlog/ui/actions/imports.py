"""Actions: bringing in a file."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "import.choose": spec(
        QT_TRANSLATE_NOOP("actions", "Choose a file…"),
        "Ctrl+O",
        QT_TRANSLATE_NOOP("actions", "Choose the spreadsheet or standard log to bring in."),
        "file-spreadsheet",
    ),
    "import.back": spec(
        QT_TRANSLATE_NOOP("actions", "Back"),
        "Alt+Left",
        QT_TRANSLATE_NOOP("actions", "Go back a step. What you decided is kept."),
        "arrow-left",
    ),
    "import.next": spec(
        QT_TRANSLATE_NOOP("actions", "Next"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Go on to the next step. On the last step, save it."),
        "arrow-right",
    ),
    "import.save": spec(
        QT_TRANSLATE_NOOP("actions", "Import"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Save what the preview shows. On the steps before it, go on."),
        "device-floppy",
    ),
    "import.refused": spec(
        QT_TRANSLATE_NOOP("actions", "Save refused rows…"),
        "Ctrl+R",
        QT_TRANSLATE_NOOP(
            "actions", "Keep the refused rows as a workbook, to correct and import again."
        ),
        "download",
    ),
    "import.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Stop what is running. Nothing is saved."),
        "x",
    ),
    "import.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Undo import"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back the selected import whole, or bring it again."),
        "arrow-back-up",
    ),
}
