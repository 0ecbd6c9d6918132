"""People pasted as text: one on a line, from a spreadsheet or an e-mail; previewed, then added."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from wardenlog.model import Person, new_id
from wardenlog.services.choices import Named
from wardenlog.services.coding import code_for, next_code
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted, can_be_kept, lines_of_cells
from wardenlog.services.record import Record
from wardenlog.store.lists.bodies import own_organisations
from wardenlog.store.lists.coded import all_coded

SOURCE: Final = "Pasted list of people"
"""What the batch is called among the imports."""

_CODE: Final = re.compile(r"[A-Z0-9]{2,10}|[A-Z]+[-/]?\d+|\d{1,10}")
_HEADINGS: Final = {
    *("code", "name", "ref", "warden", "wardens", "person", "staff", "full name"),
    *("hotspot", "hotspots", "place", "location"),
}


@dataclass(frozen=True, slots=True)
class PastedLine:
    """Somebody on a line, counted from 1; `problem` says why they are not added, if they are not.

    `known` is true where the problem is only that they are in the record already.
    """

    line: int
    code: str
    name: str
    problem: str | None = None
    known: bool = False


class _Said(NamedTuple):
    line: int
    code: str
    name: str


def read_pasted(record: Record, text: str) -> Pasted[PastedLine]:
    """Read a name, or a code and a name, from each line, and say what would come of it.

    Whoever has no code gets one: the next number where people are numbered, else initials.
    """
    with record.store.read() as session:
        return read_lines(text, all_coded(session, "person"))


def read_lines(text: str, known: Sequence[Named] = ()) -> Pasted[PastedLine]:
    """Read names, or codes and names, beside those that are known, the newest of them first."""
    said = list(_said(text))
    taken = [one.code for one in known] + [each.code for each in said if each.code]
    lines: list[PastedLine] = []
    for each in said:
        problem, there = _problem(each, known, lines)
        code = each.code
        if problem is None and not code:
            code = _free_code(each.name, [one.code for one in known], taken)
            taken.append(code)
        lines.append(PastedLine(each.line, code, each.name, problem, there))
    return Pasted(text, tuple(lines))


def add_pasted(
    record: Record, pasted: Pasted[PastedLine], organisation_id: str
) -> tuple[str, Changes]:
    """Add the people of a preview to an organisation as one batch, and return its id.

    All of them or none; UserError where the record changed so that it cannot be.
    """
    batch = pasted.batch(SOURCE)
    with record.store.write(record.actor, batch=batch) as session:
        done = [
            session.save(
                Person(id=new_id(), code=each.code, name=each.name, organisation_id=organisation_id)
            )
            for each in pasted.added
        ]
    return batch.id, Changes(tuple(each for each in done if each is not None))


def own_organisation(record: Record) -> str | None:
    """Return whom a new person most likely works for: our own organisation, if there is one."""
    with record.store.read() as session:
        ids = own_organisations(session)
    return ids[0] if len(ids) == 1 else None


def _said(text: str) -> Iterator[_Said]:
    for number, cells in lines_of_cells(text):
        parts = [cell for cell in cells if cell]
        if not parts or all(part.casefold() in _HEADINGS for part in parts):
            continue
        if len(parts) > 1 and _CODE.fullmatch(parts[0]):
            yield _Said(number, parts[0], _plain(parts[1]))
        elif len(parts) > 1 and _CODE.fullmatch(parts[1]):
            yield _Said(number, parts[1], _plain(parts[0]))
        else:
            yield _in_one(number, _plain(" ".join(parts[:2])))


def _in_one(number: int, words: str) -> _Said:
    """Read a line without columns: its first word is a code where it looks like one."""
    first, _, rest = words.partition(" ")
    numbered = any(each.isdigit() for each in first)
    if rest and _CODE.fullmatch(first) and (numbered or not rest.isupper()):
        return _Said(number, first, rest)
    return _Said(number, "", words)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _problem(
    said: _Said, known: Sequence[Named], before: Sequence[PastedLine]
) -> tuple[str | None, bool]:
    """Return why somebody cannot be added, and whether it is because they are there already."""
    name, code = said.name.casefold(), said.code.casefold()
    for one in known:
        if not one.void and one.name.casefold() == name:
            return f"{one.name} is in the record already, with the code {one.code}.", True
    for one in known:
        if code and not one.void and one.code.casefold() == code:
            return f"{one.name} has the code {one.code} already. Give another.", False
    for each in before:
        if (
            each.problem is None
            and each.name.casefold() == name
            and code in {"", each.code.casefold()}
        ):
            return f"The same as line {each.line}.", True
        if each.problem is None and code and each.code.casefold() == code:
            return f"Line {each.line} has the code {each.code} already. Give another.", False
    if not can_be_kept(said.code, said.name):
        return "This line cannot be read as a name. Type it again.", False
    return None, False


def _free_code(name: str, known: Sequence[str], taken: Sequence[str]) -> str:
    """Return a code that nobody has: the next number where people are numbered, else initials."""
    code = next_code(known)
    used = {each.casefold() for each in taken}
    while code is not None and code.casefold() in used:
        code = next_code([code])
    return code_for(name, taken) if code is None else code
