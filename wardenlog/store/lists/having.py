"""Narrows a list to the rows that have every word somewhere."""

from collections.abc import Sequence
from typing import Final

_ESCAPE: Final = "ESCAPE '!'"


def having_words(columns: Sequence[str], words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the SQL condition that each word is part of one of the columns, and what it binds.

    True of every row where there are no words. Capital letters make no difference.
    """
    every = (
        f"({' OR '.join(f'{column} LIKE :word{n} {_ESCAPE}' for column in columns)})"
        for n in range(len(words))
    )
    return " AND ".join(every) or "1", {
        f"word{n}": f"%{escaped(word)}%" for n, word in enumerate(words)
    }


def escaped(word: str) -> str:
    """Return a word for LIKE with ESCAPE '!', so that it stands for itself."""
    return "".join(f"!{char}" if char in "!%_" else char for char in word)
