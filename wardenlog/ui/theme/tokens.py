"""The colours of the light and the dark look, by what they are for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """The name of one look and its colours, as `#RRGGBB`.

    Text, muted, accent, good, warn and bad are read on the window, the surface and the raised
    surface; on_accent is read on the accent. Every such pair has a contrast of 4.5:1 or more.
    A border tells a control from what is around it; a line only parts what is already apart.
    """

    name: str
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    line: str
    accent: str
    on_accent: str
    selection: str
    good: str
    warn: str
    bad: str
    bad_surface: str


LIGHT: Final = Tokens(
    name="light",
    window="#F6F7F9",
    surface="#FFFFFF",
    raised="#F0F3F6",
    text="#1B1F24",
    muted="#57606A",
    border="#838C96",
    line="#D8DEE4",
    accent="#1D5FA8",
    on_accent="#FFFFFF",
    selection="#D7E6F7",
    good="#1A7F37",
    warn="#8A5A00",
    bad="#B42318",
    bad_surface="#FDECEA",
)

DARK: Final = Tokens(
    name="dark",
    window="#15181C",
    surface="#1E2228",
    raised="#272C33",
    text="#E6EAEF",
    muted="#A3ADB8",
    border="#6B7581",
    line="#343B44",
    accent="#7DB4F5",
    on_accent="#10233A",
    selection="#2B4566",
    good="#57C977",
    warn="#E3B341",
    bad="#FF8A80",
    bad_surface="#44201E",
)

INKS: Final = ("text", "muted", "accent", "good", "warn", "bad")
PAPERS: Final = ("window", "surface", "raised")

TEXT_PAIRS: Final = (
    *((ink, paper) for ink in INKS for paper in PAPERS),
    ("on_accent", "accent"),
    ("text", "selection"),
    ("text", "bad_surface"),
    ("bad", "bad_surface"),
)
"""Which colour is read on which; each pair needs 4.5:1 (WCAG 2.2, 1.4.3)."""

GRAPHIC_PAIRS: Final = (("border", "window"), ("border", "surface"), ("accent", "selection"))
"""Which colour is seen against which; each pair needs 3:1 (WCAG 2.2, 1.4.11)."""

LOOKS: Final = {"light": LIGHT, "dark": DARK}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
