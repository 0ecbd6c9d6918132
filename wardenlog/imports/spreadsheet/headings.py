"""How much a heading is like the words a field is known by."""

import difflib
import re
from functools import cache
from typing import Final

from wardenlog.imports.spreadsheet.fields import IGNORED, Subject, folded, load_vocabulary

EXACT: Final = 1.0
WITHIN: Final = 0.75
MISSPELT: Final = 0.6

_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER: Final = re.compile(r" \d{1,2}$")
_ASIDE: Final = re.compile(r"\([^)]*\)")


def heading_key(text: str) -> str:
    """Return a heading as it is compared: `DateOfVisit`, `Date of visit:` are one."""
    return folded(_HUMP.sub(" ", text))


@cache
def likenesses(
    heading: str, *, misspelt: bool = True, subject: Subject = "visits"
) -> dict[str, float]:
    """Return the fields that a heading may name, each with how sure that is, up to 1.

    A heading that says the column is a total, a week or the like gives `ignore`.
    """
    found: dict[str, float] = {}
    spellings = dict.fromkeys((heading_key(heading), heading_key(_ASIDE.sub(" ", heading))))
    vocabulary = load_vocabulary()
    for spelling in spellings:
        if not spelling:
            continue
        if subject == "visits" and spelling in vocabulary.ignored:
            found[IGNORED] = EXACT
        for field in vocabulary.of(subject).values():
            sure = _likeness(spelling, field.words, misspelt=misspelt)
            if sure > found.get(field.code, 0):
                found[field.code] = sure
    return found


def weight(heading: str, subject: Subject = "visits") -> float:
    """Return how surely a text is a heading of such a file at all."""
    return max(likenesses(heading, misspelt=False, subject=subject).values(), default=0.0)


def _likeness(spelling: str, words: tuple[str, ...], *, misspelt: bool) -> float:
    without_number = _NUMBER.sub("", spelling)
    best = 0.0
    for place, word in enumerate(words):
        if word in {spelling, without_number}:
            return EXACT - place / 1000
        if re.search(rf"\b{re.escape(word)}\b", spelling) and len(word) > 2:  # noqa: PLR2004
            best = max(best, WITHIN * (0.4 + 0.6 * len(word) / len(spelling)))
    if not best and misspelt and len(spelling) > 3:  # noqa: PLR2004 - `in` is like everything
        close = difflib.get_close_matches(spelling, words, n=1, cutoff=0.85)
        best = MISSPELT if close else 0.0
    return best
