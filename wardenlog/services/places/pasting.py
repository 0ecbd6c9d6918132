"""Hotspots pasted as text: one on a line, code and name and perhaps ward; previewed, then added."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wardenlog.model import Hotspot, new_id
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted, can_be_kept, lines_of_cells
from wardenlog.services.places.saving import OnList, list_hotspots
from wardenlog.services.record import Record
from wardenlog.store.lists.coded import all_coded

SOURCE: Final = "Pasted list of hotspots"
"""What the batch is called among the imports."""

_CODE: Final = re.compile(r"[A-Z]{0,6}[-/]?\d{1,6}[A-Z]?|[A-Z]{2,8}")
_HEADINGS: Final = {"code", "name", "hotspot", "hotspots", "ref", "ward", "place", "area"}


@dataclass(frozen=True, slots=True)
class PastedPlace:
    """A hotspot on a line, counted from 1; `problem` says why it is not added, if it is not.

    `known` is true where the problem is only that it is in the record already.
    """

    line: int
    code: str
    name: str
    ward: str | None = None
    problem: str | None = None
    known: bool = False


def read_pasted(record: Record, text: str) -> Pasted[PastedPlace]:
    """Read a code, a name and perhaps a ward from each line, and say what would come of it."""
    with record.store.read() as session:
        known = [one for one in all_coded(session, "hotspot") if not one.void]
    lines: list[PastedPlace] = []
    for number, code, name, ward in _said(text):
        problem, there = _problem(code, name, known, lines)
        lines.append(PastedPlace(number, code, name, ward, problem, there))
    return Pasted(text, tuple(lines))


def add_pasted(
    record: Record, pasted: Pasted[PastedPlace], listed: OnList | None
) -> tuple[str, Changes]:
    """Add the hotspots of a preview as one batch, and return its id: all of them or none.

    UserError where the record changed so that it cannot be.
    """
    batch = pasted.batch(SOURCE)
    made = [
        Hotspot(id=new_id(), code=each.code, name=each.name, ward=each.ward)
        for each in pasted.added
    ]
    with record.store.write(record.actor, batch=batch) as session:
        done = [session.save(each) for each in made]
        if listed is not None:
            done.append(list_hotspots(session, listed, [each.id for each in made]))
    return batch.id, Changes(tuple(each for each in done if each is not None))


def _said(text: str) -> Iterator[tuple[int, str, str, str | None]]:
    for number, cells in lines_of_cells(text):
        parts = [" ".join(cell.split()) for cell in cells]
        if not any(parts) or all(part.casefold() in _HEADINGS for part in parts if part):
            continue
        code, _, rest = parts[0].partition(" ")
        if rest and _CODE.fullmatch(code):
            parts[:1] = [code, rest]
        if len(parts) == 1:
            yield number, "", parts[0], None
        else:
            ward = parts[2] if len(parts) > 2 and parts[2] else None  # noqa: PLR2004 - the third
            yield number, parts[0], parts[1], ward


def _problem(
    code: str, name: str, known: Sequence[Named], before: Sequence[PastedPlace]
) -> tuple[str | None, bool]:
    """Return why a hotspot cannot be added, and whether it is because it is there already."""
    if not code:
        return "This line has no code. Write a code, then the name.", False
    for one in known:
        if one.code.casefold() == code.casefold():
            same = one.name.casefold() == name.casefold()
            words = "is in the record already" if same else "has this code already. Give another"
            return f"{one.code} {one.name} {words}.", same
        if one.name.casefold() == name.casefold():
            return f"{one.name} is in the record already, with the code {one.code}.", True
    for each in before:
        if each.problem is None and each.code.casefold() == code.casefold():
            return f"Line {each.line} has the code {each.code} already. Give another.", False
    if not can_be_kept(code, name):
        return "This line cannot be read as a code and a name. Type it again.", False
    return None, False
