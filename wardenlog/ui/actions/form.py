"""Actions: a record's form."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "form.save": spec(
        QT_TRANSLATE_NOOP("actions", "Save"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Save what this form shows."),
    ),
    "form.cancel": spec(
        QT_TRANSLATE_NOOP("actions", "Cancel changes"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Leave the form. You are asked before changes are lost."),
    ),
    "form.add_row": spec(
        QT_TRANSLATE_NOOP("actions", "Add row"),
        "Ctrl+Shift+N",
        QT_TRANSLATE_NOOP("actions", "Add a row to the table that has the keyboard."),
    ),
    "form.remove_row": spec(
        QT_TRANSLATE_NOOP("actions", "Remove row"),
        "Ctrl+Shift+Del",
        QT_TRANSLATE_NOOP("actions", "Take the row that has the keyboard out of its table."),
    ),
}
