"""Actions: the money of a grant, its posts, budget, spending and year ends."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "posts.new": spec(
        QT_TRANSLATE_NOOP("actions", "New post"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record a job that the grant pays for."),
        "plus",
    ),
    "budget.new": spec(
        QT_TRANSLATE_NOOP("actions", "New budget line"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Add a line to the agreement's budget."),
        "plus",
    ),
    "spending.new": spec(
        QT_TRANSLATE_NOOP("actions", "New amount"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record what a budget line cost on a day."),
        "plus",
    ),
    "spending.paste": spec(
        QT_TRANSLATE_NOOP("actions", "Paste amounts…"),
        "Ctrl+Shift+V",
        QT_TRANSLATE_NOOP("actions", "Add a block of amounts copied from a spreadsheet."),
        "clipboard-list",
    ),
    "spending.ledger": spec(
        QT_TRANSLATE_NOOP("actions", "Import from ledger…"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP("actions", "Bring in what the council's ledger says was spent."),
        "file-import",
    ),
    "years.ask": spec(
        QT_TRANSLATE_NOOP("actions", "Ask for a treatment"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record what is asked for the underspend of a year."),
        "plus",
    ),
}
