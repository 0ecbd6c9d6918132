"""Finds who or what a few typed letters mean, and never guesses between two."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from wardenlog.errors import UserError
from wardenlog.services.choices import Named

_MOST_NAMED = 4
_NO_SHORT: Final[Mapping[str, str]] = MappingProxyType({})


def the_sure_one(
    text: str, among: Sequence[Named], noun: str, short: Mapping[str, str] = _NO_SHORT
) -> Named:
    """Return the record meant where that is sure: by code, name or remembered short code.

    UserError as `the_one`, and `unconfirmed` where one fits that nobody has yet said was meant.
    """
    one = the_one(text, among, noun, short)
    if not is_sure(text, one, short):
        raise UserError(
            f"Is “{text.strip()}” {one.code} {one.name}? Press Enter on it to say so once, or type"
            " the code.",
            code="unconfirmed",
        )
    return one


def is_sure(text: str, one: Named, short: Mapping[str, str] = _NO_SHORT) -> bool:
    """Whether a text says a record whole: its code, its name, both, or its short code."""
    typed = text.strip().casefold()
    whole = {one.code.casefold(), one.name.casefold(), f"{one.code} {one.name}".casefold()}
    return typed in whole or _plain(typed) == _plain(one.code) or short.get(typed) == one.id


def the_one(
    text: str, among: Sequence[Named], noun: str, short: Mapping[str, str] = _NO_SHORT
) -> Named:
    """Return the record meant: by its code, the beginning of its code, or of a word of its name.

    An exact code is taken first, then one without its leading zeros, a remembered short code (an
    id by what is typed) and an exact name. UserError `unknown` where nothing fits, `ambiguous`
    where several do: a neighbour must never be picked in passing.
    """
    found = matches(text, among, short)
    if len(found) == 1:
        return found[0]
    typed = text.strip()
    if not found:
        raise UserError(
            f"There is no {noun} “{typed}”. Type its code, or the beginning of its name.",
            code="unknown",
        )
    named = ", ".join(f"{one.code} {one.name}" for one in found[:_MOST_NAMED])
    more = " and others" if len(found) > _MOST_NAMED else ""
    raise UserError(f"“{typed}” could be {named}{more}. Type more of it.", code="ambiguous")


def matches(text: str, among: Sequence[Named], short: Mapping[str, str] = _NO_SHORT) -> list[Named]:
    """Return the records that the text may mean, by the strongest likeness there is; none void."""
    typed = text.strip().casefold()
    if not typed:
        return []
    tests = (
        lambda one: one.code.casefold() == typed,
        lambda one: _plain(one.code) == _plain(typed),
        lambda one: short.get(typed) == one.id,
        lambda one: one.name.casefold() == typed,
        lambda one: f"{one.code} {one.name}".casefold() == typed,
        lambda one: one.code.casefold().startswith(typed),
        lambda one: one.name.casefold().startswith(typed),
        lambda one: any(word.startswith(typed) for word in one.name.casefold().split()),
    )
    for fits in tests:
        if found := [one for one in among if not one.void and fits(one)]:
            return found
    return []


def _plain(code: str) -> str:
    """Return a code without the zeros that its numbers begin with: `H1` for `H01`."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", code.casefold())
