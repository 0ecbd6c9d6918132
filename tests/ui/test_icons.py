"""Icons are drawn in the palette's colours, sharp on every screen, and none is shipped unused."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

import wardenlog.ui
from wardenlog.paths import resource
from wardenlog.ui.actions import ACTIONS
from wardenlog.ui.theme.icons import drawing, icon, icon_size, program_icon
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.theme.style import IMAGES
from wardenlog.ui.theme.tokens import DARK, LIGHT


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_drawing_has_the_screens_own_dots(qapp: QApplication, scale: float) -> None:
    made = drawing("users", "#112233", 20, scale, gap=4)
    assert (made.width(), made.height()) == (24 * scale, 20 * scale)
    assert made.devicePixelRatio() == scale


def test_a_drawing_is_in_its_colour_alone(qapp: QApplication) -> None:
    image = drawing("users", "#102030", 32).toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert seen == {"#102030"}


def test_icons_take_the_look_in_force(qapp: QApplication, theme: Theme) -> None:
    for look, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.choose(look)  # type: ignore[arg-type]
        found = colours(icon("users"), QIcon.Mode.Normal)
        assert QColor(tokens.text).name() in found
        assert QColor(tokens.muted).name() in colours(icon("users"), QIcon.Mode.Disabled)
    theme.choose("light")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_the_dots_of_the_screen_it_is_shown_on(
    qapp: QApplication, scale: float
) -> None:
    side = icon_size()
    made = icon("users", gap=4).pixmap(QSize(side + 4, side), scale)
    assert made.devicePixelRatio() == scale
    assert (made.width(), made.height()) == ((side + 4) * scale, side * scale)


def test_an_icon_is_never_larger_than_the_room_it_is_given(qapp: QApplication) -> None:
    assert icon("users").pixmap(QSize(12, 12), 1.0).size() == QSize(12, 12)
    assert icon("users").actualSize(QSize(99, 99)) == QSize(icon_size(), icon_size())


def colours(drawn: QIcon, mode: QIcon.Mode) -> set[str]:
    image = drawn.pixmap(icon_size(), icon_size(), mode).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def named_in_code() -> set[str]:
    """Every icon that code of the window asks for by a name written out."""
    calls = (
        node
        for file in Path(wardenlog.ui.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"icon", "drawing", "tinted"}
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_icon_that_is_named_is_shipped_and_every_other_is_not() -> None:
    of_actions = {spec.icon for spec in ACTIONS.values() if spec.icon}
    of_the_style = {name for name, _ in IMAGES.values()}
    shipped = {file.stem for file in resource("icons").glob("*.svg")}
    assert of_actions | of_the_style | named_in_code() == shipped


def test_the_program_has_an_icon_in_its_own_colours(qapp: QApplication) -> None:
    made = program_icon()
    assert made.availableSizes()[-1].width() == 256
    seen = made.pixmap(64, 64).toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(64) for y in range(64)}
    assert len(colours) > 2


def test_the_icons_have_their_licence() -> None:
    assert "MIT License" in resource("icons/LICENSE-tabler.txt").read_text(encoding="utf-8")
