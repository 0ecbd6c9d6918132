"""Actions: the page of today, and the printing of blank sheets."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "today.read": spec(
        QT_TRANSLATE_NOOP("actions", "Look again"),
        "F5",
        QT_TRANSLATE_NOOP("actions", "Read again what is missing, late or short."),
    ),
    "today.nil": spec(
        QT_TRANSLATE_NOOP("actions", "Nothing to report"),
        "F8",
        QT_TRANSLATE_NOOP(
            "actions", "Record that the chosen person has nothing to report of the chosen day."
        ),
        "check",
    ),
    "today.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Take it back"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back what you last said on this page."),
        "arrow-back-up",
    ),
    "today.print": spec(
        QT_TRANSLATE_NOOP("actions", "Print blank sheets…"),
        "Ctrl+P",
        QT_TRANSLATE_NOOP("actions", "Make numbered blank sheets to print, as a PDF."),
        "printer",
    ),
    "today.save_pdf": spec(
        QT_TRANSLATE_NOOP("actions", "Save as PDF…"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Keep the numbered sheets as a PDF and open it to print."),
        "device-floppy",
    ),
}
