"""Actions: going to a page of the rail."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "go.today": spec(
        QT_TRANSLATE_NOOP("actions", "Today"),
        "Alt+1",
        QT_TRANSLATE_NOOP("actions", "Go to what is missing, late or short."),
        "calendar-check",
    ),
    "go.sheets": spec(
        QT_TRANSLATE_NOOP("actions", "Sheets"),
        "Alt+2",
        QT_TRANSLATE_NOOP("actions", "Go to the shift sheets."),
        "clipboard-list",
    ),
    "go.hotspots": spec(
        QT_TRANSLATE_NOOP("actions", "Hotspots"),
        "Alt+3",
        QT_TRANSLATE_NOOP("actions", "Go to the hotspots: where, since when and how well covered."),
        "map-pin",
    ),
    "go.people": spec(
        QT_TRANSLATE_NOOP("actions", "People"),
        "Alt+4",
        QT_TRANSLATE_NOOP("actions", "Go to the people: who may do what, and until when."),
        "users",
    ),
    "go.powers": spec(
        QT_TRANSLATE_NOOP("actions", "Powers"),
        "Alt+5",
        QT_TRANSLATE_NOOP("actions", "Go to the powers used and the notices that followed."),
        "gavel",
    ),
    "go.grant": spec(
        QT_TRANSLATE_NOOP("actions", "Grant"),
        "Alt+6",
        QT_TRANSLATE_NOOP("actions", "Go to the grant agreement: its terms and what varied them."),
        "file-certificate",
    ),
    "go.returns": spec(
        QT_TRANSLATE_NOOP("actions", "Returns"),
        "Alt+7",
        QT_TRANSLATE_NOOP("actions", "Go to the returns."),
        "report-money",
    ),
    "go.checks": spec(
        QT_TRANSLATE_NOOP("actions", "Checks"),
        "Alt+8",
        QT_TRANSLATE_NOOP("actions", "Go to the records that need a person to decide."),
        "list-check",
    ),
    "go.imports": spec(
        QT_TRANSLATE_NOOP("actions", "Import"),
        "Alt+9",
        QT_TRANSLATE_NOOP("actions", "Go to bringing in a file."),
        "file-import",
    ),
    "go.backups": spec(
        QT_TRANSLATE_NOOP("actions", "Backups"),
        "Alt+B",
        QT_TRANSLATE_NOOP("actions", "Go to the backups, to make or restore one."),
        "history",
    ),
    "go.settings": spec(
        QT_TRANSLATE_NOOP("actions", "Settings"),
        "Ctrl+,",
        QT_TRANSLATE_NOOP("actions", "Go to the look, the keys and the ways of working."),
        "settings",
    ),
    "go.help": spec(
        QT_TRANSLATE_NOOP("actions", "Help"),
        "Alt+0",
        QT_TRANSLATE_NOOP("actions", "Go to the help pages."),
        "help",
    ),
}
