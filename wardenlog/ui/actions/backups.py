"""Actions: the page of backups, and the boxes that restore one."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "backups.now": spec(
        QT_TRANSLATE_NOOP("actions", "Back up now"),
        "Ctrl+B",
        QT_TRANSLATE_NOOP("actions", "Make a backup, read it back and compare it at once."),
        "device-floppy",
    ),
    "backups.restore": spec(
        QT_TRANSLATE_NOOP("actions", "Restore…"),
        "Ctrl+R",
        QT_TRANSLATE_NOOP("actions", "Say what restoring the chosen backup would lose, then ask."),
        "restore",
    ),
    "backups.file": spec(
        QT_TRANSLATE_NOOP("actions", "Restore a file…"),
        "Ctrl+O",
        QT_TRANSLATE_NOOP("actions", "Restore a backup that lies somewhere else."),
        "folder",
    ),
    "backups.look": spec(
        QT_TRANSLATE_NOOP("actions", "Look in another folder…"),
        "Ctrl+L",
        QT_TRANSLATE_NOOP("actions", "List the backups of a folder on a stick or a network."),
        "folder",
    ),
    "backups.confirm": spec(
        QT_TRANSLATE_NOOP("actions", "Restore this backup"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Put the backup in the place of the record, and check it."),
        "restore",
    ),
    "backups.cancel": spec(
        QT_TRANSLATE_NOOP("actions", "Stop restoring"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Leave the record as it was, and open it again."),
        "x",
    ),
    "backups.folder": spec(
        QT_TRANSLATE_NOOP("actions", "Open folder"),
        "Ctrl+Shift+O",
        QT_TRANSLATE_NOOP("actions", "Open the folder that the backups are in."),
        "folder",
    ),
    "backups.second": spec(
        QT_TRANSLATE_NOOP("actions", "Choose second folder…"),
        "Ctrl+D",
        QT_TRANSLATE_NOOP("actions", "Copy every backup to a folder on another disk as well."),
        "copy",
    ),
    "backups.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop copying there"),
        "",
        QT_TRANSLATE_NOOP("actions", "Copy backups to no second folder; what is there stays."),
        "x",
    ),
}
