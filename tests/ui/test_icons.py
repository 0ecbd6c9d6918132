"""Icons are drawn in the palette's colours, sharp on every screen, and none is shipped unused."""

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from wardenlog.paths import resource
from wardenlog.ui.actions import ACTIONS, ActionSpec
from wardenlog.ui.theme.icons import drawing, icon, icon_size
from wardenlog.ui.theme.look import Theme
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


def colours(drawn: QIcon, mode: QIcon.Mode) -> set[str]:
    image = drawn.pixmap(icon_size(), icon_size(), mode).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("spec", ACTIONS.values(), ids=ACTIONS)
def test_the_icon_of_an_action_is_shipped(spec: ActionSpec) -> None:
    assert not spec.icon or resource(f"icons/{spec.icon}.svg").exists()


def test_the_icons_have_their_licence() -> None:
    assert "MIT License" in resource("icons/LICENSE-tabler.txt").read_text(encoding="utf-8")
