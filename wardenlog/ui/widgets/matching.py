"""Finds who or what a few typed letters mean, and never guesses between two."""

from collections.abc import Sequence

from wardenlog.errors import UserError
from wardenlog.services.choices import Named

_MOST_NAMED = 4


def the_one(text: str, among: Sequence[Named], noun: str) -> Named:
    """Return the record meant: by its code, the beginning of its code, or of a word of its name.

    An exact code is taken first, then an exact name. UserError `unknown` where nothing fits,
    `ambiguous` where several do: a neighbour must never be picked in passing.
    """
    found = matches(text, among)
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


def matches(text: str, among: Sequence[Named]) -> list[Named]:
    """Return the records that the text may mean, by the strongest likeness there is; none void."""
    typed = text.strip().casefold()
    if not typed:
        return []
    tests = (
        lambda one: one.code.casefold() == typed,
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
