"""Reads the numbers, powers and incidents of a council's own spreadsheet."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from wardenlog.catalogue.powers import Power, Stage, load_powers
from wardenlog.imports.book import Cell
from wardenlog.imports.spreadsheet.fields import folded, load_vocabulary
from wardenlog.imports.standard_log.kinds import did_you_mean, plain
from wardenlog.imports.standard_log.problems import CellError, echo
from wardenlog.model.vocabulary import Mode

MOST: Final = 10_000
_SUM: Final = re.compile(r"(~?)\s*(\d{1,6}(?:\.0+)?(?:\s*\+\s*\d{1,6})*)\s*\+?")
_NOTHING: Final = frozenset({"none", "nil", "no", "n a", "na", "n", "zero", "0", "nothing", ""})
_PARTS: Final = re.compile(r"\s*(?:[;,+\n]|\band\b|\s/\s)\s*", re.IGNORECASE)
_TIMES: Final = re.compile(
    r"(?:(\d{1,4})\s*[x×]?\s*)?(.+?)(?:\s*[x×:]\s*(\d{1,4})|\s*\((\d{1,4})\))?"
)
_MODES: Final = {
    "foot": Mode.FOOT,
    "walk": Mode.FOOT,
    "walking": Mode.FOOT,
    "on foot": Mode.FOOT,
    "foot patrol": Mode.FOOT,
    "cycle": Mode.CYCLE,
    "bike": Mode.CYCLE,
    "bicycle": Mode.CYCLE,
    "cycle patrol": Mode.CYCLE,
    "vehicle": Mode.VEHICLE,
    "van": Mode.VEHICLE,
    "car": Mode.VEHICLE,
    "mobile": Mode.VEHICLE,
    "mobile patrol": Mode.VEHICLE,
    "vehicle patrol": Mode.VEHICLE,
    "mixed": Mode.MIXED,
    "both": Mode.MIXED,
    "foot and vehicle": Mode.MIXED,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, and whether it is an estimate."""

    number: int
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Something named in a cell, and how many of it."""

    name: str
    number: int


def is_nothing(cell: Cell) -> bool:
    """Say whether a cell says that there was nothing: None, N/A, -."""
    return isinstance(cell, str) and folded(cell) in _NOTHING


def read_number(cell: Cell) -> Counted:
    """Return a number of people or things: 5, 3+2, ~5 for an estimate, None or - for 0."""
    if isinstance(cell, bool):
        return Counted(int(cell))
    if is_nothing(cell):
        return Counted(0)
    text = plain(cell).strip()
    estimated = text.casefold().startswith(("approx", "about", "circa", "c."))
    if estimated:
        text = re.sub(r"^[a-z.]+\s*", "", text.casefold())
    found = _SUM.fullmatch(text)
    if found is None:
        raise CellError(f"“{echo(plain(cell))}” is not a whole number.", "Write it like 5 or 3+2.")
    number = sum(int(float(part)) for part in found[2].split("+"))
    if number > MOST:
        raise CellError(f"{number:,} is more than can be counted on a visit.", "Check the number.")
    return Counted(number, estimated or bool(found[1]) or text.endswith("+"))


def read_mode(cell: Cell) -> Mode:
    """Return how a visit was patrolled; CellError for a word that says nothing of it."""
    mode = _MODES.get(folded(plain(cell)))
    if mode is None:
        raise CellError(
            f"“{echo(plain(cell))}” is not a way of patrolling.",
            did_you_mean(plain(cell), list(_MODES), "Write foot, cycle, vehicle or mixed."),
        )
    return mode


def named_parts(cell: Cell) -> list[Named]:
    """Return what a cell of words names, each with its number: `Noise 2; begging`."""
    if is_nothing(cell):
        return []
    found = []
    for part in _PARTS.split(plain(cell).strip()):
        if part and (match := _TIMES.fullmatch(part)):
            number = int(match[1] or match[3] or match[4] or 1)
            found.append(Named(match[2].strip(), number))
    return found


def with_number_last(part: Named) -> Named:
    """Return `Noise 2` as two of Noise."""
    found = re.fullmatch(r"(.*\D)\s+(\d{1,3})", part.name)
    if part.number == 1 and found:
        return Named(found[1].strip(), int(found[2]))
    return part


def power_stage(name: str) -> str:
    """Return the stage of the catalogue that a text means: by code, name, or a usual word.

    CellError where none, or more than one, is meant.
    """
    stages = _stages_by_word()
    found = stages.get(folded(name), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        named = ", ".join(sorted(found)[:4])
        raise CellError(f"“{echo(name)}” could be {named}.", "Write the code of the one meant.")
    known = [word for word, meant in stages.items() if len(meant) == 1]
    raise CellError(
        f"There is no power “{echo(name)}”.",
        did_you_mean(folded(name), known, "Write its code, or choose to keep it as a note."),
    )


@cache
def _stages_by_word() -> dict[str, set[str]]:
    """Return the stages by every word for them; a power alone means its usual stage."""
    found: dict[str, set[str]] = {}

    def add(word: str, stage: str) -> None:
        found.setdefault(folded(word), set()).add(stage)

    for power in load_powers().powers:
        first = _usual_stage(power)
        for stage in power.stages:
            if stage.alias_of_status is not None:
                continue
            for word in (stage.code, f"{power.code} {stage.name}", f"{power.name} {stage.name}"):
                add(word, stage.code)
            if stage == first:
                add(power.code, stage.code)
                add(power.name, stage.code)
    for word, code in load_vocabulary().powers.items():
        found[folded(word)] = {code}
    return found


def _usual_stage(power: Power) -> Stage:
    """Return the penalty of a penalty's power, and the first stage of any other."""
    penalty = f"{power.code}.FPN"
    is_penalty = power.code.startswith("FPN-")
    found = [stage for stage in power.stages if is_penalty and stage.code == penalty]
    return found[0] if found else power.stages[0]
