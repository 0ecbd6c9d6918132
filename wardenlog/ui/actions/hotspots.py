"""Actions: hotspots and public spaces protection orders."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "hotspots.new": spec(
        QT_TRANSLATE_NOOP("actions", "New hotspot"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record a place that is patrolled."),
        "plus",
    ),
    "hotspots.paste": spec(
        QT_TRANSLATE_NOOP("actions", "Paste hotspots…"),
        "Ctrl+Shift+V",
        QT_TRANSLATE_NOOP(
            "actions", "Add several hotspots at once from a list of codes and names."
        ),
        "clipboard-list",
    ),
    "hotspots.outlines": spec(
        QT_TRANSLATE_NOOP("actions", "Import outlines…"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP("actions", "Bring in boundaries from a GeoJSON file."),
        "file-import",
    ),
    "hotspots.take_back": spec(
        QT_TRANSLATE_NOOP("actions", "Take back the last change"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP(
            "actions", "Undo what was last saved, pasted or brought in on this page."
        ),
        "arrow-back-up",
    ),
    "pspos.new": spec(
        QT_TRANSLATE_NOOP("actions", "New PSPO"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Record a public spaces protection order."),
        "plus",
    ),
}
