"""Actions: the page of a first start."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "start.make": spec(
        QT_TRANSLATE_NOOP("actions", "Make a new record here"),
        "",
        QT_TRANSLATE_NOOP("actions", "Make an empty record in the folder that is named."),
    ),
    "start.demo": spec(
        QT_TRANSLATE_NOOP("actions", "Open the demo council"),
        "",
        QT_TRANSLATE_NOOP("actions", "Look around in a fictional council’s two years."),
    ),
}
