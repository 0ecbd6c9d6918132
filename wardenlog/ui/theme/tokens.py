"""The colours of every look, by what they are for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """The name of one look and its colours, as `#RRGGBB`.

    Text, muted, accent, good, warn and bad are read on the window, the surface, the raised
    surface and the selection; on_accent is read on the accent. Every such pair has a contrast of
    4.5:1 or more, and of 7:1 or more in the looks of high contrast.
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
    good="#166B2D",
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
    selection="#253B57",
    good="#57C977",
    warn="#E3B341",
    bad="#FF8A80",
    bad_surface="#44201E",
)

CONTRAST_LIGHT: Final = Tokens(
    name="contrast_light",
    window="#FFFFFF",
    surface="#FFFFFF",
    raised="#EFEFEF",
    text="#000000",
    muted="#262626",
    border="#000000",
    line="#000000",
    accent="#00337F",
    on_accent="#FFFFFF",
    selection="#CFE3FF",
    good="#00460E",
    warn="#4F3200",
    bad="#7F0000",
    bad_surface="#FFE9E6",
)

CONTRAST_DARK: Final = Tokens(
    name="contrast_dark",
    window="#000000",
    surface="#000000",
    raised="#1C1C1C",
    text="#FFFFFF",
    muted="#E6E6E6",
    border="#FFFFFF",
    line="#FFFFFF",
    accent="#FFE100",
    on_accent="#000000",
    selection="#00306F",
    good="#7CFF9B",
    warn="#FFD24A",
    bad="#FFC2BB",
    bad_surface="#4A0000",
)

INKS: Final = ("text", "muted", "accent", "good", "warn", "bad")
PAPERS: Final = ("window", "surface", "raised", "selection")

TEXT_PAIRS: Final = (
    *((ink, paper) for ink in INKS for paper in PAPERS),
    ("on_accent", "accent"),
    ("on_accent", "muted"),
    ("text", "bad_surface"),
    ("bad", "bad_surface"),
)
"""Which colour is read on which; each pair needs 4.5:1 (WCAG 2.2, 1.4.3)."""

GRAPHIC_PAIRS: Final = (
    *(("border", paper) for paper in ("window", "surface", "raised")),
    *(("accent", paper) for paper in PAPERS),
)
"""Which colour is seen against which: the edge of a control, the ring around what has the focus.

Each pair needs 3:1 (WCAG 2.2, 1.4.11).
"""

LOOKS: Final = {look.name: look for look in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
"""Every look by its name."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
