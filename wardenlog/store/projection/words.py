"""The words of an aggregate that quick find looks through, as passages of its full-text index."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from wardenlog.model import Aggregate, Hotspot, Person, Shift


FIRST_POWER: Final = 10_000
"""The position of a sheet's first power use; below it, a visit's position is its number."""


class Passage(NamedTuple):
    """One thing that can be found: its position in its aggregate, and words by what they are.

    Position 0 is the record itself, 1 to 9,999 a visit by number, from FIRST_POWER on a power
    use in the order of the sheet.
    """

    position: int
    person: str | None = None
    hotspot: str | None = None
    sheet: str | None = None
    reference: str | None = None
    note: str | None = None


FIELDS: Final = Passage._fields[1:]
"""What words can be; the columns of the index, in order."""


def passages(aggregate: "Aggregate") -> list[Passage]:
    """Return everything to be found in an aggregate, by position; empty for most kinds."""
    make = _MAKERS.get(aggregate.kind)
    return [] if make is None else list(make(aggregate))


def _person(it: "Person") -> Iterator[Passage]:
    yield Passage(0, person=f"{it.code} {it.name}")


def _hotspot(it: "Hotspot") -> Iterator[Passage]:
    yield Passage(0, hotspot=" ".join(filter(None, (it.code, it.name, it.ward))))


def _shift(it: "Shift") -> Iterator[Passage]:
    yield Passage(0, sheet=_with_plain_numbers(it.sheet), note=it.note)
    for visit in sorted(it.visits, key=lambda each: each.number):
        if visit.note is not None:
            yield Passage(visit.number, note=visit.note)
    for place, power in enumerate(it.powers):
        if power.reference is not None:
            reference = _with_plain_numbers(power.reference)
            yield Passage(FIRST_POWER + place, reference=reference)


def _with_plain_numbers(name: str) -> str:
    """Return `A0412 412` for `A0412`, so that the number alone finds it too."""
    plain = dict.fromkeys(digits.lstrip("0") for digits in re.findall(r"\d+", name))
    return " ".join([name, *(number for number in plain if number not in {"", name})])


_MAKERS: Final[dict[str, Callable[[Any], Iterator[Passage]]]] = {
    "person": _person,
    "hotspot": _hotspot,
    "shift": _shift,
}
