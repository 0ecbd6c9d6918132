"""Actions: the page of settings."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "settings.keys": spec(
        QT_TRANSLATE_NOOP("actions", "Change keys…"),
        "Ctrl+K",
        QT_TRANSLATE_NOOP("actions", "Show every key by screen, and change any of them."),
        "keyboard",
    ),
    "settings.council": spec(
        QT_TRANSLATE_NOOP("actions", "Council and grant facts…"),
        "Ctrl+G",
        QT_TRANSLATE_NOOP("actions", "Change the council’s name, codes, contact and order number."),
        "pencil",
    ),
    "settings.backups": spec(
        QT_TRANSLATE_NOOP("actions", "Backups…"),
        "",
        QT_TRANSLATE_NOOP("actions", "See, make and restore backups, and choose a second folder."),
        "history",
    ),
    "settings.forget": spec(
        QT_TRANSLATE_NOOP("actions", "Forget remembered choices"),
        "",
        QT_TRANSLATE_NOOP(
            "actions",
            "Show lists, periods and forms as at a first start. Records stay as they are.",
        ),
        "restore",
    ),
    "settings.forget_code": spec(
        QT_TRANSLATE_NOOP("actions", "Forget short code"),
        "Del",
        QT_TRANSLATE_NOOP("actions", "Ask again what the selected short codes mean on sheets."),
        "x",
    ),
}
