"""Which section of the help speaks of the part of a screen that has the keyboard."""

from typing import Final

from PySide6.QtWidgets import QWidget

from wardenlog.ui.bus import Place
from wardenlog.ui.help.pages import of_page

_PACKAGE: Final = "wardenlog.ui."

SECTIONS: Final = {
    "listings": ("hotspots", "listings"),
    "plan_rules": ("hotspots", "plan-rules"),
    "boundaries": ("hotspots", "import-outlines"),
    "authorisations": ("people", "authorisations"),
    "codes": ("settings", "short-codes"),
    "look": ("settings", "how-it-looks"),
    "text_size": ("settings", "how-it-looks"),
    "rows": ("settings", "how-it-looks"),
    "sheets.detail_panel": ("sheet-details", "details"),
    "sheets.header": ("sheet", "typing-a-sheet"),
    "sheets.add_dialog": ("sheet", "typing-faster"),
    "powers.case": ("powers", "the-case"),
    "powers.change": ("powers", "change-a-status"),
    "powers.step": ("powers", "record-the-next-step"),
    "hotspots.paste": ("hotspots", "paste-hotspots"),
    "hotspots.outlines": ("hotspots", "import-outlines"),
    "people.paste": ("people", "paste-people"),
    "settings.council": ("settings", "council"),
    "blank_sheets.dialog": ("blank-sheets", "print-blank-sheets"),
    "widgets.history": ("lists", "history"),
    "frame.backup_status": ("backups", None),
    "today.backups": ("backups", "when-they-are-made"),
    "backups.preview": ("backups", "restore"),
    "backups.found": ("backups", "after-a-lost-computer"),
    "keys.window": ("window", "keys"),
    "search.box": ("finding", "quick-find"),
    "frame.period_bar": ("window", "the-period-in-view"),
    "frame.rail": ("window", "going-to-a-page"),
    "check_returns.window": ("check-returns", None),
    "crash.box": ("trouble", None),
    "start.page": ("start", None),
    "start.refusal": ("trouble", None),
}
"""The page and heading about a part, by its object name or by the module that makes it."""


def place_about(focused: QWidget | None, page: str | None) -> Place:
    """Return the help about the nearest part around a widget, or else about a page of the rail."""
    while focused is not None:
        for name in (focused.objectName(), type(focused).__module__.removeprefix(_PACKAGE)):
            if name in SECTIONS:
                topic, section = SECTIONS[name]
                return Place("help", "topic", topic, section)
        focused = focused.parentWidget()
    return Place("help", "topic", of_page(page))
