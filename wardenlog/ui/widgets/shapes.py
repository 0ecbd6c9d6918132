"""The shapes that stand before words, so that colour alone says nothing: each means one thing."""

from typing import Final

DONE: Final = "✓"
KNOW: Final = "●"
LOOK: Final = "▲"
WRONG: Final = "✕"
OPEN: Final = "○"
AHEAD: Final = "◌"
BETWEEN: Final = "◐"
AT_COURT: Final = "■"
CAREFUL: Final = "◆"

MEANINGS: Final = {
    DONE: "Done, or in order",
    KNOW: "Good to know, or going on",
    LOOK: "Worth a look: somebody should decide",
    WRONG: "Wrong, overdue, void or ended",
    OPEN: "Open: nothing was done yet",
    AHEAD: "Still to begin, or not counted yet",
    BETWEEN: "Under appeal",
    AT_COURT: "Gone to court",
    CAREFUL: "A place to be careful with",
}
"""What each says, as the help lists them. A translation keeps the shape of its text."""
