"""What differs between two states of a record, field by field, in plain sentences."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from wardenlog.model.base import Part
from wardenlog.services.history.wording import Wording, label, part_name

_Key = Callable[[Any], tuple[object, ...]]

_KEYS: Final[dict[str, _Key]] = {
    "Visit": lambda it: (it.id,),
    "ShiftMember": lambda it: (it.person_id,),
    "VisitMember": lambda it: (it.person_id,),
    "Tally": lambda it: (it.visit, it.measure),
    "PowerUse": lambda it: (it.id,),
    "OtherTime": lambda it: (it.person_id, it.time_kind),
    "Authorisation": lambda it: (it.family, it.from_on),
    "Variation": lambda it: (it.number,),
    "Term": lambda it: (it.item, it.key),
    "BudgetChange": lambda it: (it.line,),
    "Listing": lambda it: (it.hotspot_id, it.from_on),
    "PlanRule": lambda it: (it.hotspot_id, it.from_on),
    "Post": lambda it: (it.reference,),
    "PostHolding": lambda it: (it.person_id, it.from_on),
    "BudgetLine": lambda it: (it.reference,),
    "SuppliedCount": lambda it: (it.hotspot_id, it.month, it.category),
    "ReturnValue": lambda it: (it.table, it.row, it.column),
}
"""What makes a part the same one in both states; parts of other kinds are the same when equal."""


def differences(before: Part, after: Part, wording: Wording) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it was."""
    return _between(before, after, "", wording)


def contents(record: Part, wording: Wording) -> Iterator[str]:
    """Yield a sentence for each thing that a new record holds; its parts as numbers of them."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in {"id", "void_reason"} or value == field.default:
            continue
        if _has_parts(value):
            yield f"{label(name)}: {len(value):,}"
        else:
            yield f"{label(name)}: {wording.value(name, value)}"


def _between(before: Part, after: Part, where: str, wording: Wording) -> Iterator[str]:
    for name in type(after).model_fields:
        was, now = getattr(before, name), getattr(after, name)
        if was == now or name == "id":
            continue
        if _has_parts(was) or _has_parts(now):
            yield from _parts(was, now, where, wording)
        else:
            yield f"{where}{_change(name, was, now, wording)}"


def _change(name: str, was: object, now: object, wording: Wording) -> str:
    if name == "void_reason":
        return "Counts again" if now is None else f"Void: {wording.value(name, now)}"
    if name == "finished":
        return "Finished" if now else "Marked as unfinished"
    if was in {None, ()}:
        return f"{label(name)} set to {wording.value(name, now)}"
    if now in {None, ()}:
        return f"{label(name)} {wording.value(name, was)} taken away"
    old, new = wording.value(name, was), wording.value(name, now)
    if old == new:
        old, new = (wording.value(name, each, full=True) for each in (was, now))
    if old == new:
        return f"{label(name)} changed"
    return f"{label(name)} changed from {old} to {new}"


def _parts(was: Sequence[Part], now: Sequence[Part], where: str, wording: Wording) -> Iterator[str]:
    key = _KEYS.get(type((*was, *now)[0]).__name__)
    old, new = _keyed(was, key), _keyed(now, key)
    if old is None or new is None:
        yield from _as_wholes(was, now, where, wording)
        return
    for each, part in new.items():
        if each not in old:
            yield f"{where}{_called(part, wording)} added: {wording.part(part)}"
        elif old[each] != part:
            yield from _between(old[each], part, f"{where}{_called(part, wording)}: ", wording)
    for each, part in old.items():
        if each not in new:
            yield f"{where}{_called(part, wording)} taken away: {wording.part(part)}"


def _keyed(parts: Sequence[Part], key: _Key | None) -> dict[tuple[object, ...], Part] | None:
    """Return parts by what makes them the same, or None where that does not tell them apart."""
    if key is None:
        return None
    keyed = {key(part): part for part in parts}
    return keyed if len(keyed) == len(parts) else None


def _as_wholes(
    was: Sequence[Part], now: Sequence[Part], where: str, wording: Wording
) -> Iterator[str]:
    old, new = Counter(was), Counter(now)
    for part in (new - old).elements():
        yield f"{where}{part_name(part)} added: {wording.part(part)}"
    for part in (old - new).elements():
        yield f"{where}{part_name(part)} taken away: {wording.part(part)}"


def _called(part: Any, wording: Wording) -> str:  # noqa: ANN401 - any kind of part
    """Return what one part is called among its like: `Visit 3`, `Crew AK Amira Khan`."""
    name = part_name(part)
    match name:
        case "Visit" | "Variation":
            return f"{name} {part.number}"
        case "Tally":
            return f"{label(part.measure)}{_on_visit(part)}"
        case "Power":
            return f"{name} {part.power} {part.stage}{_on_visit(part)}"
        case "Term":
            return f"{label(part.item)} {part.key}".rstrip()
        case "Figure":
            return f"{part.table} {' '.join(part.row)} {part.column}"
        case _:
            field = next(iter(type(part).model_fields))
            return f"{name} {wording.value(field, getattr(part, field))}"


def _on_visit(part: Any) -> str:  # noqa: ANN401 - anything written on a sheet
    return "" if part.visit is None else f" of visit {part.visit}"


def _has_parts(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Part) for each in value)
