"""Actions: the register of powers."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "powers.next": spec(
        QT_TRANSLATE_NOOP("actions", "Record the next step…"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record what came next in this case, on a sheet you choose."),
        "plus",
    ),
    "powers.sheet": spec(
        QT_TRANSLATE_NOOP("actions", "Go to the sheet"),
        "Ctrl+L",
        QT_TRANSLATE_NOOP("actions", "Open the sheet that the selected power is written on."),
        "arrow-right",
    ),
    "powers.keep": spec(
        QT_TRANSLATE_NOOP("actions", "Keep, because…"),
        "Ctrl+K",
        QT_TRANSLATE_NOOP("actions", "Say why a warning about this power is right as it stands."),
        "check",
    ),
    "powers.take_back": spec(
        QT_TRANSLATE_NOOP("actions", "Take the change back"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Undo what was last saved here, all of it at once."),
        "arrow-back-up",
    ),
    "powers.authorisations": spec(
        QT_TRANSLATE_NOOP("actions", "Look after authorisations"),
        "",
        QT_TRANSLATE_NOOP("actions", "Go to the people, where authorisations are recorded."),
        "users",
    ),
}
