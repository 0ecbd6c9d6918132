"""Every text that a screen shows can be translated: it goes through tr() or translate()."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import wardenlog.ui
from wardenlog.ui.widgets import words

PACKAGE: Final = Path(wardenlog.ui.__file__).parent

SHOWS: Final = {
    "setText",
    "setPlainText",
    "setTitle",
    "setWindowTitle",
    "setToolTip",
    "setStatusTip",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "setSpecialValueText",
    "addTab",
    "addItem",
    "addItems",
    "say",
    "Words",
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "ask_text",
    "ask_folder",
}
"""What puts the texts it is given on the screen."""

NOT_WORDS: Final = {
    *str(words.Kind).split("'")[1::2],  # the kinds of writing
    *("comfortable", "compact"),  # what an item of a list stands for, beside its text
    "wardenlog",
}
"""Texts beside which another is shown, and the program's name, which no language changes."""


def untranslated(source: str) -> list[str]:
    """The texts in a module that are shown as they stand in it, each with its line."""
    return [
        f"{line}: {text}"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and _name(call.func) in SHOWS
        for given in (*call.args, *(each.value for each in call.keywords))
        for line, text in _texts(given)
        if any(letter.isalpha() for letter in text) and text.strip(" –") not in NOT_WORDS
    ]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(given: ast.AST) -> Iterator[tuple[int, str]]:
    """The literals of which an expression is made, with their lines. Calls make their own."""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.lineno, given.value
    elif isinstance(given, ast.Call):
        if isinstance(given.func, ast.Attribute) and given.func.attr in ("format", "join"):
            yield from _texts(given.func.value)
    elif isinstance(given, ast.IfExp):
        yield from (*_texts(given.body), *_texts(given.orelse))
    elif isinstance(given, ast.JoinedStr | ast.BinOp | ast.BoolOp | ast.List | ast.Tuple):
        for part in ast.iter_child_nodes(given):
            yield from _texts(part)


@pytest.mark.parametrize(
    "path",
    sorted(PACKAGE.rglob("*.py")),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_text_is_shown_untranslated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "shown",
    [
        'label.setText("Void")',
        'label.setText(f"{code} void")',
        'label.say("Void" if void else "")',
        'box.addItem("Void", 1)',
        'Words("Void {0}".format(code))',
    ],
)
def test_a_text_that_is_not_translated_is_found(shown: str) -> None:
    assert len(untranslated(shown)) == 1


@pytest.mark.parametrize(
    "shown",
    [
        'label.setText(self.tr("Void"))',
        'label.setText(translate("sheets", "Void {0}").format(code))',
        'Words(heading, "title")',
    ],
)
def test_a_translated_text_is_let_pass(shown: str) -> None:
    assert untranslated(shown) == []
