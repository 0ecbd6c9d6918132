"""The window speaks the system's language where there is a file for it, else English."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardenlog.ui.desk import Desk
from wardenlog.ui.language import speak
from wardenlog.ui.settings.page import SettingsPage
from wardenlog.ui.widgets.words import Words

_TEXTS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="cy">
<context><name>SettingsPage</name>
<message><source>Settings</source><translation>Gosodiadau</translation></message>
</context>
</TS>
"""


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Iterator[Path]:
    """A folder with a small Welsh file; whatever was installed is taken out again."""
    texts = tmp_path / "wardenlog_cy.ts"
    texts.write_text(_TEXTS, encoding="utf-8")
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = Path(str(PySide6.__file__)).parent / name
    made = tmp_path / "wardenlog_cy.qm"
    subprocess.run([tool, texts, "-qm", made], check=True, capture_output=True)
    before = set(qapp.findChildren(QTranslator))
    yield tmp_path
    for each in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(each)
        each.deleteLater()


def title(qtbot: QtBot, desk: Desk) -> str:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    return page.findChildren(Words)[0].text()


def test_the_window_speaks_the_language_of_the_system(
    folder: Path, qapp: QApplication, qtbot: QtBot, desk: Desk
) -> None:
    assert title(qtbot, desk) == "Settings"
    assert speak(qapp, ["cy-GB", "cy", "en-GB"], folder) == "cy"
    assert title(qtbot, desk) == "Gosodiadau"


def test_a_language_wanted_after_english_is_not_spoken(folder: Path, qapp: QApplication) -> None:
    assert speak(qapp, ["en-GB", "en", "cy-GB"], folder) is None


def test_a_language_without_a_file_or_with_a_broken_one_is_passed_over(
    folder: Path, qapp: QApplication
) -> None:
    (folder / "wardenlog_ga.qm").write_text("not a language")
    assert speak(qapp, ["fr-FR", "ga-IE", "cy-GB"], folder) == "cy"
    assert speak(qapp, ["fr"], folder / "nowhere") is None
