"""Actions: the page of checks."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "checks.fix": spec(
        QT_TRANSLATE_NOOP("actions", "Fix"),
        "Return Enter",
        QT_TRANSLATE_NOOP("actions", "Go to the record, and to the field to put right."),
        "pencil",
    ),
    "checks.explain": spec(
        QT_TRANSLATE_NOOP("actions", "Keep, because…"),
        "Ctrl+K",
        QT_TRANSLATE_NOOP(
            "actions",
            "Keep the selected records as they are, for one reason, which goes into the return.",
        ),
        "note",
    ),
    "checks.withdraw": spec(
        QT_TRANSLATE_NOOP("actions", "Take the reason back"),
        "Ctrl+Shift+K",
        QT_TRANSLATE_NOOP("actions", "Take back why the selected records were kept: open again."),
        "restore",
    ),
    "checks.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Undo the last reason"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Undo what was last kept or taken back here, all of it."),
        "arrow-back-up",
    ),
    "checks.read": spec(
        QT_TRANSLATE_NOOP("actions", "Check again"),
        "F5",
        QT_TRANSLATE_NOOP("actions", "Look at the records again."),
        "list-check",
    ),
    "checks.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop checking"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Stop, and show what was found last."),
        "x",
    ),
}
