"""Finds who or what a name in a spreadsheet means, and never guesses between two."""

import difflib
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wardenlog.imports.spreadsheet.fields import folded

MOST_NEAR: Final = 5
_NEAR: Final = 0.6
_SEPARATORS: Final = re.compile(r"\s*(?:[/&+;|\n]|,|\band\b|\bwith\b|\bplus\b)\s*", re.IGNORECASE)
_INITIALS: Final = re.compile(r"[A-Z]{2,3}\d{0,3}")
_TITLE: Final = re.compile(r"^(?:mr|mrs|ms|miss|warden|officer|cpo|ceo)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A person or hotspot that is recorded: its code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as the file writes it, in how many rows, and what the record has for it.

    `known` is who it surely is; `near` are those it may be, the likeliest first.
    """

    text: str
    rows: int
    known: Known | None
    near: tuple[Known, ...] = ()


@lru_cache(maxsize=8_192)
def split_crew(text: str, people: tuple[Known, ...]) -> tuple[str, ...]:
    """Return the names in a crew cell: `AK/JR`, `A Khan & J Reed`, `AK, JR`, `AK + JR`, `AK JR`.

    A name that holds a separator, such as `Reed, Jo`, is one where a person is known by it.
    """
    whole = " ".join(text.split())
    if not whole:
        return ()
    if the_person(whole, people):
        return (whole,)
    names: list[str] = []
    for piece in _SEPARATORS.split(text.strip()):
        name = " ".join(_TITLE.sub("", piece.strip()).split()).strip(" .-()")
        if name:
            names += _apart(name, people)
    return tuple(dict.fromkeys(names))


def _apart(name: str, people: tuple[Known, ...]) -> list[str]:
    """Return the codes of `AK JR` and `AK-JR` one by one; any other name whole."""
    if the_person(name, people):
        return [name]
    words = re.split(r"[\s\-]+", name)
    codes = {folded(each.code) for each in people}
    if len(words) > 1 and all(folded(word) in codes or _INITIALS.fullmatch(word) for word in words):
        return words
    return [name]


@lru_cache(maxsize=8_192)
def the_person(text: str, people: tuple[Known, ...]) -> Known | None:
    """Return the one person that a text means: by code, by name, by initials and surname."""
    return _only(text, people, (_by_code, _by_name, _by_initials_and_surname))


@lru_cache(maxsize=8_192)
def the_place(text: str, places: tuple[Known, ...]) -> Known | None:
    """Return the one hotspot that a text means: by code, by name, by both."""
    return _only(text, places, (_by_code, _by_name, _by_both))


def near(text: str, among: Collection[Known]) -> tuple[Known, ...]:
    """Return the records that a text may mean, the likeliest first."""
    typed = folded(text)
    scored = [(max(_ratio(typed, word) for word in _spellings(one)), one) for one in among]
    scored = [each for each in scored if each[0] >= _NEAR]
    scored.sort(key=lambda each: (-each[0], each[1].code))
    return tuple(one for _, one in scored[:MOST_NEAR])


Fits = Callable[[str, Known], bool]


def _only(text: str, among: Collection[Known], tests: Sequence[Fits]) -> Known | None:
    typed = folded(text)
    for fits in tests:
        found = [one for one in among if fits(typed, one)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _by_code(typed: str, one: Known) -> bool:
    return typed == folded(one.code)


def _by_name(typed: str, one: Known) -> bool:
    name = folded(one.name)
    return typed == name or typed.split() == _surname_first(name)


def _by_both(typed: str, one: Known) -> bool:
    return typed in {folded(f"{one.code} {one.name}"), folded(f"{one.name} {one.code}")}


def _by_initials_and_surname(typed: str, one: Known) -> bool:
    """`A Khan`, `Khan A` and `AKhan` are Amira Khan."""
    first, *rest = [folded(word) for word in one.name.split()] or [""]
    if not rest or not first:
        return False
    surname = rest[-1]
    initials = {first[0], "".join(word[:1] for word in (first, *rest[:-1]))}
    return any(
        typed in {f"{letters} {surname}", f"{surname} {letters}", f"{' '.join(letters)} {surname}"}
        for letters in initials
    )


def _surname_first(name: str) -> list[str]:
    *first, last = name.split() or [""]
    return [last, *first]


def _spellings(one: Known) -> list[str]:
    name = folded(one.name)
    initials = "".join(word[0] for word in name.split())
    return [folded(one.code), name, initials, *(name.split() if len(name.split()) > 1 else [])]


def _ratio(typed: str, word: str) -> float:
    if typed == word:
        return 1.0
    if len(typed) > 2 and (word.startswith(typed) or f" {typed}" in word):  # noqa: PLR2004
        return 0.9
    return difflib.SequenceMatcher(None, typed, word).ratio()


def new_code(name: str, taken: Collection[str]) -> str:
    """Return a code for a new record: the name itself where it is short, else its initials."""
    words = re.findall(r"\w+", name)
    if len(words) == 1 and len(name) <= 6:  # noqa: PLR2004 - a code already
        code = name.upper()
    elif len(words) == 1:
        code = name[:3].upper()
    else:
        code = "".join(word if word.isdigit() else word[0] for word in words[:4]).upper()
    used = {each.casefold() for each in taken}
    free, number = code or "X", 2
    while free.casefold() in used:
        free, number = f"{code}{number}", number + 1
    return free
