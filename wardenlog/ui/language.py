"""The language of the window: that of the system where there is a file for it, else English."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from wardenlog.paths import resources_dir

_OWN = "en"
"""The language that the texts are written in."""


def translations_dir() -> Path:
    """Return the folder of the language files; it is absent while there is none."""
    return resources_dir() / "translations"


def speak(application: QCoreApplication, wanted: Sequence[str], folder: Path) -> str | None:
    """Let the window speak the first wanted language that it can; None where that is English.

    `wanted` are tags such as `cy-GB`, the best first, as `QLocale.uiLanguages` gives them. English
    needs no file, so a language wanted after it is not looked for. A file is called
    `wardenlog_cy.qm`; one that cannot be read is passed over. Call it before a window is made.
    """
    for language in dict.fromkeys(tag.split("-")[0] for tag in wanted):
        if language == _OWN:
            return None
        translator = QTranslator(application)
        if translator.load(str(folder / f"wardenlog_{language}.qm")):
            application.installTranslator(translator)
            return language
    return None
