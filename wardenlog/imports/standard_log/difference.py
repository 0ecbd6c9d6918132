"""Says in words what an import would change in a record."""

from collections import Counter
from datetime import datetime
from enum import Enum
from typing import Any, Final

from wardenlog import clock
from wardenlog.imports.standard_log.removals import SORTS, Names, identity, removals
from wardenlog.model import Aggregate, BudgetLine, Post, ShiftMember, Variation, Visit, VisitMember
from wardenlog.model.base import Part

MOST_LINES: Final = 12
"""Lines of differences for one record; a longer list ends by saying how many there are."""

_LONGEST: Final = 60
_KEYS: Final[dict[type[Part], str]] = {
    Visit: "number",
    ShiftMember: "person_id",
    VisitMember: "person_id",
    Variation: "number",
    Post: "reference",
    BudgetLine: "reference",
}
"""The field by which parts of a collection are paired; others are only counted."""


def differences(before: Aggregate, now: Aggregate, names: Names) -> list[str]:
    """Return a line for each difference, such as `visits 3, out: 19:30 → 19:45`.

    What is removed comes first, so that no cut hides it: `2 visits removed: 1, 2`.
    """
    removed = [str(removal) for removal in removals(before, now, names)]
    lines = [*removed, *_lines("", before, now, names)]
    if len(lines) > MOST_LINES:
        rest = len(lines) - MOST_LINES + 1
        lines = [*lines[: MOST_LINES - 1], f"and {rest} more"]
    return lines


def _lines(where: str, before: Part, now: Part, names: Names) -> list[str]:
    found: list[str] = []
    for field in type(now).model_fields:
        old, new = getattr(before, field), getattr(now, field)
        if old == new or field == "id":
            continue
        name = f"{where}{_name(field)}"
        if isinstance(new, tuple) and any(isinstance(each, Part) for each in (*old, *new)):
            found += _collection(name, old, new, names)
        else:
            found.append(f"{name}: {_shown(field, old, names)} → {_shown(field, new, names)}")
    return found


def _collection(name: str, old: tuple[Part, ...], new: tuple[Part, ...], names: Names) -> list[str]:
    key = _KEYS.get(type((*old, *new)[0]))
    olds, news = _by_key(old, key), _by_key(new, key)
    if key is None or len(olds) < len(old) or len(news) < len(new):
        gone, come = _without(old, new), _without(new, old)
        if not gone and not come:
            return [f"{name}: in another order"]
        removed = _fewer(gone, come)
        counts = ((_fewer(come, gone), "added"), (len(gone) - removed, "changed"))
        said = [f"{count} {what}" for count, what in counts if count]
        return [f"{name}: {', '.join(said)}"] if said else []
    found = [f"{name} {_shown(key, each, names)}: added" for each in news if each not in olds]
    for each in [each for each in olds if each in news]:
        found += _lines(f"{name} {_shown(key, each, names)}, ", olds[each], news[each], names)
    same_parts = len(old) == len(new)
    return found or ([f"{name}: in another order"] if same_parts else [])


def _fewer(parts: list[Part], others: list[Part]) -> int:
    """Return how many of the parts are none of the others, changed."""
    if any(type(each) not in SORTS for each in (*parts, *others)):
        return len(parts)
    return (Counter(map(identity, parts)) - Counter(map(identity, others))).total()


def _by_key(parts: tuple[Part, ...], key: str | None) -> dict[Any, Part]:
    return {} if key is None else {getattr(part, key): part for part in parts}


def _without(parts: tuple[Part, ...], others: tuple[Part, ...]) -> list[Part]:
    left = list(others)
    found = []
    for part in parts:
        if part in left:
            left.remove(part)
        else:
            found.append(part)
    return found


def _name(field: str) -> str:
    for ending in ("_id", "_at", "_on"):
        field = field.removesuffix(ending)
    return field.replace("_", " ")


def _shown(field: str, value: Any, names: Names) -> str:  # noqa: ANN401, PLR0911 - one kind a line
    match value:
        case None | ():
            return "blank"
        case bool():
            return "Yes" if value else "No"
        case Enum():
            return str(value.value)
        case datetime():
            return f"{clock.date_text(clock.local_date(value))} {clock.wall_text(value)}"
        case tuple():
            return " ".join(_shown(field, each, names) for each in value)
        case str() if field.endswith("_id"):
            return names(value)
        case _:
            text = str(value)
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
