"""A language that nobody speaks: every text longer and accented, to see what it does to screens."""

from typing import Final

from PySide6.QtCore import QTranslator

_ACCENTS: Final = str.maketrans("AEIOUYaeiouycnsw", "ÂÊÎÔÛŶâêîôûŷçñšŵ")
_GROWTH: Final = 0.4
"""By how much a text grows: Welsh and other languages need up to so much more than English."""


class Pseudo(QTranslator):
    """Translates every text into ⟦Êvêrŷ têxt ···⟧; what is filled in, and markup, stays."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's own name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return pseudo(sourceText)


def pseudo(text: str) -> str:
    """Return a text longer by two fifths and accented: `⟦` and `⟧` show where it is cut off."""
    parts = []
    depth = 0
    for letter in text:
        depth += letter in "{<"
        parts.append(letter if depth else letter.translate(_ACCENTS))
        depth -= letter in "}>"
    more = "·" * max(0, round(len(text) * _GROWTH) - 2)
    return f"⟦{''.join(parts)}{more}⟧" if text.strip() else text
