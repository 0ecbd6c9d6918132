"""Every shape on a screen is one of the vocabulary, and the help says what each means."""

import re
from pathlib import Path

import wardenlog.ui
from wardenlog.ui.help.pages import written
from wardenlog.ui.widgets.shapes import MEANINGS

_MENU = "\u25be"
"""The arrow of a button that opens a menu: no status."""

_SHAPE = re.compile("[\u25a0-\u25ff\u2605-\u2606\u2611-\u2612\u2713-\u2718]")


def test_no_screen_has_a_shape_of_its_own() -> None:
    folder = Path(str(wardenlog.ui.__file__)).parent
    found = {
        (path.name, shape)
        for path in folder.rglob("*.py")
        for shape in _SHAPE.findall(path.read_text(encoding="utf-8"))
    }
    assert {shape for _, shape in found} - {_MENU} == set(MEANINGS)


def test_the_help_says_what_each_shape_means() -> None:
    words = written("words").text
    for shape, meaning in MEANINGS.items():
        assert f"- {shape} {meaning}" in words
