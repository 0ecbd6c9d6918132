"""Outlines from a file: whose each of them is, and keeping them as versions of the boundary."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, cast

from wardenlog.errors import UserError
from wardenlog.imports.boundaries import Found, Outline, outline_of, read_boundaries
from wardenlog.model import Boundary, Hotspot, Pspo, new_id
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import Batch
from wardenlog.store.lists.coded import all_coded

__all__ = ["Bounded", "Found", "Matched", "Outline", "keep", "match", "outline_of"]

Bounded = Literal["hotspot", "pspo"]
"""What has a boundary."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The outlines of a file, and whose each is by its number; and whose it may be."""

    path: Path
    kind: Bounded
    found: tuple[Found, ...]
    owners: Mapping[int, str]
    known: tuple[Named, ...]


def match(record: Record, kind: Bounded, path: Path, selected: str | None) -> Matched:
    """Read a file, and find whose each outline is by a code or a name among its properties.

    A single outline that names nobody is taken for the selected record's. UserError as
    `read_boundaries`.
    """
    found = read_boundaries(path)
    with record.store.read() as session:
        known = tuple(sorted((one for one in all_coded(session, kind) if not one.void), key=_code))
    owners: dict[int, str] = {}
    for each in found:
        owner = None if each.outline is None else _owner(each.properties, known)
        if owner is not None and owner not in owners.values():
            owners[each.number] = owner
    if len(found) == 1 and not owners and selected is not None and found[0].outline is not None:
        owners[found[0].number] = selected
    return Matched(path, kind, found, owners, known)


def keep(
    record: Record, matched: Matched, owners: Mapping[int, str], from_on: date | None
) -> tuple[str, Changes]:
    """Keep outlines by number as their owners' boundaries from a day on, as one batch.

    The version before ends the day before, and one that begins on the same day is replaced. An
    order has one boundary, whatever the day. Returns the batch's id. UserError where an owner has
    a version already and no day is given.
    """
    outlines = {each.number: each for each in matched.found if each.outline is not None}
    wanted = {owner: outlines[number].geojson for number, owner in owners.items()}
    digest = hashlib.sha256("\n".join(wanted.values()).encode()).hexdigest()
    refused = len(matched.found) - len(wanted)
    batch = Batch(new_id(), matched.path.name, digest, refused)
    with record.store.write(record.actor, batch=batch) as session:
        done = []
        for owner, geojson in wanted.items():
            before = session.load(matched.kind, owner)
            if before is None:
                raise UserError("One of them is no longer in the record.", code="not_found")
            if matched.kind == "pspo":
                after = cast("Pspo", before).model_copy(update={"boundary": geojson})
                done.append(session.save(after))
            else:
                place = cast("Hotspot", before)
                versions = _with(place, Boundary(from_on=from_on, geojson=geojson))
                done.append(session.save(place.model_copy(update={"boundaries": versions})))
    return batch.id, Changes(tuple(each for each in done if each is not None))


def _with(place: Hotspot, new: Boundary) -> tuple[Boundary, ...]:
    if new.from_on is None:
        if place.boundaries:
            raise UserError(
                f"{place.code} {place.name} has a boundary already. Say from when the new one"
                " holds.",
                field="from_on",
                code="needs_a_day",
            )
        return (new,)
    last_on = new.from_on - timedelta(days=1)
    kept: list[Boundary] = []
    for each in place.boundaries:
        if each.from_on is not None and each.from_on >= new.from_on:
            if each.from_on > new.from_on:
                kept.append(each)
        elif each.to_on is None or each.to_on > last_on:
            kept.append(each.model_copy(update={"to_on": last_on}))
        else:
            kept.append(each)
    later = [each.from_on for each in kept if each.from_on and each.from_on > new.from_on]
    ends = min(later) - timedelta(days=1) if later else None
    return tuple(sorted((*kept, new.model_copy(update={"to_on": ends})), key=_begins))


def _owner(properties: Mapping[str, str], known: Sequence[Named]) -> str | None:
    said = {value.casefold() for value in properties.values()}
    return next(
        (one.id for each in _named_alike(known) for one, name in each if name in said), None
    )


def _named_alike(known: Sequence[Named]) -> Iterator[list[tuple[Named, str]]]:
    """Yield everybody with their code, and then with their name: a code decides."""
    yield [(one, one.code.casefold()) for one in known]
    yield [(one, one.name.casefold()) for one in known]


def _code(one: Named) -> str:
    return one.code


def _begins(it: Boundary) -> date:
    return it.from_on or date.min
