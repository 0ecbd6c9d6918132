"""People pasted as text: one on a line, from a spreadsheet or an e-mail; previewed, then added."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from wardenlog.model import Person, new_id
from wardenlog.model.base import Code, Text
from wardenlog.services.choices import Named
from wardenlog.services.coding import code_for, next_code
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import Batch
from wardenlog.store.lists.bodies import own_organisations
from wardenlog.store.lists.coded import all_coded

SOURCE: Final = "Pasted list of people"
"""What the batch is called among the imports."""

_PARTS: Final = re.compile(r"\s*[\t;,|]\s*")
_CODE: Final = re.compile(r"[A-Z0-9]{2,10}|[A-Z]+[-/]?\d+|\d{1,10}")
_HEADINGS: Final = {
    *("code", "name", "ref", "warden", "wardens", "person", "staff", "full name"),
    *("hotspot", "hotspots", "place", "location"),
}
_LONGEST: Final = 2_000
"""Lines read; a list of people is never longer."""
_CODE_TYPE: Final = TypeAdapter(Code)
_NAME_TYPE: Final = TypeAdapter(Text)


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


@dataclass(frozen=True, slots=True)
class Pasted:
    """What would come of a pasted text; blank lines and headings are left out."""

    text: str
    lines: tuple[PastedLine, ...]

    @property
    def added(self) -> tuple[PastedLine, ...]:
        """Those who would be added."""
        return tuple(each for each in self.lines if each.problem is None)


class _Said(NamedTuple):
    line: int
    code: str
    name: str


def read_pasted(record: Record, text: str) -> Pasted:
    """Read a name, or a code and a name, from each line, and say what would come of it.

    Whoever has no code gets one: the next number where people are numbered, else initials.
    """
    with record.store.read() as session:
        return read_lines(text, all_coded(session, "person"))


def read_lines(text: str, known: Sequence[Named] = ()) -> Pasted:
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


def add_pasted(record: Record, pasted: Pasted, organisation_id: str) -> tuple[str, Changes]:
    """Add the people of a preview to an organisation as one batch, and return its id.

    All of them or none; UserError where the record changed so that it cannot be.
    """
    digest = hashlib.sha256(pasted.text.encode("utf-8", "surrogatepass")).hexdigest()
    refused = len(pasted.lines) - len(pasted.added)
    batch = Batch(new_id(), SOURCE, digest, refused)
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
    for number, line in enumerate(text.splitlines()[:_LONGEST], start=1):
        parts = [part.strip(" \"'") for part in _PARTS.split(line.strip())]
        parts = [part for part in parts if part]
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
    try:
        _NAME_TYPE.validate_python(said.name)
        if said.code:
            _CODE_TYPE.validate_python(said.code)
    except ValidationError:
        return "This line cannot be read as a name. Type it again.", False
    return None, False


def _free_code(name: str, known: Sequence[str], taken: Sequence[str]) -> str:
    """Return a code that nobody has: the next number where people are numbered, else initials."""
    code = next_code(known)
    used = {each.casefold() for each in taken}
    while code is not None and code.casefold() in used:
        code = next_code([code])
    return code_for(name, taken) if code is None else code
